"""What is shown as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import streamlit as st

from dashboard.wording import defuse

BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as Windows-1252


def to_csv(table: pa.Table, zone: str) -> bytes:
    """All rows as CSV (RFC 4180, UTF-8), formulas defused.

    Times are in the desk's zone with their offset; the entries of a list are parted by "; ".
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow([csv_cell(value, ZoneInfo(zone)) for value in row.values()])
    return (BYTE_ORDER_MARK + text.getvalue()).encode("utf-8", "replace")


def csv_button(name: str, rows: Sequence[Any], zone: str, key: str | None = None) -> None:
    """A button that saves the rows of a table or chart, dataclasses of one kind, under a name."""
    st.download_button(
        "CSV",
        data=lambda: to_csv(pa.Table.from_pylist([asdict(row) for row in rows]), zone),
        file_name=f"nightdesk-{name}.csv",
        mime="text/csv",
        on_click="ignore",
        key=key,
        type="tertiary",
        icon=":material/download:",
    )


def csv_cell(value: object, zone: ZoneInfo) -> str | int | float:
    """A value as it stands in a CSV file: a number, or text that no spreadsheet takes for a formula."""
    match value:
        case None:
            return ""
        case int() | float():
            return value
        case datetime():
            return value.astimezone(zone).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case list():
            return defuse("; ".join(map(str, value)))
        case _:
            return defuse(str(value))
