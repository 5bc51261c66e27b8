"""Files -> pages: one page by its place, or all pages of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from scrapers.archive.blotting import is_blotted
from scrapers.archive.members import Member, surviving_members, whole_members
from scrapers.archive.records import NotAPageError, page_of, record_type
from scrapers.archive.writer import OPEN
from scrapers.errors import ArchiveError, RemovedError
from scrapers.page import Page, RecordRef


def read_page(archive_dir: Path, ref: RecordRef) -> Page:
    """The page at `ref`. Raises ArchiveError with file and offset when it is not there."""
    path = archive_dir / ref.file
    path = path if path.exists() else archive_dir / (ref.file + OPEN)
    try:
        pair = list(whole_members(path, ref.offset, ref.offset + ref.length))
    except OSError as why:
        raise ArchiveError(f"{path}: {why.strerror}. Restore the archive from a backup.") from None
    if any(map(is_blotted, pair)):
        raise RemovedError(f"{path}: byte {ref.offset}: the page was taken out of the archive.")
    if len(pair) != 2:
        raise ArchiveError(f"{path}: byte {ref.offset}: no whole page is there. Restore the file from a backup.")
    return _page(path, *pair)


def iter_pages(path: Path) -> Iterator[tuple[RecordRef, Page]]:
    """Every page of one of our own files, also of one that is still `.open`, up to its last whole pair of records."""
    return _pages(path, whole_members(path))


def surviving_pages(path: Path) -> Iterator[tuple[RecordRef, Page]]:
    """Every page of one of our own files that can still be read, also after a place that is damaged."""
    return _pages(path, surviving_members(path))


def _pages(path: Path, members: Iterable[Member]) -> Iterator[tuple[RecordRef, Page]]:
    file = f"{path.parent.name}/{path.name.removesuffix(OPEN)}"
    response: Member | None = None
    for member in members:
        if record_type(member.content) == "metadata" and response is not None:
            yield RecordRef(file, response.offset, member.end - response.offset), _page(path, response, member)
        response = member if record_type(member.content) == "response" else None


def _page(path: Path, response: Member, metadata: Member) -> Page:
    try:
        return page_of(response.content, metadata.content)
    except NotAPageError as why:
        raise ArchiveError(f"{path}: byte {response.offset}: {why}. Restore the file from a backup.") from None
