"""The frame of every screen: find the snapshot, draw the filters, run the screen, watch for a new snapshot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from dashboard import exposure, filters, markup, strip
from dashboard.answers import Answers
from dashboard.snapshot import NoDeskError, NoSnapshotError, Snapshot, SnapshotError, desk_folder, read_pointer
from dashboard.view import View, hand_over

HERE = Path(__file__).parent
POLL_SECONDS = 4

FIRST_STEPS = [
    ("nightdesk init", "makes a desk with a starter list of feeds"),
    ("nightdesk run", "fetches, cleans and files one night, now"),
    ("nightdesk demo", "or look around first: a made-up press, no internet needed"),
]


def main() -> None:
    st.set_page_config(page_title="Nightdesk", page_icon="🗞️", layout="wide", initial_sidebar_state="auto")
    st.html(HERE / "style.css")
    screens = [
        st.Page(HERE / "screens" / "morning.py", title="Morning", default=True),
        st.Page(HERE / "screens" / "trends.py", title="Trends", url_path="trends"),
        st.Page(HERE / "screens" / "rising.py", title="Rising", url_path="rising"),
        st.Page(HERE / "screens" / "entities.py", title="Entities", url_path="entities"),
        st.Page(HERE / "screens" / "stories.py", title="Stories", url_path="stories"),
        st.Page(HERE / "screens" / "articles.py", title="Articles", url_path="articles"),
        st.Page(HERE / "screens" / "sources.py", title="Sources", url_path="sources"),
        st.Page(HERE / "screens" / "runs.py", title="Runs", url_path="runs"),
        st.Page(HERE / "screens" / "data.py", title="Data", url_path="data"),
    ]
    screen = st.navigation(screens, position="hidden")
    desk = desk_folder()
    if not let_in(desk):
        return
    navigate(screens)
    drawn = pointer_state(desk)
    try:
        if prepare(desk):
            screen.run()
    except (NoDeskError, NoSnapshotError) as why:
        markup.notice(
            "Good morning. Nothing has been collected yet.", str(why), FIRST_STEPS[isinstance(why, NoSnapshotError) :]
        )
        strip.show(desk, "UTC")
    except SnapshotError as why:
        markup.notice(
            "The snapshot cannot be shown.", str(why), [(why.command, "says what is wrong and what mends it")]
        )
    watch(desk, drawn)


def let_in(desk: Path) -> bool:
    """Whether this visitor may see the desk: on this machine everybody, from elsewhere who is allowed and logged in."""
    if exposure.is_own(str(st.get_option("server.address") or "")):
        return True
    if not st.user.is_logged_in:
        markup.notice("Nightdesk", "Log in to see this desk.")
        st.button("Log in", on_click=st.login)
        return False
    if exposure.may_enter(desk, st.user.get("email")):
        return True
    markup.notice("Nightdesk", "This account is not among those that may see this desk (`allowed` in secrets.toml).")
    st.button("Log out", on_click=st.logout)
    return False


def navigate(screens: Sequence[Page]) -> None:
    """The way to each screen; Streamlit's own would lose the filters."""
    with st.container(horizontal=True, key="screens"):
        for screen in screens:
            st.page_link(screen, query_params=filters.kept())


def prepare(desk: Path) -> bool:
    """Hand the view to the screen and draw the filters; False when the snapshot holds no day at all.

    Raises:
        SnapshotError: there is no snapshot to read.
    """
    answers = Answers(desk / "snapshots" / read_pointer(desk))
    zone = answers.meta()["time_zone"]
    span = answers.span()
    if span is None:
        markup.notice(
            "The desk is ready, but nothing has been read yet.",
            "The snapshot holds no article and no night.",
            FIRST_STEPS[1:2],
        )
        return False
    selection = filters.current_selection(span)
    hand_over(View(desk, answers, selection, span, zone))
    filters.sidebar(answers, selection, span, zone)
    return True


def pointer_state(desk: Path) -> str:
    """What the pointer says now and how the corrections stand, or why it says nothing."""
    try:
        name = read_pointer(desk)
        return f"{name} {Snapshot(desk / 'snapshots' / name).corrections[1]}"
    except SnapshotError as why:
        return str(why)


@st.fragment(run_every=POLL_SECONDS)
def watch(desk: Path, drawn: str) -> None:
    """Draw everything anew once there is another snapshot or correction than what was drawn."""
    if pointer_state(desk) != drawn:
        st.rerun()


main()
