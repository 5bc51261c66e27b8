"""What an answer is made of: for each question of `answers` its row, with the columns of the question's query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class RunSummary:
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
    rejected: int
    articles_new: int


@dataclass(frozen=True, slots=True)
class RunTitle:
    run_id: str
    kind: str
    started_at: datetime


@dataclass(frozen=True, slots=True)
class Issue:
    source_id: str | None
    source: str | None
    severity: str
    reason: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Totals:
    articles: int
    stories: int
    sources: int


@dataclass(frozen=True, slots=True)
class ArticleCount:
    articles: int


@dataclass(frozen=True, slots=True)
class DayCount:
    """`source_id` is None for the sources beyond the largest, taken together; `stories`: 0 unless they are counted."""

    day: date
    source_id: str | None
    source: str | None
    articles: int
    stories: int


@dataclass(frozen=True, slots=True)
class Collection:
    """Whether a day's news was collected: `asked` sources usually have some, the news of `out` of them is lacking.

    A day without articles is a gap unless some source was read and had none.
    """

    day: date
    asked: int
    out: int
    articles: int

    @property
    def gap(self) -> bool:
        return self.articles == 0 and self.out == self.asked


@dataclass(frozen=True, slots=True)
class SourceRow:
    source_id: str
    source: str
    paused: bool
    listed: bool
    articles: int
    stories: int
    last_article: date | None
    state: str | None
    night: date | None
    discovered: int
    fetched: int
    unchanged: int
    skipped: int
    failed: int
    pending: int


@dataclass(frozen=True, slots=True)
class Rejected:
    reason: str
    pages: int
    sources: int


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    articles: int


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Which article stands at a place of the list; `others` is the number of further carriers of its story."""

    article_id: str
    others: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list; `others` counts the further articles of its story within the selection; `text` only where
    words are searched for."""

    article_id: str
    day: date
    source_id: str
    source: str
    title: str
    lead: str | None
    word_count: int
    others: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Article:
    article_id: str
    source_id: str
    source: str
    publisher: str
    canonical_url: str
    title: str
    lead: str | None
    text: str
    captions: list[str]
    authors: list[str]
    agencies: list[str]
    published_at: datetime | None
    published_from: str | None
    modified_at: datetime | None
    modified_from: str | None
    first_seen_at: datetime
    language: str | None
    section: str | None
    paywalled: bool
    opt_out: list[str]
    flags: list[str]
    story_id: str
    is_original: bool
    version: int
    word_count: int
    agency: str | None
    gone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Sibling:
    article_id: str
    seen_at: datetime
    source: str
    publisher: str
    title: str
    is_original: bool


@dataclass(frozen=True, slots=True)
class Version:
    """`why` says what changed against the version before; None for the first."""

    version: int
    fetched_at: datetime
    why: str | None


@dataclass(frozen=True, slots=True)
class Headline:
    seen_at: datetime
    title: str


@dataclass(frozen=True, slots=True)
class CutBlock:
    position: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """A block that recurs over a source's articles; `block_id` is what the command line calls it."""

    source_id: str
    source: str
    block_id: str
    text: str
    articles: int
    share: float
    first_day: date | None
    last_day: date | None
    article_id: str | None
    decision: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Entity:
    entity_id: str
    name: str
    type: str
    aliases: list[str]
    articles: int
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class ListedEntity(Entity):
    """One line of the list of entities; `found` is how many the whole list has."""

    found: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start_char` to `end_char` of an article's `field` (title, lead, text) name an entity."""

    field: str
    start_char: int
    end_char: int
    entity_id: str
    name: str
    type: str
