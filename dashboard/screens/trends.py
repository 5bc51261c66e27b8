"""Trends: how much some names are in the news, day by day."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard import charts, markup, trends
from dashboard.markup import Cell
from dashboard.selection import Selection, link
from dashboard.trend_chart import Measure, trend_chart, trend_colours, trend_sentence
from dashboard.view import View, current_view
from dashboard.wording import short_day

MOST_LINES = len(charts.PALETTE)
FIRST_CHOICE = 3


def main() -> None:
    view = current_view()
    span = trends.news_span(view.answers)
    if span is None:
        markup.sentence("There is no article to count yet.")
        return
    chosen_names(view)


def chosen_names(view: View) -> None:
    """The chart of the chosen names, else of the most frequent ones."""
    selection, asked = (
        view.selection,
        [value for value in st.query_params.get_all("entity") if _is_id(value)][:MOST_LINES],
    )
    offered = {choice.value: choice.label for choice in trends.choices(view.answers, selection, asked)}
    known = [value for value in asked if value in offered] or list(offered)[:FIRST_CHOICE]
    width = charts.grain(selection)
    markup.heading(
        f"{'Stories' if selection.stories else 'Articles'} by name and {width}",
        Cell(f"{short_day(selection.first)} to {short_day(selection.last)}, days in {view.zone}"),
        level=1,
    )
    if not offered:
        markup.sentence(
            "No article of this period names anybody. Widen the period, or run `nightdesk reclean --entities`."
        )
        return
    names = {value: offered[value] for value in choose(known, offered)}
    measure, steady = how(selection, width)
    if not names:
        markup.sentence("Choose a name.")
        return
    labels = _apart(names)
    points = trends.trend(view.answers, selection, list(labels), width, steady)
    words = trend_sentence(points, labels, measure)
    markup.legend(trend_colours(labels))
    st.altair_chart(trend_chart(points, labels, measure, selection), width="stretch", alt=words)
    markup.sentence(words)
    if selection.words or selection.run:
        markup.sentence("Words and run do not narrow trends; sources, languages and sections do.")


def choose(known: Sequence[str], offered: dict[str, str]) -> list[str]:
    """The chooser of names, set from the address and writing to it."""
    st.session_state["trend names"] = list(known)
    chosen: list[str] = st.multiselect(
        "Names",
        list(offered),
        key="trend names",
        format_func=lambda value: offered[value],
        max_selections=MOST_LINES,
        on_change=_put("entity", "trend names"),
        placeholder="who, or what",
    )
    return chosen


def how(selection: Selection, width: str) -> tuple[Measure, bool]:
    """Share or count, and whether the panel of sources is held constant; both in the address."""
    st.session_state["trend measure"] = "Count" if st.query_params.get("show") == "count" else "Share"
    st.session_state["trend panel"] = st.query_params.get("panel") == "constant"
    with st.container(horizontal=True):
        share = st.radio("Show", ["Share", "Count"], key="trend measure", horizontal=True, on_change=_measured)
        steady = st.toggle(
            "The same sources throughout",
            key="trend panel",
            on_change=_held,
            help="Only sources that were collected on 98 of 100 days, so that an outage does not bend the lines.",
        )
    return Measure(share == "Share", selection.stories, width), steady


def _apart(names: dict[str, str]) -> dict[str, str]:
    """Two entities of one name are told apart by their ids: a chart has one line a name."""
    several = [name for name in names.values() if list(names.values()).count(name) > 1]
    return {value: f"{name} ({value})" if name in several else name for value, name in names.items()}


def _own(view: View, entity_id: str) -> str:
    return link("trends", view.selection, entity=entity_id)


def _is_id(value: str) -> bool:
    digits = value.removeprefix("-")
    return digits.isascii() and digits.isdecimal() and abs(int(value)) < 2**63


def _put(name: str, key: str) -> Callable[[], None]:
    def write() -> None:
        st.query_params[name] = st.session_state[key]

    return write


def _measured() -> None:
    st.query_params["show"] = st.session_state["trend measure"].lower()


def _held() -> None:
    st.query_params["panel"] = "constant" if st.session_state["trend panel"] else "all"


main()
