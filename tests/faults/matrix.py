"""All hostile answers at the default deadline, as a Markdown table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from scrapers.crawl import Limits
from tests.faults.network import MOST_MEMORY, MOST_SECONDS, Crawled, crawl_all
from tests.faults.table import Table


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


def table() -> Table:
    """One crawl over all cases."""
    with tempfile.TemporaryDirectory() as folder:
        crawled = crawl_all(Path(folder), Limits().deadline)
    wrong = [e for e in crawled.endings if not e.right or e.seconds > MOST_SECONDS]
    return Table(list(lines(crawled)), right=not (wrong or crawled.incomplete or crawled.memory > MOST_MEMORY))
