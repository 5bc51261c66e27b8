"""Snapshots of an invented desk, of the real migration and the real views: 45 days, an outage, hostile pages.

Everything follows from the day and the source by arithmetic, so that a test can say what the right numbers are.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.snapshot import SCHEMA_VERSION
from flows.publish import build
from flows.store import Store
from flows.store.days import date_articles
from scrapers.urls import stable_id
from tests.dashboard.invented_names import name_rows

Tables = dict[str, list[dict[str, Any]]]

ROOT = Path(__file__).resolve().parents[2]
MIGRATIONS = sorted((ROOT / "flows" / "store" / "migrations").glob("*.sql"))
ZONE = "Europe/Dublin"
FIRST, LAST = date(2026, 10, 8), date(2026, 11, 21)
DAYS = [FIRST + timedelta(days=i) for i in range(45)]
ALL_OUT = (date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 1))
ALL_QUIET = date(2026, 10, 18)
LAST_RUN = "20261122T020000Z-45"


@dataclass(frozen=True)
class Press:
    source_id: str
    name: str
    language: str
    volume: int
    out: tuple[date, ...] = ()


PRESSES = (
    Press("harbour", "The Harbour Post", "en", 6),
    Press("tidewater", "Tidewater Courier", "en", 4, out=tuple(date(2026, 11, day) for day in range(8, 13))),
    Press("bergblatt", "Bergblatt", "de", 3),
    Press("llanura", "La Llanura", "es", 3),
    Press("oilean", "Scéala an Oileáin", "ga", 1),
    Press("granite", "Granite Weekly", "en", 0),
)

HOSTILE = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "![pixel](https://tracker.example/pixel.png)",
    "[press here](javascript:alert(1))",
    "[press here](data:text/html,<script>alert(1)</script>)",
    "&lt;b&gt; and :material/home: :red[red] $x^2$ `code`",
    "\u202eethgir ot tfel\u202c reversed",
    "L" * 10_000,
    '=HYPERLINK("https://tracker.example/","open")',
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
)
NAMING = ("named", "mentions", "article_names", "names", "name_surfaces", "entities", "entity_articles")
HOSTILE_NAME = HOSTILE[1]
HOSTILE_DAY = date(2026, 11, 20)
HOSTILE_HISTORY = (stable_id("hostile 1"), HOSTILE[1])

SUBJECTS = (
    "Ferry crews accept the spring timetable",
    "Council weighs a longer sea wall",
    "Orchard growers count the frost",
    "New reading room opens above the market",
    "Night buses return to the upper valley",
    "Lighthouse keepers' log goes on show",
    "Mill owners and weavers settle",
    "School choir wins the island prize",
    "Dredging of the inner harbour delayed",
    "Hospital adds beds before winter",
)


def articles_on(press: Press, day: date) -> int:
    """How many articles of a source are dated on a day."""
    night = day + timedelta(days=1)
    if night in ALL_OUT or night in press.out or day == ALL_QUIET or not press.volume:
        return 0
    return press.volume + (day.toordinal() * 7 + len(press.name)) % 3


def article_id(press: Press, day: date, number: int) -> int:
    return stable_id(f"https://{press.source_id}.example/{day}/{number}")


def make_desk(
    desk: Path,
    *,
    empty: bool = False,
    named: bool = True,
    trending: bool = False,
    schema_version: int = SCHEMA_VERSION,
    name: str = f"{LAST_RUN}.duckdb",
    watches: dict[str, dict[str, str]] | None = None,
    change: Callable[[Tables], None] | None = None,
) -> Path:
    """A desk folder that holds one snapshot and its pointer; returns the folder. `named`: its articles are.

    `trending`: they name those of invented_names.py as well. `change` is done to the rows before they are filed.
    """
    snapshots = desk / "snapshots"
    snapshots.mkdir(parents=True)
    path = snapshots / name
    with duckdb.connect(path) as connection:
        for migration in MIGRATIONS[:schema_version]:
            connection.execute(migration.read_text("utf-8"))
        if not empty:
            tables = invented_rows()
            for table, rows in name_rows(tables["articles"], LAST).items() if trending else ():
                tables[table] += rows
            if change:
                change(tables)
            for table, rows in tables.items():
                if table in NAMING and not named:
                    continue
                connection.register("rows", pa.Table.from_pylist(rows))
                connection.execute(f"INSERT INTO store.{table} BY NAME SELECT * FROM rows")
                connection.unregister("rows")
        date_articles(Store(connection), ZONE)
    meta = {
        "schema_version": str(schema_version),
        "watches": json.dumps(watches or {}),
        "product_version": "9.9",
        "run_id": LAST_RUN,
        "made_at": "2026-11-22T02:24:00+00:00",
    }
    build(path, meta | {"time_zone": ZONE})
    point(desk, name)
    return desk


def point(desk: Path, name: str) -> None:
    (desk / "snapshots" / "latest").write_text(f"{name}\n", "utf-8")


def invented_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of every table that the snapshot's views read."""
    tables: dict[str, list[dict[str, Any]]] = {
        name: []
        for name in (
            "sources",
            "runs",
            "run_tallies",
            "run_listings",
            "run_issues",
            "source_health",
            "pages",
            "articles",
            "article_texts",
            "cut_blocks",
            "readings",
            "versions",
            "headlines",
            "furniture",
            *NAMING,
        )
    }
    _entities(tables)
    for press in PRESSES:
        tables["sources"].append(
            {
                "source_id": press.source_id,
                "name": press.name,
                "language": press.language,
                "paused": False,
                "listed": press.source_id != "oilean",
            }
        )
    for number, day in enumerate(DAYS, 1):
        _night(tables, number, day + timedelta(days=1))
        for press in PRESSES:
            for place in range(articles_on(press, day)):
                _article(tables, press, day, place)
    _hostile(tables)
    _history(tables)
    _furniture(tables)
    _issues(tables)
    return tables


def _night(tables: dict[str, list[dict[str, Any]]], number: int, night: date) -> None:
    run_id = f"{night:%Y%m%d}T020000Z-{number:02}"
    start = datetime(night.year, night.month, night.day, 2, 0, tzinfo=UTC)
    amber = night in ALL_OUT or run_id == LAST_RUN
    tables["runs"].append(
        {
            "run_id": run_id,
            "kind": "nightly",
            "started_at": start,
            "finished_at": start + timedelta(minutes=24),
            "outcome": "amber" if amber else "ok",
        }
        | {"ended": "finished", "product_version": "9.9"}
    )
    for press in PRESSES:
        out = night in ALL_OUT or night in press.out
        fetched = articles_on(press, night - timedelta(days=1))
        tally = {
            "fetched": fetched,
            "unchanged": 0 if out else 20,
            "skipped": 2,
            "failed": 1 if out or run_id == LAST_RUN else 0,
            "pending": 0,
        }
        tables["run_tallies"].append(
            {
                "run_id": run_id,
                "source_id": press.source_id,
                "discovered": sum(tally.values()),
                "articles": fetched,
                "rejected": 0,
            }
            | tally
        )
        state = "failed" if out else "fetched"
        listing = {"url": f"https://{press.source_id}.example/feed", "kind": "feed", "reason": None, "entries": fetched}
        tables["run_listings"].append({"run_id": run_id, "source_id": press.source_id, "state": state} | listing)
    _rejections(tables, run_id, start)


def _rejections(tables: dict[str, list[dict[str, Any]]], run_id: str, start: datetime) -> None:
    for number, reason in enumerate(("consent wall", "too short", "too short")):
        url = f"https://harbour.example/{run_id}/{number}"
        tables["pages"].append(
            {
                "page_id": stable_id(url),
                "url": url,
                "final_url": url,
                "source_id": "harbour",
                "run_id": run_id,
                "fetched_at": start,
                "status": 200,
            }
            | {
                "content_type": "text/html",
                "digest": "sha1:X",
                "opt_out": [""],
                "file": "a.warc.gz",
                "offset": number,
                "length": 9,
                "reason": reason,
            }
        )


def _article(tables: dict[str, list[dict[str, Any]]], press: Press, day: date, place: int) -> None:
    """The first article of the Courier each day is a copy of the Post's first."""
    identity = article_id(press, day, place)
    copied = press.source_id == "tidewater" and place == 0
    subject = SUBJECTS[
        (day.toordinal() * 3 + place + len(PRESSES[0].source_id if copied else press.source_id)) % len(SUBJECTS)
    ]
    story = article_id(PRESSES[0], day, 0) if copied and articles_on(PRESSES[0], day) else identity
    published = datetime(day.year, day.month, day.day, 8 + place, 30 if copied else 5, tzinfo=UTC)
    row = _row(identity, press, f"https://{press.source_id}.example/{day}/{place}", subject, published) | {
        "story_id": story
    }
    tables["articles"].append(
        row | {"section": ("Harbour", "Council", "Culture")[place % 3], "authors": ["Maren Quill"] if place % 2 else []}
    )
    text = "\n\n".join(
        f"{subject}, paragraph {part}, as {press.name} reported on {day:%A}. Nobody was hurt, and the tide was on time."
        for part in range(1, 6)
    )
    caption = {"text": f"The quay on {day:%A}. Photograph: I. Marsh", "image_url": None}
    tables["article_texts"].append(
        {
            "article_id": identity,
            "lead": f"{subject} after a long evening of talks.",
            "text": text,
            "captions": [caption],
        }
    )
    if (named := ("ORG", press.name)) in NAMED:
        _mention(tables, identity, "text", text.index(press.name, text.index("\n\n")), named)
    for position, cut, reason in (
        (0, "Home  News  Weather", "not the article"),
        (3, f"| {day.day}.4°C Dublin", "furniture"),
        (8, press.name, "publisher"),
    ):
        tables["cut_blocks"].append({"article_id": identity, "position": position, "text": cut, "reason": reason})


NAMED = (("ORG", "The Harbour Post"), ("ORG", "Tidewater Courier"), ("PER", HOSTILE_NAME))


def _entities(tables: dict[str, list[dict[str, Any]]]) -> None:
    """Three entities, one of them of a hostile name; each is called something else besides."""
    seen = datetime(2026, 10, 9, 2, 5, tzinfo=UTC)
    for type_, name in NAMED:
        entity_id = entity(name)
        tables["names"].append(
            {"name_id": entity_id, "name": name, "type": type_, "key": name.casefold(), "entity_id": entity_id}
            | {"articles": 1, "first_seen_at": seen}
        )
        tables["entities"].append({"entity_id": entity_id, "name": name, "type": type_})
        for surface in (name, f"{name} Ltd"):
            tables["name_surfaces"].append(
                {"name_id": entity_id, "surface": surface, "alone_id": entity_id, "articles": 1}
            )


def entity(name: str) -> int:
    return stable_id(f"entity {name}")


def _mention(
    tables: dict[str, list[dict[str, Any]]], article: int, field: str, start: int, named: tuple[str, str]
) -> None:
    """One article names one entity, there."""
    type_, name = named
    tables["mentions"].append(
        {"article_id": article, "field": field, "start_char": start, "end_char": start + len(name), "surface": name}
        | {"type": type_, "name_id": entity(name)}
    )
    tables["article_names"].append({"article_id": article, "name_id": entity(name), "mentions": 1})
    tables["entity_articles"].append({"article_id": article, "entity_id": entity(name), "mentions": 1})
    tables["named"].append({"article_id": article, "content_hash": article, "recogniser": "by hand 1"})


def _row(identity: int, press: Press, url: str, title: str, published: datetime) -> dict[str, Any]:
    seen = datetime(published.year, published.month, published.day, 2, 5, tzinfo=UTC) + timedelta(days=1)
    ids = ("article_id", "page_id", "text_hash", "content_hash", "story_id")
    row: dict[str, Any] = dict.fromkeys(ids, identity)
    row |= {"source_id": press.source_id, "publisher": press.name, "language": press.language}
    row |= {"url": url, "canonical_url": url, "title": title, "published_at": published, "published_from": "json-ld"}
    row |= {"agencies": [], "opt_out": [], "flags": [], "agency": None, "gone_at": None}
    return row | {"first_seen_at": seen, "paywalled": False, "word_count": 95, "version": 1}


def _hostile(tables: dict[str, list[dict[str, Any]]]) -> None:
    """Pages whose every field is out to do something; their addresses too."""
    for number, title in enumerate(HOSTILE):
        url = f"javascript:alert({number})" if number % 2 else f"https://tracker.example/{number}"
        identity = stable_id(f"hostile {number}")
        published = datetime(HOSTILE_DAY.year, HOSTILE_DAY.month, HOSTILE_DAY.day, 20, number, tzinfo=UTC)
        row = _row(identity, PRESSES[0], url, title, published)
        tables["articles"].append(row | {"section": title[:80], "authors": [title[:200]], "publisher": title[:200]})
        tables["article_texts"].append(
            {
                "article_id": identity,
                "lead": title,
                "text": f"{title}\n\n{title}",
                "captions": [{"text": title, "image_url": None}],
            }
        )
        if title == HOSTILE_NAME:
            _mention(tables, identity, "title", 0, NAMED[2])
        tables["cut_blocks"].append({"article_id": identity, "position": 0, "text": title, "reason": "furniture"})


def _history(tables: dict[str, list[dict[str, Any]]]) -> None:
    """The last day's first article of the Courier was corrected and got another headline; and a hostile one as well."""
    for identity, title in ((article_id(PRESSES[1], LAST, 0), "Before the correction"), HOSTILE_HISTORY):
        row = next(one for one in tables["articles"] if one["article_id"] == identity)
        row |= {"version": 2, "gone_at": datetime(2026, 11, 22, 1, 30, tzinfo=UTC), "agency": title[:60]}
        tables["readings"].append({"article_id": identity, "reading_hash": 1, "title": title, "text": title})
        for version, hour, why in ((1, 9, None), (2, 15, title if title in HOSTILE else "other figures")):
            at = datetime(LAST.year, LAST.month, LAST.day, hour, 5, tzinfo=UTC)
            common = {"article_id": identity, "version": version, "page_id": version, "fetched_at": at}
            tables["versions"].append(common | {"reading_hash": version, "why": why})
            shown = title if version == 1 else row["title"]
            tables["headlines"].append({"article_id": identity, "seen_at": at, "title": shown})


def _furniture(tables: dict[str, list[dict[str, Any]]]) -> None:
    """A weather line that the evidence cuts, a heading that it keeps, a line that the user keeps, and hostile words."""
    latest = article_id(PRESSES[0], LAST, 0)
    found = [("| 12.4°C Dublin", "cut", "evidence"), ("What happens next", "keep", "evidence")]
    found += [
        ("Additional reporting by our island desk", "keep", "user"),
        *((words, "cut", "user") for words in HOSTILE),
    ]
    for number, (text, decision, decided_by) in enumerate(found):
        row = {"source_id": PRESSES[0].source_id, "block_id": stable_id(text), "text": text, "figures": False}
        row |= {"articles": 200 - number, "stories": 190, "at_edge": 190, "days": 40, "share": 0.75}
        row |= {"first_day": FIRST, "last_day": LAST, "article_id": latest}
        tables["furniture"].append(row | {"decision": decision, "decided_by": decided_by})


def _issues(tables: dict[str, list[dict[str, Any]]]) -> None:
    found = (
        (
            "granite",
            "amber",
            "no article in 45 nights",
            "open its front page; if it moved, change its address in sources.toml",
        ),
        ("tidewater", "amber", "1 of 27 pages failed: connection reset", "nothing: it is tried again tonight"),
    )
    stood = {"run_id": LAST_RUN, "day": LAST + timedelta(days=1), "articles": 0, "usual": 3.5, "state": "well"}
    silent = {"state": "silent", "since": LAST - timedelta(days=4), "reason": found[0][2], "next_step": found[0][3]}
    for press in PRESSES:
        own = silent if press.source_id == "granite" else {}
        tables["source_health"].append(
            {"source_id": press.source_id, "since": None, "reason": None, "next_step": None} | stood | own
        )
    for source_id, severity, reason, next_step in found:
        tables["run_issues"].append(
            {"run_id": LAST_RUN, "source_id": source_id, "severity": severity, "reason": reason, "next_step": next_step}
        )


def article_total(*presses: Press) -> int:
    """How many articles the desk holds of these sources (of all without any)."""
    chosen = presses or PRESSES
    ordinary = sum(articles_on(press, day) for press in chosen for day in DAYS)
    return ordinary + (len(HOSTILE) if PRESSES[0] in chosen else 0)


def copies() -> int:
    """How many articles are copies of another."""
    return sum(1 for day in DAYS if articles_on(PRESSES[1], day) and articles_on(PRESSES[0], day))
