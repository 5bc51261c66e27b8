"""What the screen of sources asks of a snapshot: one typed question a function, as in `answers`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.answers import Answers
from dashboard.selection import Selection

PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class SourceDay:
    """What of a source's day was collected; see flows/views/source_coverage.sql."""

    day: date
    articles: int
    usual: float
    state: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Why URLs of a source did not end as pages, or pages not as articles, over the nights of a period."""

    state: str
    reason: str
    urls: int
    last_run: datetime


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed, sitemap, section, front page or robots.txt as it was last asked for."""

    url: str
    kind: str
    state: str
    reason: str | None
    entries: int
    at_run: datetime


@dataclass(frozen=True, slots=True)
class Manner:
    """How a source publishes, over a period: hours from publication to first sight (median), and what it states."""

    articles: int
    delay_hours: float | None
    opt_outs: list[str]
    paywalled: int
    words: float | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a person should look at, as the last nights said."""

    severity: str
    reason: str
    next_step: str
    nights: int
    last_run: datetime


def days(answers: Answers, selection: Selection, source_id: str) -> list[SourceDay]:
    return answers.rows(SourceDay, "source_days", first=selection.first, last=selection.last, source_id=source_id)


def lost(answers: Answers, selection: Selection, source_id: str) -> list[Lost]:
    """The commonest reason first; none for a snapshot that is older than this question."""
    if answers.schema() < 8:
        return []
    return answers.rows(Lost, "source_lost", first=selection.first, last=selection.last, source_id=source_id)


def listings(answers: Answers, source_id: str) -> list[Listing]:
    return answers.rows(Listing, "source_listings", source_id=source_id) if answers.schema() >= 8 else []


def manner(answers: Answers, selection: Selection, source_id: str) -> Manner:
    return answers.rows(Manner, "source_manner", first=selection.first, last=selection.last, source_id=source_id)[0]


def troubles(answers: Answers, source_id: str) -> list[Trouble]:
    """What the last fourteen nights said of a source, the latest first."""
    return answers.rows(Trouble, "source_troubles", source_id=source_id)


@dataclass(frozen=True, slots=True)
class Health:
    """How a source stood at the end of a night beside its own past; `usual` is None while too little is known."""

    source_id: str
    day: date
    articles: int
    usual: float | None
    state: str
    since: date | None
    reason: str | None
    next_step: str | None


def health(answers: Answers, source_id: str | None = None) -> dict[str, Health]:
    """By source; none in a snapshot that is older than this question."""
    if answers.schema() < 11:
        return {}
    return {row.source_id: row for row in answers.rows(Health, "source_health", source_id=source_id)}


def in_trouble(answers: Answers) -> frozenset[str]:
    """The sources of which the last night said something."""
    return frozenset(row.source_id for row in answers.rows(Troubled, "troubled"))


@dataclass(frozen=True, slots=True)
class Troubled:
    source_id: str
