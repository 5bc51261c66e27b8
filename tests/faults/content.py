"""What a database holds of the web, apart from which run brought it and when: equal for a night that was killed."""

from __future__ import annotations

from pathlib import Path

import duckdb

# Of runs, not of what they found.
OF_RUNS = [
    *("runs", "run_tallies", "run_issues", "run_hosts", "run_urls", "run_listings"),
    *("journals", "source_health", "search_index"),
]
# When and by which run a page was fetched, where it therefore lies in the archive, and hashes that have that in them.
OF_FETCHING = {
    *("run_id", "fetched_at", "visited_at", "first_seen_at", "last_seen_at", "seen_at", "dated_at"),
    *("page_id", "file", "offset", "length", "cleaned_hash", "content_hash"),
}
# What a URL's listing says of its day: a URL that two listings name has it from the one that was read first.
OF_LISTINGS = {"urls": {"published"}}
# An entity's id is that of its name that was fetched first; here it is the smallest of its names' ids.
ENTITY = "(SELECT min(n.name_id) FROM store.names n WHERE n.entity_id = t.entity_id)"


def content(database: Path) -> dict[str, str]:
    """A hash of the rows of each table, in whatever order they lie there."""
    with duckdb.connect(database, read_only=True) as connection:
        columns = connection.execute(
            "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
            "WHERE schema_name = 'store' AND table_name NOT IN (SELECT unnest(?)) GROUP BY ALL ORDER BY 1",
            [OF_RUNS],
        ).fetchall()
        return {table: _hash(connection, table, names) for table, names in columns}


def _hash(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> str:
    left_out = OF_FETCHING | OF_LISTINGS.get(table, set())
    kept = [ENTITY if name == "entity_id" else f'"{name}"' for name in columns if name not in left_out]
    rows = f"SELECT row({', '.join(kept)})::VARCHAR AS line FROM store.{table} AS t"
    [(found,)] = connection.execute(f"SELECT md5(string_agg(line, chr(10) ORDER BY line)) FROM ({rows})").fetchall()
    return str(found)
