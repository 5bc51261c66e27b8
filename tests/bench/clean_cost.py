"""What cleaning costs beside bare extraction: `python -m tests.bench.clean_cost [PAGES]`.

Processor time of `clean()` over that of trafilatura's default with metadata (the call of `real_night.py`), page by page
in pairs, in one process, on the pages of the corpus whose file names hash lowest. Then where our time goes, by step.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from unittest.mock import patch

from trafilatura import bare_extraction

from scrapers import clean as stage
from scrapers.clean import assess, forest, learned, reading
from scrapers.page import Page
from tests.bench.adapters import SOURCE, page_of
from tests.train.corpus import CORPUS, rows

PAGES = 300
MOST = 1.4
STEPS: tuple[tuple[Any, str], ...] = (
    (stage, "parse"),
    (reading, "split"),
    (reading, "read_head"),
    (reading, "extract"),
    (reading, "match"),
    (learned, "featurise"),
    (forest.Forest, "margins"),
    (reading, "read_metadata"),
    (reading, "Captions"),
    (reading, "_reasons"),
    (reading, "find_lead"),
    (stage, "refuse"),
)


def timed(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def pages(number: int) -> Iterator[Page]:
    for row in sorted(rows(), key=lambda row: sha256(row["file"].encode()).hexdigest())[:number]:
        html = gzip.decompress((CORPUS / row["file"]).read_bytes()).decode("utf-8", "replace")
        yield page_of(html, row["url"])


def bare(page: Page) -> None:
    bare_extraction(page.body, url=page.info.url, with_metadata=True, include_comments=False, include_tables=True)


@contextmanager
def watched(spent: dict[str, float]) -> Iterator[None]:
    """Adds up the time of each step while it lasts."""

    def watch(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any) -> Any:
            began = time.process_time()
            try:
                return step(*given)
            finally:
                spent[name] += time.process_time() - began

        return run

    patches = [patch.object(owner, name, watch(name, getattr(owner, name))) for owner, name in STEPS]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    taken = list(pages(number))
    assess(taken[0], SOURCE), bare(taken[0])  # both read their tables once
    ours = theirs = 0.0
    for page in taken:
        ours += timed(lambda page=page: assess(page, SOURCE))
        theirs += timed(lambda page=page: bare(page))
    print(f"{number} pages: clean {1000 * ours / number:.1f} ms a page, bare extraction {1000 * theirs / number:.1f}")
    print(f"ratio {ours / theirs:.2f}, at most {MOST}")
    spent: dict[str, float] = defaultdict(float)
    with watched(spent):
        whole = timed(lambda: [assess(page, SOURCE) for page in taken])
    for name, seconds in sorted(spent.items(), key=lambda pair: -pair[1]):
        print(f"  {name:>14} {1000 * seconds / number:6.2f} ms {seconds / whole:5.0%}")
    print(f"  {'the rest':>14} {1000 * (whole - sum(spent.values())) / number:6.2f} ms")


if __name__ == "__main__":
    main()
