"""Overview: how the last run went, articles by day and source, how each source does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard import daily, markup
from dashboard.markup import Cell, Column
from dashboard.rows import RunSummary, SourceRow
from dashboard.selection import Selection, link
from dashboard.view import View, current_view
from dashboard.wording import counted, duration, moment, number, short_day

MANY_SOURCES = 30
KINDS = {"nightly": "Nightly run", "scrape": "Scrape", "reclean": "Reclean", "import": "Import"}
STATES = {"collected": "✓ collected", "quiet": "– quiet", "out": "■ out"}

SOURCE_COLUMNS = (
    Column("Source"),
    Column("Articles", numeric=True),
    Column("Stories", numeric=True),
    Column("Last article"),
    Column("Last night"),
    Column("Discovered", numeric=True),
    Column("Fetched", numeric=True),
    Column("Unchanged", numeric=True),
    Column("Skipped", numeric=True),
    Column("Failed", numeric=True),
    Column("Pending", numeric=True),
)


def main() -> None:
    view = current_view()
    last_run(view)
    daily.show(view)
    sources(view)
    rejected(view)


def last_run(view: View) -> None:
    run = view.answers.last_run()
    if run is None:
        return
    markup.heading("Last run", level=1)
    markup.run_line(run.outcome, run_words(run, view.zone))
    markup.figures(run_figures(run, view))
    issues = view.answers.run_issues(run.run_id)
    if issues:
        markup.issues(issues)


def run_words(run: RunSummary, zone: str) -> str:
    started = f"{KINDS.get(run.kind, run.kind)}, {moment(run.started_at, zone)} ({zone})"
    if run.finished_at is None:
        return started
    ended = "" if run.ended in (None, "finished") else f", ended early: {run.ended}"
    return f"{started}, took {duration(run.started_at, run.finished_at)}{ended}"


def run_figures(run: RunSummary, view: View) -> list[tuple[str, Cell]]:
    new = Selection(view.span.first, view.span.last, run=run.run_id)
    return [
        ("New articles", Cell(number(run.articles_new), link("articles", new))),
        ("URLs discovered", Cell(number(run.discovered))),
        ("Fetched", Cell(number(run.fetched))),
        ("Unchanged", Cell(number(run.unchanged))),
        ("Skipped", Cell(number(run.skipped))),
        ("Failed", Cell(number(run.failed))),
        ("Pending", Cell(number(run.pending))),
    ]


def sources(view: View) -> None:
    rows = view.answers.source_table(view.selection)
    markup.heading("Sources", Cell(counted(len(rows), "source")))
    if not rows:
        markup.sentence("No source fits these filters.")
        return
    every = len(rows) <= MANY_SOURCES or st.toggle(f"Show all {number(len(rows))}", key="every source")
    shown = rows if every else rows[:MANY_SOURCES]
    newest = max((row.night for row in rows if row.night), default=None)
    markup.table(
        "Sources", SOURCE_COLUMNS, [source_cells(row, view.selection, newest) for row in shown], total_cells(rows)
    )
    markup.sentence(
        "Articles and stories: what the filters leave; a story that several sources carried counts once in each. "
        "Discovered to pending: where the URLs of the period's nights ended; the last five add up to the first."
    )


def source_cells(row: SourceRow, selection: Selection, newest: date | None) -> list[Cell]:
    """One source; the night of its state is named where it is not the newest."""
    own = selection.only(row.source_id)
    standing = "paused" if row.paused else None if row.listed else "no longer in sources.toml"
    numbers = (row.discovered, row.fetched, row.unchanged, row.skipped, row.failed, row.pending)
    return [
        Cell(row.source, note=standing),
        Cell(number(row.articles), link("articles", replace(own, stories=False)) if row.articles else None),
        Cell(number(row.stories), link("articles", replace(own, stories=True)) if row.stories else None),
        Cell(short_day(row.last_article) if row.last_article else "never"),
        Cell(
            STATES.get(row.state or "", "not asked yet"),
            note=f"on {short_day(row.night)}" if row.night and row.night != newest else None,
        ),
        *(Cell(number(count)) for count in numbers),
    ]


def total_cells(rows: Sequence[SourceRow]) -> list[Cell]:
    names = ("discovered", "fetched", "unchanged", "skipped", "failed", "pending")
    sums = [Cell(number(sum(getattr(row, name) for row in rows))) for name in names]
    return [Cell("All"), Cell(number(sum(row.articles for row in rows))), Cell(""), Cell(""), Cell(""), *sums]


def rejected(view: View) -> None:
    """Pages of the period that did not become articles."""
    rows = view.answers.rejected(view.selection)
    if not rows:
        return
    markup.heading("Not articles", Cell(f"{counted(sum(row.pages for row in rows), 'page')} of this period, by reason"))
    columns = (Column("Reason"), Column("Pages", numeric=True), Column("Sources", numeric=True))
    markup.table(
        "Rejected pages by reason",
        columns,
        [[Cell(row.reason), Cell(number(row.pages)), Cell(number(row.sources))] for row in rows],
    )


main()
