"""What is fuzzed: everything that reads what others wrote, or a person by hand, each with samples of the real thing.

A target may raise what it documents (`errors`), and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import isfinite
from pathlib import Path
from types import MappingProxyType

from pydantic import TypeAdapter

from dashboard.running import running
from dashboard.search import parse as parse_query
from dashboard.snapshot import Snapshot, read_pointer
from flows.alerts import standing
from flows.corrections import read_corrections
from flows.desk import Desk
from flows.entity_corrections import conflicts, faults, ids_spoken_of
from flows.furniture import words
from flows.settings import load_settings
from flows.sources_file import opml_tables, read_opml
from flows.store import ledger, open_store
from flows.takedown import tombstones
from scrapers.archive.foreign import iter_foreign
from scrapers.article import Article
from scrapers.clean import clean
from scrapers.clean.dates import clocks_in, day_of_url, days_in_line, parse_time
from scrapers.clean.metadata import read_head, read_metadata
from scrapers.clean.tree import decode, parse
from scrapers.crawl import Limits
from scrapers.errors import ArchiveError, ConfigError
from scrapers.journal import mend_journal, read_journal
from scrapers.page import Page, PageInfo
from scrapers.robots import read_robots
from scrapers.sources import load_sources, make_source
from scrapers.spiders.base import NotAListingError, parse_date
from scrapers.spiders.feed import parse_feed
from scrapers.spiders.section import links, parse_section
from scrapers.spiders.site import find_feeds
from scrapers.spiders.sitemap import parse_sitemap
from scrapers.tdmrep import read_tdmrep
from scrapers.urls import clean_url, is_web, registrable_domain
from tests.dashboard.snapshots import make_desk
from tests.faults import fuzz_samples as samples

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
URL = "https://www.dailyquay.example/news/2026/11/19/bridge-reopens-after-four-years"
SOURCE = make_source("quay", {"name": "The Daily Quay", "site": "https://www.dailyquay.example/"})
INFO = PageInfo(URL, URL, "quay", "test", "feed", NOW, 200, "text/html; charset=utf-8", "")


@dataclass(frozen=True)
class Target:
    """`take` reads an input; a folder of its own is there for what reads files. `weight`: how much dearer than the
    cheap ones an input is. `limited`: the product reads it in a process that is killed after 20 s, so that an input
    which takes longer is no finding."""

    take: Callable[[bytes, Path], None]
    samples: Callable[[], list[bytes]]
    errors: tuple[type[Exception], ...] = ()
    weight: int = 1
    limited: bool = False


def take_page(data: bytes, folder: Path) -> None:
    outcome = clean(Page(replace(INFO, content_type=_kind(data)), data), SOURCE)
    if isinstance(outcome, Article):
        assert outcome.text.strip() and is_web(outcome.canonical_url)
        assert all(at is None or at.tzinfo for at in (outcome.published_at, outcome.modified_at))
        json.dumps(outcome.text + outcome.title + (outcome.lead or ""), ensure_ascii=False).encode()


def _kind(data: bytes) -> str:
    return ("text/html; charset=utf-8", "text/html", "application/xhtml+xml; charset=iso-8859-1", "")[len(data) % 4]


def take_head(data: bytes, folder: Path) -> None:
    tree = parse(decode(data, _kind(data)))
    if tree is not None:
        found = read_metadata(tree, read_head(tree, INFO, SOURCE), [], INFO, SOURCE)
        assert all(one is None or one.at <= NOW for one in (found.published, found.modified))
        f"{found}".encode()


def take_date(data: bytes, folder: Path) -> None:
    text = data.decode("utf-8", "replace")
    for month_first in (True, False):
        at = parse_time(text, month_first)
        assert at is None or at.tzinfo
        list(days_in_line(text, month_first, changed=month_first))
        list(clocks_in(text, month_first))
    day_of_url(f"https://x.example/{text}")
    at = parse_date(text, NOW)
    assert at is None or at.astimezone(UTC)


def take_journal(data: bytes, folder: Path) -> None:
    file = folder / "run.jsonl"
    file.write_bytes(data)
    mend_journal(file)
    list(read_journal(file))


def take_listing(data: bytes, folder: Path) -> None:
    found = []
    for read in (
        lambda: parse_feed(data, URL),
        lambda: parse_sitemap(data, URL, 10_000_000, datetime(2026, 1, 1, tzinfo=UTC), 100),
        lambda: parse_section(data, URL, _kind(data)),
    ):
        try:
            listing = read()
        except NotAListingError:
            continue
        found += [*listing.entries, *listing.children]
    for url in [*(entry.url for entry in found), *links(data, URL, _kind(data)), *find_feeds(data, URL, _kind(data))]:
        url.encode()
        if is_web(url):
            clean_url(url), registrable_domain(url)
    assert all(entry.published is None or entry.published.tzinfo for entry in found)


def take_robots(data: bytes, folder: Path) -> None:
    rules = read_robots(200, data)
    rules.refusal(URL)
    rules.opt_out(URL)
    assert 0 <= rules.crawl_delay <= 60


def take_tdmrep(data: bytes, folder: Path) -> None:
    read_tdmrep(data).opt_out(URL)


def _written(data: bytes, folder: Path, name: str) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def take_sources(data: bytes, folder: Path) -> None:
    for source in load_sources(_written(data, folder, "sources.toml")):
        assert source.listings and source.netlocs


def take_settings(data: bytes, folder: Path) -> None:
    chosen = load_settings(_written(data, folder, "settings.toml"))
    assert json.loads(TypeAdapter(Limits).dump_json(chosen.fetch.limits)).keys() >= {"minutes"}
    assert isfinite(chosen.fetch.minutes + chosen.backfill.minutes + chosen.clean.seconds)
    assert timedelta(days=chosen.fetch.lookback_days) and chosen.clean.megabytes << 20 < 2**63


def take_opml(data: bytes, folder: Path) -> None:
    opml_tables(read_opml(_written(data, folder, "feeds.opml")), ())


def take_corrections(data: bytes, folder: Path) -> None:
    told = read_corrections(_written(data, folder, "corrections.jsonl"))
    words(told.of("furniture"))
    entities = told.of("entity")
    list(faults(entities, ids_spoken_of(entities)))
    list(conflicts(entities))
    f"{told}".encode()


def take_corrections_there(data: bytes, folder: Path) -> None:
    """As the dashboard reads them: in SQL, beside a snapshot."""
    desk = folder / "desk"
    if not desk.exists():
        make_desk(desk)
    _written(data, desk, "corrections.jsonl")
    Snapshot(desk / "snapshots" / read_pointer(desk)).ask("corrections")


def take_ledger(data: bytes, folder: Path) -> None:
    """A journal on its way into the store."""
    desk = Desk(folder / "night")
    desk.make_folders()
    _written(data, desk.journal, f"{samples.RUN}.jsonl")
    with open_store(desk) as store:
        try:
            ledger.read_journals(store, desk.journal)
        finally:
            store.run("DELETE FROM store.journals")


def take_takedown(data: bytes, folder: Path) -> None:
    _written(data, folder, "takedown.jsonl")
    tombstones(Desk(folder)).has(URL)


def take_state(data: bytes, folder: Path) -> None:
    _written(data, folder, "running.json")
    running(folder)
    _written(data, folder, "alerts.json")
    standing(Desk(folder))


def take_query(data: bytes, folder: Path) -> None:
    parse_query(data.decode("utf-8", "replace"))


def take_warc(data: bytes, folder: Path) -> None:
    for page in iter_foreign(_written(data, folder, "theirs.warc.gz"), "test"):
        assert page.info.url.startswith("http")


TARGETS = MappingProxyType(
    {
        "clean": Target(take_page, samples.pages, weight=20, limited=True),
        "metadata": Target(take_head, samples.pages, weight=5),
        "dates": Target(take_date, samples.dates),
        "journal": Target(take_journal, samples.journal, (ArchiveError,)),
        "listings": Target(take_listing, samples.listings, weight=2),
        "robots": Target(take_robots, samples.robots),
        "tdmrep": Target(take_tdmrep, samples.tdmrep, (ValueError,)),
        "sources": Target(take_sources, samples.sources, (ConfigError,)),
        "settings": Target(take_settings, samples.settings, (ConfigError,)),
        "opml": Target(take_opml, samples.opml, (ConfigError,)),
        "corrections": Target(take_corrections, samples.corrections),
        "dashboard": Target(take_corrections_there, samples.corrections, weight=20),
        "ledger": Target(take_ledger, samples.journal, (ArchiveError,), weight=20),
        "takedown": Target(take_takedown, samples.takedown, (ConfigError,)),
        "state": Target(take_state, samples.state),
        "query": Target(take_query, samples.queries),
        "warc": Target(take_warc, samples.warc, (ArchiveError,)),
    }
)
