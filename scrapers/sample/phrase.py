"""Phrases with open places, as the grammar files write them.

    "[Ships|Freighters] wait off {p}"    one of the words in brackets; brackets may nest
    "{a}", "{a.he}", "{o.d}"             who fills slot `a` of the cast: the name, the pronoun, the German dative
    "{3-9}", "{4-19th}"                  a number from the range; the English ordinal of one
    "{weekday}", "{next}"                the day of publication; a day soon after

Numbers below ten are spelled out, except where they touch a point, comma, hyphen or digit ("4.5", "6-hour").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from random import Random

_NUMBER = re.compile(r"(\d+)-(\d+)(th)?")


@dataclass(frozen=True, slots=True)
class Choice:
    options: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    name: str
    aspect: str


@dataclass(frozen=True, slots=True)
class Number:
    low: int
    high: int
    ordinal: bool
    in_words: bool


Phrase = tuple[str | Choice | Slot | Number, ...]


@cache
def parse(text: str) -> Phrase:
    """The phrase that `text` writes. Raises ValueError, with the text, for a bracket that is not closed."""
    phrase, end = _sequence(text, 0, "")
    if end != len(text):
        raise ValueError(f"stray {text[end]!r} at {end} in {text!r}")
    return phrase


def _sequence(text: str, at: int, stop: str) -> tuple[Phrase, int]:
    parts: list[str | Choice | Slot | Number] = []
    while at < len(text) and text[at] not in stop:
        if text[at] == "[":
            part, at = _choice(text, at + 1)
            parts.append(part)
        elif text[at] == "{":
            end = text.index("}", at)
            parts.append(_slot(text, at, end))
            at = end + 1
        else:
            found = re.compile(r"[^\[\]{}|]+|.").match(text, at)
            assert found is not None
            parts.append(found[0])
            at = found.end()
    return tuple(parts), at


def _choice(text: str, at: int) -> tuple[Choice, int]:
    options = []
    while True:
        option, at = _sequence(text, at, "|]")
        options.append(option)
        if at >= len(text):
            raise ValueError(f"a [ is not closed in {text!r}")
        at += 1
        if text[at - 1] == "]":
            return Choice(tuple(options)), at


def _slot(text: str, start: int, end: int) -> Slot | Number:
    inside = text[start + 1 : end]
    if number := _NUMBER.fullmatch(inside):
        touched = re.match(r"[.,]\{|[-.]", text[end + 1 :]) or re.search(r"\}[.,]$", text[:start])
        return Number(int(number[1]), int(number[2]), bool(number[3]), not touched)
    name, _, aspect = inside.partition(".")
    return Slot(name, aspect)


def slots(phrase: Phrase) -> set[str]:
    """The names of all slots in it, whichever choices are made."""
    found = set()
    for part in phrase:
        if isinstance(part, Slot):
            found.add(part.name)
        elif isinstance(part, Choice):
            found.update(*(slots(option) for option in part.options))
    return found


def fill(phrase: Phrase, rng: Random, slot: Callable[[Slot], str], number: Callable[[Number, int], str]) -> str:
    """One text of the many that the phrase stands for; `slot` and `number` give the words for what they are handed."""
    words = []
    for part in phrase:
        if isinstance(part, str):
            words.append(part)
        elif isinstance(part, Choice):
            words.append(fill(part.options[int(rng.random() * len(part.options))], rng, slot, number))
        elif isinstance(part, Number):
            words.append(number(part, rng.randint(part.low, part.high)))
        else:
            words.append(slot(part))
    return "".join(words)
