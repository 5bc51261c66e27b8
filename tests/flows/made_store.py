"""Snapshots of a few invented articles, of the real migrations and views: what trends are tested on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.publish import build
from flows.store.connection import Store, migrate, schema_version
from flows.store.days import date_articles

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Made:
    """An article: its number, day, source, whom it names; the number of the article whose text it copies."""

    number: int
    day: date
    source: str
    names: tuple[int, ...] = ()
    copies: int | None = None
    language: str = "en"
    section: str | None = None

    def copied(self, number: int, source: str) -> Made:
        return replace(self, number=number, source=source, copies=self.number)


@dataclass(frozen=True)
class Night:
    """A run of that day, two o'clock: the sources that it read, and those that it could not read."""

    day: date
    read: tuple[str, ...] = ()
    out: tuple[str, ...] = ()


def make_snapshot(path: Path, tables: Mapping[str, Rows], zone: str = "UTC", corrections: Sequence[str] = ()) -> Path:
    """A snapshot whose store holds these rows; `corrections` are lines of corrections.jsonl."""
    with duckdb.connect(path) as connection:
        store = Store(connection)
        migrate(store, path)
        for table, rows in tables.items():
            if rows:
                connection.register("made_rows", pa.Table.from_pylist(list(rows)))
                connection.execute(f"INSERT INTO store.{table} BY NAME SELECT * FROM made_rows")
                connection.unregister("made_rows")
        date_articles(store, zone)
    build(path, {"time_zone": zone, "schema_version": str(schema_version()), "run_id": "r"}, corrections)
    return path


def tables(articles: Iterable[Made], nights: Iterable[Night] = ()) -> dict[str, list[dict[str, Any]]]:
    """The rows of the store that these articles and nights make."""
    made, ran = list(articles), list(nights)
    sources = {article.source for article in made} | {source for night in ran for source in (*night.read, *night.out)}
    names = {name for article in made for name in article.names}
    pairs = [(article.number, name) for article in made for name in article.names]
    since = datetime(2026, 1, 1, tzinfo=UTC)
    return {
        "sources": [{"source_id": s, "name": s.title(), "paused": False, "listed": True} for s in sorted(sources)],
        "articles": [_article(article) for article in made],
        "article_texts": [
            {"article_id": a.number, "text": "t", "captions": [{"text": "", "image_url": ""}]} for a in made
        ],
        "article_names": [{"article_id": a, "name_id": name, "mentions": 1} for a, name in pairs],
        "entity_articles": [{"article_id": a, "entity_id": name, "mentions": 1} for a, name in pairs],
        "entities": [{"entity_id": name, "name": f"Name {name}", "type": "PER"} for name in names],
        "names": [
            {"name_id": name, "entity_id": name, "name": f"Name {name}", "type": "PER", "key": f"name {name}"}
            | {"articles": 1, "first_seen_at": since}
            for name in names
        ],
        "name_surfaces": [
            {"name_id": name, "surface": f"Name {name}", "alone_id": name, "articles": 1} for name in names
        ],
        **_nights(ran),
    }


def _article(made: Made) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(("article_id", "page_id", "text_hash", "content_hash"), made.number)
    at = datetime.combine(made.day, time(9), UTC)
    row |= {
        "source_id": made.source,
        "url": f"https://{made.source}.example/{made.number}",
        "title": f"Title {made.number}",
    }
    row |= {"canonical_url": row["url"], "published_at": at, "first_seen_at": at + timedelta(hours=17)}
    row |= {"language": made.language, "section": made.section, "authors": [""], "paywalled": False}
    return row | {"word_count": 99, "version": 1, "story_id": made.number if made.copies is None else made.copies}


def _nights(nights: Iterable[Night]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {"runs": [], "run_tallies": [], "run_listings": []}
    sums = dict.fromkeys(
        ("discovered", "fetched", "unchanged", "skipped", "failed", "pending", "articles", "rejected"), 0
    )
    for night in nights:
        run = {"run_id": night.day.isoformat()}
        start = datetime.combine(night.day, time(2), UTC)
        found["runs"].append(run | {"kind": "nightly", "started_at": start, "outcome": "ok", "product_version": "1"})
        for source in (*night.read, *night.out):
            own = run | {"source_id": source}
            state = "failed" if source in night.out else "fetched"
            found["run_tallies"].append(own | sums)
            found["run_listings"].append(own | {"url": "u", "kind": "feed", "state": state, "entries": 0})
    return found
