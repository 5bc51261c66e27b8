"""The pass over the whole article: what one sentence leaves open, another one says.

trimmed     without "the", ranks, possessives; no peoples, faiths, months
joined      the two halves of "Rolls-Royce"
known       countries and well-known bodies have their own type, and are found where the model missed them
agreed      one name has one type in one article, the one most of its mentions have
repeated    a name of several words, and the surname of a person, is a name wherever it stands
acronyms    "European Central Bank (ECB)" names ECB
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from flows.entities.lexicon import Lexicon, Span, known
from flows.entities.lists import (
    COUNTRIES,
    DEMONYMS,
    DIRECTIONS,
    GROUND,
    HEADS,
    MONTHS_AND_DAYS,
    PERSUASIONS,
    RANKS,
    listed,
)
from flows.entities.mention import Mention, Type
from flows.entities.model import TAGS
from flows.entities.names import stands_for
from flows.entities.tokens import Token

SEEN_ENOUGH = 0.3  # of a word's places must be a name to the model, for the others to be one too
NOT_BODIES = frozenset({("West", "Bank"), ("South", "Bank"), ("Left", "Bank")})
MARKS = frozenset('"“”(-–—,;:')
POSSESSIVES = ("'s", "’s", "'", "’")
# Countries and bodies that are a person's or another thing's name as well: the model's word counts.
AMBIGUOUS = listed("""
    Georgia Jordan Chad Israel Guinea Turkey Amnesty Intel Arsenal Wales Rome AU IS Mali Niger America China CAR
    ICC SEC
""")


@dataclass(frozen=True, slots=True)
class Article:
    """A text as tokens, and what their words are."""

    text: str
    tokens: list[Token]
    words: list[str]
    lower: frozenset[str]  # words that stand somewhere in lower case


Rule = Callable[[Article, list[Span]], list[Span]]


def settle(text: str, sentences: Sequence[list[Token]], tags: Sequence[Sequence[int]]) -> list[Mention]:
    """Mentions, sorted and without overlap, from the model's tags."""
    tokens = [token for sentence in sentences for token in sentence]
    words = [token.word for token in tokens]
    article = Article(text, tokens, words, frozenset(word for word in words if word.islower()))
    spans = [
        Span(begin + start, begin + end, kind)
        for begin, row in zip(accumulate(map(len, tags), initial=0), tags, strict=False)
        for start, end, kind in spans_of([TAGS[tag] for tag in row])
    ]
    for rule in RULES:
        spans = rule(article, spans)
    return [_mention(article, span) for span in spans]


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


def _mention(article: Article, span: Span) -> Mention:
    start, end = article.tokens[span.start].start, article.tokens[span.end - 1].end
    return Mention(start, end, span.type, article.text[start:end])


def words(article: Article, span: Span) -> tuple[str, ...]:
    return tuple(article.words[span.start : span.end])


def trimmed(article: Article, spans: list[Span]) -> list[Span]:
    found = []
    for start, end, kind in spans:
        start = max([start, *(at + 1 for at in range(start, end) if _closes(article, start, at))])
        while start < end and _not_its_first(article.words[start], kind, end - start > 1):
            start += 1
        while start < end and _not_its_last(article.words[end - 1], kind):
            end -= 1
        span = Span(start, end, kind)
        if start < end and not no_name(words(article, span), kind):
            found.append(span)
    return found


def _not_its_first(word: str, kind: Type, more: bool) -> bool:
    low = word.lower()
    if low == "the" or not word[0].isalnum():
        return True
    return more and ((kind == "PER" and low in RANKS) or (kind == "LOC" and word == low and low in DIRECTIONS))


def _closes(article: Article, start: int, at: int) -> bool:
    """Whether a quotation that began before the name ends within it: ‘Butcher’ Oleksandr Syrsky."""
    if article.words[at] not in ("’", "”"):
        return False
    return not {"‘", "“"} & set(article.words[start:at]) and article.text[article.tokens[at].end :][:1].isspace()


def _not_its_last(word: str, kind: Type) -> bool:
    return word in POSSESSIVES or word in MARKS or (kind == "LOC" and word in GROUND)


def no_name(names: Sequence[str], kind: Type) -> bool:
    """Peoples, faiths, days and figures."""
    of_a_people = [
        word for word in names if word.lower() not in DIRECTIONS and (word not in COUNTRIES or "-" not in names)
    ]
    if all(word in DEMONYMS or (word in PERSUASIONS and kind != "PER") for word in of_a_people):
        return bool(of_a_people) or names[-1].lower() in DIRECTIONS
    return all(word.lower() in MONTHS_AND_DAYS or not word[0].isalpha() for word in names)


def headed(article: Article, spans: list[Span]) -> list[Span]:
    """A name of several words whose head is "Ministry", "Bank" or the like is an organisation's."""
    found = []
    for span in spans:
        name = words(article, span)
        head = name[name.index("of") - 1] if "of" in name[1:] else name[-1]
        if len(name) > 1 and head.lower() in HEADS and head[0].isupper() and name not in NOT_BODIES:
            span = span._replace(type="ORG")
        found.append(span)
    return found


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


def with_known(article: Article, spans: list[Span]) -> list[Span]:
    by_span = {(span.start, span.end): span for span in spans}
    extra = []
    for span in known().find(article.words):
        names = words(article, span)
        ours = by_span.get(span[:2])
        if names[0] in AMBIGUOUS and len(names) == 1:
            continue
        if ours is None or ours.type != "PER" or len(names) > 1:
            by_span.pop(span[:2], None)
            extra.append(span)
    return merged(list(by_span.values()), extra)


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


def agreed(article: Article, spans: list[Span]) -> list[Span]:
    votes: defaultdict[tuple[str, ...], Counter[Type]] = defaultdict(Counter)
    for span in spans:
        votes[words(article, span)][span.type] += 1
    surnames = {name[-1] for name, types in votes.items() if len(name) > 1 and types.most_common(1)[0][0] == "PER"}
    found = []
    for span in spans:
        name = words(article, span)
        kind = known().type(name) if name[0] not in AMBIGUOUS else None
        if kind is None:
            kind = (
                "PER"
                if len(name) == 1 and name[0] in surnames and votes[name]["PER"]
                else votes[name].most_common(1)[0][0]
            )
        found.append(Span(span.start, span.end, kind))
    return found


def repeated(article: Article, spans: list[Span]) -> list[Span]:
    tagged, written = Counter(words(article, span) for span in spans), Counter(article.words)
    names: dict[tuple[str, ...], Type] = {}
    for span in spans:
        name = words(article, span)
        if len(name) > 1:
            names[name] = span.type
        elif len(name[0]) > 2 and _is_surname(article, name[0]) and tagged[name] >= SEEN_ENOUGH * written[name[0]]:
            names.setdefault(name, span.type)
        if len(name) > 1 and span.type == "PER" and _is_surname(article, name[-1]):
            names.setdefault((name[-1],), "PER")
    return merged(spans, list(Lexicon(names.items()).find(article.words)))


def _is_surname(article: Article, word: str) -> bool:
    return word[0].isupper() and word.lower() not in article.lower and len(word) > 1 and word not in DEMONYMS


def acronyms(article: Article, spans: list[Span]) -> list[Span]:
    """Short forms in brackets after their long forms, and the short forms' other mentions."""
    short: dict[tuple[str, ...], Type] = {}
    for span in spans:
        after = article.words[span.end : span.end + 3]
        if len(after) == 3 and after[0] == "(" and after[2] == ")" and stands_for(after[1], words(article, span)):
            short[(after[1],)] = span.type
    return merged(spans, list(Lexicon(short.items()).find(article.words))) if short else spans


RULES: tuple[Rule, ...] = (trimmed, headed, joined, with_known, agreed, repeated, acronyms, agreed)
