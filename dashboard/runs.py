"""What the screens of runs and of the morning ask of a snapshot: one typed question a function, as in `answers`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.answers import Answers
from dashboard.selection import Selection

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class ListedRun:
    """One line of the list of runs; `found`: how many the whole list has, `articles_new`: what was first seen in it."""

    run_id: str
    kind: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str | None
    ended: str | None
    discovered: int
    fetched: int
    unchanged: int
    skipped: int
    failed: int
    pending: int
    articles: int
    rejected: int
    articles_new: int
    found: int


@dataclass(frozen=True, slots=True)
class Loss:
    """Where the URLs of one source ended in a run, and what its pages became.

    discovered = fetched + unchanged + skipped + failed + pending; fetched = articles + repeats + rejected + waiting.
    """

    source_id: str
    source: str
    discovered: int
    fetched: int
    unchanged: int
    skipped: int
    failed: int
    pending: int
    articles: int
    repeats: int
    rejected: int
    waiting: int
    articles_new: int


@dataclass(frozen=True, slots=True)
class SlowHost:
    """`seconds` is what all its answers took, `slowest` the longest one."""

    host: str
    requests: int
    seconds: float
    slowest: float


@dataclass(frozen=True, slots=True)
class Rejected:
    reason: str
    pages: int
    sources: int


@dataclass(frozen=True, slots=True)
class BigStory:
    """A story of the day that many print; `articles` are all that carry it."""

    story_id: str
    title: str
    source: str
    publishers: int
    articles: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many sources the last night asked, how many of them were quiet, and how many were out."""

    asked: int
    quiet: int
    out: int


@dataclass(frozen=True, slots=True)
class LastGood:
    """The end of the last nightly run that was not red; None when there was none."""

    ended_at: datetime | None


def run_list(answers: Answers, page: int) -> list[ListedRun]:
    """One page of PAGE_SIZE runs, the newest first."""
    return answers.rows(ListedRun, "run_list", limit=PAGE_SIZE, skip=(page - 1) * PAGE_SIZE, run_id=None)


def one_run(answers: Answers, run_id: str) -> ListedRun | None:
    return next(iter(answers.rows(ListedRun, "run_list", limit=1, skip=0, run_id=run_id)), None)


def losses(answers: Answers, run_id: str) -> list[Loss]:
    """The sources of a run, those with the largest losses first."""
    return answers.rows(Loss, "run_loss", run_id=run_id)


def slow_hosts(answers: Answers, run_id: str) -> list[SlowHost]:
    """Empty for a snapshot that is older than this question."""
    return answers.rows(SlowHost, "run_hosts", run_id=run_id) if answers.schema() >= 8 else []


def rejections(answers: Answers, run_id: str) -> list[Rejected]:
    """Why pages of a run are no articles, the commonest reason first."""
    return answers.rows(Rejected, "run_rejections", run_id=run_id)


def big_stories(answers: Answers, selection: Selection, day: date, limit: int) -> list[BigStory]:
    """The stories of a day that most publishers print; of one publisher there is none."""
    return answers.rows(BigStory, "big_stories", day=day, sources=selection.parameters()["sources"], limit=limit)


def standing(answers: Answers) -> Standing | None:
    """None before the first night."""
    return next(iter(answers.rows(Standing, "standing")), None)


def last_good(answers: Answers) -> datetime | None:
    return answers.rows(LastGood, "last_good")[0].ended_at
