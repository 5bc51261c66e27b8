"""Entities: who and what the articles name; or one of them: its days, who reports it, who is named with it, its names
and headlines, and the user's word on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import correcting, daily, markup, network, people, trends
from dashboard.answers import PAGE_SIZE
from dashboard.filters import kept
from dashboard.markup import Cell, Column
from dashboard.rows import Entity, ListedEntity
from dashboard.selection import Selection, link
from dashboard.view import View, current_view
from dashboard.wording import TYPES, counted, number, short_day

MOST_ALIASES = 6
MOST_NAMES = 40
PUBLISHER_COLUMNS = (
    Column("Publisher"),
    Column("Articles that name it", numeric=True),
    Column("All its articles", numeric=True),
    Column("Share", numeric=True),
)
TOGETHER_COLUMNS = (Column("Name"), Column("Articles with both", numeric=True), Column("Bond", numeric=True))
HEADLINE_COLUMNS = (Column("Week of"), Column("Story"), Column("Articles", numeric=True))
COLUMNS = (
    Column("Name"),
    Column("Type"),
    Column("Also called"),
    Column("Articles", numeric=True),
    Column("First"),
    Column("Last"),
)


def main() -> None:
    view = current_view()
    if view.selection.entity:
        one(view)
    else:
        listing(view)


def listing(view: View) -> None:
    search = st.query_params.get("search", "")[:200]
    page = _page()
    found = view.answers.entity_list(search, page) or view.answers.entity_list(search, 1)
    count = found[0].found if found else 0
    markup.heading(
        f"{number(count)} {'entity' if count == 1 else 'entities'}", Cell("on all days, whatever the filters"), level=1
    )
    st.session_state["search"] = search
    st.text_input("Name or alias", key="search", on_change=_search, placeholder="such as a surname or an acronym")
    if not found:
        nothing(search)
        return
    markup.table("Entities", COLUMNS, [cells(view, entity) for entity in found])
    correcting.said()
    correcting.standing(view)
    pages = -(-count // PAGE_SIZE)
    if pages > 1:
        pager = f"pager {page}"
        st.pagination(pages, default=min(page, pages), key=pager, on_change=_turn, args=(pager,))


def nothing(search: str) -> None:
    if search:
        markup.sentence("Nobody and nothing in this snapshot is called so. Search for a part of the name.")
    else:
        markup.sentence(
            "No article of this snapshot has been named yet. The next run names them, if `entities.model` says by what."
        )


def cells(view: View, entity: ListedEntity) -> list[Cell]:
    own = replace(view.selection, entity=entity.entity_id)
    everywhere = replace(
        own, first=view.span.first, last=view.span.last, sources=(), languages=(), sections=(), words="", run=""
    )
    return [
        Cell(entity.name, link("entities", own)),
        Cell(TYPES[entity.type]),
        Cell(also(entity.aliases)),
        Cell(number(entity.articles), link("articles", replace(everywhere, stories=False))),
        Cell(short_day(entity.first_day)),
        Cell(short_day(entity.last_day)),
    ]


def also(aliases: Sequence[str]) -> str:
    """The commonest aliases, and how many there are besides."""
    more = len(aliases) - MOST_ALIASES
    return ", ".join(aliases[:MOST_ALIASES]) + (f" and {number(more)} more" if more > 0 else "")


def one(view: View) -> None:
    markup.back_link("← All entities", link("entities", replace(view.selection, entity="")))
    entity = view.answers.entity(int(view.selection.entity))
    if entity is None:
        markup.notice("There is no such entity in this snapshot.", "It may be hidden, or no article names it any more.")
        correcting.said()
        correcting.standing(view)
        return
    head(view, entity)
    correcting.show(view, entity)
    daily.show(view)
    markup.back_link("Its share of the news →", link("trends", replace(view.selection, entity=entity.entity_id)))
    publishers(view, entity)
    company(view, entity)
    names(view, entity)
    headlines(view, entity)
    correcting.standing(view)


def head(view: View, entity: Entity) -> None:
    everywhere = Selection(view.span.first, view.span.last, entity=entity.entity_id)
    markup.heading(
        entity.name,
        Cell(TYPES[entity.type]),
        Cell(f"named by {counted(entity.articles, 'article')}", link("articles", everywhere)),
        Cell(f"{short_day(entity.first_day)} to {short_day(entity.last_day)}"),
        level=1,
    )


def names(view: View, entity: Entity) -> None:
    """How articles name it, how often."""
    found = people.names(view.answers, entity.entity_id)
    markup.heading("Names", Cell(f"{counted(len(found), 'name')} on all days, by the articles that have it"))
    markup.words_list([Cell(name.name, note=number(name.articles)) for name in found[:MOST_NAMES]])
    spelled = [alias for alias in entity.aliases if alias not in {name.name for name in found}]
    if spelled:
        markup.sentence(f"Within an article also: {also(spelled)}.")


def publishers(view: View, entity: Entity) -> None:
    """Who reports it, relative to how much each prints."""
    found = people.by_publisher(view.answers, view.selection, entity.entity_id)
    markup.heading("Who reports it", Cell("by the share of each publisher's own articles, in this period"))
    if not found:
        markup.sentence("No article of this period and these filters names it.")
        return
    markup.table("Publishers", PUBLISHER_COLUMNS, [publisher(view, entity, row) for row in found])


def publisher(view: View, entity: Entity, row: people.ByPublisher) -> list[Cell]:
    own = replace(view.selection, entity=entity.entity_id, sources=tuple(row.sources), words="", run="", stories=False)
    return [
        Cell(row.publisher),
        Cell(number(row.articles), link("articles", own)),
        Cell(number(row.all_articles), link("articles", replace(own, entity=""))),
        Cell(f"{row.articles / row.all_articles:.1%}"),
    ]


def company(view: View, entity: Entity) -> None:
    """Who is named with it: a list, and the network among them."""
    found = people.together(view.answers, view.selection, entity.entity_id)
    markup.heading("Named with it", Cell("more than chance would have it, in this period"))
    if not found:
        markup.sentence("Nobody shares three articles of two stories with it in this period.")
        return
    listed, drawn = st.columns([3, 2], vertical_alignment="top")
    with listed:
        markup.table("Named with it", TOGETHER_COLUMNS, [companion(view, row) for row in found])
    with drawn:
        bonds = trends.bonds(
            view.answers, [row.entity_id for row in found], (view.selection.first, view.selection.last)
        )
        st.altair_chart(
            network.drawing(entity.name, found, bonds), width="stretch", alt=network.words(entity.name, found, bonds)
        )


def companion(view: View, row: people.Together) -> list[Cell]:
    return [
        Cell(row.name, link("entities", replace(view.selection, entity=row.entity_id)), TYPES[row.type].lower()),
        Cell(number(row.together), note=f"in {counted(row.stories, 'story', 'stories')}"),
        Cell(f"{row.npmi:.2f}"),
    ]


def headlines(view: View, entity: Entity) -> None:
    """Its stories, week by week."""
    found = people.headlines(view.answers, view.selection, entity.entity_id)
    if not found:
        return
    markup.heading("Headlines by week")
    rows = [
        [
            Cell(short_day(row.week) if place == 0 or found[place - 1].week != row.week else ""),
            Cell(row.title, link("articles", view.selection, article=row.article_id)),
            Cell(number(row.articles)),
        ]
        for place, row in enumerate(found)
    ]
    markup.table("Headlines by week", HEADLINE_COLUMNS, rows)


def _page() -> int:
    page = st.query_params.get("page", "1")
    return max(int(page), 1) if page.isdecimal() and page.isascii() and len(page) < 8 else 1


def _turn(pager: str) -> None:
    st.query_params["page"] = str(st.session_state[pager])


def _search() -> None:
    st.query_params.from_dict({**kept(), "search": st.session_state["search"]})


main()
