"""What the screen of entities asks of a snapshot: one typed question a function, as in `answers`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dashboard.answers import Answers
from dashboard.rows import Entity, Listed
from dashboard.selection import Selection, Value
from dashboard.snapshot import Snapshot, typed

HEADLINES_A_WEEK = 2
MOST_TOGETHER = 12


@dataclass(frozen=True, slots=True)
class Name:
    """A name that folds into an entity: what so many articles call it."""

    name_id: str
    name: str
    type: str
    articles: int


@dataclass(frozen=True, slots=True)
class Reporter:
    """A source: its articles that name the entity, and all its articles."""

    source_id: str
    source: str
    articles: int
    all_articles: int

    @property
    def share(self) -> float:
        return self.articles / self.all_articles


@dataclass(frozen=True, slots=True)
class WeekHeadline:
    """A story of a week (its Monday) and the articles of the week that carry it and name the entity, of all those that
    name it."""

    week: date
    article_id: str
    title: str
    articles: int
    all_articles: int


@dataclass(frozen=True, slots=True)
class Companion:
    """Who is named together with an entity; see flows/views/together.sql."""

    entity_id: str
    name: str
    type: str
    together: int
    stories: int
    articles: int
    npmi: float


@dataclass(frozen=True, slots=True)
class Said:
    """A correction that stands: `was` is what its entity was called, `said` what became of it."""

    id: str
    said_at: datetime | None
    action: str
    entity_id: str | None
    into_id: str | None
    as_id: str | None
    was: str | None
    said: str | None

    def ids(self) -> list[str]:
        """The entities that it speaks of."""
        return [one for one in (self.entity_id, self.into_id, self.as_id) if one is not None]


def names(answers: Answers, entity_id: str) -> list[Name]:
    """The names that fold into an entity, the commonest first."""
    return answers.rows(Name, "entity_names", entity_id=int(entity_id))


def reporters(answers: Answers, selection: Selection, entity_id: str) -> list[Reporter]:
    """Each source of the selection, those first that name the entity most."""
    return answers.rows(Reporter, "entity_sources", **_filters(selection), entity_id=int(entity_id))


def headlines(answers: Answers, selection: Selection, entity_id: str) -> list[WeekHeadline]:
    """The weeks' largest stories, the last week first."""
    return answers.rows(
        WeekHeadline, "entity_headlines", **_filters(selection), entity_id=int(entity_id), limit=HEADLINES_A_WEEK
    )


def companions(answers: Answers, selection: Selection, entity_id: str) -> list[Companion]:
    """Who is named together with an entity in the period, the closest first."""
    period: dict[str, Value] = {"first": selection.first, "last": selection.last}
    return answers.rows(Companion, "entity_together", **period, entity_id=int(entity_id), limit=MOST_TOGETHER)


def named_both(answers: Answers, selection: Selection, entity_id: str, other_id: str) -> list[Listed]:
    """The articles of the period that name both."""
    return answers.rows(
        Listed,
        "named_both",
        first=selection.first,
        last=selection.last,
        entity_id=int(entity_id),
        other_id=int(other_id),
    )


def by_id(answers: Answers, ids: Sequence[str]) -> list[Entity]:
    """Those of the ids that are entities now."""
    return answers.rows(Entity, "entities_by_id", entities=list(ids))


def by_id_after(answers: Answers, ids: Sequence[str], line: str) -> list[Entity]:
    """The same as it would be with one more line in corrections.jsonl, which nobody has written."""
    proposed = Snapshot(answers.path, (line,))
    return typed(proposed.ask("entities_by_id", {"entities": list(ids)}), Entity)


def corrections(answers: Answers) -> list[Said]:
    """The corrections of entities that stand, the last first."""
    return answers.rows(Said, "corrections")


def _filters(selection: Selection) -> dict[str, Value]:
    parameters = selection.parameters()
    return {name: parameters[name] for name in ("first", "last", "sources", "languages", "sections")}
