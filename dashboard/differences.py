"""What is different between two texts, word by word, for a reader: what was taken out and what was put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

PIECE = re.compile(r"\n+|[^\S\n]+|\w+|[^\w\s]")
MOST_WORDS = 6_000
"""Beyond this many pieces a side the texts are compared by paragraph: the time grows with the square."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that both texts have, or that only the first (`removed`) or the second (`added`) has."""

    text: str
    removed: bool = False
    added: bool = False


def compare(before: str, after: str) -> list[Piece]:
    """The two texts as one, in pieces. Joined without the added ones they are `before`, without the removed `after`."""
    one, other = PIECE.findall(before), PIECE.findall(after)
    if max(len(one), len(other)) > MOST_WORDS:
        one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    return list(_pieces(one, other))


def _pieces(one: list[str], other: list[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            yield Piece("".join(one[a:b]))
            continue
        if a < b:
            yield Piece("".join(one[a:b]), removed=True)
        if c < d:
            yield Piece("".join(other[c:d]), added=True)
