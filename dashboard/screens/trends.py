"""Trends: how much some names are in the news, and the articles behind each point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import groupby

import streamlit as st

from dashboard import markup, picker, trend_articles, trends
from dashboard.download import chart_buttons, csv_button
from dashboard.markup import Cell
from dashboard.selection import Selection
from dashboard.trend_articles import CHART
from dashboard.trend_chart import (
    BRUSH,
    PICK,
    Measure,
    small_chart,
    trend_chart,
    trend_colours,
    trend_sentence,
)
from dashboard.trend_options import AVERAGED, MOST_NAMES, Options, controls, put_names, read_options
from dashboard.view import View, current_view
from dashboard.wording import short_day

FIRST_CHOICE = 3
COLUMNS = 3


def main() -> None:
    view = current_view()
    if trends.news_span(view.answers) is None:
        markup.sentence("There is no article to count yet.")
        return
    options = read_options(view.selection)
    selection = view.selection
    markup.heading(
        f"{selection.unit.capitalize()} by name and {options.grain}",
        Cell(f"{short_day(selection.first)} to {short_day(selection.last)}, days in {view.zone}"),
        level=1,
    )
    names = choose(view, options)
    if not names:
        return
    controls(options)
    if options.steady:
        selection = trends.panel(view.answers, selection)
    draw(View(view.desk, view.answers, selection, view.span, view.zone), options, _apart(names))


def choose(view: View, options: Options) -> dict[str, str]:
    """The chosen names, else the most frequent ones, by id; the chooser, which writes to the address."""
    asked = [one.entity_id for name in options.names if (one := view.answers.entity(int(name)))]
    offered = {one.value: one.label for one in trends.choices(view.answers, view.selection, asked)}
    if not offered:
        markup.advice(
            "No article of this period names anybody. Widen the period, or run `nightdesk reclean --entities`."
        )
        return {}
    known = [value for value in dict.fromkeys(asked) if value in offered] or list(offered)[:FIRST_CHOICE]
    st.session_state["trend names"] = known
    st.multiselect(
        f"Names, up to {MOST_NAMES}",
        list(offered),
        key="trend names",
        format_func=offered.__getitem__,
        max_selections=MOST_NAMES,
        on_change=lambda: put_names(st.session_state["trend names"]),
        placeholder="the names most in the news are offered here",
    )
    if len(known) < MOST_NAMES:
        picker.pick(view.answers, "Find any other", "find name", lambda one: put_names([*known, one]), known)
    return {value: offered[value] for value in known}


def draw(view: View, options: Options, labels: Mapping[str, str]) -> None:
    """The chart with its words, the articles that it was asked for, the small charts."""
    selection = view.selection
    measure = Measure(options.share, selection.unit, options.grain, options.average, options.log)
    points = trends.trend(view.answers, selection, list(labels), options.grain)
    words = trend_sentence(points, labels, measure)
    markup.legend(trend_colours(labels))
    chart = trend_chart(points, labels, measure, selection)
    st.altair_chart(
        chart,
        width="stretch",
        alt=words,
        key=CHART,
        on_select=partial(trend_articles.on_chart, options.grain, list(labels), selection),
        selection_mode=[PICK, BRUSH],
    )
    markup.sentence(words)
    for note in notes(options, selection):
        markup.sentence(note)
    chart_buttons(f"trends-{selection.first}-{selection.last}", points, chart, view.zone)
    trend_articles.choose(points, options, labels, selection)
    trend_articles.opened(view, options, labels)
    if options.split:
        small_charts(view, options, labels, measure)


def notes(options: Options, selection: Selection) -> list[str]:
    """What the chart does not say by itself."""
    said = ["A click on a point opens its articles below; a drag opens those of a span, of the first name."]
    if options.average:
        said.append(f"The line is the mean of {AVERAGED[options.grain]} {options.grain}s, days without news left out.")
    if options.log:
        said.append("Zeros have no place on a logarithmic scale and are left out.")
    if selection.words or selection.run:
        said.append("Words and run do not narrow trends; sources, languages and sections do.")
    return said


def small_charts(view: View, options: Options, labels: Mapping[str, str], measure: Measure) -> None:
    """The sources that name them most, each with its own lines, all on one scale."""
    rows = trends.by_source(view.answers, view.selection, list(labels), options.grain)
    unit = "articles" if measure.unit == "publishers" else measure.unit
    own = Measure(measure.share, unit, measure.width, log=measure.log)
    markup.heading("By source", Cell(f"{unit}, as {'share' if own.share else 'count'}; on one scale"))
    if not rows:
        markup.sentence("No source names them in this period.")
        return
    top = max((own.value(row) or 0 for row in rows), default=1) or 1
    sources = [list(points) for _, points in groupby(rows, key=lambda row: row.source_id)]
    for start in range(0, len(sources), COLUMNS):
        for column, points in zip(st.columns(COLUMNS), sources[start : start + COLUMNS], strict=False):
            with column:
                _small(points, labels, own, view.selection, top)
    csv_button("trends-by-source", rows, view.zone, key="csv sources")


def _small(
    points: Sequence[trends.SourcePoint], labels: Mapping[str, str], measure: Measure, selection: Selection, top: float
) -> None:
    totals = {label: sum(measure.count(one) for one in points if one.entity_id == who) for who, label in labels.items()}
    words = ", ".join(f"{label} {total}" for label, total in totals.items())
    markup.sentence(points[0].source)
    st.altair_chart(
        small_chart(points, labels, measure, selection, top), width="stretch", alt=f"{points[0].source}: {words}"
    )


def _apart(names: dict[str, str]) -> dict[str, str]:
    """Two entities of one name are told apart by their ids: a chart has one line a name."""
    several = [name for name in names.values() if list(names.values()).count(name) > 1]
    return {value: f"{name} ({value})" if name in several else name for value, name in names.items()}


main()
