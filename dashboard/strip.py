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
        if now is None:
            st.session_state.pop(SAID, None)
            return
        with st.container(key="running"):
            markup.progress(
                f"{KINDS.get(now.kind, now.kind)} under way, since {moment(now.started_at, zone)}", now.stages
            )
            _cancel(desk, now)

    strip()


def _cancel(desk: Path, now: Running) -> None:
    if st.button("Cancel this run", key=f"cancel {now.run_id}", type="tertiary", help="What is archived stays."):
        with st.spinner("The run writes down what it has …"):
            st.session_state[SAID] = commands.ask(desk, "cancel").text
    if said := st.session_state.get(SAID):
        markup.sentence(said)
