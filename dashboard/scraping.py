"""Scrape now: URLs or a source, through `nightdesk scrape`; what it says stands beside it until the next one."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from dashboard import commands, markup
from dashboard.running import log_end
from dashboard.view import View
from dashboard.wording import web_link

BEGUN = "scrape begun"
MOST_URLS = 200
ENDINGS = {
    0: "The scrape has ended well.",
    2: "The scrape has ended; some pages did not become articles.",
    75: "Another run had the desk.",
}


@dataclass(frozen=True, slots=True)
class Begun:
    """A scrape that this visitor started; `begin` is where its words begin in the log."""

    process: subprocess.Popen[bytes]
    log: Path
    begin: int


def show(view: View) -> None:
    """The form, and what became of the last scrape that was started with it."""
    with st.expander("Scrape now"), st.form("scrape", border=False):
        urls = st.text_area("Addresses of articles, one a line", placeholder="https://", key="scrape urls")
        choices = {choice.value: choice.label for choice in view.answers.choices("source")}
        source = st.selectbox(
            "Or what a source has now",
            list(choices),
            index=None,
            format_func=lambda value: choices[value],
            key="scrape source",
        )
        if st.form_submit_button("Scrape", type="primary"):
            _start(view, urls, source)
    _said(view)


def _start(view: View, text: str, source: str | None) -> None:
    urls = text.split()
    wrong = [url for url in urls if not web_link(url)]
    if wrong:
        markup.sentence(
            f"This is no web address: {wrong[0]}. Write one a line, each beginning with https:// or http://."
        )
    elif len(urls) > MOST_URLS:
        markup.sentence(f"At most {MOST_URLS} addresses at a time; add the site as a source for more.")
    elif not urls and source is None:
        markup.sentence("Write an address, or choose a source.")
    else:
        log = view.desk / "logs" / "scrape-by-hand.log"
        begin = log.stat().st_size if log.exists() else 0
        words = [*urls] if urls else ["--source", str(source)]
        st.session_state[BEGUN] = Begun(commands.begin(view.desk, log, "scrape", *words), log, begin)


@st.fragment(run_every=2)
def _said(view: View) -> None:
    """How the scrape goes: it keeps looking until the scrape has ended."""
    begun: Begun | None = st.session_state.get(BEGUN)
    if begun is None:
        return
    code = begun.process.poll()
    markup.sentence("The scrape is under way." if code is None else ENDINGS.get(code, "The scrape has failed."))
    if code is not None:
        markup.log("What the scrape said", log_end(begun.log, begun.begin) or "")
