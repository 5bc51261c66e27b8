"""Where a text has the words of a query: a short passage around the first of them, with all of them marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dashboard.differences import Piece
from dashboard.search import Term, fold

WORD = re.compile(r"[^\W_]+")
BEFORE, LENGTH = 60, 240  # characters before the first word that is marked, and in all


def snippet(text: str, terms: Sequence[Term]) -> list[Piece]:
    """The passage in pieces, those that a term asks for marked as `added`; empty when none is in the text."""
    wanted = [term for term in terms if not term.no]
    found = [word for word in WORD.finditer(text) if any(_fits(word.group(), term) for term in wanted)]
    if not found:
        return []
    start = max(0, text.rfind(" ", 0, max(0, found[0].start() - BEFORE)) + 1)
    end = min(len(text), start + LENGTH)
    pieces = [Piece("…" if start else "")]
    done = start
    for word in found:
        if word.start() >= end:
            break
        pieces += [Piece(text[done : word.start()]), Piece(word.group(), added=True)]
        done = word.end()
    return [*pieces, Piece(text[done:end] + ("…" if end < len(text) else ""))]


def _fits(word: str, term: Term) -> bool:
    bare = "".join(fold(word))
    return bare in term.words or (term.prefix and bare.startswith(term.words[-1]))
