"""What the command line prints: tables for a person, the same words as on the dashboard."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from dashboard.snapshot import Snapshot
from flows.changes import SourceChanges
from flows.desk import Desk, lock_holder
from flows.digest import sightings
from flows.health import Finding
from flows.run import STATES, Issue, Outcome, RunReport, SourceTally
from flows.store import furnishing, health, open_store, runs

LOG_WIDTH = 110  # columns of a table where no terminal says how many it has
COLOURS = {Outcome.OK: "green", Outcome.AMBER: "yellow", Outcome.RED: "red"}
OUT = Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=LOG_WIDTH)
MOST_SOURCES = 40  # rows of a table of sources; a desk of a thousand prints the ones with something to say first


def print_report(report: RunReport, standing: Mapping[str, Finding] | None = None) -> None:
    """The table at the end of a run: the loss at each stage by source, then what a person should look at. `standing` is
    how each source stands beside its own past: how many articles are usual, and its state."""
    health = ("usual", "health") if standing else ()
    table = _table(f"Run {report.run_id}", ("source", *STATES, "articles", "rejected", *health))
    wrong = {issue.source_id for issue in report.issues}
    shown = sorted(
        report.tallies, key=lambda tally: (tally.source_id not in wrong, -tally.urls.discovered, tally.source_id)
    )
    for tally in shown[:MOST_SOURCES]:
        table.add_row(escape(tally.source_id), *_numbers(tally), *_health(standing, tally.source_id))
    if len(shown) > MOST_SOURCES:
        table.add_row(f"{len(shown) - MOST_SOURCES:,} more", *[""] * (len(STATES) + 2 + len(health)))
    table.add_section()
    table.add_row("all", *_sums(report.tallies), *[""] * len(health))
    OUT.print(table)
    print_issues(report.issues)
    print_outcome(report)


def _health(standing: Mapping[str, Finding] | None, source_id: str) -> list[str]:
    if not standing:
        return []
    found = standing.get(source_id)
    if found is None:
        return ["", "not judged"]
    usual = "not known yet" if found.usual is None else f"{found.usual:,.1f}"
    return [usual, "well" if found.rule == "well" else f"[yellow]{found.rule}[/]"]


def _numbers(tally: SourceTally) -> list[str]:
    counts = [*(getattr(tally.urls, state) for state in STATES), tally.articles, tally.rejected]
    return [f"{count:,}" if count else "·" for count in counts]


def _sums(tallies: Sequence[SourceTally]) -> list[str]:
    sums = [sum(getattr(t.urls, state) for t in tallies) for state in STATES]
    return [f"{n:,}" for n in (*sums, sum(t.articles for t in tallies), sum(t.rejected for t in tallies))]


def _table(title: str, columns: Sequence[str]) -> Table:
    """A table without lines, its first column to the left, the others (numbers) to the right."""
    table = Table(
        title=title, title_justify="left", title_style="bold", box=None, padding=(0, 1, 0, 0), header_style="dim"
    )
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=True, min_width=0 if number else 9)
    return table


def print_issues(issues: Sequence[Issue]) -> None:
    """Each issue in one line, with the next step."""
    for issue in issues:
        place = escape(issue.source_id or "the run")
        OUT.print(f"[{COLOURS[issue.severity]}]{issue.severity}[/]  {place}: {escape(issue.reason)}", soft_wrap=True)
        OUT.print(f"       {escape(issue.next_step)}", style="dim", soft_wrap=True)


def print_outcome(report: RunReport) -> None:
    """The last line: how the run ended."""
    outcome = report.outcome or Outcome.RED
    took = f" in {_duration(report.started_at, report.finished_at)}" if report.finished_at else ""
    OUT.print(f"[bold {COLOURS[outcome]}]{outcome}[/]  {escape(report.ended or 'unfinished')}{took}")


def _duration(began: datetime, ended: datetime) -> str:
    seconds = round((ended - began).total_seconds())
    return f"{seconds // 60} min {seconds % 60:02} s" if seconds >= 60 else f"{seconds} s"


def print_pages(desk: Desk, run_id: str) -> None:
    """Each URL of a scrape by hand: its article, or why there is none."""
    with open_store(desk) as store:
        rows = store.rows_file("scraped_pages", run_id=run_id)
    for url, title, words, reason in rows:
        OUT.print(
            f"[bold]{escape(title)}[/]  {words:,} words" if title else f"[yellow]no article[/]  {escape(reason or '')}",
            soft_wrap=True,
        )
        OUT.print(f"       {escape(url)}", style="dim", soft_wrap=True)


def print_status(desk: Desk, count: int) -> None:
    """The last runs, and the last night source by source."""
    settings = desk.settings()
    holder = lock_holder(desk)
    if holder:
        OUT.print(f"A run is under way: process {escape(holder)}\n")
    with open_store(desk) as store:
        recent = runs.recent_runs(store, count)
        furniture = furnishing.furniture_by_source(store)
        standing = health.health_of(store, recent[0].run_id) if recent else {}
    if not recent:
        OUT.print("No run yet. `nightdesk run` starts the first.")
        return
    table = _table(
        f"Last runs ({settings.time_zone})",
        ("started", "kind", "outcome", "ended", "took", "fetched", "articles", "rejected", "failed", "pending"),
    )
    for report in recent:
        table.add_row(*_run_row(report, ZoneInfo(settings.time_zone), "under way" if holder else "not ended"))
    OUT.print(table)
    OUT.print()
    print_report(recent[0], standing)
    print_furniture_sums(furniture)
    print_watches(desk)


def print_watches(desk: Desk) -> None:
    """What each watch of settings.toml has found in the last published run."""
    watches = desk.settings().watch
    if not watches or not desk.pointer.exists():
        return
    snapshot = Snapshot(desk.snapshots / desk.pointer.read_text("utf-8").strip())
    for seen in sightings(snapshot, watches, snapshot.meta()["run_id"]):
        OUT.print(
            f"Watch [bold]{escape(seen.name)}[/]: {seen.problem or f'{seen.articles:,} new articles'}", soft_wrap=True
        )
        for title in seen.titles:
            OUT.print(f"       {escape(title)}", style="dim", soft_wrap=True)


def print_furniture_sums(by_source: Mapping[str, int]) -> None:
    """How many blocks of each source are cut as furniture, in one line."""
    if not by_source:
        return
    shown = ", ".join(f"{source_id} {blocks}" for source_id, blocks in list(by_source.items())[:MOST_SOURCES])
    more = f", {len(by_source) - MOST_SOURCES:,} more sources" if len(by_source) > MOST_SOURCES else ""
    OUT.print(f"Blocks cut as furniture: {escape(shown)}{more}. `nightdesk furniture list` shows them.", soft_wrap=True)


def _run_row(report: RunReport, zone: ZoneInfo, unjudged: str) -> list[str]:
    outcome = f"[{COLOURS[report.outcome]}]{report.outcome}[/]" if report.outcome else unjudged
    took = _duration(report.started_at, report.finished_at) if report.finished_at else ""
    sums = (
        *(sum(t.urls.fetched for t in report.tallies), sum(t.articles for t in report.tallies)),
        *(sum(t.rejected for t in report.tallies), sum(t.urls.failed for t in report.tallies)),
        sum(t.urls.pending for t in report.tallies),
    )
    began = report.started_at.astimezone(zone)
    return [
        f"{began:%Y-%m-%d %H:%M}",
        f"{report.kind}, late" if report.late_for else report.kind,
        outcome,
        escape(report.ended or ""),
        took,
        *(f"{n:,}" for n in sums),
    ]


def print_changes(sources: Sequence[SourceChanges]) -> None:
    """What cleaning again changed, by source; nothing when nothing did."""
    if not sources:
        OUT.print("No article changed.")
        return
    columns = ("source", "articles", "rejected", "texts", "words", "titles", "authors", "dates")
    table = _table("What changed", columns)
    for one in sources[:MOST_SOURCES]:
        table.add_row(escape(one.sums.source_id), *_changes([one]))
    if len(sources) > MOST_SOURCES:
        table.add_row(f"{len(sources) - MOST_SOURCES:,} more", *[""] * (len(columns) - 1))
    table.add_section()
    table.add_row("all", *_changes(sources))
    OUT.print(table)


def _changes(sources: Sequence[SourceChanges]) -> list[str]:
    def total(name: str, of: Callable[[SourceChanges], object] = lambda one: one) -> int:
        return sum(getattr(of(one), name) for one in sources)

    def sums(name: str) -> str:
        return f"{total(f'{name}_before', lambda one: one.sums):,} → {total(name, lambda one: one.sums):,}"

    words = f"+{total('words_added'):,} −{total('words_removed'):,}"
    counts = [f"{total(name):,}" for name in ("titles", "authors", "dates")]
    return [sums("articles"), sums("rejected"), f"{total('texts'):,}", words, *counts]


def print_sources(desk: Desk) -> None:
    """The sources and where they look."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("id", "name", "looks at", ""):
        table.add_column(column, overflow="fold")
    for source in desk.sources():
        table.add_row(
            escape(source.id),
            escape(source.name),
            escape("\n".join(source.listings)),
            "paused" if source.paused else "",
        )
    OUT.print(table)
