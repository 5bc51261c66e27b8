"""Data: what is selected as a file, a frozen bundle of it, and the views that anyone may ask."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

import streamlit as st

from dashboard import commands, markup
from dashboard.markup import Cell
from dashboard.models import Model, model
from dashboard.selection import Selection
from dashboard.view import View, current_view
from dashboard.wording import counted, short_day

WHATS = {
    "articles": "Articles, with their text",
    "mentions": "Mentions: each place where somebody is named",
    "trends": "Trends: each entity by day",
}
FORMATS = {"csv": "CSV", "parquet": "Parquet", "json": "JSON"}
MADE, SAID = "export made", "export said"
PATIENCE = 600.0
LARGEST = 200_000_000  # bytes that a browser is handed; a larger file is named with its place
QUERIES = (
    (
        "Articles and stories of the last days",
        """SELECT day, count(*) AS articles, count(DISTINCT story_id) AS stories
FROM articles GROUP BY day ORDER BY day DESC LIMIT 7;""",
    ),
    (
        "Who is named most",
        """SELECT name, type, aliases[1:3] AS aliases, articles
FROM entities ORDER BY articles DESC LIMIT 20;""",
    ),
    (
        "What rises",
        """SELECT name, stories, expected, low, high, publishers
FROM rising((SELECT last_day FROM news_span)) JOIN entities USING (entity_id)
WHERE ratio > 1 ORDER BY score DESC;""",
    ),
)


def main() -> None:
    view = current_view()
    selection = view.selection
    markup.heading(
        "Data",
        Cell(f"{counted(view.answers.article_count(selection), 'article')} of this selection"),
        Cell(f"{short_day(selection.first)} to {short_day(selection.last)}, days in {view.zone}"),
        level=1,
    )
    export(view)
    bundle(view)
    ask_yourself(view, model(view.answers))


def export(view: View) -> None:
    """A file of what the filters leave: the same as `nightdesk export`."""
    markup.heading("Export", Cell("what the filters leave, as a file"))
    if view.selection.words or view.selection.run or view.selection.stories:
        markup.sentence(
            "Search, run and counting unit do not narrow an export; days, sources, languages, sections and entity do."
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        what = st.selectbox("What", list(WHATS), format_func=WHATS.__getitem__, key="export what")
        form = st.selectbox("As", list(FORMATS), format_func=FORMATS.__getitem__, key="export form", width=140)
        if st.button("Make the file", key="export make"):
            name = f"nightdesk-{what}-{view.selection.first}-{view.selection.last}.{form}"
            _make(view, name, _export_words(view.selection, what, form))
    _made("export")


def _export_words(selection: Selection, what: str, form: str) -> list[str]:
    words = ["export", f"--{what}", "--format", form, *_period(selection)]
    for option, values in (
        ("--source", selection.sources), ("--language", selection.languages), ("--section", selection.sections),
        ("--entity", (selection.entity,) if selection.entity else ()),
    ):  # fmt: skip
        words += [f"{option}={value}" for value in values]
    return words


def _period(selection: Selection) -> list[str]:
    return ["--from", selection.first.isoformat(), "--to", selection.last.isoformat()]


def bundle(view: View) -> None:
    """A bundle of the days and sources: the same as `nightdesk bundle`."""
    markup.heading("A frozen bundle", Cell("one file that says what it holds, and opens again as a desk to read"))
    markup.advice(
        "Parquet tables, their schema, and a manifest with sources, days, gaps, versions and hashes. It opens with "
        "`nightdesk open FILE`. Days and sources narrow it."
    )
    if st.button("Make the bundle", key="bundle make"):
        sources = [f"--source={source}" for source in view.selection.sources]
        name = f"nightdesk-{view.selection.first}-{view.selection.last}.zip"
        _make(view, name, ["bundle", *_period(view.selection), *sources])
    _made("bundle")


def _make(view: View, name: str, words: Sequence[str]) -> None:
    """Run the command into a folder of this visit; the file that was made before goes."""
    _drop(words[0])
    file = Path(mkdtemp(prefix="nightdesk-")) / name
    with st.spinner("Writing …"):
        said = commands.ask(view.desk, *words, "-o", str(file), patience=PATIENCE)
    st.session_state[f"{MADE} {words[0]}"] = file if said.done else None
    st.session_state[f"{SAID} {words[0]}"] = said.text.replace(f"{file.parent}/", "")


def _drop(kind: str) -> None:
    old: Path | None = st.session_state.get(f"{MADE} {kind}")
    if old is not None:
        old.unlink(missing_ok=True)
        old.parent.rmdir()


def _made(kind: str) -> None:
    """The file that was made last, to be saved; or why there is none."""
    file: Path | None = st.session_state.get(f"{MADE} {kind}")
    said = st.session_state.get(f"{SAID} {kind}")
    if said:
        markup.sentence(said)
    if file is None or not file.exists():
        return
    if file.stat().st_size > LARGEST:
        markup.sentence(f"It is too large for a browser; it lies at {file}.")
        return
    key = f"save {kind}"
    st.download_button(f"Save {file.name}", data=file.read_bytes, file_name=file.name, key=key, on_click="ignore")


def ask_yourself(view: View, models: Sequence[Model]) -> None:
    """The snapshot's own views, with their columns, and queries to begin with."""
    markup.heading("Ask it yourself", Cell(f"{view.answers.path.name} is a DuckDB file"))
    for name, sql in QUERIES:
        markup.sentence(name)
        st.code(sql, language="sql")
    if not models:
        markup.sentence("This snapshot is too old to say what its views mean; the next run's will.")
        return
    named = {one.name: one for one in models}
    asked = st.query_params.get("model", "")
    st.session_state["model"] = asked if asked in named else "articles"
    chosen = named[
        st.selectbox(
            "A view or function",
            list(named),
            key="model",
            format_func=lambda name: f"{name} ({named[name].kind})",
            on_change=lambda: st.query_params.update(model=st.session_state["model"]),
        )
    ]
    markup.advice(chosen.meaning)
    markup.words_list([Cell(*_column(column)) for column in chosen.columns])


def _column(column: str) -> tuple[str, None, str]:
    name, _, kind = column.partition(" ")
    return name, None, kind.lower()


main()
