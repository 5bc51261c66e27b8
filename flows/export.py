"""`nightdesk export`: articles, mentions or trends of the current snapshot as one file, a batch of rows at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from dashboard.download import BYTE_ORDER_MARK, csv_cell
from dashboard.snapshot import Snapshot, SnapshotError, read_pointer
from flows.cli_export import Filters, Format, What
from flows.desk import Desk
from flows.entity_commands import entity_called
from flows.reports import OUT
from scrapers.errors import ConfigError, DeskError


def export(desk: Desk, what: What, filters: Filters, form: Format, out: Path) -> None:
    """Write the file, all of it or none.

    Raises:
        ConfigError: the file is there already, or cannot be written; no entity or source is called so; the days are
            the wrong way round.
        DeskError: there is no snapshot to read.
    """
    if out.exists():
        raise ConfigError(f"{out} is there already; nothing was written. Choose another name, or remove it first.")
    partial = out.with_name(out.name + ".partial")
    try:
        snapshot = Snapshot(desk.snapshots / read_pointer(desk.root))
        zone = ZoneInfo(snapshot.meta()["time_zone"])
        parameters = _parameters(desk, snapshot, what, filters)
        with snapshot.stream(f"export_{what}", parameters) as rows:
            count = WRITERS[form](rows, partial, zone)
        partial.rename(out)
    except SnapshotError as why:
        raise DeskError(f"{why} `{why.command}` helps.") from why
    except OSError as why:
        raise ConfigError(f"{out} cannot be written: {why.strerror}. Choose another place.") from why
    finally:
        partial.unlink(missing_ok=True)
    OUT.print(f"{out}: {count:,} rows", soft_wrap=True, highlight=False)


def _parameters(desk: Desk, snapshot: Snapshot, what: What, filters: Filters) -> dict[str, object]:
    _check_sources(snapshot, filters.sources)
    span = next(iter(snapshot.ask("span").to_pylist()), {"first": date.min, "last": date.min})
    first, last = filters.first or span["first"], filters.last or span["last"]
    if filters.first and filters.last and first > last:
        raise ConfigError(f"--from {first} is after --to {last}; turn them round.")
    parameters: dict[str, object] = {
        "first": first,
        "last": last,
        "sources": list(filters.sources) or None,
        "languages": list(filters.languages) or None,
        "sections": list(filters.sections) or None,
        "entities": [entity_called(desk, name)["entity_id"] for name in filters.entities] or None,
    }
    return parameters | ({"grain": filters.grain.value, "steady": filters.steady} if what is What.TRENDS else {})


def _check_sources(snapshot: Snapshot, wanted: Sequence[str]) -> None:
    known = snapshot.ask("source_choices").column("value").to_pylist()
    for source in wanted:
        if source not in known:
            near = get_close_matches(source, known, 1)
            hint = f' Did you mean "{near[0]}"?' if near else f" There are: {', '.join(sorted(known)) or 'none'}."
            raise ConfigError(f'No source has the id "{source}".{hint}')


def _write_csv(rows: pa.RecordBatchReader, path: Path, zone: ZoneInfo) -> int:
    count = 0
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        file.write(BYTE_ORDER_MARK)
        writer = csv.writer(file)
        writer.writerow(rows.schema.names)
        for batch in rows:
            writer.writerows([csv_cell(value, zone) for value in row.values()] for row in batch.to_pylist())
            count += batch.num_rows
    return count


def _write_parquet(rows: pa.RecordBatchReader, path: Path, zone: ZoneInfo) -> int:
    count = 0
    with pq.ParquetWriter(path, rows.schema) as writer:
        for batch in rows:
            writer.write_batch(batch)
            count += batch.num_rows
    return count


def _write_json(rows: pa.RecordBatchReader, path: Path, zone: ZoneInfo) -> int:
    """One array, a row a line; times in the desk's zone with their offset."""
    count = 0
    with path.open("w", encoding="utf-8", errors="replace") as file:
        for batch in rows:
            for row in batch.to_pylist():
                file.write(
                    ("[\n" if count == 0 else ",\n") + json.dumps(row, ensure_ascii=False, default=_jsoned(zone))
                )
                count += 1
        file.write("\n]\n" if count else "[]\n")
    return count


def _jsoned(zone: ZoneInfo) -> Callable[[Any], str]:
    def said(value: date | datetime) -> str:
        return (
            value.astimezone(zone).isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
        )

    return said


WRITERS: dict[Format, Callable[[pa.RecordBatchReader, Path, ZoneInfo], int]] = {
    Format.CSV: _write_csv,
    Format.PARQUET: _write_parquet,
    Format.JSON: _write_json,
}
