"""How trends are shown: names, share or count, grain, average, panel, scale, small multiples. All in the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard import charts
from dashboard.selection import Selection, read_day, read_id

MOST_NAMES = 8
GRAINS = ("day", "week", "month")
AVERAGED = {"day": 7, "week": 4, "month": 3}
"""Over how many days (weeks, months) the moving average goes: whole weeks, about a month, a quarter."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the address says; `names` are ids of entities, `opened` the days whose articles stand below, of `who`."""

    names: tuple[str, ...]
    share: bool
    grain: str
    average: bool
    steady: bool
    log: bool
    split: bool
    opened: tuple[date, date] | None
    who: str


def read_options(selection: Selection) -> Options:
    """What the address asks for; what cannot be read is taken as not given."""
    asked = [read_id(name) for name in st.query_params.get_all("name")] or [selection.entity]
    names = tuple(dict.fromkeys(name for name in asked if name not in ("", "-1")))[:MOST_NAMES]
    grain = st.query_params.get("by", "")
    return Options(
        names=names,
        share=st.query_params.get("show") != "count",
        grain=grain if grain in GRAINS else charts.grain(selection),
        average=st.query_params.get("average") == "yes",
        steady=st.query_params.get("panel") == "constant",
        log=st.query_params.get("scale") == "log",
        split=st.query_params.get("split") == "source",
        opened=_days(st.query_params.get("open", "")),
        who=read_id(st.query_params.get("who", "")),
    )


def controls(options: Options) -> None:
    """The switches, set from the options and writing to the address."""
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        _choice("Show", "show", ("share", "count"), "share" if options.share else "count")
        _choice("By", "by", GRAINS, options.grain)
        average = f"Average of {AVERAGED[options.grain]} {options.grain}s"
        _switch(average, "average", "yes", options.average, "The line; the points stay what they are.")
        _switch(
            "The same sources throughout",
            "panel",
            "constant",
            options.steady,
            "Only sources that were collected on 98 of 100 days, so that an outage does not bend the lines.",
        )
        _switch("Log scale", "scale", "log", options.log, "Equal steps are equal ratios. Zeros have no place on it.")
        _switch("By source", "split", "source", options.split, "A small chart for each of the sources that name them.")


def put_names(names: Sequence[str]) -> None:
    """Write the chosen names to the address, and close what stood open below."""
    close()
    st.query_params["name"] = list(names)


def put_opened(first: date, last: date, who: str) -> None:
    """Open the articles of these days that name `who`."""
    st.query_params["open"], st.query_params["who"] = f"{first}..{last}", who


def close() -> None:
    for name in ("open", "who", "page"):
        st.query_params.pop(name, None)


def _choice(label: str, name: str, values: Sequence[str], value: str) -> None:
    key = f"trend {name}"
    st.session_state[key] = value
    st.radio(label, values, key=key, format_func=str.capitalize, horizontal=True, on_change=_put(name), width="content")


def _switch(label: str, name: str, on: str, value: bool, about: str) -> None:
    key = f"trend {name}"
    st.session_state[key] = value

    def write() -> None:
        if st.session_state[key]:
            st.query_params[name] = on
        else:
            st.query_params.pop(name, None)

    st.toggle(label, key=key, on_change=write, help=about, width="content")


def _put(name: str) -> Callable[[], None]:
    def write() -> None:
        close()
        st.query_params[name] = st.session_state[f"trend {name}"]

    return write


def _days(text: str) -> tuple[date, date] | None:
    first, _, last = text.partition("..")
    start, end = read_day(first), read_day(last or first)
    return (start, end) if start and end else None
