"""Entities: who and what the articles name, or one of them: how else it is called, and its articles by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import daily, markup
from dashboard.answers import PAGE_SIZE
from dashboard.filters import kept
from dashboard.markup import Cell, Column
from dashboard.rows import Entity, ListedEntity
from dashboard.selection import link
from dashboard.view import View, current_view
from dashboard.wording import TYPES, counted, number, short_day

MOST_ALIASES = 6
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
        return
    head(entity)
    daily.show(view)


def head(entity: Entity) -> None:
    named = (
        f"named by {counted(entity.articles, 'article')}, {short_day(entity.first_day)} to {short_day(entity.last_day)}"
    )
    markup.heading(entity.name, Cell(TYPES[entity.type]), Cell(named), level=1)
    markup.sentence(
        f"Also called: {', '.join(entity.aliases)}" if entity.aliases else "No article calls it anything else."
    )


def _page() -> int:
    page = st.query_params.get("page", "1")
    return max(int(page), 1) if page.isdecimal() and page.isascii() and len(page) < 8 else 1


def _turn(pager: str) -> None:
    st.query_params["page"] = str(st.session_state[pager])


def _search() -> None:
    st.query_params.from_dict({**kept(), "search": st.session_state["search"]})


main()
