"""The user's corrections of entities: what each line says, and what is wrong with it. How they act is SQL, in the
views `resolved_names` and `resolved_entities` of a snapshot: on the whole past at once, and taken back as quickly.

    merge   entity, into      all names of one entity go to another
    split   names, as         names leave their entity for one of their own
    hide    entity            it is not shown
    rename  entity, name
    retype  entity, type      PER, ORG, LOC

An entity is spoken of by its id, which is that of one of its names: a line still holds when names fold otherwise.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from flows.corrections import Correction
from scrapers.urls import stable_id

TYPES = ("PER", "ORG", "LOC")


def split_id(name_ids: Iterable[str]) -> str:
    """The id of the entity that these names make when they are split off: the same whenever they are."""
    return str(stable_id(f"split {' '.join(sorted(name_ids))}"))


def ids_spoken_of(corrections: Iterable[Correction]) -> set[int]:
    """Every id that the corrections refer to and a store should know."""
    return {int(one) for correction in corrections for one in _references(correction) if is_id(one)}


def faults(standing: Sequence[Correction], known: Container[int]) -> Iterator[str]:
    """The corrections that can do nothing, and why; `known` are the ids of names in the store."""
    made = {correction.about["as"] for correction in standing if correction.action == "split"}
    for one in standing:
        if one.action == "retype" and one.about["type"] not in TYPES:
            yield f'{_line(one)} has the type "{one.about["type"]}"; PER, ORG and LOC are known'
        missing = [ref for ref in _references(one) if ref not in made and not (is_id(ref) and int(ref) in known)]
        if missing:
            yield f"{_line(one)} refers to nothing in this desk: {', '.join(missing)}"


def conflicts(standing: Sequence[Correction]) -> Iterator[str]:
    """The corrections that a later one says otherwise of."""
    later: dict[tuple[str, str], Correction] = {}
    targets: dict[str, str] = {}
    for one in reversed(standing):
        for subject in _subjects(one):
            over = later.setdefault((one.action, subject), one)
            if over.about != one.about:
                yield f"{_line(one)} is overruled by line {over.number}, which says otherwise of the same entity"
            elif one.action == "merge" and subject in _way(one.about["into"], targets):
                yield f"{_line(one)} leads in a circle with later lines, which hold"
            elif one.action == "merge":
                targets[subject] = one.about["into"]


def _way(entity: str, targets: Mapping[str, str]) -> Iterator[str]:
    """The entity, and those into which the merges that hold lead it one after another."""
    yield entity
    while entity in targets:
        entity = targets[entity]
        yield entity


def _line(one: Correction) -> str:
    return f"corrections.jsonl, line {one.number} ({one.action}, id {one.id})"


def _references(one: Correction) -> list[str]:
    return [*_subjects(one), *([one.about["into"]] if one.action == "merge" else [])]


def _subjects(one: Correction) -> list[str]:
    return one.about["names"].split() if one.action == "split" else [one.about["entity"]]


def is_id(text: str) -> bool:
    """Whether the text is a number that may be an id."""
    return text.isascii() and text.isdecimal() and len(text) < 20 and int(text) < 2**63
