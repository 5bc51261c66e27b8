"""Names as sequences of words, found in a text in one walk."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from flows.entities.lists import COUNTRIES
from flows.entities.mention import Type
from flows.entities.spans import Span
from flows.entities.tokens import sentences

LONGEST_NAME = 12  # words


class Lexicon:
    """Names and their types. The longest name that begins at a token is the one found."""

    def __init__(self, names: Iterable[tuple[tuple[str, ...], Type]]) -> None:
        self._types: dict[tuple[str, ...], Type] = {}
        self._lengths: dict[str, list[int]] = {}
        for words, kind in names:
            if words and len(words) <= LONGEST_NAME and words not in self._types:
                self._types[words] = kind
                self._lengths.setdefault(words[0], []).append(len(words))
        self._lengths = {first: sorted(set(lengths), reverse=True) for first, lengths in self._lengths.items()}

    def type(self, words: tuple[str, ...]) -> Type | None:
        return self._types.get(words)

    def find(self, words: Sequence[str]) -> Iterator[Span]:
        """From left to right, without overlap."""
        free = 0
        for at, first in enumerate(words):
            if at < free or first not in self._lengths:
                continue
            for length in self._lengths[first]:
                kind = self._types.get(tuple(words[at : at + length]))
                if kind and at + length <= len(words):
                    yield Span(at, at + length, kind)
                    free = at + length
                    break


def words_of(name: str) -> tuple[str, ...]:
    return tuple(token.word for sentence in sentences(name) for token in sentence)


@cache
def bodies() -> list[list[str]]:
    """Each well-known organisation's names."""
    known: list[list[str]] = tomllib.loads(files("flows.entities").joinpath("known.toml").read_text("utf-8"))["bodies"]
    return known


@cache
def known() -> Lexicon:
    """Countries and well-known organisations."""
    countries: list[tuple[tuple[str, ...], Type]] = [(words_of(name), "LOC") for name in COUNTRIES]
    return Lexicon([*countries, *((words_of(name), "ORG") for names in bodies() for name in names)])
