"""Publish: the write database becomes a new snapshot; then, and only then, the pointer names it.

days -> copy under a new name -> views -> verify -> rename -> pointer. A failure at any step leaves the last snapshot
in place.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from itertools import takewhile
from pathlib import Path

import duckdb

from flows.corrections import read_lines
from flows.desk import Desk, check_space
from flows.run import product_version
from flows.store import open_store
from flows.store.connection import migrations, schema_version
from flows.store.days import date_articles
from scrapers.errors import NightdeskError

PARTIAL = ".partial"


class PublishError(NightdeskError):
    """The new snapshot is not what it should be; the last one stays."""


def publish(
    desk: Desk, run_id: str, time_zone: str, keep: int, watches: Mapping[str, Mapping[str, str]] | None = None
) -> Path:
    """Make the snapshot of this run and point to it; returns its path. The store must be closed. `watches` are those
    of settings.toml: by name what to look out for.

    Raises:
        NoSpaceError: there is no room for a second copy of the database.
        PublishError: the copy is damaged.
    """
    check_space(desk, needed=desk.database.stat().st_size)
    with open_store(desk) as store:
        date_articles(store, time_zone)
    final = desk.snapshots / f"{run_id}.duckdb"
    partial = final.with_name(final.name + PARTIAL)
    partial.unlink(missing_ok=True)
    shutil.copyfile(desk.database, partial)
    partial.chmod(0o600)
    build(partial, _meta(run_id, time_zone, watches or {}), read_lines(desk.corrections_file))
    verify(partial)
    _sync(partial)
    partial.rename(final)
    _point(desk, final)
    _prune(desk, keep)
    return final


def _meta(run_id: str, time_zone: str, watches: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    return {
        "product_version": product_version(),
        "schema_version": str(schema_version()),
        "run_id": run_id,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "time_zone": time_zone,
        "watches": json.dumps(watches, ensure_ascii=False),
    }


# Filled once a snapshot, from its views.
TABLES = ("entity_facts",)

# Views build on one another, so their order is part of the read model. Those that every screen counts by are tables
# under the name of a view: `article_counts` and `source_day`.
VIEWS = (
    "corrections",
    "resolved_names",
    "resolved_entities",
    "corrected_names",
    "corrected_entities",
    "resolved_facts",
    "corrected_facts",
    "entity_articles",
    "entity_names",
    "article_names",
    "entities",
    "mentions",
    "articles",
    "families",
    "article_days",
    "article_counts",
    "entity_trend",
    "news_span",
    "stories",
    "versions",
    "headlines",
    "source_day",
    "source_health",
    "cut_blocks",
    "furniture",
    "pages",
    "rejections",
    "sources",
    "runs",
    "run_sources",
    "run_issues",
    "run_hosts",
    "run_urls",
    "run_listings",
)
# Questions with parameters: table macros, to be called like functions.
MACROS = ("source_coverage", "trend", "rising", "new_names", "stories_about", "together", "bonds")


@cache
def view_sql(name: str) -> str:
    """The statement that makes one view or macro of the read model, or fills one table."""
    folder = files("flows") / "views"
    return ((folder / "tables" if name in TABLES else folder) / f"{name}.sql").read_text("utf-8")


def meaning(name: str) -> str:
    """What a view or macro says of itself: the comment at the top of its file."""
    lines = takewhile(lambda line: line.startswith("--"), view_sql(name).splitlines())
    return "\n".join(line.removeprefix("--").rstrip().removeprefix(" ") for line in lines)


def model_sql() -> str:
    """The tables and views that a snapshot is made of, as SQL, each with what it means."""
    tables = "\n".join(text for _, text in sorted(migrations().items()))
    return "\n".join([tables, *(view_sql(name) for name in (*VIEWS, *MACROS, *TABLES))])


def build(path: Path, meta: dict[str, str], corrections: Sequence[str] = ()) -> None:
    """Give a copy of the write database the views that a snapshot promises, and the lines of corrections.jsonl.

    Raises:
        PublishError: the copy is damaged.
    """
    with _opened(path) as connection:
        connection.execute("CREATE TABLE meta (key VARCHAR NOT NULL, value VARCHAR NOT NULL)")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", list(meta.items()))
        connection.execute(
            "INSERT INTO store.correction_lines "
            "SELECT generate_subscripts(lines, 1), unnest(lines) FROM (SELECT CAST(? AS VARCHAR[]) AS lines)",
            [list(corrections)],
        )
        for name in (*VIEWS, *MACROS, *TABLES):
            connection.execute(view_sql(name))
        connection.execute(
            "CREATE TABLE model (name VARCHAR NOT NULL, kind VARCHAR NOT NULL, meaning VARCHAR NOT NULL)"
        )
        connection.executemany(
            "INSERT INTO model VALUES (?, ?, ?)",
            [(name, "function" if name in MACROS else "view", meaning(name)) for name in (*VIEWS, *MACROS)],
        )
        connection.execute("CHECKPOINT")


CHECKS = {
    "an article twice": "SELECT count(*) - count(DISTINCT article_id) FROM store.articles",
    "a page twice": "SELECT count(*) - count(DISTINCT page_id) FROM store.pages",
    "a URL twice": "SELECT count(*) - count(DISTINCT url_id) FROM store.urls",
    "an article without its text": "SELECT count(*) FROM store.articles "
    "ANTI JOIN store.article_texts USING (article_id)",
    "an entity twice": "SELECT count(*) - count(DISTINCT entity_id) FROM store.entities",
    "a name without its entity": "SELECT count(*) FROM store.names ANTI JOIN store.entities USING (entity_id)",
    "a story without its original": "SELECT count(*) FROM store.articles "
    "WHERE story_id NOT IN (SELECT article_id FROM store.articles)",
}


def verify(path: Path) -> None:
    """Read a snapshot whole, every table and view, and check that ids are unique. Raises PublishError.

    DuckDB has a checksum of each of its blocks, which it compares when it reads the block: so all are read.
    """
    with _opened(path, read_only=True) as connection:
        for table in _tables(connection):
            connection.execute(f"SELECT bit_xor(hash(t)) FROM {table} AS t")
        for name in VIEWS:
            connection.execute(f"SELECT count(*) FROM {name}")
        wrong = [what for what, sql in CHECKS.items() if connection.execute(sql).fetchall() != [(0,)]]
    if wrong:
        raise PublishError(_unsound(path, f"has {', '.join(wrong)}"))


@contextmanager
def _opened(path: Path, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        with duckdb.connect(path, read_only=read_only) as connection:
            yield connection
    except duckdb.Error as why:
        raise PublishError(_unsound(path, f"cannot be read: {str(why).splitlines()[0]}")) from why


def _tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute("SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
    return [f'"{schema}"."{table}"' for schema, table in rows]


def _unsound(path: Path, what: str) -> str:
    return (
        f"{path}: the snapshot {what}. Run `nightdesk rebuild`: it makes database and snapshot again from the archive. "
        f"Until then the last snapshot that is sound stays."
    )


def _point(desk: Desk, snapshot: Path) -> None:
    fresh = desk.pointer.with_name("latest.new")
    fresh.write_text(snapshot.name + "\n", "utf-8")
    _sync(fresh)
    fresh.replace(desk.pointer)
    _sync(desk.snapshots)


def _prune(desk: Desk, keep: int) -> None:
    """Keep the newest snapshots; a dashboard that has an older one open keeps reading it until it closes it."""
    current = desk.pointer.read_text("utf-8").strip()
    older = sorted((path for path in desk.snapshots.glob("*.duckdb") if path.name != current), reverse=True)
    for path in older[keep - 1 :]:
        path.unlink()


def sweep(desk: Desk) -> None:
    """Remove what an interrupted publish left."""
    for path in desk.snapshots.glob(f"*{PARTIAL}*"):
        path.unlink()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
