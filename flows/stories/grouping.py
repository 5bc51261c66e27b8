"""Articles -> stories: whatever hangs together by copies. The same for every order of the articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations, pairwise

from flows.stories.copies import WITHIN, copied_within


@dataclass(frozen=True, slots=True)
class Told:
    """What grouping needs to know of an article. `seen_at`: when it was published, or first seen.

    `text_hash` is that of its words; `bands` come from `sketches`, none where the text is too short to be compared.
    """

    article_id: int
    seen_at: datetime
    text_hash: int
    bands: Sequence[int] = field(repr=False)
    agency: str | None
    text: str = field(repr=False)


class _Bound:
    """What hangs together: a union-find."""

    def __init__(self, members: Iterable[int]) -> None:
        self._parents = {member: member for member in members}

    def root(self, member: int) -> int:
        while (parent := self._parents[member]) != member:
            self._parents[member] = self._parents[parent]
            member = parent
        return member

    def unite(self, one: int, other: int) -> None:
        self._parents[self.root(one)] = self.root(other)


def group(articles: Iterable[Told]) -> dict[int, int]:
    """For each article the id of its story, which is the id of the story's earliest article."""
    told = sorted(articles, key=lambda one: (one.seen_at, one.article_id))
    stories = _Bound(one.article_id for one in told)
    for alike, within in _alike(told):
        for one, other in pairwise(alike):
            if other.seen_at - one.seen_at <= within:
                stories.unite(one.article_id, other.article_id)
    originals: dict[int, int] = {}
    for one in told:
        originals.setdefault(stories.root(one.article_id), one.article_id)
    return {one.article_id: originals[stories.root(one.article_id)] for one in told}


def _alike(told: Sequence[Told]) -> Iterator[tuple[list[Told], timedelta]]:
    """Articles that are copies of one another, in the order of time, and how far apart two neighbours may be.

    It is enough to look at neighbours: those in between are copies too. Each pair of texts is compared once, however
    many articles carry them.
    """
    texts: dict[tuple[int, str | None], list[Told]] = defaultdict(list)
    for article in told:
        if article.bands:
            texts[article.text_hash, article.agency].append(article)
    for same in texts.values():
        yield same, WITHIN
    for ones, others in _candidates(list(texts.values())):
        one, other = (min(same, key=lambda article: article.text) for same in (ones, others))
        same_agency = one.agency is not None and one.agency == other.agency
        within = copied_within(one.text, other.text, same_agency)
        if within:
            yield sorted(ones + others, key=lambda article: (article.seen_at, article.article_id)), within


def _candidates(texts: Sequence[list[Told]]) -> list[tuple[list[Told], list[Told]]]:
    """The pairs of texts that share a band and were told within reach of one another.

    What may hang together comes together: texts are read once for all their pairs.
    """
    buckets: dict[int, list[int]] = defaultdict(list)
    for place, same in enumerate(texts):
        for band in set(same[0].bands):
            buckets[band].append(place)
    pairs = {pair for places in buckets.values() for pair in combinations(places, 2)}
    reached = [(a, b) for a, b in pairs if _in_reach(texts[a], texts[b])]
    bound = _Bound(range(len(texts)))
    for a, b in reached:
        bound.unite(a, b)
    return [(texts[a], texts[b]) for a, b in sorted(reached, key=lambda pair: (bound.root(pair[0]), pair))]


def _in_reach(one: Sequence[Told], other: Sequence[Told]) -> bool:
    return one[0].seen_at - other[-1].seen_at <= WITHIN and other[0].seen_at - one[-1].seen_at <= WITHIN
