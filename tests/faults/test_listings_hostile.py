"""Listings that no honest site has: bounded, what can be read is kept, the rest has a reason."""

from __future__ import annotations

from pathlib import Path

from scrapers.crawl import run_crawl
from scrapers.journal import ListingRead, UrlSeen, read_journal
from scrapers.page import UrlState
from tests.faults.hostile_server import serving
from tests.faults.listing_cases import CASES
from tests.faults.network import MOST_MEMORY, feed_source, plan

LIMIT = 10  # pages of a source: what a trap may take


def test_hostile_listings_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    with serving({case.name: case.serve for case in CASES}) as server:
        sources = [feed_source(case.name, server.port, case.key, LIMIT) for case in CASES]
        wanted = plan(tmp_path, [*sources, feed_source("good", server.port)], 20)
        report = run_crawl(wanted)
    events = [event for event, _ in read_journal(wanted.journal_path)]
    told = {
        (event.source_id, event.url): (event.state.value, event.reason)
        for event in events
        if isinstance(event, ListingRead) and event.kind != "robots.txt"
    }
    got = {
        case.name: (
            *told[case.name, case.url(server.port)],
            sum(
                1 for e in events if isinstance(e, UrlSeen) and e.source_id == case.name and e.state is UrlState.FETCHED
            ),
        )
        for case in CASES
    }
    assert got == {case.name: (case.state, case.reason, case.pages) for case in CASES}
    assert report.ended == "finished" and report.peak_memory < MOST_MEMORY
    assert report.tallies["good"].fetched == 3
