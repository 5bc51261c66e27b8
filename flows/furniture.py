"""Furniture: blocks that belong to the site, not the article. Pure functions, and the figures that decide.

A block here is a line of an article's text, digits folded: "| 12.4°C Dublin" and "| 9.1°C Dublin" are one. It is
furniture of a source when it recurs over many different stories of it and stands at an edge of their texts: nothing but
other recurring blocks lies between it and the first or the last line. With prose on both sides it stays, as does a
heading that something follows. `store/sql/furniture_*.sql` weigh the evidence over all articles at once, so that the
order of pages and the number of processes make no difference; the user's keep or cut is the last word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.corrections import Correction
from scrapers.article import CutBlock, CutReason, Line
from scrapers.clean.words import MONTHS
from scrapers.urls import stable_id

# Enough evidence: how many stories, on how many days, at an edge in what share of them, on what share of the articles
# that the source had between the block's first day and its last. Figures that differ ("Attendance: 4,310") recur in
# real text as well, dates aside, so that such a block must be on many more. That an edge tells: of what recurs over two
# or more pages of one host (102 hosts of the article corpus, November 2026), 61 of 68 lines at an edge are outside of
# the right text (the others are copyright notes and the like), and 342 of 392 lines inside are within it.
LEAST_STORIES, LEAST_DAYS = 6, 3
AT_EDGE = 0.8
LEAST_SHARE, LEAST_SHARE_WITH_FIGURES = 0.02, 0.3
DATELINE_PLACE = (
    3  # lines from the top among which a recurring line with a date is a dateline, whatever stands above it
)

_FIGURE = re.compile(r"[-−+]?\d+(?:[.,:]\d+)*")
_MONTH, _PART = rf"\b(?:{'|'.join(MONTHS)})\b", r"0(?:st|nd|rd|th)?"
_DATE = re.compile(rf"(?:{_PART}[., ]+(?:de )?)+{_MONTH}(?:[., ]+(?:de )?0)*|{_MONTH}(?:[., ]+{_PART})+")
_LINE = re.compile(r"(\n*)([^\n]+)")
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """What is the same in two showings of one block: its letters in one case, dates as @, other figures as 0."""
    folded = _FIGURE.sub("0", text.casefold())
    return " ".join((_DATE.sub("@", folded) if "0" in folded else folded).split())


def block_id(text: str) -> int:
    """What a block is known by."""
    return stable_id(fold(text))


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A text without its furniture, and what was cut from it."""

    text: str
    cut: tuple[CutBlock, ...] = ()

    @property
    def words(self) -> int:
        return len(_WORD.findall(self.text))


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of a text: what it is known by, its place from the first line and from the last (both from 1), whether
    it is a heading, and whether figures or a date in it were folded."""

    block_id: int
    place: int
    from_end: int
    heading: bool
    figures: bool
    dated: bool


def placed(text: str, lines: Sequence[Line]) -> Iterator[Placed]:
    """The lines of a text. Without `lines` (it was cleaned by a version that did not keep them) there are none."""
    found = [line for _, line in _LINE.findall(text)] if lines else []
    for place, (line, origin) in enumerate(zip(found, lines, strict=True), 1):
        folded = fold(line)
        yield Placed(stable_id(folded), place, len(found) + 1 - place, origin.heading, "0" in folded, "@" in folded)


@dataclass(frozen=True, slots=True)
class Word:
    """The user's word on a block of a source: `decision` is "cut" or "keep"."""

    source_id: str
    text: str
    decision: str


def words(said: Iterable[Correction]) -> list[Word]:
    """The last word on each block."""
    found = {(one.about["source"], block_id(one.about["text"])): one for one in said}
    return [Word(one.about["source"], one.about["text"], one.action) for one in found.values()]


def without(text: str, blocks: Collection[int]) -> str:
    """The text without any line that is one of these blocks, wherever it stands."""
    return "\n".join(line for line in text.split("\n") if block_id(line) not in blocks) if blocks else text


def trim(text: str, positions: Sequence[int], places: Collection[int]) -> Trimmed:
    """The text without the lines at `places` (from 1); `positions` are the lines' places in the page.

    Two lines that were apart are parted by the widest of the gaps between them. A text is never cut to nothing.
    """
    found = _LINE.findall(text)
    if not places or len(places) == len(found):
        return Trimmed(text)
    kept: list[str] = []
    cut: list[CutBlock] = []
    widest = ""
    for place, ((gap, line), position) in enumerate(zip(found, positions, strict=True), 1):
        widest = max(widest, gap)
        if place in places:
            cut.append(CutBlock(position, line, CutReason.FURNITURE))
        else:
            kept.append(f"{widest if kept else ''}{line}")
            widest = ""
    return Trimmed("".join(kept), tuple(cut))
