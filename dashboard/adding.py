"""A new source by its address: what the site offers and five of its articles first, then the lines in sources.toml."""

from __future__ import annotations

import streamlit as st

from dashboard import commands, markup
from dashboard.view import View

PREVIEW, ADDED = "source preview", "source added"
PATIENCE = 300.0  # seconds: some sites are asked for a dozen addresses, a second apart


def show(view: View) -> None:
    """The form; `nightdesk sources add` does the work, at first only to look."""
    with st.expander("Add a source"):
        with st.form("add", border=False):
            url = st.text_input("Its address, or that of a feed", placeholder="https://www.example.org", key="add url")
            looked = st.form_submit_button("Look what it offers")
        if looked and url.strip():
            with st.spinner("Asking the site, a second between two requests …"):
                st.session_state[PREVIEW] = (url.strip(), _ask(view, url, "--preview"))
                st.session_state.pop(ADDED, None)
        if PREVIEW in st.session_state:
            asked, said = st.session_state[PREVIEW]
            markup.log(f"What {asked} offers", said.text)
            if said.done and ADDED not in st.session_state and st.button("Add it", type="primary", key="add it"):
                st.session_state[ADDED] = _ask(view, asked)
        if ADDED in st.session_state:
            markup.sentence(st.session_state[ADDED].text.splitlines()[-1])


def _ask(view: View, url: str, *options: str) -> commands.Said:
    return commands.ask(view.desk, "sources", "add", *options, "--", url.strip(), patience=PATIENCE)
