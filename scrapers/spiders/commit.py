"""Group commit: pages go to disk first, the journal lines that tell of them after, both in groups."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from scrapers.archive import ArchiveWriter
from scrapers.archive.records import HttpHeaders
from scrapers.journal import Event, Journal, RunEnded
from scrapers.page import Page, RecordRef

LOG = logging.getLogger(__name__)
NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


class Commit:
    """Archives pages and then acknowledges them, in this order: records on disk, journal lines on disk.

    `disk_full` turns true when something could not be written for want of space; from then on nothing is written.
    """

    def __init__(self, archive: ArchiveWriter, journal: Journal) -> None:
        self._archive, self._journal = archive, journal
        self._waiting: list[Callable[[], None]] = []
        self.disk_full = False

    def note(self, event: Event) -> None:
        """Write a journal line that tells of no page; it counts after the next `flush`."""
        if not self.disk_full:
            with self._watching_space():
                self._journal.write(event)

    def add(self, page: Page, headers: HttpHeaders, acknowledge: Callable[[RecordRef], None]) -> None:
        """Archive a page; `acknowledge` notes its state once its record is on disk."""
        with self._watching_space():
            ref = self._archive.add(page, headers)
            self._waiting.append(lambda: acknowledge(ref))

    def add_revisit(self, page: Page, headers: HttpHeaders, acknowledge: Callable[[], None]) -> None:
        """Archive the note that a page is the same as before."""
        with self._watching_space():
            self._archive.add_revisit(page.info, headers)
            self._waiting.append(acknowledge)

    def catch_up(self) -> None:
        """Put the pages that wait on disk, if there are any."""
        if self._waiting:
            self.flush()

    def flush(self) -> None:
        """Put everything on disk; what was not acknowledged when the disk filled up stays open."""
        if self.disk_full:
            return
        with self._watching_space():
            self._archive.flush()
            while self._waiting:
                self._waiting.pop(0)()
            self._journal.flush()

    def close(self, ended: str) -> None:
        """Write the last line and close both; on a full disk they stay as they are, for the next start's recovery."""
        if self.disk_full:
            return
        with self._watching_space():
            self._journal.write(RunEnded(datetime.now(UTC), ended))
            self._journal.close()
            self._archive.close()

    @contextmanager
    def _watching_space(self) -> Iterator[None]:
        try:
            yield
        except OSError as why:
            if why.errno not in NO_SPACE:
                raise
            LOG.error("no space left: %s", why)
            self.disk_full = True
