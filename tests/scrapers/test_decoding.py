from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Callable

import brotli
import pytest

from scrapers.decoding import BodyError, BodyTooLargeError, TruncatedBodyError, decode_body, gunzip, zstd

BODY = os.urandom(500) + b"a" * 5000


def raw_deflate(body: bytes) -> bytes:
    pack = zlib.compressobj(wbits=-15)
    return pack.compress(body) + pack.flush()


PACKERS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("br", brotli.compress),
    ("zstd", zstd.compress),
]
each = pytest.mark.parametrize(("encoding", "pack"), PACKERS)


@each
def test_what_is_packed_comes_back(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    assert decode_body(pack(BODY), [encoding], len(BODY)) == BODY


@each
def test_a_truncated_body_is_an_error(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(TruncatedBodyError):
        decode_body(pack(BODY)[:-20], [encoding], 10_000)


@each
def test_a_bomb_is_an_error_and_is_not_unpacked(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(BodyTooLargeError):
        decode_body(pack(b"\0" * 50_000_000), [encoding], 1000)
    assert len(decode_body(pack(b"\0" * 50_000_000), [encoding], 1000, cut=True)) == 1000


def test_encodings_are_undone_in_reverse() -> None:
    assert decode_body(brotli.compress(gzip.compress(BODY)), ["gzip", "br"], 10_000) == BODY


def test_several_gzip_members_are_one_file_and_garbage_after_them_is_none_of_it() -> None:
    assert gunzip(gzip.compress(b"a") + gzip.compress(b"b") + b"garbage", 100) == b"ab"


def test_an_empty_member_ends() -> None:
    assert gunzip(gzip.compress(b""), 100) == b""


@pytest.mark.parametrize(
    ("body", "encoding"), [(b"plain", "gzip"), (b"plain", "br"), (b"plain", "zstd"), (b"plain", "compress")]
)
def test_what_is_not_in_its_encoding_is_an_error(body: bytes, encoding: str) -> None:
    with pytest.raises(BodyError):
        decode_body(body, [encoding], 100)


def test_more_members_or_encodings_than_any_server_sends_are_an_error() -> None:
    with pytest.raises(BodyError, match="more than 200 gzip members"):
        gunzip(gzip.compress(b"") * 400_000, 100)  # took minutes
    with pytest.raises(BodyError, match="more than 5 content encodings"):
        decode_body(BODY, ["gzip"] * 6, 100)
