"""Which names are one entity, over all articles: links between names, each by one rule, and what they tie together.

    type      one name under two types is the type of most of its articles: "Georgia" is a place
    support   a name stands for a longer one when articles that have both say so: "Harris" for "Kamala Harris"
    person    full names that can only be one person's: "Joe Biden" and "Joseph R. Biden Jr."

Every rule looks at counts alone, so the entities follow from the articles, in whatever order these came. An entity is
what links tie together; its id is that of its founding name, the one that was seen first, so that it stays when
another of its names becomes the commonest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.entities.people import same_people
from flows.entities.spelling import is_acronym

# How much of a name's articles the commonest type must have for the others to follow it; a name of several words, which
# hardly two entities share, follows in any case.
TYPE_SHARE = 0.85
# Articles in which the short name stands for a longer one: at least so many, and this share of them for one only. Over
# 1,145 labelled articles on anything (Re-DocRED, WikiGold), each name guessed from the other articles, 3 and 0.9 made
# no error in 226 cases; 1 and 0.6 took one surname for another in 22 of 28.
LEAST_SUPPORT = 3
SUPPORT_SHARE = 0.9
# ... and at least this share of the articles in which the short name stands alone: "Google" that stands alone is not
# "Google DeepMind". An acronym that stands alone is short for something all the same.
LEAST_BESIDE, LEAST_BESIDE_ACRONYM = 0.5, 0.02
# A long form is shown rather than its acronym when it has this share of the acronym's articles: United Nations, NATO.
LONG_FORM_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Name:
    """One name as the store counts it."""

    name_id: int
    name: str
    type: str
    key: str
    articles: int
    first_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Support:
    """In so many articles the surface that is by itself the name `alone_id` stood for the name `stands_for`."""

    alone_id: int
    stands_for: Name
    articles: int


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two names are one entity, and by which rule."""

    name_id: int
    other_id: int
    rule: str


def type_links(names: Iterable[Name]) -> Iterator[Link]:
    """Each name to the one of the same key that has the type of nearly all its articles. Give all names of a key."""
    for same in _by_key(names).values():
        major = max(same, key=lambda name: (name.articles, name.type))
        if " " in major.key or major.articles >= TYPE_SHARE * sum(name.articles for name in same):
            yield from (Link(name.name_id, major.name_id, "type") for name in same if name is not major)


def support_links(names: Iterable[Name], supports: Iterable[Support], people: Mapping[int, int]) -> Iterator[Link]:
    """Each name to the longer one that it stands for in nearly all articles that have both.

    Give all supports of a name; `people` has one number for all full names of one person, by name.
    """
    standing: dict[int, dict[int, list[Support]]] = defaultdict(lambda: defaultdict(list))
    for support in supports:
        target = support.stands_for.name_id
        standing[support.alone_id][people.get(target, target)].append(support)
    for name in names:
        found = standing[name.name_id].values()
        sums = [sum(support.articles for support in same) for same in found]
        best = max(zip(sums, found, strict=True), key=lambda pair: (pair[0], _most(pair[1]).name_id), default=None)
        if best and _stands_for(name, _most(best[1]), best[0], sum(sums)):
            yield Link(name.name_id, _most(best[1]).name_id, "support")


def _most(supports: Sequence[Support]) -> Name:
    return max(supports, key=lambda support: (support.articles, support.stands_for.name_id)).stands_for


def _stands_for(name: Name, longer: Name, articles: int, all_articles: int) -> bool:
    beside = LEAST_BESIDE_ACRONYM if is_acronym(name.key, longer.key) else LEAST_BESIDE
    return articles >= LEAST_SUPPORT and articles >= SUPPORT_SHARE * all_articles and articles >= beside * name.articles


def person_links(names: Iterable[Name]) -> Iterator[Link]:
    """Full names of one person. Give all people of a surname, and of one surname only."""
    yield from (Link(a, b, "person") for a, b in same_people({name.name_id: name.key for name in names}))


def entities(names: Mapping[int, Name], links: Iterable[Link]) -> dict[int, int]:
    """The entity of each name: the founding name of all that the links tie together."""
    parents = {name_id: name_id for name_id in names}

    def root(name_id: int) -> int:
        while parents[name_id] != name_id:
            parents[name_id] = name_id = parents[parents[name_id]]
        return name_id

    for link in links:
        one, other = sorted((root(link.name_id), root(link.other_id)), key=lambda n: (names[n].first_seen_at, n))
        parents[other] = one
    return {name_id: root(name_id) for name_id in names}


def shown_name(names: Sequence[Name]) -> Name:
    """The name that an entity is shown by: its commonest; full names before surnames, long forms before acronyms."""
    full = [name for name in names if name.type == "PER" and " " in name.key] or names
    best = max(full, key=_common)
    longer = [
        name for name in names if is_acronym(best.key, name.key) and name.articles >= LONG_FORM_SHARE * best.articles
    ]
    return max(longer, key=_common, default=best)


def main_type(names: Sequence[Name]) -> str:
    """The type of most of an entity's articles."""
    counts: Counter[str] = Counter()
    for name in names:
        counts[name.type] += name.articles
    return max(counts, key=lambda type_: (counts[type_], type_))


def _common(name: Name) -> tuple[int, int, str]:
    return name.articles, len(name.name), name.name


def _by_key(names: Iterable[Name]) -> dict[str, list[Name]]:
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        found[name.key].append(name)
    return found
