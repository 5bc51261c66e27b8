"""Names of one article -> who is meant: "six names for one man".

Only what is unambiguous within the article is joined; a bare "Bush" beside George W. Bush and Jeb Bush stays by itself.
Each rule links a name to the fuller names it may stand for, and counts when these are all one entity already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.entities.lexicon import bodies
from flows.entities.lists import CITIES, CORPORATE, COUNTRIES, CROWNS, NUMBERS, PLACE_TAILS
from flows.entities.mention import TYPES, Mention, Type
from flows.entities.names import folded, initials_fit, person, put_in_brackets, shortened, stands_for
from flows.entities.names import words as words_of

LONGEST_RANK = 16  # characters
MOST_RIVALS = 50  # fuller names looked at for one name; a list of a thousand Smiths is no article


@dataclass(frozen=True, slots=True)
class Group:
    """One entity within one article: `name` is its fullest form, `surfaces` every way it is written there."""

    type: Type
    name: str
    surfaces: tuple[str, ...]
    mentions: tuple[Mention, ...]


def fold_article(text: str, mentions: Sequence[Mention], title: str = "") -> list[Group]:
    """The article's entities in the order of their first mention. `text` is what the mentions' offsets refer to."""
    groups: list[Group] = []
    for kind in TYPES:
        by_surface: defaultdict[str, list[Mention]] = defaultdict(list)
        ours = [mention for mention in mentions if mention.type == kind]
        for mention in ours:
            by_surface[mention.surface].append(mention)
        for names in fold_names(kind, by_surface, _bracketed(text, ours), title):
            named = tuple(sorted(mention for name in names for mention in by_surface[name]))
            groups.append(Group(kind, _shown(text, kind, names, named), tuple(sorted(names)), named))
    return sorted(groups, key=lambda group: group.mentions[0].start)


def _shown(text: str, kind: Type, names: Iterable[str], mentions: Iterable[Mention]) -> str:
    """The fullest name; a crowned head or a cleric of one name keeps the rank: Pope Francis."""
    name = fullest(kind, names)
    if kind == "PER" and " " not in name:
        for mention in mentions:
            rank = text[max(0, mention.start - LONGEST_RANK) : mention.start].rstrip().rpartition(" ")[2]
            if rank.lower() in CROWNS and rank[0].isupper():
                return f"{rank} {name}"
    return name


def _bracketed(text: str, mentions: Sequence[Mention]) -> list[tuple[str, str]]:
    """(short, long) of "Luossavaara-Kiirunavaara Aktiebolag (LKAB)"."""
    return [
        (short.surface, long.surface)
        for long, short in pairwise(mentions)
        if text[long.end : short.start].strip() == "("
        and text[short.end : short.end + 1] == ")"
        and put_in_brackets(short.surface, words_of(long.surface))
    ]


def fold_names(
    kind: Type, surfaces: Iterable[str], told: Iterable[tuple[str, str]] = (), title: str = ""
) -> list[set[str]]:
    """Distinct surfaces of one type in one article, in sets that mean one entity each. `told` are pairs that the
    article itself joins. Where a name may stand for several, the only one of them in the title is meant."""
    sets = _Sets(dict.fromkeys(surfaces))
    for short, long in told:
        sets.join(short, long)
    headline = frozenset(map(folded, words_of(title)))
    for rule in RULES[kind]:
        for name, fuller in list(rule(sets.names)):
            sets.join_the_only_one(name, fuller, headline)
    return sets.all()


def _heads(name: str, headline: frozenset[str]) -> bool:
    parts = [folded(word) for word in words_of(name)]
    return bool(parts) and parts[0] in headline and parts[-1] in headline


class _Sets:
    """Disjoint sets of names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parent = {name: name for name in names}
        self.names = list(self._parent)

    def root(self, name: str) -> str:
        while self._parent[name] != name:
            self._parent[name] = name = self._parent[self._parent[name]]
        return name

    def join(self, one: str, other: str) -> None:
        self._parent[self.root(one)] = self.root(other)

    def join_the_only_one(self, name: str, fuller: list[str], headline: frozenset[str]) -> None:
        """Joins `name` to the one entity that it may stand for, if there is but one, or but one in the headline."""
        others = {self.root(other) for other in fuller} - {self.root(name)}
        if len(others) > 1:
            others = {self.root(other) for other in fuller if _heads(other, headline)} - {self.root(name)}
        if len(others) == 1:
            self.join(name, others.pop())

    def all(self) -> list[set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for name in self.names:
            found[self.root(name)].add(name)
        return list(found.values())


Links = Iterator[tuple[str, list[str]]]


def same_spelling(key: Callable[[str], object]) -> Callable[[list[str]], Links]:
    """Names with one key, case, accents, dots and possessives aside: U.N. and UN."""

    def rule(names: list[str]) -> Links:
        first: dict[object, str] = {}
        for name in names:
            value = key(name)
            if value and first.setdefault(value, name) != name:
                yield name, [first[value]]

    return rule


def parts_of_a_name(names: list[str]) -> Links:
    """Bush, George Bush and G. W. Bush for George Walker Bush: a person's surname, given name, or name with initials
    or fewer middle names."""
    full = _without_lone_numbers([(name, person(name)) for name in names])
    by_word: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name, parts in full:
        if len(parts) > 1:
            for part in set(parts):
                by_word[part].append((name, parts))
    for name, parts in sorted(full, key=lambda pair: -len(pair[1])):
        if not parts:
            continue
        rivals = by_word[parts[-1]][:MOST_RIVALS]
        fuller = [other for other, theirs in rivals if other != name and initials_fit(parts, theirs)]
        if not fuller and len(parts) == 1 and parts[0] not in NUMBERS:
            fuller = [other for other, theirs in rivals if theirs[0] == parts[0] and theirs[-1] not in NUMBERS]
        if fuller:
            yield name, fuller


def _without_lone_numbers(full: list[tuple[str, tuple[str, ...]]]) -> list[tuple[str, tuple[str, ...]]]:
    """Leaves out a "Jr." that tells nobody apart: no one else of that surname in the article has another number."""
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for _, parts in full:
        if len(parts) > 2 and parts[-1] in NUMBERS:
            numbers[parts[-2]].add(parts[-1])
    return [
        (name, parts[:-1] if len(parts) > 2 and parts[-1] in NUMBERS and len(numbers[parts[-2]]) == 1 else parts)
        for name, parts in full
    ]


def acronyms(names: list[str]) -> Links:
    """ECB for European Central Bank."""
    by_letter: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for name in names:
        parts = words_of(name)
        if len(parts) > 1:
            by_letter[folded(parts[0])[:1]].append((name, parts))
    for name in names:
        fuller = [long for long, parts in by_letter[folded(name)[:1]][:MOST_RIVALS] if stands_for(name, parts)]
        if fuller:
            yield name, fuller


def short_names(names: list[str]) -> Links:
    """Interscope for Interscope Records, Spurs for San Antonio Spurs: the beginning or the last word of one name."""
    by_word: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    keyed = [(name, tuple(folded(word) for word in words_of(name))) for name in names]
    for name, parts in keyed:
        if len(parts) > 1:
            for part in {parts[0], parts[-1]}:
                by_word[part].append((name, parts))
    for name, parts in keyed:
        if parts:
            rivals = [*by_word[parts[0]][:MOST_RIVALS], *by_word[parts[-1]][:MOST_RIVALS]]
            fuller = [other for other, theirs in rivals if len(theirs) > len(parts) and shortened(parts, theirs)]
            if fuller:
                yield name, fuller


def _spelling(name: str) -> str:
    return folded(name).replace(" - ", "-").removeprefix("the ")


def _without_tail(name: str) -> str:
    parts = [folded(word) for word in words_of(name)]
    while len(parts) > 1 and parts[-1] in CORPORATE:
        parts.pop()
    return " ".join(parts)


_BODY: dict[str, str] = {_spelling(name): names[0] for names in bodies() for name in names}
_COUNTRY: dict[str, str] = {
    _spelling(name): country for name, country in (COUNTRIES | CITIES).items() if name != "America"
}


def _country(name: str) -> str:
    spelling = _spelling(name)
    for tail in PLACE_TAILS:
        spelling = spelling.removesuffix(tail)
    return _COUNTRY.get(spelling, spelling)


def _body(name: str) -> str:
    return _BODY.get(_spelling(name), "")


RULES: dict[Type, tuple[Callable[[list[str]], Links], ...]] = {
    "PER": (same_spelling(person), parts_of_a_name),
    "ORG": (same_spelling(_spelling), same_spelling(_without_tail), same_spelling(_body), acronyms, short_names),
    "LOC": (same_spelling(_country),),
}


def fullest(kind: Type, names: Iterable[str]) -> str:
    """The name to show: a country's or a well-known body's own, else the longest, ranks and possessives taken off."""
    for name in sorted(names):
        if kind == "LOC" and _spelling(name) in _COUNTRY:
            return _COUNTRY[_spelling(name)]
        if kind == "ORG" and _body(name):
            return _body(name)
    plain = [_plain(kind, name) for name in names]
    return max(plain, key=lambda name: (len(words_of(name)), len(name), name))


def _plain(kind: Type, name: str) -> str:
    plain = name
    for tail in ("'s", "’s", "'", "’"):
        plain = plain.removesuffix(tail)
    if kind == "PER":
        parts = plain.split()
        while len(parts) > 1 and not person(parts[0]):
            parts = parts[1:]
        plain = " ".join(parts)
    return plain.removeprefix("the ").removeprefix("The ") or name
