"""The run that is under way, as a slim strip that keeps itself up to date; with a button that cancels it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import commands, markup
from dashboard.running import Running, running
from dashboard.wording import KINDS, moment

EVERY = 2  # seconds
SAID = "cancel said"


def show(desk: Path, zone: str) -> None:
    """Draw the strip where a run is under way; on its own it appears, moves and goes."""

    @st.fragment(run_every=EVERY)
    def strip() -> None:
        now = running(desk)
        if now is not None:
            with st.container(key="running"):
                markup.progress(
                    f"{KINDS.get(now.kind, now.kind)} under way, since {moment(now.started_at, zone)}", now.stages
                )
                _cancel(desk, now)
        _said(now)

    strip()


def _cancel(desk: Path, now: Running) -> None:
    if st.button("Cancel this run", key=f"cancel {now.run_id}", type="tertiary", help="What is archived stays."):
        with st.spinner("The run writes down what it has …"):
            st.session_state[SAID] = (now.run_id, commands.ask(desk, "cancel").text)


def _said(now: Running | None) -> None:
    """What the command answered, until another run is under way."""
    run_id, said = st.session_state.get(SAID, ("", ""))
    if said and (now is None or now.run_id == run_id):
        markup.sentence(said)
