"""The tables of a snapshot as Parquet files, whole or of some sources and days; and a database made of such files.

What belongs to the desk alone stays there: the ledger of URLs, the traces of grouping and folding, the search index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from flows.store.connection import StoreError, migrate_to, quoted

BATCH = 10_000  # rows in memory at a time
BY_ARTICLE = (
    *("articles", "article_texts", "article_names", "cut_blocks", "entity_articles", "headlines", "mentions", "named"),
    *("pages", "readings", "versions"),
)
BY_NAME = ("names", "name_surfaces")
WHOLE = ("furniture", "runs", "run_hosts", "run_issues", "run_listings", "run_tallies", "sources", "zone")
CHOSEN = {
    **dict.fromkeys(BY_ARTICLE, "chosen USING (article_id)"),
    **dict.fromkeys(BY_NAME, "chosen_names USING (name_id)"),
    "entities": "chosen_entities USING (entity_id)",
}
TABLES = (*BY_ARTICLE, *BY_NAME, "entities", *WHOLE)


def write_tables(
    snapshot: Path, folder: Path, first: date | None, last: date | None, sources: Sequence[str]
) -> dict[str, int]:
    """Write each table of the selection into the folder; returns its rows by table.

    The articles are those of the days and sources, and the originals of their stories. `sources` empty: all.
    """
    with _opened(snapshot) as connection:
        connection.execute(
            "CREATE TEMP TABLE chosen AS "
            "WITH own AS (SELECT article_id, story_id FROM store.articles WHERE ($first IS NULL OR day >= $first) "
            "AND ($last IS NULL OR day <= $last) AND (len($sources) = 0 OR list_contains($sources, source_id))) "
            "SELECT article_id FROM own UNION SELECT story_id FROM own",
            {"first": first, "last": last, "sources": list(sources)},
        )
        connection.execute(
            "CREATE TEMP TABLE chosen_names AS "
            "SELECT DISTINCT name_id FROM store.article_names SEMI JOIN chosen USING (article_id)"
        )
        connection.execute(
            "CREATE TEMP TABLE chosen_entities AS "
            "SELECT DISTINCT entity_id FROM store.names SEMI JOIN chosen_names USING (name_id)"
        )
        return {table: _write(connection, table, folder / f"{table}.parquet") for table in TABLES}


def _write(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> int:
    keys = {
        **dict.fromkeys(BY_ARTICLE, ("chosen", "article_id")),
        **dict.fromkeys(BY_NAME, ("chosen_names", "name_id")),
    }
    keys["entities"] = ("chosen_entities", "entity_id")
    which = f" SEMI JOIN {keys[table][0]} USING ({keys[table][1]})" if table in keys else ""
    rows = connection.sql(f"FROM store.{table}{which}").to_arrow_reader(BATCH)
    count = 0
    with pq.ParquetWriter(path, rows.schema, compression="zstd") as writer:
        for batch in rows:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def read_tables(folder: Path, database: Path, version: int) -> None:
    """Make a database of the tables in a folder, which were written by the schema `version`, at the schema of today.

    Raises:
        StoreError: a file is not what it should be.
    """
    try:
        _fill(folder, database, version)
    except duckdb.Error as why:
        raise StoreError(f"a table cannot be read: {why}") from why


def _fill(folder: Path, database: Path, version: int) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {quoted(database)} AS desk_file")
        connection.execute("USE desk_file; SET TimeZone = 'UTC'")
        migrate_to(connection, version)
        for table in TABLES:
            path = folder / f"{table}.parquet"
            if path.exists():
                connection.execute(f"INSERT INTO store.{table} BY NAME FROM read_parquet({quoted(path)})")
        connection.execute(
            "UPDATE store.names AS n SET articles = c.articles "
            "FROM (SELECT name_id, count(*) AS articles FROM store.article_names GROUP BY name_id) AS c "
            "WHERE n.name_id = c.name_id"
        )
        migrate_to(connection)
        connection.execute("CHECKPOINT desk_file")


@contextmanager
def _opened(snapshot: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(snapshot, read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
