"""The pointer, and the snapshot behind it. The only module of the dashboard that opens a database.

SnapshotError
├── NoDeskError        there is no desk in that folder: a first visit
├── NoSnapshotError    the desk has no snapshot yet: no night has been published
├── BrokenError        the pointer leads nowhere, or to a file that cannot be read
└── TooNewError        a newer Nightdesk made the snapshot
"""

from __future__ import annotations

import atexit
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import RLock
from typing import Any

import duckdb
import pyarrow as pa

from dashboard.lending import Lender
from dashboard.search import Found, find

SCHEMA_VERSION = 11
"""The newest snapshot schema that the queries here were written for."""

CLOSED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "memory_limit": "768MB",
}
"""No file and no network from SQL; DuckDB does not let it be opened again while a connection lives. What a question
needs beyond that memory lies in a file beside the snapshot meanwhile."""

QUERIES = Path(__file__).parent / "queries"
IDLE = 120.0  # seconds after which connections that nobody uses are closed
BATCH = 10_000  # rows of a stream that are in memory at a time
UNREADABLE = (
    duckdb.IOException,
    duckdb.CatalogException,
    duckdb.BinderException,
    duckdb.SerializationException,
    duckdb.FatalException,
)
"""What DuckDB raises for a file that is damaged, of a newer format, or without the views that a query asks for; for a
block whose checksum is wrong it raises a bare `duckdb.Error`."""

_OPENING = RLock()
"""Held while a connection is made ready or closed: what one of them sets up, another one's end would take away."""

DATED = "FROM duckdb_columns() WHERE table_name = 'article_days' AND column_name = 'dated_at'"
"""Whether the snapshot was made since `article_days` has the times of articles."""

READY: Lender[duckdb.DuckDBPyConnection] = Lender(IDLE, _OPENING)
"""The connections to the snapshot that screens are drawn from."""

atexit.register(READY.close)

CORRECTED = ("names", "entities", "facts")
"""What corrections change. A view `resolved_X` works it out, and the views read it from the variable `corrected_X`."""

FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\.duckdb")


class SnapshotError(Exception):
    """There is no snapshot to read; `command` is what the user should run now."""

    def __init__(self, message: str, command: str) -> None:
        super().__init__(message)
        self.command = command


class NoDeskError(SnapshotError):
    """There is no desk in that folder."""


class NoSnapshotError(SnapshotError):
    """The desk has no snapshot yet."""


class BrokenError(SnapshotError):
    """The pointer or the file that it names cannot be used."""


class TooNewError(SnapshotError):
    """The snapshot's schema is newer than this dashboard."""


def desk_folder() -> Path:
    """The desk that NIGHTDESK_HOME names; ./desk without it."""
    return Path(os.environ.get("NIGHTDESK_HOME") or "desk")


def read_pointer(desk: Path) -> str:
    """The file name of the current snapshot, as desk/snapshots/latest has it.

    Raises:
        NoDeskError, NoSnapshotError: nothing to show yet.
        BrokenError: the pointer is not one plain file name.
    """
    if not desk.is_dir():
        raise NoDeskError(f"There is no desk in {desk.absolute()} yet.", "nightdesk init")
    pointer = desk / "snapshots" / "latest"
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise NoSnapshotError(f"The desk in {desk.absolute()} has no snapshot yet.", "nightdesk run") from None
    except (OSError, UnicodeDecodeError) as why:
        raise BrokenError(f"{pointer} cannot be read: {why}", "nightdesk doctor") from None
    if not FILE_NAME.fullmatch(name):
        raise BrokenError(
            f"{pointer} should hold one line, the file name of a snapshot. It does not.", "nightdesk doctor"
        )
    return name


@cache
def _sql(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


@cache
def _shared() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted((QUERIES / "shared").glob("*.sql")))


@lru_cache(maxsize=16)
def _resolve(
    path: Path, corrections: Path, state: tuple[int, int] | None, proposed: tuple[str, ...]
) -> tuple[list[str], Mapping[str, pa.Table]]:
    """The lines of the user's corrections with those proposed, and what they make of a snapshot's entities; `state` is
    that of their file."""
    lines = corrections.read_bytes().splitlines() if state else []
    with duckdb.connect(path, read_only=True, config=CLOSED) as connection:
        texts = [*(line.decode("utf-8", "replace") for line in lines), *proposed]
        _say(connection, texts)
        resolved = {}
        for what in CORRECTED:
            resolved[what] = connection.sql(f"FROM resolved_{what}").to_arrow_table()
            _set(connection, what, resolved[what])
        return texts, resolved


def _say(connection: duckdb.DuckDBPyConnection, lines: list[str]) -> None:
    connection.execute("SET VARIABLE corrections = CAST(? AS VARCHAR[])", [lines])


def _set(connection: duckdb.DuckDBPyConnection, what: str, rows: pa.Table) -> None:
    connection.register("resolved", rows)
    connection.execute(f"SET VARIABLE corrected_{what} = (SELECT coalesce(list(resolved), []) FROM resolved)")
    connection.unregister("resolved")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One immutable snapshot file, opened read-only, with no files or network from SQL. A connection lives for one
    query; where the snapshot is `kept`, for the next ones too, until another snapshot or correction is asked for so.

    The user's corrections of entities, `corrections.jsonl` beside the folder of the snapshots, act on every query as
    they stand at that moment; the file itself stays as it is. `proposed` are further lines, as if they were in it:
    what a correction would change is asked before it is made.
    """

    path: Path
    proposed: tuple[str, ...] = ()
    kept: bool = False

    def ask(self, query: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """The rows of queries/`query`.sql with its `$name` parameters bound; times are UTC.

        Raises:
            BrokenError: the file is missing, is no DuckDB file, or lacks what the query asks for.
        """
        with self._open(parameters) as connection:
            return connection.sql(_sql(query), params=dict(parameters or {})).to_arrow_table()

    @contextmanager
    def stream(self, query: str, parameters: Mapping[str, object]) -> Iterator[pa.RecordBatchReader]:
        """The same rows, some thousands at a time: for what may be larger than the memory."""
        with self._open(parameters) as connection:
            yield connection.sql(_sql(query), params=dict(parameters)).to_arrow_reader(BATCH)

    def meta(self) -> dict[str, str]:
        """The snapshot's own description of itself.

        Raises:
            TooNewError: the schema is newer than the queries here.
            BrokenError: as for `ask`; or there is no schema version.
        """
        meta: dict[str, str] = {row["key"]: row["value"] for row in self.ask("meta").to_pylist()}
        if not meta.get("schema_version", "").isdecimal():
            raise BrokenError(f"{self.path} does not say which schema version it has.", "nightdesk doctor")
        if int(meta["schema_version"]) > SCHEMA_VERSION:
            raise TooNewError(
                f"{self.path.name} was made by Nightdesk {meta.get('product_version', 'of a newer version')} (schema "
                f"{meta['schema_version']}); this dashboard knows schemas up to {SCHEMA_VERSION}. "
                "Update Nightdesk here to that version and start the dashboard again.",
                "nightdesk doctor",
            )
        return meta

    @contextmanager
    def _open(self, parameters: Mapping[str, object] | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
        if not self.path.is_file():
            raise BrokenError(
                f"The current snapshot should be {self.path}, but there is no such file.", "nightdesk doctor"
            )
        try:
            with self._lent() as connection:
                self._search(connection, parameters or {})
                yield connection
        except duckdb.Error as why:
            if not (isinstance(why, UNREADABLE) or type(why) is duckdb.Error):
                raise
            reason = str(why).splitlines()[0]
            raise BrokenError(f"The snapshot {self.path} cannot be read: {reason}", "nightdesk doctor") from why

    @contextmanager
    def _lent(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection that knows the corrections; for this query alone, or one of those that are kept."""
        if self.kept:
            key = (self.path, self.path.stat().st_ino, self.corrections, self.proposed)
            with READY.lend(key, self._connect) as ready:
                yield ready
            return
        connection = self._connect()
        try:
            yield connection
        finally:
            with _OPENING:
                connection.close()

    def _search(self, connection: duckdb.DuckDBPyConnection, parameters: Mapping[str, object]) -> None:
        """Let the table `found` hold what a search for the words has found, nothing without words."""
        words = str(parameters.get("words") or "")
        found = find(self.desk, words) if words else Found(())
        rows = found.table()
        if words and found.article_ids is None:
            days = {name: parameters[name] for name in ("first", "last")}
            rows = connection.sql(_sql("scan"), params={**days, **found.sought()}).to_arrow_table()
        connection.register("found", rows)

    def _connect(self) -> duckdb.DuckDBPyConnection:
        with _OPENING:
            # Connections of one process to one file share its configuration: it is the same from the first moment on.
            connection = duckdb.connect(self.path, read_only=True, config=CLOSED)
            try:
                connection.execute("SET TimeZone = 'UTC'")
                self._correct(connection)
                connection.register("found", Found(()).table())
                older = () if connection.sql(DATED).fetchall() else (_sql("older/article_days"),)
                for definition in (*older, *_shared()):
                    connection.execute(definition)
            except BaseException:
                connection.close()
                raise
            return connection

    @property
    def desk(self) -> Path:
        return self.path.parent.parent

    @property
    def corrections(self) -> tuple[Path, tuple[int, int] | None]:
        """The file of the user's corrections, and its time and size, which stand for its content; None: no file."""
        file = self.desk / "corrections.jsonl"
        try:
            found = file.stat()
        except FileNotFoundError:
            return file, None
        return file, (found.st_mtime_ns, found.st_size)

    def _correct(self, connection: duckdb.DuckDBPyConnection) -> None:
        lines, resolved = _resolve(self.path, *self.corrections, self.proposed)
        _say(connection, lines)
        for what, rows in resolved.items():
            _set(connection, what, rows)


def typed(table: pa.Table, row: type[Any]) -> list[Any]:
    """The table's rows as instances of a dataclass whose fields are its columns, in any order."""
    return [row(**values) for values in table.to_pylist()]
