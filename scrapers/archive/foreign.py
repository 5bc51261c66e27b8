"""Pages out of other people's WARC files, Common Crawl's news files included."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from scrapers.archive.records import payload_digest
from scrapers.decoding import GZIP_MAGIC
from scrapers.errors import ArchiveError
from scrapers.page import Page, PageInfo

HEAD = 1 << 20  # bytes of a file in which its first record, that of the software that wrote it, is expected to end
LENGTH = re.compile(rb"(?im)^content-length:\s*(\d+)")
HTML = ("text/html", "application/xhtml+xml")


def iter_foreign(path: Path, run_id: str, max_bytes: int = 10_000_000) -> Iterator[Page]:
    """Every HTML page that was answered with 200. Its source is for the caller to say (`source_id` is empty).

    Pages that unpack to more than `max_bytes`, and those without a web address or a date, are left out.

    Raises:
        ArchiveError: the file is damaged; the pages before the damage have been yielded.
    """
    place = -1
    try:
        with _unzipped(path) as file:
            records = ArchiveIterator(file)
            for record in records:
                if record.format != "warc":
                    raise ArchiveLoadFailed("it is no WARC record")
                page = _page(record, run_id, max_bytes)
                place = records.get_record_offset()  # reads the record to its end
                if page is not None:
                    yield page
    # AttributeError is what warcio ends with at a response without an address.
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError, zlib.error) as why:
        raise ArchiveError(f"{path}: the record after byte {max(place, 0):,} cannot be read: {why}") from None
    if place < 0:
        raise ArchiveError(f"{path}: no WARC record is in it.")


def _unzipped(path: Path) -> BinaryIO:
    """The file as warcio can read it: gzip of each record, as it should be, or none; gzip of the whole is undone."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return cast(BinaryIO, gzip.open(path)) if _is_one_member(head) else path.open("rb")


def _is_one_member(head: bytes) -> bool:
    """Whether the first gzip member goes on after the first record."""
    if not head.startswith(GZIP_MAGIC):
        return False
    header, _, rest = zlib.decompressobj(31).decompress(head).partition(b"\r\n\r\n")
    length = LENGTH.search(header)
    return length is not None and len(rest) > int(length[1]) + len(b"\r\n\r\n")


def _page(record: Any, run_id: str, max_bytes: int) -> Page | None:
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return None
    header = record.http_headers.get_header
    content_type = header("Content-Type") or ""
    if content_type.partition(";")[0].strip().lower() not in HTML:
        return None
    body = record.content_stream().read(max_bytes + 1)
    if len(body) > max_bytes:
        return None
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    fetched_at = _when(record.rec_headers.get_header("WARC-Date") or "")
    if not url.startswith(("http://", "https://")) or fetched_at is None:
        return None
    info = PageInfo(
        url=url, final_url=url, source_id="", run_id=run_id, via="import",
        fetched_at=fetched_at, status=200, content_type=content_type,
        digest=payload_digest(body), etag=header("ETag"), last_modified=header("Last-Modified"), robots="unknown",
    )  # fmt: skip
    return Page(info, body)


def _when(warc_date: str) -> datetime | None:
    try:
        return datetime.fromisoformat(warc_date).astimezone(UTC)
    except ValueError:
        return None
