"""Entities: who and what the articles name, or one of them (dashboard/entity.py); the corrections that were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import correcting, entity, markup
from dashboard.answers import PAGE_SIZE
from dashboard.filters import kept
from dashboard.markup import Cell, Column
from dashboard.rows import ListedEntity
from dashboard.selection import link
from dashboard.view import View, current_view
from dashboard.wording import TYPES, number, short_day

MOST_ALIASES = 6
COLUMNS = (
    Column("Name"),
    Column("Type"),
    Column("Also called", prose=True),
    Column("Articles", numeric=True),
    Column("First"),
    Column("Last"),
)


def main() -> None:
    view = current_view()
    correcting.answer()
    if "undo" in st.query_params:
        correcting.take_back(view, st.query_params["undo"])
    if view.selection.entity:
        one(view)
    else:
        listing(view)


def listing(view: View) -> None:
    search = st.query_params.get("search", "")[:200]
    type_ = st.query_params.get("type", "") if st.query_params.get("type") in TYPES else ""
    page = _page()
    found = view.answers.entity_list(search, page, type_) or view.answers.entity_list(search, 1, type_)
    count = found[0].found if found else 0
    markup.heading(
        f"{number(count)} {'entity' if count == 1 else 'entities'}", Cell("on all days, whatever the filters"), level=1
    )
    narrow(search, type_)
    if not found:
        nothing(search or TYPES.get(type_, ""))
        correcting.made(view)
        return
    markup.table("Entities", COLUMNS, [cells(view, one) for one in found])
    pages = -(-count // PAGE_SIZE)
    if pages > 1:
        pager = f"pager {page}"
        st.pagination(pages, default=min(page, pages), key=pager, on_change=_turn, args=(pager,))
    correcting.made(view)


def narrow(search: str, type_: str) -> None:
    """The list's own filters: a part of a name or alias, and the type; both in the address."""
    st.session_state["search"], st.session_state["type"] = search, type_
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Name or alias", key="search", on_change=_narrowed, live=True, placeholder="such as a surname or an acronym"
        )
        st.radio(
            "Type",
            ["", *TYPES],
            key="type",
            format_func=lambda one: TYPES.get(one, "All"),
            horizontal=True,
            on_change=_narrowed,
        )


def nothing(search: str) -> None:
    if search:
        markup.sentence("Nobody and nothing in this snapshot is called so. Search for a part of the name.")
    else:
        markup.advice(
            "No article of this snapshot has been named yet. The next run names them, if `entities.model` says by what."
        )


def cells(view: View, one: ListedEntity) -> list[Cell]:
    own = replace(view.selection, entity=one.entity_id)
    return [
        Cell(one.name, link("entities", own)),
        Cell(TYPES[one.type]),
        Cell(also(one.aliases)),
        Cell(number(one.articles), link("articles", correcting.everywhere(view, one.entity_id))),
        Cell(short_day(one.first_day)),
        Cell(short_day(one.last_day)),
    ]


def also(aliases: Sequence[str]) -> str:
    """The commonest aliases, and how many there are besides."""
    more = len(aliases) - MOST_ALIASES
    return ", ".join(aliases[:MOST_ALIASES]) + (f" and {number(more)} more" if more > 0 else "")


def one(view: View) -> None:
    markup.back_link("← All entities", link("entities", replace(view.selection, entity="")))
    found = view.answers.entity(int(view.selection.entity))
    if found is None:
        markup.notice("There is no such entity in this snapshot.", "It may be hidden, or no article names it any more.")
        correcting.made(view)
        return
    entity.show(view, found)


def _page() -> int:
    page = st.query_params.get("page", "1")
    return max(int(page), 1) if page.isdecimal() and page.isascii() and len(page) < 8 else 1


def _turn(pager: str) -> None:
    st.query_params["page"] = str(st.session_state[pager])


def _narrowed() -> None:
    chosen = {name: st.session_state[name] for name in ("search", "type")}
    st.query_params.from_dict({**kept(), **{name: value for name, value in chosen.items() if value}})


main()
