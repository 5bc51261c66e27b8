"""Trends: how much some names are in the news; what rises, what falls, what is new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import streamlit as st

from dashboard import charts, markup, trends
from dashboard.markup import Cell, Column
from dashboard.selection import Selection, link
from dashboard.trend_chart import Measure, trend_chart, trend_colours, trend_sentence
from dashboard.trends import Headline, NewName, Rising
from dashboard.view import View, current_view
from dashboard.wording import counted, number, short_day

MOST_LINES = len(charts.PALETTE)
FIRST_CHOICE = 3
SHOWN = 30
TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}

CHANGE_COLUMNS = (
    Column("Name"),
    Column("Stories", numeric=True),
    Column("Expected", numeric=True),
    Column("Times as many", numeric=True),
    Column("Publishers", numeric=True),
    Column("Largest story", numeric=True),
    Column("What about"),
)
NEW_COLUMNS = (
    Column("Name"),
    Column("Stories", numeric=True),
    Column("Publishers", numeric=True),
    Column("Since"),
    Column("What about"),
)


def main() -> None:
    view = current_view()
    span = trends.news_span(view.answers)
    if span is None:
        markup.sentence("There is no article to count yet.")
        return
    chosen_names(view)
    last = min(view.selection.last, span.last_day)
    changes(view, last)
    new_names(view, last)


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


def changes(view: View, last: date) -> None:
    """What rises, then what falls, each with its reasons."""
    rows = trends.rising(view.answers, view.selection, last)
    rising, falling = [row for row in rows if row.ratio > 1][:SHOWN], [row for row in rows if row.ratio < 1][:SHOWN]
    about = trends.headlines(view.answers, [row.entity_id for row in rising], last)
    beside = together(view, rising, last)
    markup.heading(
        "Rising", Cell(f"{short_day(last - timedelta(days=6))} to {short_day(last)}, against the 28 days before")
    )
    if rising:
        markup.table(
            "Rising names",
            CHANGE_COLUMNS,
            [change_cells(row, view, about.get(row.entity_id, []), beside) for row in rising],
        )
        markup.sentence(
            "Stories: a text counts once, however many papers print it. Expected: by the 28 days before. Times as "
            "many: the interval of 80 %. Largest story: the share of the name's articles that one text has. Of the "
            "names listed about one in twenty at most rose by chance."
        )
    else:
        markup.sentence("No name rises beyond what chance explains, with 5 articles of 3 publishers.")
    if falling:
        markup.heading("Falling", Cell(counted(len(falling), "name")))
        markup.table("Falling names", CHANGE_COLUMNS[:-2], [change_cells(row, view, [], {})[:-2] for row in falling])


def change_cells(row: Rising, view: View, about: Sequence[Headline], beside: dict[str, list[str]]) -> list[Cell]:
    with_them = beside.get(row.entity_id)
    kind = TYPES.get(row.type, row.type)
    return [
        Cell(row.name, _own(view, row.entity_id), note=f"{kind}, with {', '.join(with_them)}" if with_them else kind),
        Cell(number(row.stories), note=f"in {counted(row.articles, 'article')}"),
        Cell(f"{row.expected:.1f}", note=f"{number(row.stories_before)} before"),
        Cell(f"{row.low:.1f} to {row.high:.1f}"),
        Cell(number(row.publishers)),
        Cell(f"{row.largest_story:.0%}"),
        headline_cell(about, view),
    ]


def together(view: View, rising: Sequence[Rising], last: date) -> dict[str, list[str]]:
    """For each rising name up to two others that rise with it, the closest first."""
    names = {row.entity_id: row.name for row in rising}
    found: dict[str, list[str]] = {}
    for bond in trends.bonds(view.answers, list(names), last):
        for one, other in ((bond.one, bond.other), (bond.other, bond.one)):
            found.setdefault(one, []).append(names[other])
    return {entity: others[:2] for entity, others in found.items()}


def new_names(view: View, last: date) -> None:
    """Names that nobody had printed before."""
    rows = trends.new_names(view.answers, view.selection, last)[:SHOWN]
    if not rows:
        return
    about = trends.headlines(view.answers, [row.entity_id for row in rows], last)
    markup.heading("New names", Cell("never seen before these seven days"))
    markup.table("New names", NEW_COLUMNS, [new_cells(row, view, about.get(row.entity_id, [])) for row in rows])


def new_cells(row: NewName, view: View, about: Sequence[Headline]) -> list[Cell]:
    return [
        Cell(row.name, _own(view, row.entity_id), note=TYPES.get(row.type, row.type)),
        Cell(number(row.stories), note=f"in {counted(row.articles, 'article')}"),
        Cell(number(row.publishers)),
        Cell(short_day(row.first_day)),
        headline_cell(about, view),
    ]


def headline_cell(about: Sequence[Headline], view: View) -> Cell:
    """The headline that most articles carry, leading to its article; the next beneath."""
    if not about:
        return Cell("")
    first, *rest = about
    return Cell(
        first.title, link("articles", view.selection, article=first.article_id), note=rest[0].title if rest else None
    )


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
