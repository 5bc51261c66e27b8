"""One typed question a function, answered from the current snapshot and kept until the pointer changes.

Each function is one file of queries/; each row type has that query's columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar, cast

import pyarrow as pa
import streamlit as st

from dashboard.selection import Selection, Span, Value
from dashboard.snapshot import Snapshot, typed

Row = TypeVar("Row")
PAGE_SIZE = 50


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
class DayCount:
    """`source_id` is None for the sources beyond the largest, taken together."""

    day: date
    source_id: str | None
    source: str | None
    articles: int
    stories: int


@dataclass(frozen=True, slots=True)
class Collection:
    """Whether a day's news was collected.

    A day without articles is a gap unless some source was asked and could be read.
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
class Listed:
    """One line of the list; `others` counts the further articles of its story within the selection."""

    article_id: str
    day: date
    source_id: str
    source: str
    title: str
    lead: str | None
    word_count: int
    others: int


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


@st.cache_data(show_spinner=False, max_entries=500)
def _table(path: str, corrected: tuple[int, int] | None, query: str, parameters: dict[str, Value]) -> pa.Table:
    # A snapshot's name is never used twice, so the path stands for what is in it; `corrected` for the corrections.
    return Snapshot(Path(path)).ask(query, parameters)


@st.cache_data(show_spinner=False, max_entries=8)
def _meta(path: str) -> dict[str, str]:
    return Snapshot(Path(path)).meta()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the screens ask of one snapshot.

    Every method may raise dashboard.snapshot.BrokenError; `meta` TooNewError besides.
    """

    path: Path

    def meta(self) -> dict[str, str]:
        return _meta(str(self.path))

    def span(self) -> Span | None:
        """None when no night has read anything yet."""
        return next(iter(self.rows(Span, "span")), None)

    def last_run(self) -> RunSummary | None:
        return next(iter(self.rows(RunSummary, "last_run")), None)

    def run(self, run_id: str) -> RunTitle | None:
        return next(iter(self.rows(RunTitle, "run", run_id=run_id)), None)

    def run_issues(self, run_id: str) -> list[Issue]:
        return self.rows(Issue, "run_issues", run_id=run_id)

    def totals(self, selection: Selection) -> Totals:
        return self.rows(Totals, "totals", **selection.parameters())[0]

    def articles_by_day(self, selection: Selection, grain: str, leading: int) -> list[DayCount]:
        return self.rows(DayCount, "articles_by_day", **selection.parameters(), grain=grain, leading=leading)

    def collection(self, selection: Selection) -> list[Collection]:
        return self.rows(Collection, "collection", **_period(selection))

    def source_table(self, selection: Selection) -> list[SourceRow]:
        return self.rows(SourceRow, "source_table", **selection.parameters())

    def rejected(self, selection: Selection) -> list[Rejected]:
        return self.rows(Rejected, "rejected", **_period(selection))

    def choices(self, kind: str) -> list[Choice]:
        """What a filter offers; `kind` is source, language or section."""
        return self.rows(Choice, f"{kind}_choices")

    def article_list(self, selection: Selection, page: int) -> list[Listed]:
        """One page of PAGE_SIZE articles, counted from 1."""
        return self.rows(
            Listed,
            "article_list",
            **selection.parameters(),
            stories=selection.stories,
            limit=PAGE_SIZE,
            skip=(page - 1) * PAGE_SIZE,
        )

    def article(self, article_id: int) -> Article | None:
        return next(iter(self.rows(Article, "article", article_id=article_id)), None)

    def story(self, article: Article) -> list[Sibling]:
        return self.rows(Sibling, "story", story_id=int(article.story_id), article_id=int(article.article_id))

    def versions(self, article: Article) -> list[Version]:
        return self.rows(Version, "versions", article_id=int(article.article_id))

    def headlines(self, article: Article) -> list[Headline]:
        return self.rows(Headline, "headlines", article_id=int(article.article_id))

    def cut_blocks(self, article: Article) -> list[CutBlock]:
        return self.rows(CutBlock, "cut_blocks", article_id=int(article.article_id))

    def furniture(self, selection: Selection) -> list[Furniture]:
        return self.rows(Furniture, "furniture", sources=selection.parameters()["sources"])

    def mentions(self, article: Article) -> list[Mention]:
        return self.rows(Mention, "mentions", article_id=int(article.article_id))

    def entity(self, entity_id: int) -> Entity | None:
        return next(iter(self.rows(Entity, "entity", entity_id=entity_id)), None)

    def entity_list(self, search: str, page: int) -> list[ListedEntity]:
        """One page of PAGE_SIZE entities, counted from 1."""
        return self.rows(
            ListedEntity, "entity_list", search=search or None, limit=PAGE_SIZE, skip=(page - 1) * PAGE_SIZE
        )

    def export(self, selection: Selection) -> pa.Table:
        """All that the list would show. Not kept: it can be large."""
        return Snapshot(self.path).ask("export", {**selection.parameters(), "stories": selection.stories})

    def rows(self, row: type[Row], query: str, /, **parameters: Value) -> list[Row]:
        return cast(
            list[Row], typed(_table(str(self.path), Snapshot(self.path).corrections[1], query, parameters), row)
        )


def _period(selection: Selection) -> dict[str, Value]:
    parameters = selection.parameters()
    return {name: parameters[name] for name in ("first", "last", "sources")}
