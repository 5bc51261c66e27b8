"""Cleaning in processes that can be killed.

One page can hold the parser or a regular expression for minutes, take all memory, or crash the interpreter, and
nothing inside a process stops C code. So each page is cleaned in a worker with a limit of time and memory: a page that
breaks a limit costs itself, as a `Rejection`, and its worker, which is replaced.

    Cleaners    the pool: `clean_all` for pages in the archive, `clean_page` for one at hand
    sandbox     what a worker does to itself first: limits, and an end when its parent ends
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as OutOfTimeError
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from scrapers.archive import read_page
from scrapers.article import Article, Rejection, RejectionReason
from scrapers.clean import EXTRACTOR, clean
from scrapers.clean.sandbox import WorkerContext, confine
from scrapers.errors import ArchiveError, RemovedError
from scrapers.page import Page, RecordRef
from scrapers.sources import Source

LOG = logging.getLogger(__name__)

AHEAD = 8  # pages a worker has waiting, so that none is idle while results are taken in order

ReadPage = Callable[[Path, RecordRef], Page]


def _clean_record(read: ReadPage, archive_dir: Path, ref: RecordRef, source: Source) -> Article | Rejection:
    return clean(read(archive_dir, ref), source)


class Cleaners:
    """A pool of `workers` processes (default: one a processor), each page limited to `seconds` and `megabytes`.

    `read` fetches a page from the archive, in the worker. Use as a context manager: entering it starts the workers
    (half a second of processor time each), and the thread that entered it must be there until it is left.
    """

    def __init__(
        self,
        archive_dir: Path,
        workers: int | None = None,
        seconds: float = 20,
        megabytes: int = 1500,
        read: ReadPage = read_page,
    ) -> None:
        self.archive_dir = archive_dir
        self.workers = workers or multiprocessing.cpu_count()
        self.seconds = seconds
        self.megabytes = megabytes
        self._read = read
        self._pool = ProcessPool(
            max_workers=self.workers, initializer=confine, initargs=(megabytes,), context=WorkerContext()
        )

    def __enter__(self) -> Self:
        # Asking starts the workers: here, rather than in whatever thread brings the first page.
        if not self._pool.active:
            raise RuntimeError("the cleaning processes did not start")
        return self

    def __exit__(self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def clean_all(self, asked: Iterable[tuple[RecordRef, Source]]) -> Iterator[tuple[RecordRef, Article | Rejection]]:
        """Each page's outcome, in the order asked. No page raises: what goes wrong with one is its Rejection."""
        todo = iter(asked)
        waiting: deque[tuple[RecordRef, ProcessFuture[Article | Rejection]]] = deque()
        while True:
            for ref, source in islice(todo, AHEAD * self.workers - len(waiting)):
                waiting.append((ref, self._schedule(_clean_record, self._read, self.archive_dir, ref, source)))
            if not waiting:
                return
            ref, future = waiting.popleft()
            yield ref, self._outcome(future, partial(self._url_of, ref))

    def clean_page(self, page: Page, source: Source) -> Article | Rejection:
        """One page's outcome, within the same limits."""
        return self._outcome(self._schedule(clean, page, source), lambda: page.info.url)

    def _schedule(self, function: Callable[..., Article | Rejection], *args: Any) -> ProcessFuture[Article | Rejection]:
        return self._pool.schedule(function, args=args, timeout=self.seconds)

    def _outcome(self, future: ProcessFuture[Article | Rejection], url: Callable[[], str]) -> Article | Rejection:
        try:
            return future.result()
        except OutOfTimeError:
            refused = RejectionReason.TOO_SLOW, f"more than {self.seconds:g} s"
        except MemoryError:
            refused = RejectionReason.TOO_BIG, f"more than {self.megabytes:,} MB"
        except ProcessExpired as why:
            refused = _expired(why.exitcode)
        except RemovedError:
            return Rejection("", RejectionReason.REMOVED, "", EXTRACTOR)
        except ArchiveError as why:
            refused = RejectionReason.UNREADABLE, str(why)
        except Exception as why:
            LOG.error("a page crashed its cleaner", exc_info=why)
            refused = RejectionReason.CRASHED, f"{type(why).__name__}: {why}".splitlines()[0]
        return Rejection(url(), *refused, EXTRACTOR)

    def _url_of(self, ref: RecordRef) -> str:
        """The URL of a page whose worker did not live to tell it; empty when the archive cannot tell it either."""
        try:
            return read_page(self.archive_dir, ref).info.url
        except ArchiveError as why:
            LOG.error("%s", why)
            return ""


def _expired(exitcode: int | None) -> tuple[RejectionReason, str]:
    """What the end of a worker means. SIGKILL comes from the system when memory runs out: nobody else sends it here."""
    if exitcode is None or exitcode >= 0:
        return RejectionReason.CRASHED, f"its process ended with exit code {exitcode}"
    name = signal.Signals(-exitcode).name if -exitcode in set(signal.Signals) else f"signal {-exitcode}"
    reason = RejectionReason.TOO_BIG if name == "SIGKILL" else RejectionReason.CRASHED
    return reason, f"its process was ended by {name}"
