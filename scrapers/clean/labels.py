"""Lines beside the text that are something else: title, byline, a word on the author, credit, date, the paper's name.

One rule, one function. Each answers for a single block; `RULES` has them in the order in which they are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml.html import HtmlElement

from scrapers.article import CutReason
from scrapers.clean.authors import byline_names
from scrapers.clean.blocks import HEADINGS, Block
from scrapers.clean.captions import Captions
from scrapers.clean.dates import day_in
from scrapers.clean.title import fold
from scrapers.clean.words import BIO_NAMES, CREDIT, DATE_WORDS, MONTHS, ROLES, whole_words

LONGEST_LINE = 120
NEAR_TOP, NEAR_END = 6, 3  # kept blocks from either end among which bylines and dates are looked for
AFTER_END = 8  # blocks after the last kept one among which lines about the authors are looked for
LONGEST_BIO, NAME_WITHIN = 600, 40  # characters of such a line, and of its beginning that names an author
SHORTEST_NAME = 5
LONGEST_LABEL = 50  # characters of a line with the paper's name
_BIO_NAME = re.compile(BIO_NAMES, re.IGNORECASE)
_ROLE = whole_words(ROLES)
_CREDIT = re.compile(rf"^\W*(?:(?:{CREDIT})\s*(?:by\b|von\b|de\b|par\b|courtesy\b|[:©])|©|\(c\)\s)", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|il|el)\s+", re.IGNORECASE)
_CURRENCY = re.compile(r"[$€£¥%]")
_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_])?")


@dataclass(frozen=True, slots=True)
class Around:
    """What the rules know besides the block: the page's answers (folded where they are compared), and where the kept
    blocks begin and end."""

    title: str
    authors: frozenset[str]
    papers: frozenset[str]
    captions: Captions
    top: int
    end: int
    last: int

    def at_edge(self, block: Block) -> bool:
        return block.position <= self.top or self.end <= block.position <= self.last + NEAR_END


def is_title(block: Block, around: Around) -> bool:
    """The headline again: as a heading anywhere, as any other line at the top."""
    # Spaces and marks are folded away, so a title's line is hardly twice as long as what is left of it.
    if not around.title or len(block.text) > 2 * len(around.title) or fold(block.text) != around.title:
        return False
    return block.position <= around.top or (block.element is not None and block.element.tag in HEADINGS)


def is_caption(block: Block, around: Around) -> bool:
    """A block in a caption, or one that repeats a caption's words."""
    return block.position in around.captions.holders or around.captions.is_copy(block)


def is_byline(block: Block, around: Around) -> bool:
    """Nothing but the authors' names, with or without "By"."""
    if len(block.text) > LONGEST_LINE or not around.at_edge(block):
        return False
    if fold(block.text) in around.authors:
        return True
    names = byline_names(block.text, frozenset())
    return bool(names) and 2 * sum(len(fold(name)) for name in names) > len(fold(block.text))


def is_bio(block: Block, around: Around) -> bool:
    """A line about an author at the end: it begins with the name, and says what they are or stands in a box for it."""
    if block.position < around.end or len(block.text) > LONGEST_BIO:
        return False
    beginning = fold(block.text[:NAME_WITHIN])
    if not any(len(name) >= SHORTEST_NAME and name in beginning for name in around.authors):
        return False
    return fold(block.text) not in around.authors and bool(_ROLE.search(block.text) or _in_bio(block.element))


def _in_bio(element: HtmlElement | None) -> bool:
    """Whether the element or one of the two around it is named as a box about an author."""
    for _ in range(3):
        if element is None:
            return False
        if _BIO_NAME.search(" ".join(filter(None, map(element.get, ("class", "id", "itemprop"))))):
            return True
        element = element.getparent()
    return False


def is_credit(block: Block, around: Around) -> bool:
    """A picture's credit on a line of its own; the paper's own copyright line is none."""
    if len(block.text) > LONGEST_LINE or block.text.endswith(("?", "!")) or block.position > around.last + NEAR_END:
        return False
    return bool(_CREDIT.match(block.text)) and not any(paper in fold(block.text) for paper in around.papers)


def is_date(block: Block, around: Around) -> bool:
    """Nothing but a date, at the top or the end. A time alone may head an entry of a live blog."""
    if len(block.text) > LONGEST_LINE or not around.at_edge(block) or not any(map(str.isdigit, block.text)):
        return False
    if _CURRENCY.search(block.text) or not day_in(block.text):
        return False
    return all(word in MONTHS or word in DATE_WORDS for word in map(str.casefold, _WORD.findall(block.text)))


def bare_name(paper: str) -> str:
    """A paper's name without the article it may begin with."""
    return _ARTICLE.sub("", paper)


def is_publisher(block: Block, around: Around) -> bool:
    """The paper's name as the last line or right after it; as the last line also with a word on the edition, or the
    name of a sister ("Sunday Courier" in the Dunmarrow Courier)."""
    if block.position < around.last or len(block.text) > LONGEST_LABEL or block.text.endswith((".", "!", "?")):
        return False
    name = bare_name(block.text)
    if fold(name) in around.papers:
        return True
    return block.position == around.last and (fold(name).startswith(tuple(around.papers)) or _is_sister(name, around))


def _is_sister(name: str, around: Around) -> bool:
    """Whether it is a name of two or three words of which the paper's own name has one."""
    words = name.split()
    if len(words) not in (2, 3) or not name.istitle():
        return False
    return any(fold(word) in paper for word in words if len(word) >= SHORTEST_NAME for paper in around.papers)


RULES: tuple[tuple[CutReason, Callable[[Block, Around], bool]], ...] = (
    (CutReason.TITLE, is_title),
    (CutReason.CAPTION, is_caption),
    (CutReason.BYLINE, is_byline),
    (CutReason.BIO, is_bio),
    (CutReason.CREDIT, is_credit),
    (CutReason.DATE, is_date),
    (CutReason.PUBLISHER, is_publisher),
)


def label(block: Block, around: Around) -> CutReason | None:
    """Why a block that the extraction kept is not in the text; None when it stays."""
    return next((reason for reason, holds in RULES if holds(block, around)), None)
