"""What the screens of trends and of rising ask of a snapshot: one typed question a function, as in `answers`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dashboard.answers import Answers
from dashboard.rows import Choice
from dashboard.selection import Selection, Value

CHOICES = 200
"""Names that the chooser offers at once; any other is found by typing."""

MULTIPLES = 6
"""Sources with a small chart of their own."""

STEADY = 0.98
"""The constant panel: sources that were collected on 98 of 100 days, so that a lost day in eight weeks is forgiven."""

NO_SOURCE = ("",)
"""Names no source: an empty panel is not all sources."""

HEADLINES = 2
RISING_DAYS = 7


@dataclass(frozen=True, slots=True)
class NewsSpan:
    first_day: date
    last_day: date
    partial_from: date


@dataclass(frozen=True, slots=True)
class Point:
    """An entity in one day (week, month). `coverage`: the share of the sources that was collected, by usual volume."""

    entity_id: str
    day: date
    articles: int
    stories: int
    publishers: int
    all_articles: int
    all_stories: int
    all_publishers: int
    coverage: float
    partial: bool


@dataclass(frozen=True, slots=True)
class Panel:
    source_id: str


@dataclass(frozen=True, slots=True)
class SourcePoint:
    """An entity in one day (week, month) of one source; `out`: it was collected on none of the days."""

    source_id: str
    source: str
    entity_id: str
    day: date
    articles: int
    stories: int
    all_articles: int
    all_stories: int
    out: bool


@dataclass(frozen=True, slots=True)
class Carrier:
    """A publisher and its articles. Sources of one family are one publisher."""

    publisher: str
    articles: int


@dataclass(frozen=True, slots=True)
class Rising:
    """An entity that rises (ratio > 1) or falls, with its reasons; see flows/views/rising.sql."""

    entity_id: str
    name: str
    type: str
    articles: int
    stories: int
    publishers: int
    stories_before: int
    expected: float
    ratio: float
    low: float
    high: float
    score: float
    largest_story: float


@dataclass(frozen=True, slots=True)
class NewName:
    entity_id: str
    name: str
    type: str
    articles: int
    stories: int
    publishers: int
    first_day: date


@dataclass(frozen=True, slots=True)
class Headline:
    entity_id: str
    article_id: str
    title: str
    articles: int


@dataclass(frozen=True, slots=True)
class Bond:
    one: str
    other: str
    together: int
    npmi: float


def news_span(answers: Answers) -> NewsSpan | None:
    """None when there is no article."""
    return next(iter(answers.rows(NewsSpan, "news_span")), None)


def choices(answers: Answers, selection: Selection, chosen: Sequence[str]) -> list[Choice]:
    """The entities of the period that most articles name, the most frequent first, and the chosen ones."""
    period: dict[str, Value] = {"first": selection.first, "last": selection.last}
    return answers.rows(Choice, "entity_choices", **period, entities=list(chosen), limit=CHOICES)


def trend(answers: Answers, selection: Selection, chosen: Sequence[str], grain: str) -> list[Point]:
    """Every chosen entity in every day (week, month) of the selection, zeros included."""
    return answers.rows(
        Point,
        "trend",
        **{"first": selection.first, "last": selection.last, **_filters(selection)},
        entities=list(chosen),
        grain=grain,
    )


def panel(answers: Answers, selection: Selection) -> Selection:
    """The selection with those of its sources alone that were there throughout the period."""
    period: dict[str, Value] = {name: selection.parameters()[name] for name in ("first", "last", "sources")}
    rows = answers.rows(Panel, "panel", **period, steady=STEADY)
    return replace(selection, sources=tuple(row.source_id for row in rows) or NO_SOURCE)


def by_source(answers: Answers, selection: Selection, chosen: Sequence[str], grain: str) -> list[SourcePoint]:
    """The same for each of the sources that name the chosen entities most, MULTIPLES of them."""
    return answers.rows(
        SourcePoint,
        "trend_by_source",
        **{"first": selection.first, "last": selection.last, **_filters(selection)},
        entities=list(chosen),
        grain=grain,
        limit=MULTIPLES,
    )


def carriers(answers: Answers, selection: Selection) -> list[Carrier]:
    """The publishers of the selection's articles, those with most first."""
    return answers.rows(Carrier, "publishers", **selection.parameters())


def rising(answers: Answers, selection: Selection, last: date) -> list[Rising]:
    """What rises and falls in the seven days up to `last`."""
    return answers.rows(Rising, "rising", last=last, **_filters(selection))


def sparklines(
    answers: Answers, selection: Selection, chosen: Sequence[str], last: date, days: int
) -> dict[str, list[int]]:
    """By entity its stories on each of so many days up to `last`."""
    period = replace(selection, first=last - timedelta(days=days - 1), last=last)
    lines: dict[str, list[int]] = {entity: [] for entity in chosen}
    for point in trend(answers, period, chosen, "day"):
        lines[point.entity_id].append(point.stories)
    return lines


def new_names(answers: Answers, selection: Selection, last: date) -> list[NewName]:
    return answers.rows(NewName, "new_names", last=last, **_filters(selection))


def headlines(answers: Answers, entities: Sequence[str], last: date) -> dict[str, list[Headline]]:
    """By entity, what the articles of the seven days up to `last` that name it are about."""
    found: dict[str, list[Headline]] = {}
    first, last = week(last)
    for row in answers.rows(
        Headline, "stories_about", first=first, last=last, entities=list(entities), limit=HEADLINES
    ):
        found.setdefault(row.entity_id, []).append(row)
    return found


def bonds(answers: Answers, entities: Sequence[str], period: tuple[date, date]) -> list[Bond]:
    """Which of these are named together between two days, the closest first."""
    return answers.rows(Bond, "bonds", first=period[0], last=period[1], entities=list(entities))


def week(last: date) -> tuple[date, date]:
    """The days that rising is about: seven, up to `last`."""
    return last - timedelta(days=RISING_DAYS - 1), last


def _filters(selection: Selection) -> dict[str, Value]:
    parameters = selection.parameters()
    return {name: parameters[name] for name in ("sources", "languages", "sections")}
