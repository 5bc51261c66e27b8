"""What the screen of rising names asks besides `trends`: the stories behind a name, and which week is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard import trends
from dashboard.answers import Answers
from dashboard.selection import Selection, read_day
from dashboard.trends import NewsSpan, Rising

BEFORE_DAYS = 28
MOST_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Behind:
    """A story that names somebody: its first article there, and how many carry it and name them."""

    article_id: str
    day: date
    source: str
    title: str
    articles: int
    publishers: int


def week_end(asked: str, selection: Selection, span: NewsSpan) -> date:
    """The last of the seven days that are looked at: the one asked for, else the selection's last, within the news."""
    return max(span.first_day, min(read_day(asked) or selection.last, span.last_day))


def week_of(selection: Selection, last: date, entity_id: str) -> Selection:
    """The articles of the seven days up to `last` that name an entity, as `rising` counts them."""
    first, last = trends.week(last)
    return replace(selection, first=first, last=last, entity=entity_id, words="", run="", unit="articles")


def stories_behind(
    answers: Answers, selection: Selection, entity_id: str, last: date, *, before: bool = False
) -> list[Behind]:
    """The stories that `rising` counts for an entity in the seven days up to `last`, or in the 28 days before."""
    parameters = selection.parameters()
    filters = {name: parameters[name] for name in ("sources", "languages", "sections")}
    return answers.rows(Behind, "rising_stories", **filters, entity_id=int(entity_id), last=last, before=before)


def together(answers: Answers, rising: Sequence[Rising], last: date) -> dict[str, list[str]]:
    """For each rising name the ids of up to two others that rise with it, the closest first."""
    found: dict[str, list[str]] = {}
    for bond in trends.bonds(answers, [row.entity_id for row in rising], trends.week(last)):
        for one, other in ((bond.one, bond.other), (bond.other, bond.one)):
            found.setdefault(one, []).append(other)
    return {entity: others[:MOST_BESIDE] for entity, others in found.items()}
