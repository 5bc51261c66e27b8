"""The plan of the days: who publishes when, about whom, and which of it comes from the wire.

Planted in it: an outage, thin weekends, names that burst in the last seven days, names that never rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from scrapers.sample.publishers import BEACON, ENGLISH_PUBLISHERS, PUBLISHERS, Publisher
from scrapers.sample.world import Entity, Person, world
from scrapers.sample.writer import Topic, topics

BURSTS = ("korrel", "brandrup", "strandil", "meridane", "hsb", "tarnhollow")
BURST_DAYS = 7
STEADY = ("averquay", "kestrane", "brackenholt")
OUTAGE_SOURCE = BEACON.id
OUTAGE_DAYS = range(20, 25)  # days before the last one
_QUIET_WEIGHT = 0.02  # how likely a name that has yet to burst is taken by chance, against 1 for every other
_STEADY_A_DAY = 2


@dataclass(frozen=True, slots=True)
class Assignment:
    """One story to write. The first of `outlets` publishes first; more than one of them: it comes from the wire."""

    topic: Topic
    cast: dict[str, Entity]
    outlets: tuple[tuple[Publisher, datetime], ...]


def outage_days(last_day: date) -> tuple[date, ...]:
    """The days on which `OUTAGE_SOURCE` published nothing, oldest first."""
    return tuple(sorted(last_day - timedelta(days=back) for back in OUTAGE_DAYS))


def plan_day(day: date, last_day: date, rng: Random) -> list[Assignment]:
    """What is published on `day`, by the time of the first publication."""
    slots = _slots(day, last_day, rng)
    groups = _wire_groups(slots, rng) + [[slot] for slot in slots]
    rng.shuffle(groups)
    forced = _forced(day, last_day, len(groups), rng)
    quiet = not _is_bursting(day, last_day)
    found = [
        _assign(sorted(group, key=lambda slot: slot[1]), key, quiet, rng)
        for group, key in zip(groups, forced, strict=True)
    ]
    return sorted(found, key=lambda assignment: assignment.outlets[0][1])


def _slots(day: date, last_day: date, rng: Random) -> list[tuple[Publisher, datetime]]:
    """Every publisher's times of the day, between 06:00 and 20:00 UTC."""
    found: list[tuple[Publisher, datetime]] = []
    for publisher in PUBLISHERS:
        if publisher.id == OUTAGE_SOURCE and (last_day - day).days in OUTAGE_DAYS:
            continue
        count = publisher.volume[day.weekday() >= 5] + rng.choice((-1, 0, 0, 1))
        seconds = sorted(rng.sample(range(6 * 3600, 20 * 3600), max(1, count)))
        found += [(publisher, datetime.combine(day, time(), UTC) + timedelta(seconds=second)) for second in seconds]
    return found


def _wire_groups(slots: list[tuple[Publisher, datetime]], rng: Random) -> list[list[tuple[Publisher, datetime]]]:
    """One or two groups of slots, of two to four English publishers each, taken out of `slots`."""
    groups = []
    for _ in range(rng.choice((1, 1, 2))):
        group = []
        for publisher in rng.sample(ENGLISH_PUBLISHERS, rng.choice((2, 3, 3, 4))):
            if free := [slot for slot in slots if slot[0] is publisher]:
                group.append(rng.choice(free))
                slots.remove(group[-1])
        if group:
            groups.append(group)
    return groups


def _forced(day: date, last_day: date, count: int, rng: Random) -> list[str | None]:
    """For each of `count` stories the key of an entity that must be in it, or None."""
    keys: list[str | None] = [*STEADY * _STEADY_A_DAY]
    if _is_bursting(day, last_day):
        keys += [*BURSTS, *rng.sample(BURSTS, 4)]
    keys = [*keys[:count], *[None] * (count - len(keys))]
    rng.shuffle(keys)
    return keys


def _is_bursting(day: date, last_day: date) -> bool:
    return (last_day - day).days < BURST_DAYS


def _assign(outlets: Sequence[tuple[Publisher, datetime]], forced: str | None, quiet: bool, rng: Random) -> Assignment:
    choice = [topic for topic in topics(outlets[0][0].language) if all(topic.section in p.sections for p, _ in outlets)]
    must = world()[forced] if forced else None
    if must:
        choice = [topic for topic in choice if must.tags & set(topic.cast.values())] or choice
    topic = rng.choice(choice)
    return Assignment(topic, _cast(topic, must, quiet, rng), tuple(outlets))


def _cast(topic: Topic, must: Entity | None, quiet: bool, rng: Random) -> dict[str, Entity]:
    """Who fills each slot: no one twice, and no two people of one surname. `quiet`: the bursts are yet to come."""
    cast: dict[str, Entity] = {}
    if must:
        fitting = [slot for slot, tag in topic.cast.items() if tag in must.tags]
        if fitting:
            cast[rng.choice(fitting)] = must
    for slot, tag in topic.cast.items():
        if slot not in cast:
            free = [entity for entity in _tagged(tag) if not _clashes(entity, cast)]
            weights = [_QUIET_WEIGHT if quiet and entity.key in BURSTS else 1.0 for entity in free]
            cast[slot] = rng.choices(free, weights)[0]
    return {slot: cast[slot] for slot in topic.cast}


def _tagged(tag: str) -> list[Entity]:
    return [entity for entity in world().values() if tag in entity.tags]


def _clashes(entity: Entity, cast: dict[str, Entity]) -> bool:
    if isinstance(entity, Person):
        return entity.surname in {other.surname for other in cast.values() if isinstance(other, Person)}
    return entity in cast.values()
