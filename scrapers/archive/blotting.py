"""Pages out of the archive for good: each is overwritten by a record of the same length that says so.

All that follows in the file stays where it is, so that journals and ledger hold; every WARC tool still reads the file.
"""

from __future__ import annotations

import os
import shutil
import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

from scrapers.archive.members import Member
from scrapers.archive.writer import OPEN, sync_folder
from scrapers.page import RecordRef

NOTE = b"taken out of the archive"
RECORD = b"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n" + (
    b"WARC-Date: 1970-01-01T00:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
    % (len(NOTE), NOTE)
)
# A gzip member (RFC 1952): magic, deflate, a comment follows, no time, no extra flags, unknown system.
HEAD = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x00\xff"


def blot(archive_dir: Path, records: Sequence[RecordRef]) -> int:
    """Overwrite these pages; returns how many there were. One that is overwritten already counts, and stays so.

    A file is copied, overwritten, put on disk and renamed: a kill leaves the old one or the new one.
    """
    files: dict[str, list[RecordRef]] = {}
    for record in records:
        files.setdefault(record.file, []).append(record)
    done = 0
    for name, refs in files.items():
        path = archive_dir / name
        if path.exists():
            _overwrite(path, refs)
            done += len(refs)
    return done


def _overwrite(path: Path, refs: Sequence[RecordRef]) -> None:
    fresh = path.with_name(path.name + OPEN + ".blotted")
    shutil.copyfile(path, fresh)
    with fresh.open("rb+") as file:
        for ref in refs:
            file.seek(ref.offset)
            file.write(_filler(ref.length))
        file.flush()
        os.fsync(file.fileno())
    fresh.chmod(0o600)
    fresh.replace(path)
    sync_folder(path.parent)


def _filler(length: int) -> bytes:
    """One gzip member of exactly this length: a record that says what happened, after a comment of spaces."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(RECORD) + packer.flush()
    tail = struct.pack("<II", zlib.crc32(RECORD), len(RECORD))
    padding = length - len(HEAD) - 1 - len(packed) - len(tail)
    return HEAD + b" " * padding + b"\x00" + packed + tail


def is_blotted(member: Member) -> bool:
    return member.content == RECORD
