"""Content encodings, undone within a limit: a small answer that unpacks to gigabytes, or one cut short, is an error.

Scrapy's own middleware returns what it could unpack of a truncated body as if that were all of it, hence this module.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Sequence

import brotli

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

# What we offer to servers (RFC 9110, 12.5.3); each has a branch in `_decode`.
ACCEPTED = "gzip, deflate, br, zstd"
# More than any server applies, each a chance to unpack the limit once more; curl takes five, too.
MOST_ENCODINGS = 5
# Of one gzip file; each member costs a copy of all that follows it.
MOST_MEMBERS = 200
GZIP_MAGIC = b"\x1f\x8b"
# RFC 9659 allows zstd windows of up to 8 MiB (2 ** 23) on the web.
ZSTD_WINDOW_LOG = 23


class BodyError(Exception):
    """A body that cannot be used as it came; the message is the reason that the journal stores."""


class TruncatedBodyError(BodyError):
    """The body ended before its encoding did."""

    def __init__(self) -> None:
        super().__init__("truncated body")


class BodyTooLargeError(BodyError):
    """The body is larger than the limit, before or after decoding."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"larger than {limit} bytes")


def decode_body(body: bytes, encodings: Sequence[str], limit: int, *, cut: bool = False) -> bytes:
    """`body` without its content encodings, which are given in the order in which the server applied them.

    `limit` is in bytes and holds after each decoding. With `cut`, what fits in the limit, or what a truncated body
    still gives, is returned instead of an error (robots.txt is read that way: RFC 9309, 2.5).

    Raises:
        BodyTooLargeError, TruncatedBodyError: see there.
        BodyError: an unknown encoding, too many of them, or bytes that are not in it.
    """
    if len(encodings) > MOST_ENCODINGS:
        raise BodyError(f"more than {MOST_ENCODINGS} content encodings")
    for encoding in reversed(encodings):
        body = _decode(body, encoding.strip().lower(), limit, cut)
    return body


def gunzip(body: bytes, limit: int) -> bytes:
    """The content of a gzip file of one or more members. Raises as `decode_body` does."""
    return _decode(body, "gzip", limit, False)


def _decode(body: bytes, encoding: str, limit: int, cut: bool) -> bytes:
    try:
        if encoding in ("gzip", "x-gzip"):
            plain, whole = _inflate(body, limit, 31)
        elif encoding == "deflate":
            plain, whole = _deflate(body, limit)
        elif encoding == "br":
            plain, whole = _unbrotli(body, limit)
        elif encoding == "zstd":
            plain, whole = _unzstd(body, limit)
        elif encoding in ("", "identity"):
            plain, whole = body, True
        else:
            raise BodyError(f"unknown content encoding {encoding[:40]!r}")
    except (zlib.error, brotli.error, zstd.ZstdError) as why:
        raise BodyError(f"body is not {encoding}: {why}") from None
    if cut:
        return plain[:limit]
    if len(plain) > limit:
        raise BodyTooLargeError(limit)
    if not whole:
        raise TruncatedBodyError
    return plain


def _inflate(body: bytes, limit: int, wbits: int) -> tuple[bytes, bool]:
    plain, whole, members = b"", True, 0
    while body.startswith(GZIP_MAGIC) or not plain:  # what follows the last member is no part of it
        members += 1
        if members > MOST_MEMBERS:
            raise BodyError(f"more than {MOST_MEMBERS} gzip members")
        unzip = zlib.decompressobj(wbits)
        plain += unzip.decompress(body, limit + 1 - len(plain))
        whole, body = unzip.eof, unzip.unused_data
        if not whole or not body or len(plain) > limit:
            break
    return plain, whole


def _deflate(body: bytes, limit: int) -> tuple[bytes, bool]:
    try:
        return _inflate(body, limit, 15)
    except zlib.error:
        return _inflate(body, limit, -15)  # without the zlib header, as some servers send it


def _unbrotli(body: bytes, limit: int) -> tuple[bytes, bool]:
    unpack = brotli.Decompressor()
    plain = unpack.process(body, output_buffer_limit=limit + 1)
    while not unpack.is_finished() and len(plain) <= limit:
        more = unpack.process(b"", output_buffer_limit=limit + 1 - len(plain))
        if not more:
            return plain, False
        plain += more
    return plain, unpack.is_finished()


def _unzstd(body: bytes, limit: int) -> tuple[bytes, bool]:
    unpack = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG})
    plain = unpack.decompress(body, limit + 1)
    return plain, unpack.eof
