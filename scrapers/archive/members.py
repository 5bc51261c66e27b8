"""gzip members of a file: where each begins and ends, and what is in it. A WARC file has one member a record."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CHUNK = 1 << 18
MAGIC = b"\x1f\x8b\x08"  # RFC 1952: how a member begins


@dataclass(frozen=True, slots=True)
class Member:
    """One whole gzip member: byte offset and length in the file, and its content. zlib has checked its CRC."""

    offset: int
    length: int
    content: bytes = field(repr=False)

    @property
    def end(self) -> int:
        return self.offset + self.length


def whole_members(path: Path, start: int = 0, stop: int | None = None) -> Iterator[Member]:
    """Each whole member from byte `start` on, up to the first byte that does not belong to one.

    It ends there without an error: whoever expects the members to reach `stop` compares the last one's end.
    """
    with path.open("rb") as file:
        file.seek(start)
        left = file.read(CHUNK)
        while left:
            unzip, parts = zlib.decompressobj(31), []
            while left and not unzip.eof:
                try:
                    parts.append(unzip.decompress(left))
                except zlib.error:
                    return
                left = unzip.unused_data if unzip.eof else file.read(CHUNK)
            if not unzip.eof:
                return
            end = file.tell() - len(left)
            yield Member(start, end - start, b"".join(parts))
            if stop is not None and end >= stop:
                return
            start, left = end, left or file.read(CHUNK)


def surviving_members(path: Path) -> Iterator[Member]:
    """Each whole member of the file, also those after bytes that belong to none."""
    start: int | None = 0
    while start is not None:
        end = start
        for member in whole_members(path, start):
            yield member
            end = member.end
        start = _next_magic(path, end + 1)


def _next_magic(path: Path, start: int) -> int | None:
    """Where something that looks like a member begins, from byte `start` on; None: nowhere."""
    with path.open("rb") as file:
        file.seek(start)
        place, kept = start, b""
        while chunk := file.read(CHUNK):
            found = (kept + chunk).find(MAGIC)
            if found >= 0:
                return place - len(kept) + found
            place += len(chunk)
            kept = chunk[-len(MAGIC) + 1 :]
    return None
