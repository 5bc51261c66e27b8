"""What naming hands over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["PER", "ORG", "LOC"]
TYPES: tuple[Type, ...] = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One entity named at one place: `surface` is `text[start:end]`, offsets in characters."""

    start: int
    end: int
    type: Type
    surface: str


@dataclass(frozen=True, slots=True)
class Unsupported:
    """The recogniser does not know this language (ISO 639-1; None: none stated, and the text is not English)."""

    language: str | None
