"""Rising: what rises, what falls and what is new in seven days; why, and the stories behind each number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import markup, rising, trends
from dashboard.download import csv_button
from dashboard.filters import PLACES
from dashboard.markup import Cell, Column
from dashboard.rising import Behind, stories_behind, week_of
from dashboard.selection import link, read_id
from dashboard.trends import Headline, NewName, Rising
from dashboard.view import View, current_view
from dashboard.wording import TYPES, counted, number, short_day

SHOWN = 30
CHANGE_COLUMNS = (
    Column("Name"),
    Column("Score", numeric=True),
    Column("Stories", numeric=True),
    Column("Expected", numeric=True),
    Column("Before", numeric=True),
    Column("Times as many", numeric=True),
    Column("Articles", numeric=True),
    Column("Publishers", numeric=True),
    Column("Largest story", numeric=True),
    Column("What about", prose=True),
)
NEW_COLUMNS = (
    Column("Name"),
    Column("Stories", numeric=True),
    Column("Articles", numeric=True),
    Column("Publishers", numeric=True),
    Column("Since"),
    Column("What about", prose=True),
)
BEHIND_COLUMNS = (
    Column("Story, by its first article"),
    Column("Day"),
    Column("Articles", numeric=True),
    Column("Publishers", numeric=True),
)
HOW = (
    "Score: how far a name surely rose, the logarithm of the interval's near end. Stories: a text counts once, however "
    "many papers print it, in the week in which it began. Expected: by the stories of the 28 days before. Times as "
    "many: the interval of 80 %. Largest story: the share of the name's articles that one text has. Of the names "
    "listed about one in twenty at most rose by chance."
)


def main() -> None:
    view = current_view()
    span = trends.news_span(view.answers)
    if span is None:
        markup.sentence("There is no article to count yet.")
        return
    last = rising.week_end(st.query_params.get("week", ""), view.selection, span)
    markup.heading("Rising", Cell(_week_words(last, view.zone)), level=1)
    choose_week(last, span)
    if view.selection.words or view.selection.run or view.selection.entity:
        markup.sentence("Words, run and name do not narrow this screen; sources, languages and sections do.")
    rows = trends.rising(view.answers, view.selection, last)
    if "of" in st.query_params:
        behind(view, last)
    show_rising(view, [row for row in rows if row.ratio > 1], last)
    show_falling(view, [row for row in rows if row.ratio < 1], last)
    show_new(view, last)


def choose_week(last: date, span: trends.NewsSpan) -> None:
    """Any day of the news can end the seven days; the address has it."""
    st.session_state["week ending"] = last
    st.date_input(
        "Seven days ending on",
        min_value=span.first_day,
        max_value=span.last_day,
        key="week ending",
        on_change=_put_week,
        format="YYYY-MM-DD",
        width=220,
    )


def show_rising(view: View, rows: Sequence[Rising], last: date) -> None:
    if not rows:
        markup.sentence("No name rises beyond what chance explains, with 5 articles of 3 publishers.")
        return
    shown = rows[:SHOWN]
    about = trends.headlines(view.answers, [row.entity_id for row in shown], last)
    beside = rising.together(view.answers, shown, last)
    names = {row.entity_id: row.name for row in shown}
    with_them = {one: [names[other] for other in others] for one, others in beside.items()}
    markup.table(
        "Rising names",
        CHANGE_COLUMNS,
        [
            change_cells(row, view, last, about.get(row.entity_id, []), with_them.get(row.entity_id, []))
            for row in shown
        ],
    )
    markup.sentence(HOW)
    csv_button(f"rising-{last}", rows, view.zone, key="csv rising")


def show_falling(view: View, rows: Sequence[Rising], last: date) -> None:
    if not rows:
        return
    markup.heading("Falling", Cell(counted(len(rows), "name")))
    about = trends.headlines(view.answers, [row.entity_id for row in rows[:SHOWN]], last)
    markup.table(
        "Falling names",
        CHANGE_COLUMNS,
        [change_cells(row, view, last, about.get(row.entity_id, []), []) for row in rows[:SHOWN]],
    )
    csv_button(f"falling-{last}", rows, view.zone, key="csv falling")


def change_cells(row: Rising, view: View, last: date, about: Sequence[Headline], beside: Sequence[str]) -> list[Cell]:
    kind = TYPES[row.type].lower()
    return [
        Cell(row.name, _entity(view, row.entity_id), note=f"{kind}, with {', '.join(beside)}" if beside else kind),
        Cell(f"{row.score:.2f}"),
        Cell(number(row.stories), _behind(view, row.entity_id, last, "week") if row.stories else None),
        Cell(f"{row.expected:.1f}"),
        Cell(number(row.stories_before), _behind(view, row.entity_id, last, "before") if row.stories_before else None),
        Cell(f"{row.low:.1f} to {row.high:.1f}"),
        _articles(view, row.entity_id, last, row.articles),
        Cell(number(row.publishers)),
        Cell(f"{row.largest_story:.0%}" if row.articles else ""),
        headline_cell(about, view),
    ]


def show_new(view: View, last: date) -> None:
    """Names that nobody had printed before."""
    rows = trends.new_names(view.answers, view.selection, last)
    if not rows:
        return
    about = trends.headlines(view.answers, [row.entity_id for row in rows[:SHOWN]], last)
    markup.heading("New names", Cell("never seen before these seven days"))
    markup.table(
        "New names", NEW_COLUMNS, [new_cells(row, view, last, about.get(row.entity_id, [])) for row in rows[:SHOWN]]
    )
    csv_button(f"new-names-{last}", rows, view.zone, key="csv new")


def new_cells(row: NewName, view: View, last: date, about: Sequence[Headline]) -> list[Cell]:
    return [
        Cell(row.name, _entity(view, row.entity_id), note=TYPES[row.type].lower()),
        Cell(number(row.stories), _behind(view, row.entity_id, last, "week")),
        _articles(view, row.entity_id, last, row.articles),
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


def behind(view: View, last: date) -> None:
    """The stories that one name's number stands for, and the way to those it was compared with."""
    asked = read_id(st.query_params.get("of", "")) or "-1"
    entity = view.answers.entity(int(asked))
    if entity is None:
        markup.sentence("There is no such name in this snapshot.")
        return
    before = st.query_params.get("part") == "before"
    found = stories_behind(view.answers, view.selection, entity.entity_id, last, before=before)
    other = "before" if not before else "week"
    markup.heading(
        f"{counted(len(found), 'story', 'stories')} behind {entity.name}",
        Cell("of the 28 days before" if before else "begun in these seven days"),
        Cell("the seven days" if before else "the 28 days before", _behind(view, entity.entity_id, last, other)),
        Cell("close", link("rising", view.selection, week=last.isoformat())),
    )
    markup.table("Stories behind the number", BEHIND_COLUMNS, [behind_cells(one, view) for one in found])
    csv_button(f"stories-{last}", found, view.zone, key="csv behind")


def behind_cells(one: Behind, view: View) -> list[Cell]:
    return [
        Cell(one.title, link("articles", view.selection, article=one.article_id), note=f"first in {one.source}"),
        Cell(short_day(one.day)),
        Cell(number(one.articles)),
        Cell(number(one.publishers)),
    ]


def _articles(view: View, entity_id: str, last: date, count: int) -> Cell:
    return Cell(number(count), link("articles", week_of(view.selection, last, entity_id)) if count else None)


def _behind(view: View, entity_id: str, last: date, part: str) -> str:
    return link("rising", view.selection, week=last.isoformat(), of=entity_id, part=part)


def _entity(view: View, entity_id: str) -> str:
    return link("entities", replace(view.selection, entity=entity_id))


def _week_words(last: date, zone: str) -> str:
    first, _ = trends.week(last)
    return f"{short_day(first)} to {short_day(last)}, against the 28 days before; days in {zone}"


def _put_week() -> None:
    for place in PLACES:
        st.query_params.pop(place, None)
    st.query_params["week"] = st.session_state["week ending"].isoformat()


main()
