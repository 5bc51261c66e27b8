"""Open the write database, bring it to this version's schema, close it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from flows.desk import Desk, check_space, check_writable
from scrapers.errors import DeskBusyError, DeskError, DeskTooNewError, NoSpaceError

PATIENCE = 30.0  # seconds to wait for another process that has the database open
ROW_GROUP = 16384  # small groups: appending rewrites the last one (9.6 s against 0.2 s for 5,000 rows after 100,000)


class StoreError(DeskError):
    """The write database cannot be read or written."""


class Store:
    """An open write database; `open_store` makes it."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def run(self, sql: str, *parameters: Any) -> None:
        """Run one statement with bound parameters."""
        self._connection.execute(sql, list(parameters))

    def run_file(self, name: str, **parameters: Any) -> None:
        """Run the statements of `sql/NAME.sql`; parameters are bound by name."""
        self._connection.execute(statements(name), parameters)

    def rows(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """The rows that a query gives."""
        return self._connection.execute(sql, list(parameters)).fetchall()

    def rows_file(self, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """The rows that the query of `sql/NAME.sql` gives; parameters are bound by name."""
        return self._connection.execute(statements(name), parameters).fetchall()

    def stage(self, name: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]], like: str) -> None:
        """Make the temporary table `name` of `rows`, its columns typed as those of the table `like` are."""
        types = {column: kind for column, kind, *_ in self.rows(f"DESCRIBE store.{like}")}
        wanted = ", ".join(f'"{column}" {types[column]}' for column in columns)
        self._connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} ({wanted})")
        if rows:
            batch = pa.table(
                {column: list(values) for column, values in zip(columns, zip(*rows, strict=True), strict=True)}
            )
            self._connection.register("staged_batch", batch)
            self._connection.execute(f"INSERT INTO {name} SELECT * FROM staged_batch")
            self._connection.unregister("staged_batch")

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it, or nothing."""
        self._connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


@contextmanager
def open_store(desk: Desk) -> Iterator[Store]:
    """The desk's write database at this version's schema; made when there is none; checkpointed at the end.

    Raises:
        DeskBusyError: another process has had it open for half a minute.
        DeskTooNewError: a newer Nightdesk wrote it.
        NoSpaceError: the disk is full.
        StoreError: DuckDB cannot read or write it.
        DeskError: this user may not write it.
    """
    check_writable(desk)
    try:
        with _ready(desk) as connection:
            store = Store(connection)
            migrate(store, desk.database)
            _keep_backup(desk)
            yield store
            connection.execute("CHECKPOINT desk_file")
    except duckdb.Error as why:
        if "No space left" in str(why):
            raise NoSpaceError(f"{desk.database}: the disk is full: {why}\nFree some space and run again.") from why
        raise StoreError(
            f"{desk.database}: DuckDB says: {why}\n"
            f"If the file is damaged, run `nightdesk rebuild`: it is made again from the archive."
        ) from why


def _connect(path: Path) -> duckdb.DuckDBPyConnection:
    give_up = time.monotonic() + PATIENCE
    while True:
        connection = duckdb.connect()
        try:
            connection.execute(f"ATTACH {quoted(path)} AS desk_file (ROW_GROUP_SIZE {ROW_GROUP})")
        except duckdb.IOException as why:
            connection.close()
            if "lock" not in str(why):
                raise
            if time.monotonic() > give_up:
                raise DeskBusyError(
                    f"{path}: another process has the database open: {why}. Close it and try again."
                ) from None
            time.sleep(0.1)
        else:
            connection.execute("USE desk_file; SET TimeZone = 'UTC'")
            return connection


def _ready(desk: Desk) -> duckdb.DuckDBPyConnection:
    """A connection to the database, of which a copy is left when this version is about to change its schema.

    The file is closed while it is copied: closing a second handle on it would drop DuckDB's lock.
    """
    connection = _connect(desk.database)
    at = _schema_of(Store(connection))
    if not 0 < at < schema_version() or _unfinished(desk):
        return connection
    connection.execute("CHECKPOINT desk_file")
    connection.close()
    back_up(desk, at)
    return _connect(desk.database)


UNFINISHED = ".migrating"
"""After the name of a copy whose original is being changed: who is killed on the way goes on, and copies nothing."""


def _unfinished(desk: Desk) -> list[Path]:
    return sorted(desk.root.glob(f"desk.schema-*{UNFINISHED}"))


def back_up(desk: Desk, schema: int) -> None:
    """Copy the closed database.

    Raises:
        NoSpaceError: there is no room for the copy; nothing was changed.
    """
    check_space(desk, needed=desk.database.stat().st_size)
    backup = desk.root / f"desk.schema-{schema:04}.{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}.duckdb{UNFINISHED}"
    partial = desk.root / "desk.schema.partial"
    shutil.copyfile(desk.database, partial)
    partial.chmod(0o600)
    with partial.open("rb") as file:
        os.fsync(file.fileno())
    partial.replace(backup)


def _keep_backup(desk: Desk) -> None:
    """Once the schema is changed: the copy gets its name, and older ones go."""
    for backup in _unfinished(desk):
        for older in desk.backups:
            older.unlink()
        backup.replace(backup.with_name(backup.name.removesuffix(UNFINISHED)))


def compact(desk: Desk) -> None:
    """Write the database anew, so that no block that was freed keeps what it held.

    Raises:
        StoreError, NoSpaceError: the old one stays.
    """
    fresh = desk.database.with_suffix(".compact")
    fresh.unlink(missing_ok=True)
    try:
        with duckdb.connect() as connection:
            connection.execute(f"ATTACH {quoted(desk.database)} AS old (READ_ONLY)")
            connection.execute(f"ATTACH {quoted(fresh)} AS fresh (ROW_GROUP_SIZE {ROW_GROUP})")
            connection.execute("COPY FROM DATABASE old TO fresh")
            connection.execute("CHECKPOINT fresh")
        fresh.chmod(0o600)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(desk.database)
    except duckdb.Error as why:
        raise StoreError(f"{desk.database}: it could not be written anew: {why}") from why
    finally:
        fresh.unlink(missing_ok=True)


def wal_of(database: Path) -> Path:
    """Where DuckDB writes what a database has not taken in yet."""
    return database.with_name(database.name + ".wal")


def quoted(path: Path) -> str:
    """A path as an SQL string: ATTACH takes no bound parameter."""
    return "'" + str(path).replace("'", "''") + "'"


VERSIONS_TABLE = "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, applied_at TIMESTAMPTZ NOT NULL)"


def migrate(store: Store, path: Path) -> None:
    """Run each migration that this database has not had, in order, each in a transaction of its own."""
    store.run(VERSIONS_TABLE)
    at = _schema_of(store)
    steps = migrations()
    if at > max(steps):
        raise DeskTooNewError(
            f"{path}: this desk has schema {at} and this Nightdesk knows {max(steps)}; nothing was changed. "
            f"Install the newer version again."
        )
    for version in sorted(step for step in steps if step > at):
        with store.transaction():
            store.run(steps[version])
            store.run("INSERT INTO schema_version VALUES (?, now())", version)


def _schema_of(store: Store) -> int:
    """The schema that a database has; 0 when it has none yet."""
    if not store.rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'schema_version' AND NOT internal"):
        return 0
    [(at,)] = store.rows("SELECT coalesce(max(version), 0) FROM schema_version")
    return int(at)


def migrate_to(connection: duckdb.DuckDBPyConnection, version: int | None = None) -> None:
    """Bring a database that is in use up to a schema, by default to this version's."""
    connection.execute(VERSIONS_TABLE)
    [(at,)] = connection.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchall()
    for step in sorted(step for step in migrations() if at < step <= (version or schema_version())):
        connection.execute(migrations()[step])
        connection.execute("INSERT INTO schema_version VALUES (?, now())", [step])


@cache
def migrations() -> dict[int, str]:
    """The SQL of each migration by its number."""
    folder = files("flows.store") / "migrations"
    return {int(file.name[:4]): file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".sql")}


def schema_version() -> int:
    """The newest schema that this version knows."""
    return max(migrations())


@cache
def statements(name: str) -> str:
    """The text of `sql/NAME.sql`."""
    return (files("flows.store") / "sql" / f"{name}.sql").read_text("utf-8")
