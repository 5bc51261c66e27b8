"""What a kill has cost, once the next run has ended.

A run may die anywhere: no page that it has acknowledged is lost, nothing is there twice, the tables are those of the
run that was left alone, and no more pages are asked for again than were under way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
from warcio.archiveiterator import ArchiveIterator

from flows.desk import Desk
from flows.publish import PublishError, verify
from scrapers.archive.members import whole_members
from scrapers.journal import UrlSeen, read_journal
from scrapers.page import UrlState
from scrapers.sample.server import Served
from tests.faults.content import content

# Each of the press's hosts is asked for one page at a time.
CONCURRENCY = 6


@dataclass(frozen=True)
class Before:
    """What a killed run has left: the URLs that whole journal lines say are fetched, the pages that the press had been
    asked for, how long its log was, and which snapshot was the current one."""

    acknowledged: frozenset[str]
    asked: frozenset[tuple[str, str]]
    log: int
    snapshot: str

    @classmethod
    def of(cls, desk: Desk, web: Served, since: int) -> Before:
        """`since` is how long the press's log was before this desk asked for anything."""
        pointer = desk.pointer.read_text("utf-8") if desk.pointer.exists() else ""
        return cls(frozenset(acknowledged(desk)), frozenset(pages_asked(web, since)), len(web.log), pointer)


@dataclass(frozen=True)
class Verdict:
    """What a kill has cost, once the next run has ended.

    `lost` acknowledged pages; what is there `twice`, of records, pages and articles; pages that were asked for `again`;
    the tables that are `different`; and whatever else is `wrong`.
    """

    acknowledged: int
    lost: int
    twice: int
    again: int
    different: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def right(self) -> bool:
        return not (self.lost or self.twice or self.different or self.wrong) and self.again <= CONCURRENCY


def judge(desk: Desk, web: Served, before: Before, code: int, alone: Mapping[str, str]) -> Verdict:
    """Look at what there is after the run that came after a kill and ended with this code; `alone` is the content of
    the database of a run that was left alone."""
    records = list(archived(desk.archive))
    found = content(desk.database)
    return Verdict(
        acknowledged=len(before.acknowledged),
        lost=len(before.acknowledged - set(records) | before.acknowledged - acknowledged(desk)),
        twice=len(records) - len(set(records)) + number(desk.database, TWICE),
        again=len(before.asked & pages_asked(web, before.log)),
        different=tuple(table for table in alone if alone[table] != found[table]),
        wrong=tuple(_wrong(desk, before, code)),
    )


def acknowledged(desk: Desk) -> set[str]:
    """The URLs that whole journal lines say are fetched."""
    events = (event for path in desk.journal.glob("*.jsonl") for event, _ in read_journal(path))
    return {event.url for event in events if isinstance(event, UrlSeen) and event.state is UrlState.FETCHED}


def archived(archive: Path) -> Iterator[str]:
    """The address of every response record, by warcio, whichever file it is in."""
    for path in sorted(archive.rglob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                record.content_stream().read()
                if record.rec_type == "response":
                    yield record.rec_headers.get_header("WARC-Target-URI")


def pages_asked(web: Served, since: int) -> set[tuple[str, str]]:
    """The pages that the press was asked for, from one place of its log on."""
    pages = {(entry.publisher.host, entry.path) for one in web.press.publishers for entry in web.press.entries(one)}
    return pages & {(request.host, request.path) for request in web.log[since:]}


TWICE = """
    SELECT (SELECT count(*) - count(DISTINCT url) FROM store.pages)
         + (SELECT count(*) - count(DISTINCT article_id) FROM store.articles)
         + (SELECT count(*) - count(DISTINCT canonical_url) FROM store.articles)
         + (SELECT count(*) - count(DISTINCT url_id) FROM store.urls)
"""
SUMS = "SELECT count(*) FROM store.run_tallies WHERE discovered <> fetched + unchanged + skipped + failed + pending"


def number(database: Path, sql: str) -> int:
    """The one number that a query gives."""
    with duckdb.connect(database, read_only=True) as connection:
        [(found,)] = connection.execute(sql).fetchall()
    return int(found)


def _wrong(desk: Desk, before: Before, code: int) -> Iterator[str]:
    if code not in (0, 2):
        yield f"the next run ended with exit code {code}"
    for path in sorted(desk.archive.rglob("*.warc.gz*")):
        if path.suffix != ".gz" or max(member.end for member in whole_members(path)) != path.stat().st_size:
            yield f"{path.name} is not whole"
    if number(desk.database, SUMS):
        yield "sums do not hold"
    yield from _open_runs(desk, before)
    current = desk.pointer.read_text("utf-8").strip()
    try:
        verify(desk.snapshots / current)
    except PublishError as why:
        yield str(why)


def _open_runs(desk: Desk, before: Before) -> Iterator[str]:
    """Runs that died and are not closed as crashed, and a snapshot that is not of the last one."""
    with duckdb.connect(desk.database, read_only=True) as connection:
        *died, last = connection.execute("SELECT run_id, ended FROM store.runs ORDER BY started_at").fetchall()
    for run_id, ended in died:
        if ended != "crashed" and not before.snapshot.startswith(run_id):
            yield f"the killed run is taken for {ended}"
    if desk.pointer.read_text("utf-8").strip() != f"{last[0]}.duckdb":
        yield "the last run is not what the pointer names"
