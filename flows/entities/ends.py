"""Where a name begins and ends, and what is no name: rules that look at one span of the model's."""

from __future__ import annotations

from collections.abc import Sequence

from flows.entities.lists import (
    BODIES,
    COUNTRIES,
    DEMONYMS,
    DIRECTIONS,
    GROUND,
    MONTHS_AND_DAYS,
    PERSUASIONS,
    RANKS,
    TITLES,
)
from flows.entities.mention import Type
from flows.entities.spans import Article, Span, words

MARKS = frozenset('"“”(-–—,;:')
COMMON = GROUND | BODIES | TITLES
POSSESSIVES = ("'s", "’s", "'", "’")


def trimmed(article: Article, spans: list[Span]) -> list[Span]:
    """Without "the", ranks, possessives and marks; peoples, faiths, months and common nouns are dropped."""
    found = []
    names = {words(article, span) for span in spans}
    parts = [part for span in spans for part in _owner_and_owned(article, span, names)]
    for span in parts:
        for start, end, kind in _parted_by_a_rank(article, span):
            while start < end and _not_its_first(article.words[start], kind, end - start > 1):
                start += 1
            while start < end and _not_its_last(article.words[end - 1], kind):
                end -= 1
            if start < end and not no_name(article.words[start:end], kind):
                found.append(Span(start, end, kind))
    return found


def _owner_and_owned(article: Article, span: Span, names: set[tuple[str, ...]]) -> list[Span]:
    """[Ukraine]’s [Donbas]; not King's Cross, whose first part is no name by itself."""
    for at in range(span.start + 1, span.end - 1):
        owner = tuple(article.words[span.start : at])
        if article.words[at] in POSSESSIVES and span.type != "ORG" and (owner in names or owner[0] in COUNTRIES):
            return [Span(span.start, at, span.type), Span(at + 1, span.end, span.type)]
    return [span]


def _parted_by_a_rank(article: Article, span: Span) -> list[Span]:
    """[Indiana] Gov. [Eric Holcomb]; and what follows a quotation that ends within the name: ‘Butcher’ [Anna Kelly]."""
    if span.type != "PER":
        return [span]
    start = max([span.start, *(at + 1 for at in range(span.start, span.end) if _closes(article, span.start, at))])
    for at in range(span.end - 2, start, -1):
        if article.words[at].lower() in RANKS and article.words[at] != "." and len(article.words[at]) > 2:
            return [Span(start, at, "LOC"), Span(at, span.end, "PER")]
    return [Span(start, span.end, "PER")]


def _closes(article: Article, start: int, at: int) -> bool:
    """Whether a quotation that began before the name ends within it: ‘Butcher’ Oleksandr Syrsky."""
    if article.words[at] not in ("’", "”"):
        return False
    return not {"‘", "“"} & set(article.words[start:at]) and _spaced(article, at)


def _spaced(article: Article, at: int) -> bool:
    end = article.tokens[at].end
    return article.text[end : end + 1].isspace()


def _not_its_first(word: str, kind: Type, more: bool) -> bool:
    low = word.lower()
    if low == "the" or not word[0].isalnum():
        return True
    return more and ((kind == "PER" and low in RANKS) or (kind == "LOC" and word == low and low in DIRECTIONS))


def _not_its_last(word: str, kind: Type) -> bool:
    return word in POSSESSIVES or word in MARKS or (kind == "LOC" and word in GROUND)


def no_name(names: Sequence[str], kind: Type) -> bool:
    """Peoples, faiths, days, figures and common nouns."""
    of_a_people = [
        word for word in names if word.lower() not in DIRECTIONS and (word not in COUNTRIES or "-" not in names)
    ]
    if all(word in DEMONYMS or (word in PERSUASIONS and kind != "PER") for word in of_a_people):
        return bool(of_a_people) or names[-1].lower() in DIRECTIONS
    if all(word.islower() and word.removesuffix("s") in COMMON for word in names):
        return True
    return all(word.lower() in MONTHS_AND_DAYS or not word[0].isalpha() for word in names)


def joined(article: Article, spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if (
            last
            and last.type == span.type != "LOC"
            and span.start - last.end == 1
            and article.words[last.end] == "-"
            and article.tokens[last.end].start == article.tokens[last.end - 1].end
            and article.tokens[last.end].end == article.tokens[span.start].start
        ):
            found[-1] = Span(last.start, span.end, span.type)
        else:
            found.append(span)
    return found
