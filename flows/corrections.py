"""The user's corrections: `corrections.jsonl`, one JSON line each, only ever appended to.

    {"id": "5f0c91d2", "at": "2026-11-25T06:10Z", "subject": "furniture", "action": "cut", "source": "a", "text": "..."}
    {"id": "77ab03e1", "at": "2026-11-25T06:12Z", "subject": "correction", "action": "undo", "of": "5f0c91d2"}

`subject` says what it is about, `action` what is to be done; the other keys are the action's own. To take one back is
a line too, and can be taken back as well. A line that cannot be used is reported by its number; the others count.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

# What can be corrected: subject, action, and the keys that the action must have.
ACTIONS: dict[tuple[str, str], frozenset[str]] = {
    ("furniture", "cut"): frozenset({"source", "text"}),
    ("furniture", "keep"): frozenset({"source", "text"}),
    ("entity", "merge"): frozenset({"entity", "into"}),
    ("entity", "split"): frozenset({"names", "as"}),
    ("entity", "hide"): frozenset({"entity"}),
    ("entity", "rename"): frozenset({"entity", "name"}),
    ("entity", "retype"): frozenset({"entity", "type"}),
    ("correction", "undo"): frozenset({"of"}),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One line. `about` has the action's own keys, `number` is that of the line in the file (0: not read from it)."""

    id: str
    at: datetime
    subject: str
    action: str
    about: Mapping[str, str]
    number: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Corrections:
    """What stands (was not taken back), in the order in which it was said, and what is wrong with the other lines."""

    standing: tuple[Correction, ...] = ()
    faults: tuple[str, ...] = ()

    def of(self, subject: str) -> list[Correction]:
        return [one for one in self.standing if one.subject == subject]


def read_lines(path: Path) -> list[str]:
    """The lines of the file as they are, for the views of a snapshot to read; none where there is no file yet."""
    return [line.decode("utf-8", "replace") for line in path.read_bytes().splitlines()] if path.exists() else []


def read_corrections(path: Path) -> Corrections:
    """All corrections of a desk; none where there is no file yet."""
    if not path.exists():
        return Corrections()
    found: dict[str, Correction] = {}
    faults = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        try:
            one = _read(number, line)
            if one.id in found:
                raise ValueError(f'the id "{one.id}" is taken')
            if one.action == "undo" and one.about["of"] not in found:
                raise ValueError(f'there is no "{one.about["of"]}" before it to undo')
        except ValueError as why:
            faults.append(f"{path}, line {number}: {why}")
        else:
            found[one.id] = one
    return Corrections(_standing(list(found.values())), tuple(faults))


def _read(number: int, line: bytes) -> Correction:
    """One line. Raises ValueError with what is wrong with it."""
    try:
        row = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise ValueError("not an object of strings")
    _demand(row, frozenset({"id", "at", "subject", "action"}))
    needed = ACTIONS.get((row["subject"], row["action"]))
    if needed is None:
        raise ValueError(f'this version does not know the action "{row["action"]}" on "{row["subject"]}"')
    _demand(row, needed)
    about = {key: value for key, value in row.items() if key not in ("id", "at", "subject", "action")}
    return Correction(row["id"], datetime.fromisoformat(row["at"]), row["subject"], row["action"], about, number)


def _demand(row: Mapping[str, str], keys: frozenset[str]) -> None:
    if missing := keys - set(row):
        raise ValueError(f"it has no {', '.join(sorted(missing))}")


def _standing(said: list[Correction]) -> tuple[Correction, ...]:
    """From the last to the first: what was taken back does not stand, be it an undo."""
    undone: set[str] = set()
    stands = []
    for one in reversed(said):
        if one.id in undone:
            continue
        if one.action == "undo":
            undone.add(one.about["of"])
        else:
            stands.append(one)
    return tuple(reversed(stands))


def add_correction(path: Path, subject: str, action: str, **about: str) -> Correction:
    """Append one line, and see it on the disk."""
    one = Correction(secrets.token_hex(4), datetime.now(UTC).replace(microsecond=0), subject, action, about)
    row = {"id": one.id, "at": one.at.isoformat(), "subject": subject, "action": action, **about}
    with path.open("ab+") as file:
        if file.tell() and _torn(path):
            file.write(b"\n")
        file.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o600)
    return one


def _torn(path: Path) -> bool:
    """Whether the last line has no end: it was cut off while it was written, or by an editor."""
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"
