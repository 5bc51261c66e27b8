"""Pages <-> WARC records: what one gzip member holds."""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any

from pydantic import TypeAdapter, ValidationError
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scrapers.page import Page, PageInfo
from scrapers.politeness import PRODUCT

# Of 300 real pages of 214 kB: level 1 takes 2.1 ms and leaves 50 kB; level 3 2.5 ms, 47 kB; level 6 5.6 ms, 42 kB.
GZIP_LEVEL = 1
INFO_FIELD = b"nightdesk-page: "
# Headers that tell of one transfer only (RFC 9110, 7.6.1), and the length, which decoding changed.
OF_THE_TRANSFER = frozenset(
    ("transfer-encoding", "connection", "keep-alive", "te", "trailer", "upgrade", "proxy-connection", "content-length")
)
_BUILD = WARCWriter(None, gzip=False, warc_version="WARC/1.1")
_INFO: TypeAdapter[PageInfo] = TypeAdapter(PageInfo)

HttpHeaders = Iterable[tuple[str, str]]


class NotAPageError(Exception):
    """Two records that do not make a page; the message says why."""


def payload_digest(body: bytes) -> str:
    """`sha1:BASE32`, as WARC files in common use write it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def warcinfo(name: str, run_id: str) -> bytes:
    """The record that begins a file."""
    fields = {"software": PRODUCT, "format": "WARC File Format 1.1", "isPartOf": run_id}
    return _zipped(_BUILD.create_warcinfo_record(name, fields))


def page_records(page: Page, headers: HttpHeaders) -> bytes:
    """A page as two gzip members: the response, and the metadata that goes with it."""
    response = _response("response", page.info, headers, page.body)
    return _zipped(response) + _zipped(_metadata(page.info, response.rec_headers.get_header("WARC-Record-ID")))


def revisit_record(info: PageInfo, headers: HttpHeaders) -> bytes:
    """The record of an answer whose body is archived already."""
    return _zipped(_response("revisit", info, headers, b""))


def record_type(content: bytes) -> str:
    """`response`, `metadata`, ...: the WARC-Type of a record; empty where it has none."""
    found = re.search(rb"^WARC-Type: (\w+)", content[:2000], re.MULTILINE)
    return found[1].decode() if found else ""


def page_of(response: bytes, metadata: bytes) -> Page:
    """The page that two records hold. Raises NotAPageError."""
    if (record_type(response), record_type(metadata)) != ("response", "metadata"):
        raise NotAPageError("not a response and its metadata")
    try:
        info = _INFO.validate_json(_block(metadata).removeprefix(INFO_FIELD))
    except ValidationError as why:
        raise NotAPageError(f"not the metadata of a page: {why.errors()[0]['msg']}") from None
    return Page(info, _block(response).partition(b"\r\n\r\n")[2])


def _block(record: bytes) -> bytes:
    return record.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")


def _zipped(record: Any) -> bytes:
    plain = BytesIO()
    WARCWriter(plain, gzip=False, warc_version="WARC/1.1").write_record(record)
    zip_ = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31)
    return zip_.compress(plain.getbuffer()) + zip_.flush()


def _response(kind: str, info: PageInfo, headers: HttpHeaders, body: bytes) -> Any:
    warc = {"WARC-Date": _date(info), "WARC-Payload-Digest": info.digest}
    if kind == "revisit":
        warc["WARC-Profile"] = _BUILD.REVISIT_PROFILE_1_1
        warc["WARC-Refers-To-Target-URI"] = info.final_url
    kept = [(name, value) for name, value in headers if name.lower() not in OF_THE_TRANSFER]
    kept = kept or [("Content-Type", info.content_type)]
    http = StatusAndHeaders(f"{info.status} OK", [*kept, ("Content-Length", str(len(body)))], protocol="HTTP/1.1")
    return _BUILD.create_warc_record(
        info.final_url, kind, BytesIO(body), len(body), warc_headers_dict=warc, http_headers=http
    )


def _metadata(info: PageInfo, concurrent: str) -> Any:
    block = INFO_FIELD + _INFO.dump_json(info)
    warc = {"WARC-Date": _date(info), "WARC-Concurrent-To": concurrent}
    return _BUILD.create_warc_record(info.final_url, "metadata", BytesIO(block), len(block), warc_headers_dict=warc)


def _date(info: PageInfo) -> str:
    return info.fetched_at.isoformat(timespec="microseconds").replace("+00:00", "Z")
