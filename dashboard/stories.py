"""What the screen of stories asks of a snapshot: one typed question a function, as in `answers`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dashboard.answers import Answers
from dashboard.selection import Selection

PAGE_SIZE = 50
ORDERS = {"day": "Newest", "publishers": "Most publishers", "articles": "Most articles"}


@dataclass(frozen=True, slots=True)
class ListedStory:
    """A story that several articles carry; `day` is that of its first one in the selection, `found` how many stories
    the whole list has."""

    story_id: str
    day: date
    title: str
    source: str
    agency: str | None
    publishers: int
    articles: int
    found: int


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article of a story."""

    article_id: str
    dated_at: datetime
    source: str
    publisher: str
    title: str
    is_original: bool
    word_count: int
    version: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article."""

    title: str
    lead: str | None
    text: str
    language: str | None


@dataclass(frozen=True, slots=True)
class VersionWords:
    """The words of one version of an article; `why` says what changed against the one before."""

    version: int
    fetched_at: datetime
    title: str
    lead: str | None
    text: str
    why: str | None


def story_list(answers: Answers, selection: Selection, order: str, page: int) -> list[ListedStory]:
    """One page of PAGE_SIZE stories, counted from 1; `order` is one of ORDERS."""
    return answers.rows(
        ListedStory,
        "story_list",
        **selection.parameters(),
        order_by=order,
        limit=PAGE_SIZE,
        skip=(page - 1) * PAGE_SIZE,
    )


def carriers(answers: Answers, story_id: str) -> list[Carrier]:
    """The articles of a story, the original first, then in the order in which they came."""
    return answers.rows(Carrier, "story_articles", story_id=int(story_id))


def words(answers: Answers, article_id: str) -> Words | None:
    return next(iter(answers.rows(Words, "article_words", article_id=int(article_id))), None)


def version_words(answers: Answers, article_id: str) -> list[VersionWords]:
    """The first version first."""
    return answers.rows(VersionWords, "version_words", article_id=int(article_id))
