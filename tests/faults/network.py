"""One crawl over all of `network_cases`, each a host of its own, with good papers beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scrapers.crawl import CrawlPlan, Limits, run_crawl, user_agent
from scrapers.journal import ListingRead, UrlSeen, read_journal
from scrapers.page import UrlState
from scrapers.sources import Source, make_source
from tests.faults.hostile_server import HostileServer, serving
from tests.faults.network_cases import CASES, Case, packed

RUN_ID = "20261123T020000Z-ab12"
GOOD, PAGES = 5, 3
# What a crawl may take: memory in bytes, and seconds for one URL at the default deadline of 30 s.
MOST_MEMORY = 400_000_000
MOST_SECONDS = 35


@dataclass(frozen=True)
class Ending:
    """What became of one case, beside what should have: reasons are regular expressions where they are expected."""

    name: str
    expected_state: str
    expected_reason: str | None
    state: str
    reason: str | None
    seconds: float

    @property
    def right(self) -> bool:
        if self.expected_reason is None or self.reason is None:
            return (self.state, self.reason) == (self.expected_state, self.expected_reason)
        return self.state == self.expected_state and bool(re.search(self.expected_reason, self.reason))


@dataclass(frozen=True)
class Crawled:
    """A crawl as a whole: `incomplete` are the good papers of which a page is missing; memory in bytes."""

    endings: tuple[Ending, ...]
    ended: str
    memory: int
    incomplete: tuple[str, ...]


def feed_source(name: str, port: int, key: str = "feeds", limit: int = 500) -> Source:
    url = f"http://{name}.localhost:{port}/feed"
    return make_source(name, {"name": name, "delay": 0, "limit": limit, key: [url]})


def plan(folder: Path, sources: Sequence[Source], deadline: float) -> CrawlPlan:
    limits = Limits(delay=0, deadline=deadline)
    agent = user_agent("desk@example.org")
    return CrawlPlan(
        RUN_ID, "nightly", tuple(sources), folder / "archive", folder / "journal.jsonl", agent, limits=limits
    )


def crawl_all(folder: Path, deadline: float, cases: Sequence[Case] = tuple(CASES)) -> Crawled:
    """Crawl every case at once."""
    for kind in ("gzip", "deflate", "br", "zstd"):
        packed(kind)  # beforehand: it takes a second
    good = [f"good{number}" for number in range(GOOD)]
    with serving({case.name: case.serve for case in cases}, deadline) as server:
        wanted = plan(folder, [feed_source(name, server.port) for name in (*good, *(c.name for c in cases))], deadline)
        report = run_crawl(wanted)
        ends = _ends(wanted)
        incomplete = tuple(name for name in good if report.tallies[name].fetched != PAGES)
        return Crawled(
            tuple(_ending(case, ends, server) for case in cases), report.ended, report.peak_memory, incomplete
        )


def _ends(wanted: CrawlPlan) -> dict[str, UrlSeen | ListingRead]:
    """Each source's last word: that on its page, or on the listing that kept it from one."""
    ends: dict[str, UrlSeen | ListingRead] = {}
    for event, _ in read_journal(wanted.journal_path):
        if isinstance(event, UrlSeen) and event.state is not UrlState.DISCOVERED:
            ends[event.source_id] = event
        elif isinstance(event, ListingRead):
            ends.setdefault(event.source_id, event)
    return ends


def _ending(case: Case, ends: dict[str, UrlSeen | ListingRead], server: HostileServer) -> Ending:
    end = ends[case.name]
    seconds = end.at.timestamp() - server.asked[f"{case.name}.localhost", "/page"][0]
    return Ending(case.name, case.state, case.reason, end.state.value, end.reason, seconds)
