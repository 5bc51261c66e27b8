"""What the screen of one entity asks of a snapshot: one typed question a function, as in `answers`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.answers import Answers
from dashboard.selection import Selection, Value

MOST_TOGETHER = 12
MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Name:
    """One of the names that fold into an entity; `articles` have it."""

    name_id: str
    name: str
    type: str
    articles: int


@dataclass(frozen=True, slots=True)
class ByPublisher:
    """How many articles of a publisher name the entity, of how many that it has in the period."""

    publisher: str
    articles: int
    all_articles: int
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Together:
    """Who is named with the entity: in how many articles, and how much more than chance would have it (npmi)."""

    entity_id: str
    name: str
    type: str
    together: int
    stories: int
    npmi: float


@dataclass(frozen=True, slots=True)
class WeekHeadline:
    """The story of a week that most articles carry of those that name the entity."""

    week: date
    article_id: str
    title: str
    articles: int


@dataclass(frozen=True, slots=True)
class Said:
    """A correction of entities that stands. `was` and `to` are the names as they were when it was made."""

    id: str
    said_at: datetime | None
    action: str
    was: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What a correction would make: the articles of each of the two entities before, and together after."""

    one: int
    other: int
    both: int


def names(answers: Answers, entity_id: str) -> list[Name]:
    """The commonest first."""
    return answers.rows(Name, "entity_names", entity_id=int(entity_id))


def by_publisher(answers: Answers, selection: Selection, entity_id: str) -> list[ByPublisher]:
    """Those with the largest share of their own articles first."""
    return answers.rows(ByPublisher, "entity_publishers", **_period(selection), entity_id=int(entity_id))


def together(answers: Answers, selection: Selection, entity_id: str) -> list[Together]:
    """The closest first, MOST_TOGETHER at most."""
    period = {"first": selection.first, "last": selection.last}
    return answers.rows(Together, "together", **period, entity_id=int(entity_id), limit=MOST_TOGETHER)


def headlines(answers: Answers, selection: Selection, entity_id: str) -> list[WeekHeadline]:
    """The newest week first."""
    return answers.rows(WeekHeadline, "entity_weeks", **_period(selection), entity_id=int(entity_id))


def corrections(answers: Answers) -> list[Said]:
    """The corrections of entities that stand, the newest first; none for a snapshot older than this question."""
    return answers.rows(Said, "corrections") if answers.schema() >= 8 else []


def merged(answers: Answers, one: str, other: str) -> Preview:
    """What merging two entities would make."""
    return answers.rows(Preview, "merge_preview", entity_id=int(one), into_id=int(other))[0]


def parted(answers: Answers, entity_id: str, name_id: str) -> Preview | None:
    """What splitting a name off would make: `one` the name's articles, `other` what the entity keeps."""
    if answers.schema() < 8:
        return None
    return answers.rows(Preview, "split_preview", entity_id=int(entity_id), name_ids=[name_id])[0]


def _period(selection: Selection) -> dict[str, Value]:
    parameters = selection.parameters()
    return {name: parameters[name] for name in ("first", "last", "sources", "languages", "sections")}


def apart(found: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Labels by id, told apart by their ids where two are the same."""
    labels = [label for _, label in found]
    return {value: f"{label} ({value})" if labels.count(label) > 1 else label for value, label in found}
