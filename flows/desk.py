"""The desk: the folder that holds all of a user's state, and the lock that lets one run at a time into it.

sources.toml  settings.toml      what the user wrote
corrections.jsonl                what the user said of furniture and entities, by command
takedown.jsonl                   what was taken down by request and is never asked for again
archive/  journal/               the raw pages, and what happened to each URL: all else derives from these two
desk.duckdb                      the write database
snapshots/RUN.duckdb, latest     what the dashboard reads
index/NAME, latest               what its search reads
run.lock  queue.lock             who has the desk, and who is next
running.json                     how far the run that has it is
logs/  prefect/                  a log of each run and of each part of `nightdesk up`; Prefect's own state
"""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.settings import Settings, load_settings
from scrapers.errors import DeskBusyError, DeskError, DeskMissingError, NoSpaceError
from scrapers.sources import Source, load_sources

LOG = logging.getLogger("nightdesk")
FOLDERS = ("archive", "journal", "snapshots", "index", "logs")
ORPHAN_PATIENCE = 15.0  # seconds that a crawl whose run was killed may take to notice it; it looks once a second
SPARE_BYTES = 200_000_000  # free space below which no run starts: a night of 1,000 pages takes about a quarter of it


@dataclass(frozen=True, slots=True)
class Desk:
    """The paths of one desk."""

    root: Path

    @property
    def sources_file(self) -> Path:
        return self.root / "sources.toml"

    @property
    def settings_file(self) -> Path:
        return self.root / "settings.toml"

    @property
    def corrections_file(self) -> Path:
        return self.root / "corrections.jsonl"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def journal(self) -> Path:
        return self.root / "journal"

    @property
    def takedown_file(self) -> Path:
        return self.root / "takedown.jsonl"

    @property
    def alerts_file(self) -> Path:
        return self.root / "alerts.json"

    @property
    def database(self) -> Path:
        return self.root / "desk.duckdb"

    @property
    def damaged(self) -> Path:
        """Where `rebuild` keeps the database that it replaces, until the new one is published."""
        return self.root / "desk.damaged.duckdb"

    @property
    def backups(self) -> list[Path]:
        """Copies of the write database as it was before newer versions changed its schema."""
        return sorted(self.root.glob("desk.schema-*.duckdb"))

    @property
    def snapshots(self) -> Path:
        return self.root / "snapshots"

    @property
    def pointer(self) -> Path:
        return self.snapshots / "latest"

    @property
    def index(self) -> Path:
        return self.root / "index"

    @property
    def index_pointer(self) -> Path:
        return self.index / "latest"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def lock_file(self) -> Path:
        return self.root / "run.lock"

    @property
    def running_file(self) -> Path:
        return self.root / "running.json"

    def run_log(self, run_id: str) -> Path:
        """What a run said, line by line."""
        return self.logs / f"{run_id}.log"

    @property
    def prefect_home(self) -> Path:
        return self.root / "prefect"

    def sources(self) -> tuple[Source, ...]:
        return load_sources(self.sources_file)

    def settings(self) -> Settings:
        return load_settings(self.settings_file)

    def make_folders(self) -> None:
        """Make the desk's folders, readable by their owner alone."""
        for folder in (self.root, *(self.root / name for name in FOLDERS)):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def open_desk(root: Path) -> Desk:
    """The desk in `root`. Raises DeskMissingError where there is none, with the command that makes one."""
    desk = Desk(root.resolve())
    if not desk.sources_file.exists():
        raise DeskMissingError(
            f"{root}: there is no desk here (no sources.toml). `nightdesk init {root}` makes one; "
            f"NIGHTDESK_HOME or --desk names another folder."
        )
    desk.make_folders()
    return desk


def check_space(desk: Desk, needed: int = 0) -> None:
    """Raises NoSpaceError unless the desk's disk has `needed` bytes and the spare room besides."""
    free = shutil.disk_usage(desk.root).free
    if free < needed + SPARE_BYTES:
        raise NoSpaceError(
            f"{desk.root}: the disk has {free / 1e6:,.0f} MB free; {(needed + SPARE_BYTES) / 1e6:,.0f} MB are needed. "
            f"Free some space and run again; what is archived is safe and the last snapshot stays."
        )


def check_writable(desk: Desk) -> None:
    """Raises DeskError unless this user may write in the desk's folder and to what is in it."""
    for path in (desk.root, desk.lock_file, desk.database):
        if path.exists() and not os.access(path, os.W_OK):
            raise DeskError(
                f"{path}: it cannot be written: the disk is read-only, or the file is another user's. Nothing was "
                f"changed. Make it writable and run again; `nightdesk dashboard` and `nightdesk export` only read."
            )


_HELD: dict[Path, int] = {}
"""The locks that this process has: by the desk's folder the descriptor."""


@contextmanager
def run_lock(desk: Desk, label: str, waits_for: Callable[[str], bool] = lambda holder: False) -> Iterator[int]:
    """Hold the desk's lock, which dies with the last process that has it; yields its descriptor, for a child.

    A process that has it already keeps it, under the new label: a command takes it before Prefect starts, its flow
    afterwards. `waits_for` says of a holder ("4711 nightly ...") whether to queue behind it. The queue is the waiting
    processes themselves: whoever is killed has left it, and nothing remains on disk that could start later by surprise.

    Raises:
        DeskBusyError: another run holds it; the message says which.
        DeskError: the desk cannot be written.
    """
    if (held := _HELD.get(desk.root)) is not None:
        _sign(held, label)
        yield held
        return
    check_writable(desk)
    handle = os.open(desk.lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle, desk, waits_for)
        _sign(handle, label)
        _HELD[desk.root] = handle
        yield handle
    finally:
        _HELD.pop(desk.root, None)
        os.close(handle)


def _sign(handle: int, label: str) -> None:
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"{os.getpid()} {label}\n".encode(), 0)


def lock_holder(desk: Desk) -> str | None:
    """Who holds the lock ("4711 nightly ..."), or None when nobody does."""
    if not desk.lock_file.exists():
        return None
    handle = os.open(desk.lock_file, os.O_RDONLY)
    try:
        return None if _try(handle) else _label(handle)
    finally:
        os.close(handle)


def _take(handle: int, desk: Desk, waits_for: Callable[[str], bool]) -> None:
    give_up = time.monotonic() + ORPHAN_PATIENCE
    while not _try(handle):
        holder = _label(handle)
        if waits_for(holder):
            _queue(handle, desk, waits_for)
            return
        if _alive(holder) or time.monotonic() > give_up:
            raise DeskBusyError(
                f"{desk.root}: a run is under way (process {holder}). Wait for it, or stop that process."
            )
        time.sleep(0.2)


def _queue(handle: int, desk: Desk, waits_for: Callable[[str], bool]) -> None:
    """Wait for the lock: first for the head of the queue, where the kernel lets in one after the other, then there."""
    LOG.warning("queued: waits for process %s; Ctrl-C leaves the queue", _label(handle))
    head = os.open(desk.lock_file.with_name("queue.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(head, fcntl.LOCK_EX)
        while not _try(handle):
            if not waits_for(holder := _label(handle)):
                raise DeskBusyError(f"{desk.root}: a run is under way (process {holder}). Wait for it, or stop it.")
            time.sleep(0.2)
    finally:
        os.close(head)


def _try(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _label(handle: int) -> str:
    return os.pread(handle, 200, 0).decode("utf-8", "replace").strip() or "that has just started"


def _alive(holder: str) -> bool:
    """Whether the run's own process lives. A killed run's crawl may hold the lock a moment longer."""
    pid = holder.split()[0]
    if not pid.isdigit():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
