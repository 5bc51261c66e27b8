"""What the model looks at: names of features of a word, of two neighbours, and of a word's place in its text.

A token's features are those of its own word, of two words on each side, of the pairs it makes with its neighbours, and
its `place`. All but the place follow from one or two words alone, so that the model can keep their weights summed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from flows.entities.classes import Classes, listings
from flows.entities.tokens import OPENERS, Token

DISTANCES = (-2, -1, 0, 1, 2)  # of a word from a token
SIDES = (0, -1)  # of a pair's first word from a token that is in the pair
MOST_KEPT = 200_000  # words and pairs whose features or scores are kept
EDGE = ""  # the word before the first and after the last of a sentence
_RUNS = re.compile(r"(.)\1+")


def case(word: str) -> str:
    """a lower, A one capital, N name-like, U capitals, M mixed, 9 figures, d dotted capitals, or the mark itself."""
    first = word[:1]
    if not word:
        return "-"
    if word.isalpha():
        if word.islower():
            return "a"
        if len(word) == 1:
            return "A"
        if word.isupper():
            return "U"
        return "N" if first.isupper() and word[1:].islower() else "M"
    if first.isalpha():
        return "d" if word.endswith(".") else "M"
    return "9" if first.isdigit() else first


def shape(word: str) -> str:
    """`Xx` of `Dublin`, `X.X.` of `U.S.`, `9X` of `6PR`: runs are one sign."""
    signs = "".join("X" if c.isupper() else "x" if c.isalpha() else "9" if c.isdigit() else c for c in word)
    return _RUNS.sub(r"\1", signs)


class Word(NamedTuple):
    """What is asked of a word again and again."""

    low: str
    case: str
    topics: tuple[str, ...]
    lists: tuple[str, ...]


class Features:
    """The names of features; `classes` is None for a language without word classes."""

    def __init__(self, classes: Classes | None) -> None:
        self._classes = classes
        self._seen: dict[str, Word] = {}

    def _word(self, word: str) -> Word:
        if word not in self._seen:
            if len(self._seen) > MOST_KEPT:
                self._seen.clear()
            topics = self._classes.topics(word) if self._classes else ()
            self._seen[word] = Word(word.lower(), case(word), topics, listings(word) if self._classes else ())
        return self._seen[word]

    def of_word(self, word: str) -> tuple[list[str], list[str]]:
        """Features of the word for a token at any distance, and those for the token itself alone."""
        if not word:
            return ["edge"], []
        low, kind, topics, lists = self._word(word)
        known = [*topics, *self._classes.paths(word)] if self._classes else []
        near = [f"w{low}", f"c{kind}", f"e{low[-3:]}", *known, *lists]
        own = [f"x{word}", f"s{shape(word)}", f"n{min(len(word), 9)}"]
        if word[0].isalpha():
            own += [f"e{low[-1:]}", f"e{low[-2:]}", f"e{low[-4:]}", f"p{low[:2]}", f"p{low[:3]}", f"p{low[:4]}"]
            own += [f"{name}{kind}" for name in (*lists, *topics[1:2])]
        return near, own

    def of_pair(self, left: str, right: str) -> list[str]:
        """Features of two neighbours."""
        a, b = self._word(left), self._word(right)
        names = [f"w{a.low} {b.low}", f"c{a.case}{b.case}", f"k{a.low} {b.case}", f"m{a.case} {b.low}"]
        if a.topics and b.topics:
            names.append(f"{a.topics[1]} {b.topics[1]}")
        if a.lists or b.lists:
            names += [f"{x} {y}" for x in a.lists or (a.case,) for y in b.lists or (b.case,)]
        return names


def places(sentences: Sequence[list[Token]]) -> list[list[int]]:
    """Each token's place: how its word is written elsewhere in the text, whether it opens its sentence, how the
    sentence is written. One number, a feature of its own."""
    lower: Counter[str] = Counter()
    inside: Counter[str] = Counter()  # capitalised where a sentence does not demand it
    styles = [style(sentence) for sentence in sentences]
    for sentence, manner in zip(sentences, styles, strict=True):
        opening = True
        for token in sentence:
            word = token.word
            if word.islower():
                lower[word] += 1
            elif not opening and manner == 0 and word[0].isupper():
                inside[word.lower()] += 1
            opening = opening and word[0] in OPENERS
    return [_places(sentence, manner, lower, inside) for sentence, manner in zip(sentences, styles, strict=True)]


def style(sentence: list[Token]) -> int:
    """0 running prose, 1 Every Word A Capital (a heading), 2 ALL CAPITALS."""
    words = [token.word for token in sentence if token.word[0].isalpha()]
    if len(words) < 3:
        return 0
    if sum(word.isupper() for word in words) > 0.7 * len(words):
        return 2
    long = [word for word in words if len(word) > 3]
    return int(len(long) > 2 and all(word[0].isupper() for word in long))


def _places(sentence: list[Token], manner: int, lower: Counter[str], inside: Counter[str]) -> list[int]:
    found, opening = [], True
    for token in sentence:
        word = token.word
        kind = 0 if word.islower() else 1 if word.isupper() else 2 if word[0].isupper() else 3
        low = word.lower()
        elsewhere = (1 if lower[low] else 0) + (2 if inside[low] > (kind and not opening and manner == 0) else 0)
        found.append(((manner * 2 + opening) * 4 + kind) * 4 + elsewhere)
        opening = opening and word[0] in OPENERS
    return found


PLACES = 3 * 2 * 4 * 4
