"""Correct an entity: say what, see what would change, then let the command line do it. The list of what was said."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard import entities, markup, picker
from dashboard.commands import Said, ask
from dashboard.entities import Name
from dashboard.markup import Cell, Column
from dashboard.rows import Entity
from dashboard.selection import LARGEST_ID, Selection, link
from dashboard.snapshot import Snapshot
from dashboard.view import View
from dashboard.wording import TYPES, counted, moment, number, plain

ACTIONS = ("Merge", "Split", "Rename", "Retype", "Hide")
SAID = "what a correction said"
COLUMNS = (Column("Entity"), Column("Now"), Column("After"))
LIST_COLUMNS = (Column("Correction"), Column("Made"), Column("Take back"))
NOBODY = str(LARGEST_ID)  # stands for the entity that a split will make


@dataclass(frozen=True, slots=True)
class Proposal:
    """A correction before it is made: the command's arguments, its line in corrections.jsonl, and the entities it
    concerns."""

    does: str
    arguments: tuple[str, ...]
    line: dict[str, str]
    ids: tuple[str, ...]


def correct(view: View, entity: Entity, names: Sequence[Name]) -> None:
    """What can be said of one entity; a change is shown before the click that makes it."""
    markup.heading("Correct it here", Cell("acts on the whole past at once, and can be taken back"))
    action = st.segmented_control("What is wrong", ACTIONS, key=f"fix {entity.entity_id}", label_visibility="collapsed")
    proposal = _proposed(view, entity, names, action) if action else None
    if proposal:
        preview(view, proposal)


def _proposed(view: View, entity: Entity, names: Sequence[Name], action: str) -> Proposal | None:
    match action:
        case "Merge":
            return _merge(view, entity)
        case "Split":
            return _split(entity, names)
        case "Rename":
            name = st.text_input("The name to show", value=entity.name, key=f"name {entity.entity_id}").strip()
            return _one(entity, "rename", f"Show it as {name}", name=name) if name not in ("", entity.name) else None
        case "Retype":
            others = [type_ for type_ in TYPES if type_ != entity.type]
            type_ = st.radio(
                "It is a", others, format_func=TYPES.__getitem__, key=f"type {entity.entity_id}", horizontal=True
            )
            return _one(entity, "retype", f"Make it: {TYPES[type_].lower()}", type=type_)
        case _:
            return _one(entity, "hide", f"Hide {entity.name}")


def _one(entity: Entity, action: str, does: str, **about: str) -> Proposal:
    own = entity.entity_id
    line = {"subject": "entity", "action": action, "entity": own, **about}
    return Proposal(does, (action, "--", own, *about.values()), line, (own,))  # a name may begin with a hyphen


def _merge(view: View, entity: Entity) -> Proposal | None:
    key = f"into {entity.entity_id}"

    def chosen(other: str) -> None:
        st.session_state[key] = other

    picker.pick(view.answers, "Merge it into", f"find {key}", chosen, leave_out={entity.entity_id})
    into = next(iter(entities.by_id(view.answers, [st.session_state[key]])), None) if key in st.session_state else None
    if into is None:
        return None
    line = {"subject": "entity", "action": "merge", "entity": entity.entity_id, "into": into.entity_id}
    ids = (entity.entity_id, into.entity_id)
    return Proposal(f"Merge {entity.name} into {into.name}", ("merge", *ids), line, ids)


def _split(entity: Entity, names: Sequence[Name]) -> Proposal | None:
    if len(names) < 2:
        markup.sentence("It has one name only; nothing can be split off.")
        return None
    labels = {name.name_id: f"{name.name} ({counted(name.articles, 'article')})" for name in names}
    own = entity.entity_id
    name_id = st.selectbox(
        "The name that is somebody else's", list(labels), index=None, format_func=labels.__getitem__, key=f"split {own}"
    )
    if name_id is None:
        return None
    line = {"subject": "entity", "action": "split", "names": name_id, "as": NOBODY, "entity": own}
    return Proposal(f"Split off {labels[name_id]}", ("split", own, name_id), line, (own, NOBODY))


def preview(view: View, proposal: Proposal) -> None:
    """Each entity concerned as it is and as it would be, the articles concerned, and the click that makes it so."""
    line = json.dumps({"id": "proposed", "at": "2000-01-01T00:00Z", **proposal.line})
    now = {one.entity_id: one for one in entities.by_id(view.answers, proposal.ids)}
    after = {one.entity_id: one for one in entities.by_id_after(view.answers, proposal.ids, line)}
    markup.table(
        "What changes",
        COLUMNS,
        [
            _change(view, now.get(one), after.get(one))
            for one in dict.fromkeys(proposal.ids)
            if one in now or one in after
        ],
    )
    if len(now) == 2 and len(after) == 1:
        both = sum(one.articles for one in now.values()) - sum(one.articles for one in after.values())
        markup.sentence(f"{counted(both, 'article')} of them {'names' if both == 1 else 'name'} both already.")
    if st.button(plain(proposal.does, 120), type="primary", key="make it so"):
        with st.spinner("The command is at work."):
            st.session_state[SAID] = ask(view.desk, "entities", *proposal.arguments)
        st.query_params.pop("undo", None)
        st.rerun()


def _change(view: View, now: Entity | None, after: Entity | None) -> list[Cell]:
    one = now or after
    assert one is not None
    return [Cell(one.name), _state(view, now, linked=True), _state(view, after, linked=False)]


def _state(view: View, one: Entity | None, *, linked: bool) -> Cell:
    if one is None:
        return Cell("not shown")
    words = counted(one.articles, "article")
    names = f"{one.name}, {TYPES[one.type].lower()}, {counted(len(one.aliases), 'alias', 'aliases')}"
    return Cell(words, link("articles", everywhere(view, one.entity_id)) if linked else None, note=names)


def everywhere(view: View, entity_id: str) -> Selection:
    """All articles that name an entity, whatever the filters."""
    return Selection(view.span.first, view.span.last, entity=entity_id)


def answer() -> None:
    """What the last command said, once."""
    said: Said | None = st.session_state.pop(SAID, None)
    if said is not None:
        (st.success if said.done else st.error)(plain(said.text) or "Done.")


def made(view: View, entity_id: str | None = None) -> None:
    """The corrections that stand (of one entity), each with its undo, and what is wrong with the file's lines."""
    said = [one for one in entities.corrections(view.answers) if entity_id is None or entity_id in one.ids()]
    if Snapshot(view.answers.path).corrections[1] is None:
        return
    markup.heading("Corrections", Cell(f"{number(len(said))} stand; the command line is `nightdesk entities`"))
    if said:
        markup.table("Corrections", LIST_COLUMNS, [_made(view, one) for one in said])
    for problem in problems(str(view.desk), str(view.answers.path), Snapshot(view.answers.path).corrections[1]):
        markup.warning("A line cannot act as it says.", problem)


def _made(view: View, one: entities.Said) -> list[Cell]:
    words = " ".join(filter(None, (one.action, one.was, f"→ {one.said}" if one.said else "")))
    return [
        Cell(words),
        Cell(moment(one.said_at, view.zone) if one.said_at else "not dated"),
        Cell("undo", link("entities", view.selection, undo=one.id)),
    ]


def take_back(view: View, correction_id: str) -> None:
    """The preview of an undo, with its click."""
    one = next((one for one in entities.corrections(view.answers) if one.id == correction_id), None)
    if one is None:
        markup.sentence("That correction does not stand, or was taken back already.")
        return
    markup.heading(f"Take back: {one.action} {one.was or ''}")
    line = {"subject": "correction", "action": "undo", "of": one.id}
    preview(view, Proposal("Take it back", ("undo", one.id), line, tuple(one.ids())))


@st.cache_data(show_spinner=False, max_entries=8)
def problems(desk: str, snapshot: str, corrected: tuple[int, int] | None) -> list[str]:
    """Conflicts and faults of corrections.jsonl as the command line tells them, until it or the snapshot changes."""
    if corrected is None:
        return []
    said = ask(Path(desk), "entities", "list", "--corrections")
    lines = [line.removeprefix("amber").strip() for line in said.text.splitlines() if line.startswith("amber")]
    return lines if said.done else [*lines, said.text]
