"""What two spellings of a name have in common."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from flows.entities.lists import BODIES, CORPORATE, HONOURS, LINK_WORDS, NICKNAMES, NUMBERS, TITLES

_QUOTED = re.compile(r"[\"“”«»(][^\"“”«»()]*[\"“”«»)]")
_POSSESSIVE = re.compile(r"['’]s?$")
_WORD = re.compile(r"[^\s,\-–]+")


@lru_cache(50_000)
def folded(name: str) -> str:
    """Without case, accents, dots, and a possessive."""
    plain = unicodedata.normalize("NFKD", _POSSESSIVE.sub("", name.strip()))
    return "".join(c for c in plain if not unicodedata.combining(c) and c != ".").casefold()


def words(name: str) -> tuple[str, ...]:
    """The name's words; hyphens part them, "the" and "and" do not count."""
    return tuple(word for word in _WORD.findall(_POSSESSIVE.sub("", name.strip())) if folded(word) not in LINK_WORDS)


@lru_cache(50_000)
def person(name: str) -> tuple[str, ...]:
    """The parts of a person's name, folded: no rank, no nickname in quotes; "Jr." and a number stay at the end."""
    parts = [folded(word) for word in _WORD.findall(_QUOTED.sub(" ", _POSSESSIVE.sub("", name.strip())))]
    parts = [part for part in parts if part and part not in HONOURS]
    while parts and parts[0] in TITLES:
        parts = parts[1:]
    return tuple(parts)


def initials_fit(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the parts of `short` stand in `full` in their order, its last at the end; a part may be an initial or a
    given name's short form. Or `full` goes on after all of `short`, as Rachel Perry Welty does after Rachel Perry."""
    if 1 < len(short) < len(full) and tuple(full[: len(short)]) == tuple(short):
        return True
    if short[-1] in NUMBERS or full[-1] in NUMBERS:
        short, full = _unnumbered(short, full)
    if not short or len(short) > len(full) or short[-1] != full[-1]:
        return False
    if len(short) > 1 and not _same_part(short[0], full[0]) and tuple(full[-len(short) :]) != tuple(short):
        return False
    rest = iter(full)
    return all(any(_same_part(part, other) for other in rest) for part in short)


def _unnumbered(short: Sequence[str], full: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Without the fuller name's number or "Jr."; nothing to compare when the other one has a number too, or alone."""
    if short[-1] in NUMBERS:
        return (short[:-1], full[:-1]) if short[-1] == full[-1] else ((), full)
    return short, full[:-1]


def _same_part(short: str, full: str) -> bool:
    if short == full:
        return True
    if len(short) == 1 or len(full) == 1:
        return short[0] == full[0]
    return NICKNAMES.get(short) == full or NICKNAMES.get(full) == short


def stands_for(short: str, long: Sequence[str]) -> bool:
    """Whether `short` is made of the first letters of the words of `long`: all of them, those with a capital, or those
    before "Company"."""
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isalpha() and sum(c.isupper() for c in letters) > 1 and len(long) > 1):
        return False
    firsts = "".join(folded(word) if "." in word else folded(word)[:1] for word in long)
    capitals = "".join(folded(word)[:1] for word in long if word[0].isupper())
    tails = [capitals[:-1]] if len(long) > 2 and folded(long[-1]) in CORPORATE else []
    return folded(letters) in (firsts, capitals, *tails)


def put_in_brackets(short: str, long: Sequence[str]) -> bool:
    """Whether `short`, in brackets right after `long`, is its short form; there Sars and DonNTU are as good as SARS."""
    if not short.isalpha() or not long or len(short) < 2:
        return False
    return stands_for(short.upper(), long) or (sum(c.isupper() for c in short) > 1 and short[0] == long[0][0])


def shortened(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether `short` is how a text goes on to call an organisation: the words it begins or ends with, if these say
    more than "Council"."""
    if len(short) == 1 and short[0] in BODIES and short[0] != full[-1]:
        return False
    return tuple(full[: len(short)]) == tuple(short) or tuple(full[-len(short) :]) == tuple(short)
