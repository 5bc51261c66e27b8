"""Progress: bars for a person at a terminal, plain lines for a log.

A stage reports its counts through `show`; whoever started the run decides with `watched` how they are seen, and the
run itself has them `recorded` in the desk, where the dashboard and `nightdesk status` find them.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

LOG = logging.getLogger("nightdesk")
RUN_LOG = logging.getLogger("nightdesk.run")
"""What goes into the log of the run alone; whoever started it sees bars, lines and a table instead."""
RUN_LOG.propagate = False
LINE_EVERY = 15.0  # seconds between two lines of one stage in a log
RECORD_EVERY = 0.5  # seconds between two writings of a run's record


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


class Record:
    """How far each stage of a run is, as a small JSON file that is replaced whole:

    {"run_id", "kind", "pid", "started_at", "stages": {stage: {"done", "total", "note"}}}

    A reader takes it for left behind when no process has that pid any more.
    """

    def __init__(self, path: Path, run_id: str, kind: str) -> None:
        self._path = path
        self._stages: dict[str, dict[str, int | str | None]] = {}
        self._facts = {"run_id": run_id, "kind": kind, "pid": os.getpid(), "started_at": datetime.now(UTC).isoformat()}
        self._last = 0.0
        self._write()

    def show(self, stage: str, done: int, total: int | None, note: str) -> None:
        self._stages[stage] = {"done": done, "total": total, "note": note}
        if done == total:
            RUN_LOG.info("%s: %s%s", stage, f"{done:,}", f" ({note})" if note else "")
        if done == total or time.monotonic() - self._last >= RECORD_EVERY:
            self._write()

    def _write(self) -> None:
        self._last = time.monotonic()
        partial = self._path.with_suffix(".partial")
        partial.write_text(json.dumps({**self._facts, "stages": self._stages}), "utf-8")
        partial.replace(self._path)


def left_behind(path: Path) -> str | None:
    """The run that a record is of; asked before there is a new one, that is a run that did not live to remove it."""
    try:
        return str(json.loads(path.read_text("utf-8"))["run_id"])
    except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        return None


_watcher: Watcher = Lines()
_records: list[Record] = []


def show(stage: str, done: int, total: int | None, note: str = "") -> None:
    """Tell whoever watches how far a stage is."""
    for watcher in (_watcher, *_records):
        watcher.show(stage, done, total, note)


@contextmanager
def recorded(path: Path, run_id: str, kind: str) -> Iterator[None]:
    """Keep a record of the run's progress in the file `path` for as long as this lasts."""
    _records.append(Record(path, run_id, kind))
    try:
        yield
    finally:
        _records.pop()
        path.unlink(missing_ok=True)


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
