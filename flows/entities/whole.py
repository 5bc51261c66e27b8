"""The pass over the whole article: what one sentence leaves open, another one says.

trimmed     without "the", ranks, possessives; no peoples, faiths, months
headed      a ministry is an organisation
coordinated two of them with "and" between them are two
datelines   an agency stands after a place
joined      the two halves of "Rolls-Royce" are one
with_known  countries and well-known bodies have their own type, and are found where the model missed them
agreed      one name has one type in one article, the one most of its mentions have
repeated    a name of several words, and the surname of a person, is a name wherever it stands
acronyms    "European Central Bank (ECB)" names ECB
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate

from flows.entities.ends import joined, trimmed
from flows.entities.lexicon import Lexicon, known
from flows.entities.lists import BRANDS, DEMONYMS, HEADS, listed
from flows.entities.mention import Mention, Type
from flows.entities.model import TAGS
from flows.entities.names import put_in_brackets
from flows.entities.spans import Article, Span, merged, spans_of, words
from flows.entities.tokens import Token

# Countries and bodies that are a person's or another thing's name as well: the model's word counts.
AMBIGUOUS = listed("""
    Georgia Jordan Chad Israel Guinea Turkey Amnesty Intel Arsenal Wales Rome AU IS Mali Niger America China CAR
    ICC SEC
""")
NOT_BODIES = frozenset({("West", "Bank"), ("South", "Bank"), ("Left", "Bank")})
DATELINE_ENDS = ([")", "-"], [")", "–"], [")", "—"])
LONGEST_DATELINE = 10  # tokens before the agency
SEEN_ENOUGH = 0.3  # of a word's places must be a name to the model, for the others to be one too


def settle(text: str, sentences: Sequence[list[Token]], tags: Sequence[Sequence[int]]) -> list[Mention]:
    """Mentions, sorted and without overlap, from the model's tags."""
    tokens = [token for sentence in sentences for token in sentence]
    written = [token.word for token in tokens]
    article = Article(text, tokens, written, frozenset(word for word in written if word.islower()))
    spans = [
        Span(begin + start, begin + end, kind)
        for begin, row in zip(accumulate(map(len, tags), initial=0), tags, strict=False)
        for start, end, kind in spans_of([TAGS[tag] for tag in row])
    ]
    for rule in (trimmed, headed, coordinated, datelines, joined, with_known, agreed, repeated, acronyms, agreed):
        spans = rule(article, spans)
    return [_mention(article, span) for span in spans]


def _mention(article: Article, span: Span) -> Mention:
    start, end = article.tokens[span.start].start, article.tokens[span.end - 1].end
    return Mention(start, end, span.type, article.text[start:end])


def coordinated(article: Article, spans: list[Span]) -> list[Span]:
    """[Ministry of Health] and [Safaricom]; not the Academy of Arts and Sciences, nor a Search and Rescue (SR)."""
    names = {words(article, span) for span in spans}
    whole = {words(article, span) for span in spans if _abbreviated(article, span)}
    found = []
    for span in spans:
        name = words(article, span)
        at = name.index("and") if span.type == "ORG" and "and" in name[1:-1] else 0
        if at and name not in whole and _stands_alone(name[at + 1 :], _head(name[:at]) in HEADS, names):
            found.append(Span(span.start, span.start + at, "ORG"))
            at += 1 + (name[at + 1] == "the")
            found.append(Span(span.start + at, span.end, "ORG"))
        else:
            found.append(span)
    return found


def _stands_alone(right: tuple[str, ...], headed_left: bool, names: set[tuple[str, ...]]) -> bool:
    if right in names or right[0] == "the":
        return True
    return headed_left and (right[0] in BRANDS or (len(right) > 1 and _head(right) in HEADS))


def _head(name: tuple[str, ...]) -> str:
    """The word that says what kind of thing bears the name, in lower case: "bank" of Royal Bank of Canada."""
    head = name[name.index("of") - 1] if "of" in name[1:] else name[-1]
    return head.lower() if head[0].isupper() else ""


def headed(article: Article, spans: list[Span]) -> list[Span]:
    """A name of several words whose head is "Ministry", "Bank" or the like is an organisation's."""
    found = []
    for span in spans:
        name = words(article, span)
        if len(name) > 1 and _head(name) in HEADS and name not in NOT_BODIES:
            span = span._replace(type="ORG")
        found.append(span)
    return found


def datelines(article: Article, spans: list[Span]) -> list[Span]:
    """LONDON, Oct 3 (Reuters) -, Kelverport (LWS) - : what opens a paragraph before an agency is a place."""
    found = []
    for at, word in enumerate(article.words):
        if word == "(" and article.words[at + 2 : at + 4] in DATELINE_ENDS:
            begin = range(max(0, at - LONGEST_DATELINE), at)
            start = max((n for n in begin if _opens_paragraph(article, n)), default=at)
            end = start
            while end < at and _in_dateline(article.words[end], article.words[at + 1]):
                end += 1
            if end > start and (Span(start, end, "PER") not in spans or article.words[start].isupper()):
                found += [Span(start, end, "LOC"), Span(at + 1, at + 2, "ORG")]
    apart = [span for span in spans if all(span.end <= new.start or new.end <= span.start for new in found)]
    return sorted([*apart, *found])


def _in_dateline(word: str, agency: str) -> bool:
    """Whether the word may be one of the place's: in capitals, or just capitalised where the agency is in capitals."""
    return word.isupper() or (word[0].isupper() and len(agency) > 1 and agency.isupper())


def _opens_paragraph(article: Article, at: int) -> bool:
    if at == 0:
        return True
    return "\n" in article.text[article.tokens[at - 1].end : article.tokens[at].start]


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
        often = tagged[name] >= SEEN_ENOUGH * written[name[0]]
        if len(name) > 1 or (often and len(name[0]) > 2 and _is_surname(article, name[0])):
            names.setdefault(name, span.type)
        if len(name) > 1 and span.type == "PER" and _is_surname(article, name[-1]):
            surname = _surname(name)
            names[surname] = "PER" if len(surname) > 1 else names.get(surname, "PER")
    return merged(spans, list(Lexicon(names.items()).find(article.words)))


def _surname(name: tuple[str, ...]) -> tuple[str, ...]:
    """The last part of a person's name: Zuma-Sambudla of Duduzile Zuma-Sambudla."""
    start = len(name) - 1
    while start > 2 and name[start - 1] == "-":
        start -= 2
    return name[start:]


def _is_surname(article: Article, word: str) -> bool:
    return word[0].isupper() and word.lower() not in article.lower and len(word) > 1 and word not in DEMONYMS


def _abbreviated(article: Article, span: Span) -> bool:
    """Whether its short form stands in brackets after it."""
    after = article.words[span.end : span.end + 3]
    return len(after) == 3 and after[0] == "(" and after[2] == ")" and put_in_brackets(after[1], words(article, span))


def acronyms(article: Article, spans: list[Span]) -> list[Span]:
    """Short forms in brackets after their long forms, and the short forms' other mentions."""
    short: dict[tuple[str, ...], Type] = {}
    for span in spans:
        if _abbreviated(article, span):
            short[(article.words[span.end + 1],)] = span.type
    return merged(spans, list(Lexicon(short.items()).find(article.words))) if short else spans
