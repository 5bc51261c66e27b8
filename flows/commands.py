"""The commands that are runs: start the flow here and now, show how far it is, say what became of it.

Prefect is imported late: it takes a second, and it has to be told about the desk before.
"""

from __future__ import annotations

import logging
import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from flows import prefect_env, progress, reports, schedule, search
from flows.changes import count_changes
from flows.desk import Desk, check_space, lock_holder, open_desk, run_lock
from flows.lifecycle import waiting
from flows.parts import terminable
from flows.run import Kind, Outcome, RunReport, new_run_id
from flows.store import open_store, runs
from flows.store.comparing import comparing
from scrapers.article import RejectionReason
from scrapers.errors import NoSpaceError

LOG = logging.getLogger("nightdesk")
CANCEL_SECONDS = 60.0
"""What a cancelled run may take to write down what it has. Its crawl ends within ten of them."""


def run_nightly(root: Path, source_ids: Sequence[str], wait: bool = True) -> int:
    """`nightdesk run`; returns the exit code."""
    return _told(start(root, Kind.NIGHTLY, source_ids=source_ids, wait=wait))


def run_scrape(root: Path, urls: Sequence[str], source_ids: Sequence[str], wait: bool = True) -> int:
    """`nightdesk scrape`: besides the sums, each URL's article or why there is none; returns the exit code."""
    report = start(root, Kind.SCRAPE, urls=urls, source_ids=source_ids, wait=wait)
    if urls:
        reports.print_pages(open_desk(root), report.run_id)
    return _told(report)


def run_reclean(root: Path, source_ids: Sequence[str], everything: bool, diff: Path | None) -> int:
    """`nightdesk reclean`: besides the sums, what it changed against the last snapshot; returns the exit code."""
    with comparing(open_desk(root)) as compare:
        code = _told(start(root, Kind.RECLEAN, source_ids=source_ids, everything=everything))
        if found := compare():
            reports.print_changes(count_changes(found, diff))
            if diff:
                reports.OUT.print(f"{diff}: written")
    return code


def run_rename(root: Path, source_ids: Sequence[str]) -> int:
    """`nightdesk reclean --entities`; returns the exit code."""
    return _told(start(root, Kind.RECLEAN, source_ids=source_ids, entities=True))


def run_rebuild(root: Path) -> int:
    """`nightdesk rebuild`; returns the exit code."""
    desk = open_desk(root)
    code = _told(start(root, Kind.RECLEAN, afresh=True))
    if desk.damaged.exists():
        reports.OUT.print(f"{desk.damaged}: the old database, kept. Mend what is said above and rebuild again.")
    return code


def run_takedown(root: Path, urls: Sequence[str], source_ids: Sequence[str]) -> int:
    """`nightdesk takedown`: what was removed; returns the exit code."""
    desk = open_desk(root)
    report = start(root, Kind.TAKEDOWN, urls=urls, source_ids=source_ids)
    with open_store(desk) as store:
        [(pages,)] = store.rows("SELECT count(*) FROM store.pages WHERE reason = ?", RejectionReason.REMOVED.value)
        [(articles,)] = store.rows("SELECT count(*) FROM store.articles")
    reports.print_issues(report.issues)
    reports.OUT.print(
        f"Taken down. {pages:,} pages of the archive are overwritten by now; {articles:,} articles are left. "
        "Exports and bundles that you made are where you put them: remove those yourself."
    )
    return (report.outcome or Outcome.RED).exit_code


def run_import(root: Path, files: Sequence[Path], everything: bool, wait: bool = True) -> int:
    """`nightdesk import`; returns the exit code."""
    return _told(start(root, Kind.IMPORT, wait, files=[file.resolve() for file in files], everything=everything))


def make_index(desk: Desk) -> None:
    """`nightdesk index`: the search index, made anew."""
    with run_lock(desk, "index"), progress.watched():
        written = search.update(desk, anew=True)
    reports.OUT.print(f"{desk.index}: {written:,} articles can be searched.")


def cancel(root: Path) -> int:
    """`nightdesk cancel`: stop the run that has the desk as Ctrl-C would, wait for its end; returns the exit code."""
    desk = open_desk(root)
    holder = lock_holder(desk)
    if holder is None:
        reports.OUT.print("No run is under way.")
        return 0
    pid, _, label = holder.partition(" ")
    with suppress(ProcessLookupError):  # it ended just now, or it was killed and its crawl is about to notice
        os.kill(int(pid), signal.SIGTERM)  # SIGINT is ignored by what a script started with &
    give_up = time.monotonic() + CANCEL_SECONDS
    while (left := lock_holder(desk)) and left.split()[0] == pid:
        if time.monotonic() > give_up:
            reports.OUT.print(f"{label} (process {pid}) has not ended within {CANCEL_SECONDS:.0f} s; see {desk.logs}")
            return 1
        time.sleep(0.2)
    reports.OUT.print(f"Cancelled: {label}. What was archived stays, and the next run goes on from there.")
    return 0


def run_backfill(root: Path, source_ids: Sequence[str], first: date, last: date, wait: bool = True) -> int:
    """`nightdesk backfill`; returns the exit code."""
    return _told(start(root, Kind.BACKFILL, wait, source_ids=source_ids, first=first, last=last))


def start(root: Path, kind: Kind, wait: bool = True, **parameters: Any) -> RunReport:
    """Run a flow in this process and return what became of it.

    `wait` for a run that is under way; else it refuses this one.

    Raises:
        NightdeskError: what refused the run, before Prefect's start where that can be known, or what ended it.
    """
    desk = open_desk(root)
    desk.settings()
    desk.sources()
    with run_lock(desk, f"{kind} starting", waiting(kind, wait)), terminable(), _space_first(desk):
        run_id = new_run_id()
        with schedule.prefect_api(desk) as api:
            prefect_env.set_up(desk, api)
            from flows.nightly import FLOWS, STATE_NAMES

            with progress.watched():
                state = FLOWS[kind](desk.root, run_id=run_id, return_state=True, **parameters)
        failure = state.result(raise_on_failure=False)
        if isinstance(failure, BaseException) and state.name not in STATE_NAMES.values():
            raise failure
        with open_store(desk) as store:
            return runs.run_report(store, run_id)


@contextmanager
def _space_first(desk: Desk) -> Iterator[None]:
    """A full disk comes before all that it makes others say: Prefect's server merely ends, or answers with a 500."""
    try:
        yield
    except Exception as why:
        try:
            check_space(desk)
        except NoSpaceError:
            LOG.error("%s", next(iter(str(why).splitlines()), type(why).__name__))
            raise
        raise


def _told(report: RunReport) -> int:
    reports.print_report(report)
    return (report.outcome or Outcome.RED).exit_code
