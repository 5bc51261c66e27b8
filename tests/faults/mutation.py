"""Inputs that nearly make sense: samples of what is really read, with a few edits; Hypothesis finds the fewest."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hypothesis import strategies as st

LONGEST = 300_000  # bytes of an input
EDGES = re.compile(rb"[<>\"'{}\[\],:=\n&;/ ]")
WORDS = rb"""
\0 \xff\xfe \xef\xbb\xbf \xed\xa0\x80 \r \n\n \x1b[2J \xf0\x9f\x92\xa9 \xe2\x80\xae \xe2\x80\xa8 \xd9\xa1\xd9\xa2
\xc5\xbf \xc4\xb0 < > <!-- --> <![CDATA[ ]]> <script> </script> <svg> <template> <p> </p> <table> </article> <base\x20href='http://['>
<!DOCTYPE\x20x\x20[<!ENTITY\x20a\x20'aaaa'>]> &a; &#0; &#xD800; &#99999999; &amp <?xml\x20version='9'?>
xml:base='http://[' " ' \\ \\u0000 \\ud800 \\x { } [ ] [] {} null true NaN Infinity -0 1e999 -1 0
2147483648 9223372036854775808
9999-12-31T23:59:59+14:00 0001-01-01T00:00:00-12:00 -0001-01-01 2026-02-30 2026-13-01 24:00:60 1e12 2026-W53-7 31/12/99
2026-11-20T02:00:00.123456789Z Mon,\x2031\x20Nov\x202026\x2025:61:61\x20+9999 20\x20Nov
http:// http://[ http://[::1 https://x:99999/ // javascript:alert(1) data:, http://a@b/ http://\xe2\x84\x80 %00 %ff /../
User-agent:\x20* Disallow:\x20/*$ Crawl-delay:\x20nan Crawl-delay:\x20inf Crawl-delay:\x20-1 Sitemap:\x20http://[
charset=utf-7 charset=undefined charset=\xff @graph @type datePublished Content-Length:\x20-1
Content-Length:\x20999999999
"""
TOKENS = (
    *(word.decode("unicode_escape").encode("latin-1") for word in WORDS.split()),
    *(piece * 3000 for piece in (b"[", b'{"a":', b"<div>", b"9", b"a", b" ", b"(", b"\xef\xb7\xba")),
)


@dataclass(frozen=True)
class Edit:
    """One edit: of which kind, at which of the places (at an edge between words, or anywhere), how long, with what."""

    kind: str
    place: int
    at_edge: bool
    length: int
    token: bytes


def _place(data: bytes, edit: Edit) -> int:
    if edit.at_edge and (edges := [found.start() for found in EDGES.finditer(data, 0, 50_000)]):
        return edges[edit.place % len(edges)]
    return edit.place % (len(data) + 1)


def _apply(data: bytes, edit: Edit, other: bytes) -> bytes:
    at = _place(data, edit)
    end = min(len(data), at + edit.length)
    cut = edit.place % (len(other) + 1)
    kinds: dict[str, Callable[[], bytes]] = {
        "insert": lambda: data[:at] + edit.token + data[at:],
        "replace": lambda: data[:at] + edit.token + data[end:],
        "delete": lambda: data[:at] + data[end:],
        "repeat": lambda: data[:at] + data[at:end] * 200 + data[end:],
        "truncate": lambda: data[:at],
        "splice": lambda: data[:at] + other[cut:],
        "flip": lambda: data[:at] + bytes(byte ^ (1 << edit.length % 8) for byte in data[at : at + 1]) + data[at + 1 :],
    }
    return kinds[edit.kind]()[:LONGEST]


def edited(sample: bytes, other: bytes, edits: Sequence[Edit]) -> bytes:
    """The sample after its edits; `other` is a second one, whose end it may get."""
    for edit in edits:
        sample = _apply(sample, edit, other)
    return sample


def inputs(samples: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """The samples with up to six edits."""
    edit = st.builds(
        Edit,
        st.sampled_from(("insert", "replace", "delete", "repeat", "truncate", "splice", "flip")),
        st.integers(0, 1 << 20),
        st.booleans(),
        st.sampled_from((1, 2, 5, 20, 100, 2000)),
        st.sampled_from(TOKENS) | st.binary(max_size=8),
    )
    one = st.sampled_from(samples)
    return st.builds(edited, one, one, st.lists(edit, max_size=6))
