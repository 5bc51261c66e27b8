"""Pages -> files: buffered, then committed in groups."""

from __future__ import annotations

import os
import re
from pathlib import Path

from scrapers.archive.members import whole_members
from scrapers.archive.records import HttpHeaders, page_records, revisit_record, warcinfo
from scrapers.errors import ArchiveError
from scrapers.page import Page, PageInfo, RecordRef

OPEN = ".open"
RUN_ID = re.compile(r"(\d{4})(\d\d)(\d\d)T\d{6}Z-[0-9a-z]+")
FILE_BYTES = 1_000_000_000


class ArchiveWriter:
    """Appends the pages of one run to new files, each of about `file_bytes` at most."""

    def __init__(self, archive_dir: Path, run_id: str, file_bytes: int = FILE_BYTES) -> None:
        self._stem = f"{_day(run_id)}/{run_id}"
        self._dir, self._run_id, self._file_bytes = archive_dir, run_id, file_bytes
        self._number = 0
        self._name = ""
        self._fd = -1
        self._parts: list[bytes] = []
        self._size = self._durable = 0

    def add(self, page: Page, headers: HttpHeaders = ()) -> RecordRef:
        """Buffer a page and the HTTP headers that came with it; it counts after the next `flush`."""
        offset = self._begin()
        self._append(page_records(page, headers))
        return RecordRef(self._name, offset, self._size - offset)

    def add_revisit(self, info: PageInfo, headers: HttpHeaders = ()) -> None:
        """Buffer the note that `info.url` answered with the bytes that it had before (`info.digest`)."""
        self._begin()
        self._append(revisit_record(info, headers))

    def flush(self) -> None:
        """Write what is buffered, fsync, and read it back.

        Raises:
            OSError: the disk is full, or broken.
            ArchiveError: what was read back is not what was written.
            The file then ends where the last flush left it, and the next one writes the same again.
        """
        if not self._parts:
            return
        try:
            _write_all(self._fd, b"".join(self._parts))
            os.fsync(self._fd)
            self._read_back()
        except (OSError, ArchiveError):
            os.ftruncate(self._fd, self._durable)
            raise
        self._parts.clear()
        self._durable = self._size

    def close(self) -> None:
        """Flush, and give the file its final name; the next page begins a new file."""
        if self._fd < 0:
            return
        self.flush()
        os.close(self._fd)
        self._fd = -1
        finish_file(self._dir / (self._name + OPEN))

    def _begin(self) -> int:
        # Between two flushes: whoever keeps a journal has written down by now what the full file holds.
        if self._durable >= self._file_bytes and not self._parts:
            self.close()
        if self._fd < 0:
            self._number += 1
            self._name = f"{self._stem}-{self._number:04d}.warc.gz"
            path = self._dir / (self._name + OPEN)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._fd = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | os.O_APPEND, 0o600)
            sync_folder(path.parent)
            self._size = self._durable = 0
            self._append(warcinfo(self._name.partition("/")[2], self._run_id))
        return self._size

    def _append(self, member: bytes) -> None:
        self._parts.append(member)
        self._size += len(member)

    def _read_back(self) -> None:
        path, end = self._dir / (self._name + OPEN), self._durable
        for member in whole_members(path, self._durable, self._size):
            end = member.end
        if end != self._size:
            raise ArchiveError(f"{path}: byte {end}: what was written cannot be read back. Check the disk.")


def finish_file(path: Path) -> None:
    """Take `.open` off a file that is complete, and make the new name last."""
    path.rename(path.with_name(path.name.removesuffix(OPEN)))
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last (fsync)."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _day(run_id: str) -> str:
    found = RUN_ID.fullmatch(run_id)
    if not found:
        raise ArchiveError(f"run id {run_id!r}: must look like 20261123T020000Z-ab12.")
    return "-".join(found.groups())


def _write_all(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]
