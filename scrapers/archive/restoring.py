"""For a rebuild: what can be read of each journal stays, and the archive says again what the lost lines said.

A journal that is damaged is kept beside the new one, as `RUN.jsonl.damaged`. What the archive cannot tell (a URL that
was skipped or failed, a listing) stays lost; no page does that is still in the archive.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scrapers.archive.reader import surviving_pages
from scrapers.archive.recovery import run_of, seen
from scrapers.archive.writer import sync_folder
from scrapers.journal import Journal, RunEnded, RunStarted, UrlSeen, read_lines

DAMAGED = ".damaged"
KIND = "import"  # of a run whose journal is gone: its pages come out of WARC files, and it is not judged as a night


@dataclass(frozen=True)
class Restored:
    """What was mended: a line for each journal with lines that could not be read, and pages told of anew."""

    journals: tuple[str, ...] = ()
    pages: int = 0


def restore(archive_dir: Path, journal_dir: Path) -> Restored:
    """Make every journal readable and whole. To be called after `recover`, by the holder of the lock."""
    cut = tuple(line for path in sorted(journal_dir.glob("*.jsonl")) for line in _leave_out(path))
    return Restored(cut, sum(_tell_again(run_id, files, journal_dir) for run_id, files in _by_run(archive_dir).items()))


def _leave_out(path: Path) -> Iterator[str]:
    """Write the journal anew without the lines that are no events."""
    lines = list(read_lines(path))
    lost = sum(event is None for event, _ in lines)
    if not lost:
        return
    fresh, kept = path.with_name(path.name + ".new"), path.with_name(path.name + DAMAGED)
    with fresh.open("wb") as file:
        file.writelines(line for event, line in lines if event is not None)
        file.flush()
        os.fsync(file.fileno())
    kept.unlink(missing_ok=True)
    os.link(path, kept)
    fresh.replace(path)
    sync_folder(path.parent)
    yield f"{path}: {lost} of {len(lines)} lines could not be read; as it was it is kept as {kept.name}"


def _by_run(archive_dir: Path) -> dict[str, list[Path]]:
    files: dict[str, list[Path]] = {}
    for path in sorted(archive_dir.glob("*/*.warc.gz")):
        files.setdefault(run_of(path), []).append(path)
    return files


def _tell_again(run_id: str, files: list[Path], journal_dir: Path) -> int:
    """Add the pages of one run that no line of its journal names; returns how many."""
    path = journal_dir / f"{run_id}.jsonl"
    events = [event for event, _ in read_lines(path) if event is not None] if path.exists() else []
    known = {event.record for event in events if isinstance(event, UrlSeen)}
    missing = [seen(ref, page) for file in files for ref, page in surviving_pages(file) if ref not in known]
    if missing:
        _write(path, run_id, missing, alone=not events)
    return len(missing)


def _write(path: Path, run_id: str, pages: list[UrlSeen], alone: bool) -> None:
    times = [page.at for page in pages]
    journal = Journal(path)
    if alone:
        journal.write(RunStarted(min(times), run_id, KIND, tuple(sorted({page.source_id for page in pages}))))
    for page in pages:
        journal.write(page)
    if alone:
        journal.write(RunEnded(max(times), "finished"))
    journal.close()
    sync_folder(path.parent)
