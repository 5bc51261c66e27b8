"""When two full names are one person's. Pure functions; what they cannot tell stays apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.entities.lists import NICKNAMES, NUMBERS, listed
from flows.entities.names import person

PARTICLES = listed("de del della di da dos du la le van von der den ter ten bin ibn al el abu ben st zu")
VOWELS = frozenset("aeiouy")


@dataclass(frozen=True, slots=True)
class Person:
    """A full name taken apart; a middle word may be an initial. Folded, as `names.person` does."""

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str

    @property
    def root(self) -> str:
        """The given name in full, where the one given is short for it."""
        return NICKNAMES.get(self.given, self.given)


def read_person(name: str) -> Person | None:
    """A person's name taken apart; None where it is a single word."""
    words = list(person(name))
    suffix = words.pop() if len(words) > 2 and words[-1] in NUMBERS else ""
    if len(words) < 2:
        return None
    at = len(words) - 1
    while at > 1 and words[at - 1] in PARTICLES:
        at -= 1
    return Person(words[0], tuple(words[1:at]), " ".join(words[at:]), suffix)


def fits(one: Person, other: Person, alone: bool) -> bool:
    """Whether the two can be one person. `alone`: no other given name goes with that surname.

    A short form ("Joe") goes with the full one when one of the two is formal ("Joseph R. Biden Jr.") or nobody else has
    that surname: Steve King is not Stephen King. What one name leaves out is no difference, save for "Jr.": the son
    has it and the father not, unless the longer name is formal.
    """
    if one.surname != other.surname or one.root != other.root or not _middles_fit(one.middle, other.middle):
        return False
    formal = bool(one.middle) != bool(other.middle)
    if one.suffix != other.suffix:
        longer = one if one.suffix else other
        return formal and not (one.suffix and other.suffix) and bool(longer.middle) and one.given != other.given
    return one.given == other.given or formal or alone


def _middles_fit(one: Sequence[str], other: Sequence[str]) -> bool:
    """ "W." goes with "Walker" and with nothing, not with "H. W." """
    if not one or not other:
        return True
    one, other = _initials(one), _initials(other)
    return len(one) == len(other) and all(
        a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(one, other, strict=True)
    )


def _initials(middle: Sequence[str]) -> tuple[str, ...]:
    """Initials one by one: "hw" stood as "H. W."; no given name of two or three letters lacks a vowel."""
    return tuple(part for word in middle for part in (word if len(word) <= 3 and not VOWELS & set(word) else [word]))


def same_people(names: Mapping[int, str]) -> Iterable[tuple[int, int]]:
    """Pairs of ids that are one person, among full names that share a surname.

    A name that fits two others which do not fit one another ("George Bush" beside two of them) stays on its own.
    """
    people = {name_id: person for name_id, name in names.items() if (person := read_person(name))}
    alone = len({person.root for person in people.values()}) == 1
    by_root: dict[str, list[int]] = defaultdict(list)
    for name_id in sorted(people):
        by_root[people[name_id].root].append(name_id)
    for ids in by_root.values():
        near = {a: {b for b in ids if b != a and fits(people[a], people[b], alone)} for a in ids}
        clear = {a for a in ids if all(c in near[b] for b in near[a] for c in near[a] if b < c)}
        yield from ((a, b) for a in sorted(clear) for b in sorted(near[a] & clear) if a < b)
