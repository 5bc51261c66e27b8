"""Progress: bars for a person at a terminal, plain lines for a log.

A stage reports its counts through `show`; whoever started the run decides with `watched` how they are seen.
"""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

LOG = logging.getLogger("nightdesk")
LINE_EVERY = 15.0  # seconds between two lines of one stage in a log


class Watcher(Protocol):
    """Somebody who is told how far a stage is. `total` is None while it is not known."""

    def show(self, stage: str, done: int, total: int | None, note: str) -> None: ...


class Lines:
    """One log line a stage now and then, and always one at its end."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    def show(self, stage: str, done: int, total: int | None, note: str) -> None:
        now = time.monotonic()
        if done != total and now - self._last.get(stage, 0) < LINE_EVERY:
            return
        self._last[stage] = now
        LOG.info(
            "%s: %s%s%s",
            stage,
            f"{done:,}",
            f" of {total:,}" if total is not None else "",
            f" ({note})" if note else "",
        )


class Bars:
    """One bar a stage."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._bars = {}  # type: ignore[var-annotated]

    def show(self, stage: str, done: int, total: int | None, note: str) -> None:
        if stage not in self._bars:
            self._bars[stage] = self._progress.add_task(stage, total=None, note="")
        self._progress.update(self._bars[stage], completed=done, total=total, note=note)


_watcher: Watcher = Lines()


def show(stage: str, done: int, total: int | None, note: str = "") -> None:
    """Tell whoever watches how far a stage is."""
    _watcher.show(stage, done, total, note)


@contextmanager
def watched() -> Iterator[None]:
    """Show progress on standard error: bars on a terminal, lines elsewhere."""
    global _watcher
    if not sys.stderr.isatty():
        yield
        return
    columns = (
        TextColumn("{task.description:>8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[note]}"),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        _watcher = Bars(progress)
        try:
            yield
        finally:
            _watcher = Lines()
