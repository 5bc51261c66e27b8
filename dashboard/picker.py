"""Type-ahead over the names and aliases of all entities: the snapshot is asked as one types, few are sent."""

from __future__ import annotations

from collections.abc import Callable, Container

import streamlit as st

from dashboard import markup
from dashboard.answers import Answers
from dashboard.rows import ListedEntity
from dashboard.wording import TYPES, counted, plain

OFFERED = 8
LONGEST = 60


def pick(
    answers: Answers, label: str, key: str, on_pick: Callable[[str], None], leave_out: Container[str] = ()
) -> None:
    """A box to type in, and a button for each of the entities that fit, the most named first; a click hands its id."""
    typed = st.text_input(label, key=key, live=True, placeholder="a part of a name or alias", autocomplete="off")
    wanted = (typed or "").strip()[:200]
    if not wanted:
        return
    found = [one for one in answers.entity_list(wanted, 1) if one.entity_id not in leave_out][:OFFERED]
    if not found:
        markup.sentence("Nobody and nothing else in this snapshot is called so.")
        return
    with st.container(horizontal=True, gap="small"):
        for one in found:
            st.button(_label(one), key=f"{key} {one.entity_id}", on_click=_picked, args=(key, on_pick, one.entity_id))


def _label(one: ListedEntity) -> str:
    named = plain(one.name, LONGEST) or "(no letters)"
    return f"{named} · {TYPES[one.type].lower()}, {counted(one.articles, 'article')}"


def _picked(key: str, on_pick: Callable[[str], None], entity_id: str) -> None:
    st.session_state[key] = ""
    on_pick(entity_id)
