"""Runs: what was run and how it ended; one run's loss at each stage; a scrape by hand."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import markup, runs, scraping, strip
from dashboard.markup import Cell, Column
from dashboard.running import run_log
from dashboard.runs import ListedRun, Loss
from dashboard.selection import Selection, link
from dashboard.view import View, current_view
from dashboard.wording import KINDS, OUTCOMES, counted, duration, moment, number

STATES = ("discovered", "fetched", "unchanged", "skipped", "failed", "pending")
BECAME = ("articles", "repeats", "rejected", "waiting")
RUN_COLUMNS = (
    Column("Started"),
    Column("Run"),
    Column("Outcome"),
    Column("Took", numeric=True),
    Column("New articles", numeric=True),
    *(Column(state.capitalize(), numeric=True) for state in STATES),
)
LOSS_COLUMNS = (
    Column("Source"),
    *(Column(state.capitalize(), numeric=True) for state in (*STATES, *BECAME)),
    Column("New articles", numeric=True),
)
HOST_COLUMNS = (
    Column("Host"),
    Column("Requests", numeric=True),
    Column("Seconds in all", numeric=True),
    Column("Slowest answer", numeric=True),
)
MOST_SOURCES = 100


def main() -> None:
    view = current_view()
    if night := st.query_params.get("night"):
        one(view, night)
    else:
        listing(view)


def listing(view: View) -> None:
    page = _page()
    found = runs.run_list(view.answers, page) or runs.run_list(view.answers, 1)
    count = found[0].found if found else 0
    markup.heading(counted(count, "run"), Cell(f"times in {view.zone}, newest first"), level=1)
    strip.show(view.desk, view.zone)
    scraping.show(view)
    if not found:
        markup.advice("Nothing has been run yet: `nightdesk run` starts the first night.")
        return
    markup.table("Runs", RUN_COLUMNS, [run_cells(run, view) for run in found])
    pages = -(-count // runs.PAGE_SIZE)
    if pages > 1:
        pager = f"pager {page}"
        st.pagination(pages, default=min(page, pages), key=pager, on_change=_turn, args=(pager,))


def run_cells(run: ListedRun, view: View) -> list[Cell]:
    new = Selection(view.span.first, view.span.last, run=run.run_id)
    took = duration(run.started_at, run.finished_at) if run.finished_at else ""
    return [
        Cell(moment(run.started_at, view.zone), link("runs", view.selection, night=run.run_id)),
        Cell(KINDS.get(run.kind, run.kind)),
        Cell(outcome_words(run), note=run.ended if run.ended not in (None, "finished") else None),
        Cell(took),
        Cell(number(run.articles_new), link("articles", new) if run.articles_new else None),
        *(Cell(number(getattr(run, state))) for state in STATES),
    ]


def outcome_words(run: ListedRun) -> str:
    sign, word = OUTCOMES.get(run.outcome or "", ("…", "not ended when this snapshot was made"))
    return f"{sign} {word}"


def one(view: View, run_id: str) -> None:
    markup.back_link("← All runs", link("runs", view.selection))
    run = runs.one_run(view.answers, run_id)
    if run is None:
        markup.notice(
            "There is no such run in this snapshot.", "The link may be cut short, or the run is still under way."
        )
        return
    markup.heading(KINDS.get(run.kind, run.kind), Cell(moment(run.started_at, view.zone)), Cell(run.run_id), level=1)
    took = f"took {duration(run.started_at, run.finished_at)}" if run.finished_at else ""
    markup.run_line(run.outcome, ", ".join(word for word in (run.ended or "", took) if word))
    strip.show(view.desk, view.zone)
    issues = view.answers.run_issues(run_id)
    if issues:
        markup.issues(issues)
    losses(view, run_id)
    rejected(view, run_id)
    slow_hosts(view, run_id)
    log(view, run_id)


def losses(view: View, run_id: str) -> None:
    rows = runs.losses(view.answers, run_id)
    markup.heading("The loss at each stage", Cell(counted(len(rows), "source")))
    if not rows:
        markup.sentence("No source was asked in this run.")
        return
    shown = rows[:MOST_SOURCES]
    if len(rows) > MOST_SOURCES and st.toggle(f"Show all {number(len(rows))}", key="every source"):
        shown = rows
    markup.table(
        "Loss by source", LOSS_COLUMNS, [loss_cells(row, view, run_id) for row in shown], total(rows, run_id, view)
    )
    markup.sentence(
        "Discovered = fetched + unchanged + skipped + failed + pending. Fetched = articles + repeats (another address "
        "of an article of this run) + rejected + waiting to be cleaned."
    )


def loss_cells(row: Loss, view: View, run_id: str) -> list[Cell]:
    new = Selection(view.span.first, view.span.last, sources=(row.source_id,), run=run_id)
    return [
        Cell(row.source, link("sources", view.selection, one=row.source_id)),
        *(Cell(number(getattr(row, state))) for state in (*STATES, *BECAME)),
        Cell(number(row.articles_new), link("articles", new) if row.articles_new else None),
    ]


def total(rows: Sequence[Loss], run_id: str, view: View) -> list[Cell]:
    new = Selection(view.span.first, view.span.last, run=run_id)
    sums = [Cell(number(sum(getattr(row, state) for row in rows))) for state in (*STATES, *BECAME)]
    return [Cell("All"), *sums, Cell(number(sum(row.articles_new for row in rows)), link("articles", new))]


def rejected(view: View, run_id: str) -> None:
    rows = runs.rejections(view.answers, run_id)
    if not rows:
        return
    markup.heading("Not articles", Cell(counted(sum(row.pages for row in rows), "page")))
    columns = (Column("Reason"), Column("Pages", numeric=True), Column("Sources", numeric=True))
    markup.table(
        "Rejected pages by reason",
        columns,
        [[Cell(row.reason), Cell(number(row.pages)), Cell(number(row.sources))] for row in rows],
    )


def slow_hosts(view: View, run_id: str) -> None:
    rows = runs.slow_hosts(view.answers, run_id)
    if not rows:
        return
    markup.heading("Slowest hosts", Cell("by what their answers took in all"))
    markup.table(
        "Slowest hosts",
        HOST_COLUMNS,
        [
            [Cell(row.host), Cell(number(row.requests)), Cell(f"{row.seconds:.1f}"), Cell(f"{row.slowest:.2f} s")]
            for row in rows
        ],
    )


def log(view: View, run_id: str) -> None:
    markup.heading("Log")
    text = run_log(view.desk, run_id)
    if text:
        markup.log("Log of the run", text)
    else:
        markup.sentence("This run left no log in the desk's folder.")


def _page() -> int:
    page = st.query_params.get("page", "1")
    return max(int(page), 1) if page.isdecimal() and page.isascii() and len(page) < 8 else 1


def _turn(pager: str) -> None:
    st.query_params["page"] = str(st.session_state[pager])


main()
