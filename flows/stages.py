"""The stages of a run, as plain functions of it; `flows.nightly` puts them in order. Each can be repeated.

crawl        discover -> fetch -> archive, in a child process; then the journal goes into the ledger
file_batch   clean -> store, for one batch of pages
settle       what cleaning made obsolete
group        group -> store: stories, furniture and versions, for all that the batches changed
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flows import progress
from flows.articles import CleanedPage, choose, earlier_readings
from flows.corrections import read_corrections
from flows.furniture import Word, words
from flows.lifecycle import Run
from flows.plans import pick_sources, source_of_page
from flows.run import STATES
from flows.store import Store, filing, furnishing, grouping, ledger, open_store, runs, versioning
from scrapers.clean import EXTRACTOR
from scrapers.clean.pool import Cleaners
from scrapers.crawl import run_crawl
from scrapers.errors import ConfigError

BATCH = 500  # pages: some ten seconds of cleaning, some ten megabytes of articles in memory


def crawl(run: Run) -> None:
    """discover -> fetch -> archive, as the run's plan says; then the journal goes into the ledger."""
    if run.plan is None or not run.plan.sources:
        raise ConfigError(f"{run.desk.sources_file}: no source to read. Add one: `nightdesk sources add URL`.")
    report = run_crawl(run.plan, _show_crawl, keep_open=(run.lock,))
    run.counted, run.ended = report, report.ended
    _show_crawl({state: sum(getattr(t, state) for t in report.tallies.values()) for state in STATES})
    with open_store(run.desk) as store:
        ledger.read_journals(store, run.desk.journal)
        runs.note_crawl(store, run.run_id, report.peak_memory)


def _show_crawl(counts: dict[str, int]) -> None:
    ended = [state for state in STATES if state not in ("discovered", "pending")]
    done = sum(counts.get(state, 0) for state in ended)
    note = ", ".join(f"{counts[state]:,} {state}" for state in ended if counts.get(state))
    progress.show("fetch", done, counts.get("discovered", 0), note)


def batches(run: Run) -> list[range]:
    """The pages that wait to be cleaned, as ranges of `run.to_clean`."""
    with open_store(run.desk) as store:
        run.to_clean = filing.pages_to_clean(store)
    count = len(run.to_clean)
    return [range(start, min(start + BATCH, count)) for start in range(0, count, BATCH)]


@contextmanager
def cleaners(run: Run) -> Iterator[Cleaners]:
    """The cleaning processes of a run."""
    limits = run.settings.clean
    with Cleaners(
        run.desk.archive,
        workers=limits.workers or os.cpu_count() or 1,
        seconds=limits.seconds,
        megabytes=limits.megabytes,
    ) as pool:
        yield pool


def file_batch(run: Run, pool: Cleaners, batch: range) -> None:
    """clean -> store, for one batch."""
    cleaned = clean(run, pool, batch)
    with open_store(run.desk) as store:
        file_pages(store, cleaned)
    progress.show("store", batch.stop, len(run.to_clean))


def file_pages(store: Store, cleaned: Sequence[CleanedPage]) -> None:
    """-> store: cleaned pages without the furniture that is known, as the articles and readings that they make."""
    trimmed = furnishing.trim_pages(store, cleaned)
    earlier = filing.rivals(store, {page.article_id for page in trimmed if page.article_id is not None})
    filing.file_articles(store, trimmed, choose(trimmed, earlier), earlier_readings(trimmed, earlier))


def clean(run: Run, pool: Cleaners, batch: range) -> list[CleanedPage]:
    """Clean one batch of pages from the archive."""
    pages = [run.to_clean[index] for index in batch]
    by_id = {source.id: source for source in run.sources}
    asked = [(page.record, by_id.get(page.source_id) or source_of_page(page)) for page in pages]
    cleaned = []
    for done, (page, (_, outcome)) in enumerate(zip(pages, pool.clean_all(asked), strict=True), batch.start + 1):
        cleaned.append(CleanedPage(page.page_id, page.source_id, page.fetched_at, page.listed_on, outcome))
        progress.show("clean", done, len(run.to_clean))
    return cleaned


def settle(run: Run) -> None:
    """Drop the articles that no page makes any more; other pages of theirs are then to be cleaned once more."""
    with open_store(run.desk) as store:
        filing.drop_orphans(store)


def group(run: Run) -> None:
    """group -> store: stories, furniture and versions, for all that the batches changed."""
    corrections = read_corrections(run.desk.corrections_file)
    run.faults = corrections.faults
    with open_store(run.desk) as store:
        form_groups(store, words(corrections.of("furniture")))


def form_groups(store: Store, said: Sequence[Word]) -> int:
    """Form stories, cut the furniture that different stories have in common, then tell versions apart and form the
    stories again, of texts without it; `said` is the user's word. Returns how many texts their furniture changed."""
    _form_stories(store)
    changed = furnishing.settle(store, said)
    versioning.settle(store)
    _form_stories(store)
    return changed


def _form_stories(store: Store) -> None:
    done = 0
    for grouped in grouping.group_waiting(store):
        done += grouped
        progress.show("group", done, done)


def clean_again(run: Run, source_ids: Sequence[str], everything: bool) -> None:
    """Have the pages of the named sources (none named: all) cleaned again from the archive: those that other rules have
    cleaned, or `everything`."""
    if source_ids:
        pick_sources(run.desk, run.sources, source_ids)
    with open_store(run.desk) as store:
        filing.clean_again(store, source_ids or None, None if everything else EXTRACTOR)
