"""Naming in processes, one a processor: each loads the recogniser once. Text is hostile too, so that an article has a
limit of time and memory: what breaks it costs itself alone."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import TimeoutError as OutOfTimeError
from functools import partial
from itertools import islice
from types import TracebackType
from typing import Self

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from flows.entities import Recogniser, load
from flows.entities.naming import ArticleToName, NamedArticle, name_article
from scrapers.clean.sandbox import WorkerContext, confine

LOG = logging.getLogger("nightdesk")
AHEAD = 16  # articles a worker has waiting, so that none is idle while results are taken in order

_recogniser: Recogniser | None = None  # of a worker


def _start(model: str, megabytes: int) -> None:
    global _recogniser
    confine(megabytes)
    _recogniser = load(model)


def _name(article: ArticleToName) -> NamedArticle:
    assert _recogniser is not None
    return name_article(_recogniser, article)


class Namers:
    """A pool of `workers` processes with that model's recogniser, each article limited to `seconds` and `megabytes`.

    Use as a context manager, in a thread that is there until it is left.
    """

    def __init__(self, model: str, workers: int, seconds: float, megabytes: int) -> None:
        self.workers, self.seconds, self.megabytes = workers, seconds, megabytes
        self._pool = ProcessPool(
            max_workers=workers, context=WorkerContext(), initializer=_start, initargs=(model, megabytes)
        )

    def __enter__(self) -> Self:
        # Asking starts the workers: here, rather than in whatever thread brings the first article.
        if not self._pool.active:
            raise RuntimeError("the naming processes did not start")
        return self

    def __exit__(self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def name_all(self, articles: Iterable[ArticleToName]) -> Iterator[NamedArticle]:
        """What each article names, in the order asked. No article raises: what goes wrong with one is its fault."""
        todo = iter(articles)
        waiting: deque[tuple[ArticleToName, ProcessFuture[NamedArticle]]] = deque()
        while True:
            for article in islice(todo, AHEAD * self.workers - len(waiting)):
                waiting.append((article, self._pool.schedule(_name, args=(article,), timeout=self.seconds)))
            if not waiting:
                return
            article, future = waiting.popleft()
            yield self._outcome(article, future)

    def _outcome(self, article: ArticleToName, future: ProcessFuture[NamedArticle]) -> NamedArticle:
        refused = partial(NamedArticle, article.article_id, article.content_hash)
        try:
            return future.result()
        except OutOfTimeError:
            return refused(fault=f"more than {self.seconds:g} s")
        except MemoryError:
            return refused(fault=f"more than {self.megabytes:,} MB")
        except ProcessExpired as why:
            return refused(fault=f"its process ended: {why}")
        except Exception as why:
            LOG.error("article %s could not be named", article.article_id, exc_info=why)
            return refused(fault=f"{type(why).__name__}: {why}", again=True)
