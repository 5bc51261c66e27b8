"""Names of persons in what a page writes where an author stands: `By Ann Lee and Bo Ek, Political Editor`."""

from __future__ import annotations

import re
from html import unescape

from scrapers.clean.blocks import tidy
from scrapers.clean.title import fold
from scrapers.clean.words import (
    AGENCIES,
    BY,
    MONTHS,
    NOBODY,
    PAPERS,
    PARTICLES,
    ROLES,
    WEEKDAYS,
    whole_words,
)

LONGEST_NAME = 50
LONGEST_BYLINE = 160
MOST_WORDS = 6

_BY = re.compile(rf"^\W*(?:{BY})\b\s*:?\s*", re.IGNORECASE)
_AND = re.compile(
    r"\s*(?:[,;/+&]|\band\b|\bund\b|\bet\b|\by\b|\bog\b|\boch\b|\bwith\b|\bmit\b|\be\b|\ben\b)\s*", re.IGNORECASE
)
_END = re.compile(
    r"\s+[|•·–—-]\s+|[|•·]|(?<!\w)\d|\(|\b(?:in|for|für|pour|para|at|bei|am|on|um|under|unter|auf)(?!\w)",
)
_ROLE, _PAPER = whole_words(ROLES), whole_words(PAPERS)
_DEGREE = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z.]{1,3}")
_WHEN = WEEKDAYS | set(MONTHS)
_ADDRESS = re.compile(r"\S*(?:://|@)\S*")
_DOTTED = re.compile(r"[^\W\d]{2}\.[^\W\d]{2}")  # `page.author`, `daily.example`: no initials


def without_by(text: str) -> str | None:
    """What follows the "By" that a line begins with; None for any other line."""
    found = _BY.match(text)
    return text[found.end() :] if found else None


def _sentence(words: list[str]) -> bool:
    """Whether words are written as in a sentence: some in capitals, some not and none of those a name's particle."""
    small = [word for word in words if word[:1].islower() and word not in PARTICLES]
    return 0 < len(small) < len(words)


def is_name(name: str) -> bool:
    """Whether the text can name anybody at all: short, in letters, no address, no word of a page's machinery."""
    words = name.split()
    return (
        2 <= len(fold(name)) <= LONGEST_NAME
        and len(words) <= MOST_WORDS
        and name[0].isalpha()
        and not any(mark in name for mark in "{}?!:=<>")
        and name.casefold() not in NOBODY
        and name.casefold() not in MONTHS
        and not _sentence(words)
    )


def _names_paper(name: str, site_names: frozenset[str]) -> bool:
    """Whether the name is the site's own; a site that carries a person's name is that person's."""
    return fold(name) in site_names and (len(name.split()) < 2 or _PAPER.search(name) is not None)


def is_person(name: str, site_names: frozenset[str]) -> bool:
    """Whether the text can be the name of a person: not a role, a desk, an agency or the paper."""
    return (
        is_name(name)
        and name.casefold() not in AGENCIES
        and not _ROLE.search(name)
        and not _DOTTED.search(name)
        and not _names_paper(name, site_names)
    )


def split_names(text: str, site_names: frozenset[str]) -> list[str]:
    """The persons that a byline names.

    After a person with first name and surname, a single word is what that person is ("Ann Lee, Astrologer"); after the
    paper, it is a place ("Daily Example, Dublin").
    """
    listed = parts(text)
    names = [name for name in listed if is_person(name, site_names)]
    alone = not names or (" " not in names[0] and not (fold(listed[0]) in site_names and names[0][:1].isupper()))
    return [name for name in names if " " in name or alone]


def parts(text: str) -> list[str]:
    """What a byline lists, persons or not, without degrees and dates."""
    bare = _BY.sub("", _ADDRESS.sub(",", tidy(unescape(text[: 4 * LONGEST_BYLINE]))))
    end = _END.search(bare)
    bare = _undated(bare[: end.start()]) if end and end.start() else bare
    names = [part.strip(" .-–—|\"'") for part in _AND.split(bare)]
    return [name for position, name in enumerate(names) if name and not (position and _DEGREE.fullmatch(name))]


def _undated(text: str) -> str:
    """The text without the month or weekday of a date that was cut off behind it."""
    words = text.split()
    while len(words) > 1 and words[-1].casefold().rstrip(".,") in _WHEN:
        words.pop()
    return " ".join(words)
