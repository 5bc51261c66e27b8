"""The user's word on an entity: merge, split, hide, rename, retype, with what it would change before it does; undo.

Each goes through `nightdesk entities`, and is seen as soon as that has written its line.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard import commands, markup, people
from dashboard.rows import Entity
from dashboard.view import View
from dashboard.wording import TYPES, counted, moment

ACTIONS = {
    "merge": "It is the same as another entity",
    "split": "One of its names is somebody else",
    "rename": "Show it by another name",
    "retype": "It is of another type",
    "hide": "Do not show it",
}
DONE = {
    "merge": "{was} became one with {to}",
    "split": "{to} left {was} for an entity of its own",
    "hide": "{was} is hidden",
    "rename": "{was} is shown as {to}",
    "retype": "{was} is of type {to}",
}
SAID = "correction said"


def show(view: View, entity: Entity) -> None:
    """The form for one entity: what is wrong with it, what a correction would change, and the button that makes it."""
    with st.expander("Correct this entity"):
        action = st.selectbox("What is wrong?", list(ACTIONS), format_func=ACTIONS.__getitem__, key="correction")
        FORMS[action](view, entity)
    said()


def _merge(view: View, entity: Entity) -> None:
    search = st.text_input("Search the other entity", key="merge search", placeholder="a part of its name")
    found = [one for one in view.answers.entity_list(search.strip(), 1) if one.entity_id != entity.entity_id]
    labels = people.apart(
        [(one.entity_id, f"{one.name}, {TYPES[one.type].lower()}, {counted(one.articles, 'article')}") for one in found]
    )
    shown = list(labels)[: people.MOST_FOUND] if search.strip() else []
    into = st.selectbox("The other entity", shown, index=None, format_func=labels.__getitem__, key="merge into")
    if into:
        what = people.merged(view.answers, entity.entity_id, into)
        name = next(one.name for one in found if one.entity_id == into)
        markup.sentence(
            f"{name} is named by {counted(what.other, 'article')}, and would be by {counted(what.both, 'article')}. "
            f"{entity.name} ({counted(what.one, 'article')}) would be one of its names."
        )
        _button(view, "Merge", "merge", entity.entity_id, into)


def _split(view: View, entity: Entity) -> None:
    names = {one.name_id: one for one in people.names(view.answers, entity.entity_id)}
    if len(names) < 2:
        markup.sentence("It has one name only: nothing can be split off.")
        return
    alias = st.selectbox(
        "The name that is somebody else",
        list(names),
        index=None,
        format_func=lambda one: f"{names[one].name}, {counted(names[one].articles, 'article')}",
        key="split alias",
    )
    what = people.parted(view.answers, entity.entity_id, alias) if alias else None
    if alias and what:
        markup.sentence(
            f"{names[alias].name} would be an entity of its own, named by {counted(what.one, 'article')}; "
            f"{entity.name} would keep {counted(what.other, 'article')} of {counted(what.both, 'article')}."
        )
        _button(view, "Split off", "split", entity.entity_id, alias)


def _rename(view: View, entity: Entity) -> None:
    name = st.text_input("The name to show", key="rename to", max_chars=200).strip()
    if name and name != entity.name:
        markup.sentence(f"{entity.name} would be shown as {name} everywhere; its articles stay the same.")
        _button(view, "Rename", "rename", entity.entity_id, name)


def _retype(view: View, entity: Entity) -> None:
    others = {key: word for key, word in TYPES.items() if key != entity.type}
    type_ = st.radio("What it is", list(others), format_func=others.__getitem__, key="retype to", horizontal=True)
    markup.sentence(f"{entity.name} would be: {others[type_].lower()}, in {counted(entity.articles, 'article')}.")
    _button(view, "Retype", "retype", entity.entity_id, type_)


def _hide(view: View, entity: Entity) -> None:
    markup.sentence(
        f"{entity.name} would be in no list and no trend any more; the {counted(entity.articles, 'article')} that name "
        "it stay."
    )
    _button(view, "Hide", "hide", entity.entity_id)


FORMS: dict[str, Callable[[View, Entity], None]] = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "retype": _retype,
    "hide": _hide,
}


def _button(view: View, label: str, *words: str) -> None:
    st.button(label, type="primary", key=f"do {words[0]}", on_click=partial(_say, view, *words))


def _say(view: View, *words: str) -> None:
    # "--" before what a person wrote: a name may begin with a hyphen, and so do half of all ids.
    action, *rest = words
    st.session_state[SAID] = commands.ask(view.desk, "entities", action, "--", *rest)


def said() -> None:
    """What the command answered to the last click, once."""
    answer: commands.Said | None = st.session_state.pop(SAID, None)
    if answer is not None:
        markup.log("What the command said", answer.text)


def standing(view: View) -> None:
    """The corrections that stand, each with a button that takes it back."""
    found = people.corrections(view.answers)
    if not found:
        return
    with st.expander(f"Your corrections ({len(found)})"):
        for one in found:
            words = DONE[one.action].format(was=one.was or "an entity", to=one.to or "an entity")
            when = f", {moment(one.said_at, view.zone)}" if one.said_at else ""
            with st.container(horizontal=True, vertical_alignment="center"):
                markup.sentence(words + when)
                st.button("Undo", key=f"undo {one.id}", type="tertiary", on_click=partial(_undo, view, one.id))


def _undo(view: View, correction_id: str) -> None:
    st.session_state[SAID] = commands.ask(view.desk, "entities", "undo", "--", correction_id)
