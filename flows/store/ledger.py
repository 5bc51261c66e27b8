"""The ledger: what became of each URL. Made of the journals, and asked for what the next crawl has to know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flows.store.connection import Store
from scrapers.crawl import Target
from scrapers.journal import Event, ListingRead, RunEnded, RunStarted, UrlSeen, read_journal
from scrapers.page import PageInfo, RecordRef, SkipReason, UrlState, Validators
from scrapers.urls import clean_url, stable_id

URL_COLUMNS = (
    *("url_id", "url", "source_id", "state", "reason", "published", "first_seen_at", "last_seen_at"),
    *("fetched_at", "visited_at", "visits", "failures", "etag", "last_modified", "digest"),
)
PAGE_COLUMNS = (
    *(
        "page_id",
        "url",
        "final_url",
        "source_id",
        "run_id",
        "fetched_at",
        "status",
        "content_type",
        "digest",
        "opt_out",
    ),
    *("file", "offset", "length"),
)
LISTING_COLUMNS = ("url", "source_id", "state", "etag", "last_modified")
RUN_LISTING_COLUMNS = ("run_id", "source_id", "url", "kind", "state", "reason", "entries")
RUN_URL_COLUMNS = ("run_id", "source_id", "url_id", "state", "reason", "status")


def read_journals(store: Store, folder: Path) -> list[str]:
    """Take every journal line that the ledger has not had yet; returns the ids of the runs that had any.

    One transaction a journal: a kill leaves it read whole or not at all.
    """
    read_to = dict(store.rows("SELECT run_id, read_to FROM store.journals"))
    return [path.stem for path in sorted(folder.glob("*.jsonl")) if _read_one(store, path, read_to.get(path.stem, 0))]


def shortened(store: Store, folder: Path) -> tuple[str, ...]:
    """What is missing of journals that have been read: a line for each that is shorter now, or gone."""
    sizes = {path.stem: path.stat().st_size for path in folder.glob("*.jsonl")}
    read = store.rows("SELECT run_id, read_to FROM store.journals ORDER BY run_id")
    return tuple(
        f"{folder / run_id}.jsonl: {sizes.get(run_id, 0):,} bytes are left of {read_to:,}"
        for run_id, read_to in read
        if sizes.get(run_id, 0) < read_to
    )


def _read_one(store: Store, path: Path, start: int) -> bool:
    if path.stat().st_size <= start:
        return False
    read = list(read_journal(path, start))
    if not read:
        return False
    events = [event for event, _ in read]
    with store.transaction():
        _fold(store, path.stem, events)
        store.run("INSERT OR REPLACE INTO store.journals VALUES (?, ?)", path.stem, read[-1][1])
    return True


def _fold(store: Store, run_id: str, events: list[Event]) -> None:
    urls = last_states(event for event in events if isinstance(event, UrlSeen))
    listings = [event for event in events if isinstance(event, ListingRead)]
    _fold_run(store, run_id, events)
    store.stage("staged_urls", URL_COLUMNS, [_url_row(*pair) for pair in urls], like="urls")
    store.run_file("fold_urls")
    _fold_pages(store, [last for _, last in urls])
    _fold_listings(store, run_id, listings)
    _insert(
        store,
        "run_urls",
        RUN_URL_COLUMNS,
        [_run_url(run_id, last) for _, last in urls if last.reason != SkipReason.KNOWN],
    )
    asked = [source_id for event in events if isinstance(event, RunStarted) for source_id in event.source_ids]
    store.run_file("tally_run", run_id=run_id, source_ids=asked)


def last_states(events: Iterable[UrlSeen]) -> list[tuple[UrlSeen, UrlSeen]]:
    """For each source and URL its first event and its last; one that was only ever discovered counts as pending."""
    first: dict[tuple[str, str], UrlSeen] = {}
    last: dict[tuple[str, str], UrlSeen] = {}
    for event in events:
        key = (event.source_id, event.url)
        first.setdefault(key, event)
        last[key] = event
    return [(first[key], last[key]) for key in last]


def _state(last: UrlSeen) -> UrlState:
    return UrlState.PENDING if last.state is UrlState.DISCOVERED else last.state


def _url_row(first: UrlSeen, last: UrlSeen) -> tuple[Any, ...]:
    visited = last.state in (UrlState.FETCHED, UrlState.UNCHANGED)
    kept = last.page.validators if last.page else Validators()
    return (
        *(url_id(last.url), last.url, last.source_id, _state(last).value, last.reason, first.published),
        *(first.at, last.at, last.page.fetched_at if last.page else None, last.at if visited else None),
        *(int(visited), int(last.state is UrlState.FAILED), kept.etag, kept.last_modified, kept.digest),
    )


def _run_url(run_id: str, last: UrlSeen) -> tuple[Any, ...]:
    return (run_id, last.source_id, url_id(last.url), _state(last).value, last.reason, last.status)


def _fold_pages(store: Store, seen: list[UrlSeen]) -> None:
    rows = [page_row(event.page, event.record) for event in seen if event.page and event.record]
    store.stage("staged_pages", PAGE_COLUMNS, rows, like="pages")
    store.run("INSERT INTO store.pages BY NAME SELECT * FROM staged_pages ANTI JOIN store.pages USING (page_id)")


def page_row(page: PageInfo, record: RecordRef) -> tuple[Any, ...]:
    """A page of the archive as a row; its id is made of where it lies."""
    return (
        *(page_id(record), page.url, page.final_url, page.source_id, page.run_id, page.fetched_at, page.status),
        *(page.content_type, page.digest, list(page.opt_out), record.file, record.offset, record.length),
    )


def url_id(url: str) -> int:
    """What the ledger knows a URL by: where a click came from makes no other page of it."""
    return stable_id(clean_url(url))


def page_id(record: RecordRef) -> int:
    return stable_id(f"{record.file}:{record.offset}")


def _fold_listings(store: Store, run_id: str, read: list[ListingRead]) -> None:
    rows = [(e.url, e.source_id, e.state.value, e.validators.etag, e.validators.last_modified) for e in read]
    store.stage("staged_listings", LISTING_COLUMNS, rows, like="listings")
    store.run_file("fold_listings")
    asked = [(run_id, e.source_id, e.url, e.kind.value, e.state.value, e.reason, e.entries) for e in read]
    _insert(store, "run_listings", RUN_LISTING_COLUMNS, asked)


def _insert(store: Store, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    store.stage(f"staged_{table}", columns, rows, like=table)
    store.run(f"INSERT INTO store.{table} BY NAME SELECT * FROM staged_{table}")


def _fold_run(store: Store, run_id: str, events: list[Event]) -> None:
    """Write down a run that the database does not have (it was made anew), and how a run ended."""
    for event in events:
        if isinstance(event, RunStarted):
            store.run(
                "INSERT INTO store.runs BY NAME SELECT ? AS run_id, ? AS kind, ? AS started_at, '' AS product_version "
                "WHERE NOT EXISTS (FROM store.runs WHERE run_id = ?)",
                *(run_id, event.kind, event.at, run_id),
            )
        elif isinstance(event, RunEnded):
            store.run(
                "UPDATE store.runs SET ended = ?, finished_at = ? WHERE run_id = ?", event.reason, event.at, run_id
            )


def due_targets(store: Store, source_ids: Sequence[str], now: datetime) -> tuple[Target, ...]:
    """What the next crawl of these sources begins with: pending URLs, second tries, re-visits."""
    rows = store.rows_file("due_targets", source_ids=list(source_ids), now=now)
    return tuple(
        Target(source_id, url, Validators(*validators), revisit) for source_id, url, revisit, *validators in rows
    )


def backfill_targets(store: Store, source_ids: Sequence[str], first: date, last: date) -> tuple[Target, ...]:
    """What an earlier backfill of these days has left over."""
    rows = store.rows_file("backfill_targets", source_ids=list(source_ids), first=first, last=last)
    return tuple(Target(source_id, url) for source_id, url in rows)


def known_ids(store: Store, targets: Iterable[Target]) -> frozenset[int]:
    """The ids of all URLs that were asked for before and are not among `targets`."""
    due = {url_id(target.url) for target in targets}
    rows = store.rows("SELECT url_id FROM store.urls WHERE state IN ('fetched', 'unchanged', 'failed')")
    return frozenset(known for (known,) in rows if known not in due)


def listing_validators(store: Store, now: datetime) -> dict[str, Validators]:
    """What to ask feeds and sitemaps with. Each is read whole once a week: some servers lie with their ETags."""
    rows = store.rows(
        "SELECT url, etag, last_modified FROM store.listings "
        "WHERE (hash(url) + dayofyear(?::TIMESTAMPTZ)::UBIGINT) % 7 <> 0",
        now,
    )
    return {url: Validators(etag, last_modified) for url, etag, last_modified in rows}


def digests(store: Store) -> set[tuple[str, str]]:
    """URL and body digest of every page in the archive."""
    return {(url, digest) for url, digest in store.rows("SELECT url, digest FROM store.pages")}
