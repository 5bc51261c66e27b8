"""What a run made different: the snapshot that was published before it, beside the store after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import duckdb

from flows.desk import Desk
from flows.store.connection import quoted, statements

ROWS = 500  # pairs of articles in memory at once


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article said of itself. `text` begins with the lead."""

    title: str
    authors: tuple[str, ...]
    published_at: datetime | None
    text: str


@dataclass(frozen=True, slots=True)
class Changed:
    """An article that is another one than before; `before` is None for a new one, `after` for one that is gone."""

    source_id: str
    url: str
    before: Reading | None
    after: Reading | None


@dataclass(frozen=True, slots=True)
class Sums:
    """How many articles and rejected pages a source had, and has."""

    source_id: str
    articles_before: int
    articles: int
    rejected_before: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changed` reads the articles as it is asked for them; `sums` has every source that has or had any page."""

    sums: tuple[Sums, ...]
    changed: Iterator[Changed]


@contextmanager
def comparing(desk: Desk) -> Iterator[Callable[[], Comparison | None]]:
    """Hold the current snapshot, so that no run removes it; yields what compares it with the store, once no run has
    that open. It gives None when there was no snapshot. Use what it gives before the end of the context."""
    if not desk.pointer.exists():
        yield lambda: None
        return
    with duckdb.connect() as connection:
        snapshot = desk.snapshots / desk.pointer.read_text("utf-8").strip()
        connection.execute(f"ATTACH {quoted(snapshot)} AS before (READ_ONLY)")
        connection.execute("SET TimeZone = 'UTC'")
        yield lambda: _compare(connection, desk)


def _compare(connection: duckdb.DuckDBPyConnection, desk: Desk) -> Comparison:
    connection.execute(f"ATTACH {quoted(desk.database)} AS after (READ_ONLY)")
    sums = connection.execute(statements("diff_sums")).fetchall()
    return Comparison(tuple(Sums(*row) for row in sums), _changed(connection))


def _changed(connection: duckdb.DuckDBPyConnection) -> Iterator[Changed]:
    found = connection.execute(statements("diff_articles"))
    while rows := found.fetchmany(ROWS):
        for source_id, url, was, *values in rows:
            before, after = values[:4], values[4:8]
            yield Changed(source_id, url, _reading(before) if was else None, _reading(after) if values[8] else None)


def _reading(values: list[object]) -> Reading:
    title, authors, published_at, text = values
    return Reading(title, tuple(authors), published_at, text)  # type: ignore[arg-type]
