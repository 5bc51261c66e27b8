"""The sidebar: the one place where the selection is changed, shared by all screens.

The address holds the selection; the widgets are set from it in each rerun and write to it when a person changes one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st

from dashboard import wording
from dashboard.answers import Answers
from dashboard.rows import Choice
from dashboard.selection import UNITS, Selection, Span, default_period, read_selection

FILTERS = ("from", "to", "source", "language", "section", "words", "run", "entity", "count")
PLACES = ("page", "article", "cut", "open", "who", "of", "with", "into", "undo")
"""What a screen adds to the address that holds for one selection only: the place within what is shown."""


def current_selection(span: Span) -> Selection:
    """The selection that the address names."""
    return read_selection({name: st.query_params.get_all(name) for name in st.query_params}, span)


def kept() -> dict[str, list[str]]:
    """The filters of the address, without what a screen added there: what the way to another screen takes along."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name in FILTERS}


def sidebar(answers: Answers, selection: Selection, span: Span, zone: str) -> None:
    """Draw the filters, set to the selection."""
    with st.sidebar:
        _period(selection, span, zone)
        _words(selection, span)
        _several("Sources", "sources", selection.sources, answers.choices("source"), span)
        _several("Languages", "languages", selection.languages, answers.choices("language"), span)
        _several("Sections", "sections", selection.sections, answers.choices("section"), span)
        _unit(selection, span)
        _run(answers, selection, zone)
        _entity(answers, selection)
        if selection.filtered or (selection.first, selection.last) != default_period(span):
            st.button("Clear filters", on_click=st.query_params.clear, width="stretch")


def _period(selection: Selection, span: Span, zone: str) -> None:
    _set("first", selection.first)
    _set("last", selection.last)
    for label, name in (("From", "first"), ("To", "last")):
        st.date_input(
            label,
            min_value=min(span.first, selection.first),
            max_value=max(span.last, selection.last),
            key=f"filter {name}",
            on_change=_changed,
            args=(span,),
            format="YYYY-MM-DD",
        )
    with st.container(horizontal=True, gap="small"):
        st.button("7 days", type="tertiary", on_click=_show_days, args=(span, 7))
        st.button("8 weeks", type="tertiary", on_click=_show_days, args=(span, 56))
        st.button("All days", type="tertiary", on_click=_show_days, args=(span, (span.last - span.first).days + 1))
    st.caption(f"Days in {wording.plain(zone)}")


def _words(selection: Selection, span: Span) -> None:
    _set("words", selection.words)
    st.text_input(
        "Search",
        key="filter words",
        on_change=_changed,
        args=(span,),
        placeholder="words in title or text",
        help='`harbour dredging` both words; `"harbour board"` one after the other; `-ferry` without it; '
        "`title:strike` in the title; `dredg*` words that begin so.",
    )


def _several(label: str, name: str, chosen: Sequence[str], choices: Sequence[Choice], span: Span) -> None:
    labels = {choice.value: choice.label for choice in choices}
    options = [*labels, *(value for value in chosen if value not in labels)]
    _set(name, list(chosen))
    st.multiselect(
        label,
        options,
        key=f"filter {name}",
        format_func=lambda value: labels.get(value, f"{value} (not in this snapshot)"),
        on_change=_changed,
        args=(span,),
        placeholder="all",
    )


def _unit(selection: Selection, span: Span) -> None:
    _set("unit", selection.unit)
    st.radio(
        "Count",
        UNITS,
        key="filter unit",
        format_func=str.capitalize,
        horizontal=True,
        on_change=_changed,
        args=(span,),
        help="A story is one text: counted once, however many sources carried it. Publishers are counted in trends; "
        "where articles are listed they are told by their articles.",
    )


def _run(answers: Answers, selection: Selection, zone: str) -> None:
    _set("run", selection.run)
    if not selection.run:
        return
    run = answers.run(selection.run)
    when = wording.moment(run.started_at, zone) if run else selection.run
    st.text(f"Only what was new in the run of {when}")
    st.button("Show all runs", type="tertiary", on_click=_drop, args=("run",))


def _entity(answers: Answers, selection: Selection) -> None:
    _set("entity", selection.entity)
    if not selection.entity:
        return
    entity = answers.entity(int(selection.entity))
    st.text(f"Only what names {entity.name if entity else 'an entity that is not in this snapshot'}")
    st.button("Show all articles", type="tertiary", on_click=_drop, args=("entity",))


def _set(name: str, value: object) -> None:
    st.session_state[f"filter {name}"] = value


def _changed(span: Span) -> None:
    """Write what the widgets say to the address; how the screen shows it stays, the place in it does not."""
    chosen = {
        name: st.session_state[f"filter {name}"]
        for name in ("first", "last", "sources", "languages", "sections", "words", "run", "entity", "unit")
    }
    chosen |= {name: tuple(chosen[name]) for name in ("sources", "languages", "sections")}
    selection = Selection(**chosen)
    query = selection.query()
    if (selection.first, selection.last) == default_period(span):
        query = {name: values for name, values in query.items() if name not in ("from", "to")}
    st.query_params.from_dict({**_own(), **query})


def _show_days(span: Span, days: int) -> None:
    _set("first", max(span.first, span.last - timedelta(days=days - 1)))
    _set("last", span.last)
    _changed(span)


def _drop(filter_: str) -> None:
    st.query_params.from_dict({**_own(), **{name: values for name, values in kept().items() if name != filter_}})


def _own() -> dict[str, list[str]]:
    """How the screen shows what is selected."""
    return {name: st.query_params.get_all(name) for name in st.query_params if name not in (*FILTERS, *PLACES)}
