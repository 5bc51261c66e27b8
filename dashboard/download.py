"""What is shown as a file: rows as CSV, a chart as SVG."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import altair as alt
import pyarrow as pa
import streamlit as st

from dashboard.wording import defuse

SAVED_WIDTH = 900  # pixels of the drawing, where the chart on screen is as wide as the page
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


def chart_buttons(name: str, rows: Sequence[Any], chart: alt.LayerChart, zone: str) -> None:
    """Under a chart: its rows as CSV and itself as SVG; as PNG it is saved by the menu that Streamlit puts over it."""
    with st.container(horizontal=True, gap="small"):
        csv_button(name, rows, zone, key=f"csv {name}")
        st.download_button(
            "SVG",
            data=lambda: to_svg(chart),
            file_name=f"nightdesk-{name}.svg",
            mime="image/svg+xml",
            on_click="ignore",
            key=f"svg {name}",
            type="tertiary",
            icon=":material/download:",
        )


def to_svg(chart: alt.LayerChart) -> bytes:
    """The chart as it may be printed: on white, with the legend that stands beside it on screen."""
    import vl_convert  # a browser's engine of 80 MB, which few sessions need

    spec: dict[str, Any] = {"width": SAVED_WIDTH, "background": "white"} | chart.to_dict()
    for layer in spec["layer"]:
        layer.get("encoding", {}).get("color", {}).pop("legend", None)
    drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return drawn.encode("utf-8")


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
