"""Names as runs of tokens of one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.entities.mention import Type
from flows.entities.tokens import Token


class Span(NamedTuple):
    """A name at tokens[start:end] of a text."""

    start: int
    end: int
    type: Type


@dataclass(frozen=True, slots=True)
class Article:
    """A text as tokens, and what their words are."""

    text: str
    tokens: list[Token]
    words: list[str]
    lower: frozenset[str]  # words that stand somewhere in lower case


def words(article: Article, span: Span) -> tuple[str, ...]:
    return tuple(article.words[span.start : span.end])


def spans_of(tags: Sequence[str]) -> list[Span]:
    """The names of one sentence."""
    spans: list[Span] = []
    for at, tag in enumerate(tags):
        if tag == "O":
            continue
        kind: Type = tag[2:]  # type: ignore[assignment]
        if tag[0] == "I" and spans and spans[-1].end == at and spans[-1].type == kind:
            spans[-1] = Span(spans[-1].start, at + 1, kind)
        else:
            spans.append(Span(at, at + 1, kind))
    return spans


def merged(spans: list[Span], extra: list[Span]) -> list[Span]:
    """`spans`, and each of `extra` that lies in none of them; it replaces those that lie in it."""
    taken = {at: span for span in spans for at in range(span.start, span.end)}
    kept = set(spans)
    for new in extra:
        over = {taken[at] for at in range(new.start, new.end) if at in taken} & kept
        if all(new.start <= old.start and old.end <= new.end for old in over):
            kept -= over
            kept.add(new)
            taken.update((at, new) for at in range(new.start, new.end))
    return sorted(kept)
