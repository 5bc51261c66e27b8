"""Import: pages out of other people's WARC files go into the desk's own archive and journal."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from flows import progress
from flows.lifecycle import Run
from flows.plans import source_of_url
from flows.store import ledger, open_store, runs
from flows.takedown import Tombstones, tombstones
from scrapers.archive import ArchiveWriter, iter_foreign
from scrapers.errors import ArchiveError
from scrapers.journal import Journal, RunEnded, RunStarted, UrlSeen
from scrapers.page import Page, SkipReason, UrlState

LOG = logging.getLogger("nightdesk")
COMMIT = 200  # pages between two fsyncs: what an interrupted import does again


def take_in(run: Run, file: Path, everything: bool) -> None:
    """Archive each HTML page of a WARC file that the desk does not have yet: those of its sources, or `everything`.

    What cannot be read is noted in `run.torn`; what came before is kept, and the other files are not held up by it.
    """
    try:
        _take_in(run, file, everything)
    except ArchiveError as why:
        run.torn = (*run.torn, str(why))


def _take_in(run: Run, file: Path, everything: bool) -> None:
    if not file.is_file():
        raise ArchiveError(f"{file}: there is no such file. Name a .warc or .warc.gz file.")
    with open_store(run.desk) as store:
        have = ledger.digests(store)
    gone = tombstones(run.desk)
    journal = Journal(run.desk.journal / f"{run.run_id}.jsonl")
    writer = ArchiveWriter(run.desk.archive, run.run_id)
    try:  # the journal is complete before the archive file is: what lies between is for recovery to find
        journal.write(RunStarted(datetime.now(UTC), run.run_id, run.kind.value, ()))
        for count, page in enumerate(_pages(run, file, everything), 1):
            _archive(page, have, gone, writer, journal)
            progress.show("archive", count, None, file.name)
            if count % COMMIT == 0:
                writer.flush()
                journal.flush()
        journal.write(RunEnded(datetime.now(UTC), "finished"))
    finally:
        writer.flush()
        journal.close()
        writer.close()
        with open_store(run.desk) as store:
            ledger.read_journals(store, run.desk.journal)


def _pages(run: Run, file: Path, everything: bool) -> Iterator[Page]:
    """The file's pages, each under the source that its domain belongs to. Of sites that are no source either none is
    taken, and how many were left is told, or each site becomes a source of the store, named after its domain."""
    named, left = {source.id for source in run.sources}, Counter[str]()
    for page in iter_foreign(file, run.run_id):
        source = source_of_url(run.sources, page.info.final_url)
        if source.id not in named and not everything:
            left[source.id] += 1
            continue
        if source.id not in named:
            named.add(source.id)
            with open_store(run.desk) as store:
                runs.save_sources(store, [source], complete=False)
        yield replace(page, info=replace(page.info, source_id=source.id, via=f"import {file.name}"))
    if left:
        LOG.warning("%s: %s pages of %s sites that are no source of this desk were left out; --all takes them",
                    file.name, f"{left.total():,}", f"{len(left):,}")  # fmt: skip


def _archive(page: Page, have: set[tuple[str, str]], gone: Tombstones, writer: ArchiveWriter, journal: Journal) -> None:
    info = page.info
    seen = UrlSeen(
        datetime.now(UTC), info.source_id, info.url, UrlState.SKIPPED, info.via, reason=SkipReason.KNOWN.value
    )
    if info.source_id in gone.sources or gone.has(info.url) or gone.has(info.final_url):
        seen = replace(seen, reason=SkipReason.TAKEN_DOWN.value)
    elif (info.url, info.digest) not in have:
        have.add((info.url, info.digest))
        seen = replace(
            seen, state=UrlState.FETCHED, reason=None, status=info.status, page=info, record=writer.add(page)
        )
    journal.write(seen)
