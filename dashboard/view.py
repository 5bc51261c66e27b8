"""What app.py hands to the screen that it runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

import streamlit as st

from dashboard.answers import Answers
from dashboard.selection import Selection, Span

KEY = "view"


@dataclass(frozen=True, slots=True)
class View:
    """The desk's folder, its snapshot's answers, the selection, the days that the snapshot spans, and the desk's time
    zone (IANA)."""

    desk: Path
    answers: Answers
    selection: Selection
    span: Span
    zone: str


def hand_over(view: View) -> None:
    st.session_state[KEY] = view


def current_view() -> View:
    """The view of this rerun; a screen runs only after app.py has handed one over."""
    return cast(View, st.session_state[KEY])
