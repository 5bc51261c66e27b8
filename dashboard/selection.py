"""The selection: what is being looked at. The address bar holds it, so that a link opens the same picture again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeAlias
from urllib.parse import urlencode

Value: TypeAlias = str | int | float | bool | date | list[str] | None
Query: TypeAlias = Mapping[str, Sequence[str]]

DEFAULT_DAYS = 56
"""Eight whole weeks, so that each weekday weighs the same."""

LARGEST_ID = 2**63 - 1
UNITS = ("articles", "stories", "publishers")
"""What is counted: articles; stories, each once however many sources carried it; the publishers that print them."""

MAX_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that the snapshot says anything about, in the desk's zone."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Selection:
    """Filters; empty means everything. `first` and `last` are days in the desk's zone, both included.

    "" among `languages` or `sections` stands for "not known". `run` keeps what was first seen in that run.
    `entity` (an id) keeps what names that entity. `unit` is one of UNITS.
    """

    first: date
    last: date
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    words: str = ""
    run: str = ""
    entity: str = ""
    unit: str = UNITS[0]

    @property
    def stories(self) -> bool:
        """Whether a list shows a story once. Publishers are told by their articles."""
        return self.unit == "stories"

    @property
    def filtered(self) -> bool:
        """Whether anything but the period narrows what is shown."""
        return bool(self.sources or self.languages or self.sections or self.words.split() or self.run or self.entity)

    def parameters(self) -> dict[str, Value]:
        """The parameters of the SQL macro `selected`."""
        return {
            "first": self.first,
            "last": self.last,
            "sources": list(self.sources) or None,
            "languages": list(self.languages) or None,
            "sections": list(self.sections) or None,
            "words": self.words or None,
            "run": self.run or None,
            "entity": self.entity or None,
        }

    def query(self) -> dict[str, list[str]]:
        """The selection as query parameters, the period always spelled out: what a link carries."""
        parameters = {
            "from": [self.first.isoformat()],
            "to": [self.last.isoformat()],
            "source": list(self.sources),
            "language": list(self.languages),
            "section": list(self.sections),
            "words": [self.words] if self.words else [],
            "run": [self.run] if self.run else [],
            "entity": [self.entity] if self.entity else [],
            "count": [self.unit] if self.unit != UNITS[0] else [],
        }
        return {name: values for name, values in parameters.items() if values}

    def only(self, source_id: str) -> Selection:
        """The same, for one source."""
        return replace(self, sources=(source_id,))


def default_period(span: Span) -> tuple[date, date]:
    """The days to show where the address names none: the last DEFAULT_DAYS of what there is."""
    return max(span.first, span.last - timedelta(days=DEFAULT_DAYS - 1)), span.last


def read_selection(query: Query, span: Span) -> Selection:
    """The selection that an address names.

    What cannot be read is taken as not given: an address is typed and cut by people and programs. A source that
    the snapshot does not know is kept, since dropping it would show more than the link promised.
    """
    default_first, default_last = default_period(span)
    start = read_day(_one(query, "from")) or default_first
    end = read_day(_one(query, "to")) or default_last
    return Selection(
        first=min(start, end),
        last=max(start, end),
        sources=_all(query, "source"),
        languages=_all(query, "language"),
        sections=_all(query, "section"),
        words=_one(query, "words"),
        run=_one(query, "run"),
        entity=read_id(_one(query, "entity")),
        unit=unit if (unit := _one(query, "count")) in UNITS else UNITS[0],
    )


def link(screen: str, selection: Selection, **more: str) -> str:
    """A relative address of a screen with this selection; `more` are the screen's own parameters."""
    return f"{screen}?{urlencode({**selection.query(), **more}, doseq=True)}"


def read_id(text: str) -> str:
    """An id as an address has it; "" for nothing, "-1" (which nothing has) for what is no id."""
    known = text.isdecimal() and text.isascii() and len(text) < 20 and int(text) <= LARGEST_ID
    return text if known or not text else "-1"


def _all(query: Query, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value[:MAX_LENGTH] for value in query.get(name, ())))


def _one(query: Query, name: str) -> str:
    return next(iter(_all(query, name)), "").strip()


def read_day(text: str) -> date | None:
    """A day as an address has it; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
