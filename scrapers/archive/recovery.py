"""What a killed process left behind, made whole: archive files with a torn tail, pages that no journal line names.

Safe to be killed and repeated: each step looks at what is on disk, and the last one, the rename, marks a file as done.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scrapers.archive.members import whole_members
from scrapers.archive.reader import iter_pages
from scrapers.archive.records import record_type
from scrapers.archive.writer import OPEN, finish_file, sync_folder
from scrapers.journal import Journal, UrlSeen, mend_journal, read_journal
from scrapers.page import Page, RecordRef, UrlState


@dataclass(frozen=True)
class Recovery:
    """What was mended: archive files closed, pages added to journals, and a line for each torn tail that was cut."""

    files: int = 0
    pages: int = 0
    cut: tuple[str, ...] = ()


def recover(archive_dir: Path, journal_dir: Path) -> Recovery:
    """Close every `.open` archive file and mend every journal. No run may be going on: the caller holds the lock."""
    cut = list(_mend_journals(journal_dir))
    files = pages = 0
    for path in sorted(archive_dir.glob(f"*/*.warc.gz{OPEN}")):
        cut += _cut_tail(path)
        pages += _journal_pages(path, journal_dir)
        _close(path)
        files += 1
    return Recovery(files, pages, tuple(cut))


def _mend_journals(journal_dir: Path) -> Iterator[str]:
    for path in sorted(journal_dir.glob("*.jsonl")):
        if path.stat().st_size and not _ends_with_newline(path):
            yield f"{path}: {mend_journal(path)} bytes of a torn line"


def _ends_with_newline(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _cut_tail(path: Path) -> Iterator[str]:
    """Cut back to the end of the last whole page, so that no answer stays without its metadata."""
    end, size = 0, path.stat().st_size
    for member in whole_members(path):
        if record_type(member.content) not in ("response", ""):
            end = member.end
    if end < size:
        with path.open("rb+") as file:
            file.truncate(end)
            os.fsync(file.fileno())
        yield f"{path}: {size - end} bytes after the last whole page"


def _journal_pages(path: Path, journal_dir: Path) -> int:
    journal_path = journal_dir / f"{run_of(path)}.jsonl"
    known = _records(journal_path) if journal_path.exists() else set()
    missing = [(ref, page) for ref, page in iter_pages(path) if ref not in known]
    if missing:
        journal = Journal(journal_path)
        for ref, page in missing:
            journal.write(seen(ref, page))
        journal.close()
        sync_folder(journal_dir)
    return len(missing)


def _records(journal_path: Path) -> set[RecordRef]:
    events = (event for event, _ in read_journal(journal_path))
    return {event.record for event in events if isinstance(event, UrlSeen) and event.record is not None}


def run_of(path: Path) -> str:
    """The run that an archive file is of."""
    return path.name.removesuffix(OPEN).removesuffix(".warc.gz").rpartition("-")[0]


def seen(ref: RecordRef, page: Page) -> UrlSeen:
    """The journal's line for a page, as its record tells it."""
    info = page.info
    return UrlSeen(
        at=info.fetched_at, source_id=info.source_id, url=info.url, state=UrlState.FETCHED, via=info.via,
        status=info.status, page=info, record=ref,
    )  # fmt: skip


def _close(path: Path) -> None:
    if path.stat().st_size:
        finish_file(path)
    else:
        path.unlink()
        sync_folder(path.parent)
