"""Rising: what rises, what falls and what is new in seven days, each with its reasons and the stories behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import markup, trends
from dashboard.markup import Cell, Column
from dashboard.selection import Selection, link, read_day
from dashboard.trends import Headline, NewName, Rising
from dashboard.view import View, current_view
from dashboard.wording import TYPES, counted, number, short_day

SHOWN = 30
WEEK = "rising week"
CHANGE_COLUMNS = (
    Column("Name"),
    Column("Stories", numeric=True),
    Column("Expected", numeric=True),
    Column("Times as many", numeric=True),
    Column("Score", numeric=True),
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
    last = chosen_day(view, span)
    first, _ = trends.week(last)
    markup.heading(
        "Rising and falling",
        Cell(f"{short_day(first)} to {short_day(last)}, days in {view.zone}, against the 28 days before"),
        level=1,
    )
    st.date_input(
        "The seven days up to", value=last, min_value=span.first_day, max_value=span.last_day, key=WEEK,
        on_change=_put, format="YYYY-MM-DD",
    )  # fmt: skip
    if view.selection.words or view.selection.run or view.selection.entity:
        markup.sentence("Words, run and entity do not narrow this screen; sources, languages and sections do.")
    changes(view, last)
    new_names(view, last)


def chosen_day(view: View, span: trends.NewsSpan) -> date:
    """The last of the seven days, as the address has it; else the last of the period."""
    asked = read_day(st.query_params.get("week", "")) or view.selection.last
    last = min(max(asked, span.first_day), span.last_day)
    st.session_state[WEEK] = last
    return last


def _put() -> None:
    st.query_params["week"] = st.session_state[WEEK].isoformat()


def changes(view: View, last: date) -> None:
    """What rises, then what falls, each with its reasons."""
    rows = trends.rising(view.answers, view.selection, last)
    rising, falling = [row for row in rows if row.ratio > 1][:SHOWN], [row for row in rows if row.ratio < 1][:SHOWN]
    about = trends.headlines(view.answers, [row.entity_id for row in rising], last)
    beside = together(view, rising, last)
    markup.heading("Rising", Cell(counted(len(rising), "name")))
    if rising:
        markup.table(
            "Rising names",
            CHANGE_COLUMNS,
            [change_cells(row, view, about.get(row.entity_id, []), beside, last) for row in rising],
        )
        markup.sentence(
            "Stories: a text counts once, however many papers print it. Expected: by the 28 days before. Times as "
            "many: the interval of 80 %. Score: how far the change is beyond chance, in logarithms. Largest story: the "
            "share of the name's articles that one text has. Of the names listed about one in twenty at most rose by "
            "chance."
        )
    else:
        markup.sentence("No name rises beyond what chance explains, with 5 articles of 3 publishers.")
    markup.heading("Falling", Cell(counted(len(falling), "name")))
    if falling:
        markup.table(
            "Falling names", CHANGE_COLUMNS[:-2], [change_cells(row, view, [], {}, last)[:-2] for row in falling]
        )
    else:
        markup.sentence("No name falls beyond what chance explains.")


def change_cells(
    row: Rising, view: View, about: Sequence[Headline], beside: dict[str, list[str]], last: date
) -> list[Cell]:
    with_them = beside.get(row.entity_id)
    kind = TYPES[row.type].lower()
    week = _week(view, row.entity_id, last)
    return [
        Cell(row.name, _own(view, row.entity_id), note=f"{kind}, with {', '.join(with_them)}" if with_them else kind),
        Cell(
            number(row.stories),
            link("articles", replace(week, stories=True)) if row.stories else None,
            f"in {counted(row.articles, 'article')}",
        ),
        Cell(f"{row.expected:.1f}", note=f"{number(row.stories_before)} before"),
        Cell(f"{row.low:.1f} to {row.high:.1f}"),
        Cell(f"{row.score:.2f}"),
        Cell(number(row.publishers)),
        Cell(f"{row.largest_story:.0%}"),
        headline_cell(about, view),
    ]


def together(view: View, rising: Sequence[Rising], last: date) -> dict[str, list[str]]:
    """For each rising name up to two others that rise with it, the closest first."""
    names = {row.entity_id: row.name for row in rising}
    found: dict[str, list[str]] = {}
    for bond in trends.bonds(view.answers, list(names), trends.week(last)):
        for one, other in ((bond.one, bond.other), (bond.other, bond.one)):
            found.setdefault(one, []).append(names[other])
    return {entity: others[:2] for entity, others in found.items()}


def new_names(view: View, last: date) -> None:
    """Names that nobody had printed before."""
    rows = trends.new_names(view.answers, view.selection, last)[:SHOWN]
    markup.heading("New names", Cell("never seen before these seven days"))
    if not rows:
        markup.sentence("No name is new, with 5 articles of 3 publishers; it takes three weeks of news to tell.")
        return
    about = trends.headlines(view.answers, [row.entity_id for row in rows], last)
    markup.table("New names", NEW_COLUMNS, [new_cells(row, view, about.get(row.entity_id, []), last) for row in rows])


def new_cells(row: NewName, view: View, about: Sequence[Headline], last: date) -> list[Cell]:
    week = replace(_week(view, row.entity_id, last), stories=True)
    return [
        Cell(row.name, _own(view, row.entity_id), note=TYPES[row.type].lower()),
        Cell(number(row.stories), link("articles", week), f"in {counted(row.articles, 'article')}"),
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


def _week(view: View, entity_id: str, last: date) -> Selection:
    """What the numbers of a row were counted from."""
    first, _ = trends.week(last)
    return replace(view.selection, entity=entity_id, first=first, last=last, words="", run="", stories=False)


def _own(view: View, entity_id: str) -> str:
    return link("entities", replace(view.selection, entity=entity_id))


main()
