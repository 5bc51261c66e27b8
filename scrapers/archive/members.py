"""gzip members of a file: where each begins and ends, and what is in it. A WARC file has one member a record."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CHUNK = 1 << 18


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
