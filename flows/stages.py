"""The stages of a run, as plain functions of it; `flows.nightly` puts them in order. Each can be repeated.

crawl        discover -> fetch -> archive, in a child process; then the journal goes into the ledger
file_batch   clean -> store, for one batch of pages
settle       what cleaning made obsolete
group        group -> store: stories, furniture and versions, for all that the batches changed
name_batch   name -> store, for one batch of articles; `namings` says which
fold         name: which of the names are one entity
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flows import progress
from flows.articles import CleanedPage, choose, earlier_readings
from flows.corrections import read_corrections
from flows.entities import load
from flows.entities.pool import Namers
from flows.entity_corrections import faults, ids_spoken_of
from flows.furniture import Word, words
from flows.lifecycle import Run
from flows.plans import pick_sources, source_of_page
from flows.run import STATES
from flows.settings import NO_MODEL
from flows.store import Store, filing, furnishing, grouping, ledger, naming, open_store, runs, versioning
from scrapers.clean import EXTRACTOR
from scrapers.clean.pool import Cleaners
from scrapers.crawl import run_crawl
from scrapers.errors import ConfigError, ModelError

BATCH = 500  # pages: some ten seconds of cleaning, some ten megabytes of articles in memory
NAMED_AT_ONCE = 5000  # articles: a minute of naming, some tens of megabytes in memory
LEAST_NAMED = 100  # articles that pay for the start of one more process


def crawl(run: Run) -> None:
    """discover -> fetch -> archive, as the run's plan says; then the journal goes into the ledger."""
    if run.plan is None or not run.plan.sources:
        raise ConfigError(f"{run.desk.sources_file}: no source to read. Add one: `nightdesk sources add URL`.")
    report = run_crawl(run.plan, _show_crawl, keep_open=(run.lock,))
    run.counted, run.ended = report, report.ended
    _show_crawl({state: sum(getattr(t, state) for t in report.tallies.values()) for state in STATES})
    with open_store(run.desk) as store:
        ledger.read_journals(store, run.desk.journal)
        runs.note_crawl(store, run.run_id, report)


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


def namings(run: Run) -> list[range]:
    """The articles that wait to be named, as ranges of `run.to_name`; without a model none, and the run is amber."""
    run.recogniser = _recogniser(run)
    with open_store(run.desk) as store:
        naming.forget(store, run.recogniser)
        run.to_name = naming.articles_to_name(store) if run.recogniser else []
    count = len(run.to_name)
    return [range(start, min(start + NAMED_AT_ONCE, count)) for start in range(0, count, NAMED_AT_ONCE)]


def _recogniser(run: Run) -> str | None:
    """The name of the model's recogniser; None when naming is switched off, or the model is not installed."""
    if run.settings.entities.model == NO_MODEL:
        return None
    try:
        return load(run.settings.entities.model).name
    except ModelError as why:
        run.unnamed = str(why)
        return None


@contextmanager
def namers(run: Run) -> Iterator[Namers]:
    """The naming processes of a run."""
    limits = run.settings.clean
    workers = min(limits.workers or os.cpu_count() or 1, -(-len(run.to_name) // LEAST_NAMED))
    with Namers(run.settings.entities.model, workers, limits.seconds, limits.megabytes) as pool:
        yield pool


def name_batch(run: Run, pool: Namers, batch: range) -> None:
    """name -> store, for one batch."""
    with open_store(run.desk) as store:
        articles = naming.texts_to_name(store, [run.to_name[index] for index in batch])
    named = []
    for done, article in enumerate(pool.name_all(articles), batch.start + 1):
        named.append(article)
        progress.show("name", done, len(run.to_name))
    if failed := [article for article in named if article.fault]:
        run.unnamed = f"{len(failed)} of {len(named)}, such as article {failed[0].article_id}: {failed[0].fault}"
    with open_store(run.desk) as store:
        naming.write_names(store, run.recogniser or "", [article for article in named if not article.again])


def fold(run: Run) -> None:
    """Fold the names that have changed into entities, and look whether the corrections speak of any."""
    corrections = read_corrections(run.desk.corrections_file)
    standing = corrections.of("entity")
    with open_store(run.desk) as store:
        naming.fold_names(store)
        known = naming.known_names(store, ids_spoken_of(standing))
    run.faults = (*corrections.faults, *faults(standing, known))


def name_again(run: Run, source_ids: Sequence[str]) -> None:
    """Have the articles of the named sources (none named: all) named again, as they are stored."""
    if source_ids:
        pick_sources(run.desk, run.sources, source_ids)
    with open_store(run.desk) as store:
        naming.forget_sources(store, source_ids or None)


def clean_again(run: Run, source_ids: Sequence[str], everything: bool) -> None:
    """Have the pages of the named sources (none named: all) cleaned again from the archive: those that other rules have
    cleaned, or `everything`."""
    if source_ids:
        pick_sources(run.desk, run.sources, source_ids)
    with open_store(run.desk) as store:
        filing.clean_again(store, source_ids or None, None if everything else EXTRACTOR)
