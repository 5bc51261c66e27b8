"""`python -m tests.faults.matrix [-o FILE]`: all hostile answers at the default deadline, as a Markdown table."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scrapers.crawl import Limits
from tests.faults.network import MOST_MEMORY, MOST_SECONDS, Crawled, crawl_all


def lines(crawled: Crawled) -> Iterator[str]:
    """The table, and the sums below it."""
    yield "| case | state | reason | seconds | as expected |"
    yield "|---|---|---|---:|---|"
    for ending in crawled.endings:
        right = "yes" if ending.right and ending.seconds <= MOST_SECONDS else "**no**"
        yield f"| {ending.name} | {ending.state} | {ending.reason or ''} | {ending.seconds:.1f} | {right} |"
    slowest = max(ending.seconds for ending in crawled.endings)
    wrong = sum(not ending.right for ending in crawled.endings)
    yield ""
    yield (
        f"{len(crawled.endings)} cases, {wrong} other than expected; slowest {slowest:.1f} s (at most {MOST_SECONDS}); "
        f"the crawl took {crawled.memory / 1e6:.0f} MB (at most {MOST_MEMORY / 1e6:.0f}); "
        f"incomplete good papers: {', '.join(crawled.incomplete) or 'none'}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", dest="file", type=Path, help="write the table there instead of to the screen")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        crawled = crawl_all(Path(folder), Limits().deadline)
    text = "\n".join(lines(crawled)) + "\n"
    if given.file:
        given.file.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    wrong = [e for e in crawled.endings if not e.right or e.seconds > MOST_SECONDS]
    sys.exit(bool(wrong or crawled.incomplete or crawled.memory > MOST_MEMORY))


if __name__ == "__main__":
    main()
