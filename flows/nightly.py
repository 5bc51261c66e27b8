"""The flows that Prefect runs, each in the words of the pipeline:

    discover -> fetch -> archive -> clean -> group -> name -> store -> publish

A task is a crawl, a batch of pages or a publication, never one page. How a flow ends follows the run's sums, not the
absence of an exception: a red run is Failed under the name of Red, an amber one Completed under that of Partial.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from prefect import Flow, flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Cancelled, Completed, Failed

from flows import foreign, plans, stages, takedown
from flows.entities.pool import Namers
from flows.lifecycle import Run, begin, conclude
from flows.run import STATES, Kind, Outcome, RunReport
from scrapers.clean.pool import Cleaners
from scrapers.errors import MadeUpForError

BY_SCHEDULE = "auto-scheduled"  # Prefect's own tag
STATE_NAMES = {Outcome.OK: "Completed", Outcome.AMBER: "Partial", Outcome.RED: "Red"}


@flow
def nightly(desk: Path, source_ids: Sequence[str] = (), wait: bool = True, run_id: str | None = None) -> State[str]:
    """One night: everything that the sources have had since the last one. What the schedule wanted is left out when
    another night has begun since."""
    due = flow_run.scheduled_start_time if BY_SCHEDULE in flow_run.tags else None
    try:
        with begin(desk, Kind.NIGHTLY, run_id, wait, due) as run:
            plans.plan_night(run, source_ids)
            fetch(run)
            file_pages(run)
            name_articles(run)
            retire(run)
            return finish(run)
    except MadeUpForError as why:
        return Cancelled(name="Left out", message=str(why))


@flow
def scrape(
    desk: Path,
    urls: Sequence[str] = (),
    source_ids: Sequence[str] = (),
    wait: bool = True,
    run_id: str | None = None,
) -> State[str]:
    """These URLs, or what these sources have now."""
    with begin(desk, Kind.SCRAPE, run_id, wait) as run:
        if urls:
            plans.plan_scrape(run, urls)
        else:
            plans.plan_night(run, source_ids)
        fetch(run)
        file_pages(run)
        name_articles(run)
        return finish(run)


@flow
def reclean(
    desk: Path,
    source_ids: Sequence[str] = (),
    everything: bool = False,
    entities: bool = False,
    afresh: bool = False,
    wait: bool = True,
    run_id: str | None = None,
) -> State[str]:
    """Again from the archive what other rules have cleaned, or everything; of some sources, or all; no network.

    `entities`: what is stored is only named again. `afresh`: the whole database is made again.
    """
    with begin(desk, Kind.RECLEAN, run_id, wait, afresh=afresh) as run:
        if entities:
            stages.name_again(run, source_ids)
        else:
            stages.clean_again(run, source_ids, everything)
        file_pages(run)
        name_articles(run)
        return finish(run)


@flow
def backfill(
    desk: Path, source_ids: Sequence[str], first: date, last: date, wait: bool = True, run_id: str | None = None
) -> State[str]:
    """What the sitemaps of these sources list of the days from the first to the last."""
    with begin(desk, Kind.BACKFILL, run_id, wait) as run:
        plans.plan_backfill(run, source_ids, first, last)
        fetch(run)
        file_pages(run)
        name_articles(run)
        return finish(run)


@flow(name="import")
def import_(
    desk: Path, files: Sequence[Path], everything: bool = False, wait: bool = True, run_id: str | None = None
) -> State[str]:
    """The sources' pages out of other people's WARC files into the archive, or all of their pages; no network."""
    with begin(desk, Kind.IMPORT, run_id, wait) as run:
        for file in files:
            take_in(run, file, everything)
        file_pages(run)
        name_articles(run)
        return finish(run)


@flow(name="takedown")
def takedown_(
    desk: Path, urls: Sequence[str] = (), source_ids: Sequence[str] = (), wait: bool = True, run_id: str | None = None
) -> State[str]:
    """These addresses and sources out of archive, database, index and snapshots, for good; no network."""
    with begin(desk, Kind.TAKEDOWN, run_id, wait) as run:
        takedown.by_request(run, urls, source_ids)
        file_pages(run)
        name_articles(run)
        purge(run)
        return finish(run)


@task(cache_policy=NO_CACHE, task_run_name="purge")
def purge(run: Run) -> None:
    """Nothing that is gone is left in database, index and snapshots."""
    takedown.purge(run)


@task(cache_policy=NO_CACHE, task_run_name="discover, fetch, archive")
def fetch(run: Run) -> None:
    """discover -> fetch -> archive"""
    stages.crawl(run)


@task(cache_policy=NO_CACHE, task_run_name="import {file}")
def take_in(run: Run, file: Path, everything: bool) -> None:
    """The pages of one WARC file -> archive"""
    foreign.take_in(run, file, everything)


def file_pages(run: Run) -> None:
    """clean, a batch at a time, until no page waits; then group all that is new -> store."""
    while batches := stages.batches(run):
        with stages.cleaners(run) as pool:
            for batch in batches:
                file_batch(run, pool, batch)
        stages.settle(run)
    group(run)


@task(cache_policy=NO_CACHE, task_run_name="clean, store: {batch}")
def file_batch(run: Run, pool: Cleaners, batch: range) -> None:
    """clean -> store"""
    stages.file_batch(run, pool, batch)


@task(cache_policy=NO_CACHE, task_run_name="group, store")
def group(run: Run) -> None:
    """group -> store"""
    stages.group(run)


def retire(run: Run) -> None:
    """What is older than `retention.days` goes, and all that was made of it."""
    if takedown.by_age(run):
        file_pages(run)
        name_articles(run)
        purge(run)


def name_articles(run: Run) -> None:
    """name -> store, a batch at a time; then the names fold into entities."""
    if batches := stages.namings(run):
        with stages.namers(run) as pool:
            for batch in batches:
                name_batch(run, pool, batch)
    fold(run)


@task(cache_policy=NO_CACHE, task_run_name="name, store: {batch}")
def name_batch(run: Run, pool: Namers, batch: range) -> None:
    """name -> store"""
    stages.name_batch(run, pool, batch)


@task(cache_policy=NO_CACHE, task_run_name="name: entities")
def fold(run: Run) -> None:
    """name -> store, for what all articles have in common"""
    stages.fold(run)


@task(cache_policy=NO_CACHE, task_run_name="publish")
def publish(run: Run) -> None:
    """judge -> publish"""
    conclude(run)


def finish(run: Run) -> State[str]:
    """Publish the run, show its sums in Prefect, and say how it ended."""
    publish(run)
    report = run.report
    assert report is not None
    create_table_artifact(key="tallies", description=f"Run {run.run_id}: {report.outcome}", table=_table(report))
    message = "; ".join(f"{issue.source_id or 'run'}: {issue.reason}" for issue in report.issues) or "all is well"
    state = Failed if report.outcome is Outcome.RED else Completed
    return state(name=STATE_NAMES[report.outcome or Outcome.RED], message=message[:1000])


def _table(report: RunReport) -> list[dict[str, object]]:
    return [
        {
            "source": t.source_id,
            **{state: getattr(t.urls, state) for state in STATES},
            "articles": t.articles,
            "rejected": t.rejected,
        }
        for t in report.tallies
    ]


FLOWS: dict[Kind, Flow[..., State[str]]] = {
    Kind.NIGHTLY: nightly,
    Kind.SCRAPE: scrape,
    Kind.RECLEAN: reclean,
    Kind.IMPORT: import_,
    Kind.TAKEDOWN: takedown_,
    Kind.BACKFILL: backfill,
}
