"""One entity: how much it is in the news, what about, who reports it, who appears with it, what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import article_markup, correcting, daily, entities, markup, network, trends
from dashboard.download import csv_button
from dashboard.entities import Companion, Name, Reporter, WeekHeadline
from dashboard.markup import Cell, Column
from dashboard.rows import Entity
from dashboard.selection import Selection, link, read_id
from dashboard.view import View
from dashboard.wording import TYPES, counted, number, short_day

MOST_SOURCES = 20
MOST_NAMES = 40
REPORTER_COLUMNS = (
    Column("Source"),
    Column("Articles", numeric=True),
    Column("Of all its articles", numeric=True),
    Column("Against the rest", numeric=True),
)
TOGETHER_COLUMNS = (
    Column("Name"),
    Column("Together", numeric=True),
    Column("Closeness", numeric=True),
)
WEEK_COLUMNS = (Column("Week of"), Column("Articles", numeric=True), Column("What about", prose=True))
NAME_COLUMNS = (Column("Name"), Column("Type"), Column("Articles", numeric=True))


def show(view: View, entity: Entity) -> None:
    """The whole of it. Where only the period narrows a part, the part says so."""
    head(view, entity)
    own = replace(view.selection, entity=entity.entity_id, words="", run="")
    daily.show(replace(view, selection=replace(own, words=view.selection.words, run=view.selection.run)))
    headlines(view, entities.headlines(view.answers, own, entity.entity_id), own)
    reporters(view, entities.reporters(view.answers, own, entity.entity_id), own)
    together(view, entity, own)
    names = entities.names(view.answers, entity.entity_id)
    called(names)
    correcting.correct(view, entity, names)
    correcting.made(view, entity.entity_id)


def head(view: View, entity: Entity) -> None:
    everywhere = correcting.everywhere(view, entity.entity_id)
    markup.heading(
        entity.name,
        Cell(TYPES[entity.type]),
        Cell(f"named by {counted(entity.articles, 'article')}", link("articles", everywhere)),
        Cell(f"first {short_day(entity.first_day)}", link("articles", replace(everywhere, last=entity.first_day))),
        Cell(f"last {short_day(entity.last_day)}", link("articles", replace(everywhere, first=entity.last_day))),
        Cell("its trend", link("trends", replace(view.selection, entity=""), name=entity.entity_id)),
        level=1,
    )
    markup.sentence(
        f"Also called: {', '.join(entity.aliases)}" if entity.aliases else "No article calls it anything else."
    )


def headlines(view: View, rows: Sequence[WeekHeadline], own: Selection) -> None:
    if not rows:
        return
    markup.heading("Headlines by week")
    firsts = [row for place, row in enumerate(rows) if not place or rows[place - 1].week != row.week]
    seconds = {row.week: row for row in rows if row not in firsts}
    markup.table("Headlines by week", WEEK_COLUMNS, [_week(view, row, seconds.get(row.week), own) for row in firsts])


def _week(view: View, row: WeekHeadline, second: WeekHeadline | None, own: Selection) -> list[Cell]:
    first, last = max(row.week, own.first), min(row.week.fromordinal(row.week.toordinal() + 6), own.last)
    articles = link("articles", replace(own, first=first, last=last, unit="articles"))
    title = Cell(
        row.title, link("articles", view.selection, article=row.article_id), note=second.title if second else None
    )
    return [Cell(short_day(row.week)), Cell(number(row.all_articles), articles), title]


def reporters(view: View, rows: Sequence[Reporter], own: Selection) -> None:
    """Each source's articles that name it, as a share of all its articles, against the share in all the others."""
    named = [row for row in rows if row.articles]
    if not named:
        return
    silent = len(rows) - len(named)
    markup.heading(
        "Who reports it", Cell(counted(len(named), "source") + (f"; {number(silent)} do not" if silent else ""))
    )
    whole = sum(row.articles for row in rows), sum(row.all_articles for row in rows)
    markup.table("Who reports it", REPORTER_COLUMNS, [_reporter(row, whole, own) for row in named[:MOST_SOURCES]])
    csv_button("who-reports", rows, view.zone, key="csv reporters")


def _reporter(row: Reporter, whole: tuple[int, int], own: Selection) -> list[Cell]:
    articles, volume = whole[0] - row.articles, whole[1] - row.all_articles
    against = f"{row.share / (articles / volume):.1f} times" if articles and volume else "alone"
    source = own.only(row.source_id)
    return [
        Cell(row.source),
        Cell(number(row.articles), link("articles", replace(source, unit="articles"))),
        Cell(f"{row.share:.1%}", note=f"of {number(row.all_articles)}"),
        Cell(against),
    ]


def together(view: View, entity: Entity, own: Selection) -> None:
    """The list, the drawing, and the articles that name both of a chosen pair."""
    rows = entities.companions(view.answers, own, entity.entity_id)
    if not rows:
        return
    markup.heading("Who appears with it", Cell("in the period, all sources"))
    hrefs = {row.entity_id: link("entities", replace(own, entity=row.entity_id)) for row in rows}
    network.network(entity.name, rows, trends.bonds(view.answers, list(hrefs), (own.first, own.last)), hrefs)
    markup.table("Who appears with it", TOGETHER_COLUMNS, [_companion(view, row, own) for row in rows])
    csv_button("together", rows, view.zone, key="csv together")
    markup.sentence(
        "Closeness: 0 what chance gives, 1 never one without the other (normalised pointwise mutual information), of "
        "names that share three articles of two stories."
    )
    if "with" in st.query_params:
        both(view, entity, own, read_id(st.query_params["with"]) or "-1")


def _companion(view: View, row: Companion, own: Selection) -> list[Cell]:
    other = replace(own, entity=row.entity_id)
    return [
        Cell(row.name, link("entities", other), note=TYPES[row.type].lower()),
        Cell(number(row.together), link("entities", own, **{"with": row.entity_id})),
        Cell(f"{row.npmi:.2f}"),
    ]


def both(view: View, entity: Entity, own: Selection, other_id: str) -> None:
    """The articles that name the two."""
    other = view.answers.entity(int(other_id))
    if other is None:
        return
    found = entities.named_both(view.answers, own, entity.entity_id, other.entity_id)
    markup.heading(
        f"{counted(len(found), 'article')} that {'names' if len(found) == 1 else 'name'} both",
        Cell(f"{entity.name} and {other.name}"),
        Cell("close", link("entities", own)),
    )
    article_markup.article_list(
        found, [link("articles", view.selection, article=article.article_id) for article in found]
    )


def called(names: Sequence[Name]) -> None:
    """Its names, each with the articles that call it so where they say most."""
    shown = names[:MOST_NAMES]
    more = f", of which {number(len(shown))} here" if len(names) > len(shown) else ""
    markup.heading("What it is called", Cell(f"{counted(len(names), 'name')}{more}"))
    markup.table(
        "What it is called",
        NAME_COLUMNS,
        [[Cell(name.name), Cell(TYPES.get(name.type, name.type)), Cell(number(name.articles))] for name in shown],
    )
