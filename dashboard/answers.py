"""One typed question a function, answered from the current snapshot and kept until the pointer changes.

Each function is one file of queries/; `rows` has what it gives.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import pyarrow as pa
import streamlit as st

from dashboard.rows import (
    Article,
    ArticleCount,
    Choice,
    Collection,
    CutBlock,
    DayCount,
    Entity,
    Furniture,
    Headline,
    Issue,
    Listed,
    ListedEntity,
    ListPlace,
    Mention,
    Rejected,
    RunSummary,
    RunTitle,
    Sibling,
    SourceRow,
    Totals,
    Version,
)
from dashboard.search import current
from dashboard.selection import Selection, Span, Value
from dashboard.snapshot import Snapshot, typed

Row = TypeVar("Row")
PAGE_SIZE = 50


@st.cache_data(show_spinner=False, max_entries=500)
def _table(
    path: str,
    corrected: tuple[int, int] | None,
    indexed: tuple[str, int] | None,
    query: str,
    parameters: dict[str, Value],
) -> pa.Table:
    # A snapshot's name is never used twice, so the path stands for what is in it; `corrected` for the corrections,
    # `indexed` for the search index where words are searched for.
    return Snapshot(Path(path), kept=True).ask(query, parameters)


@st.cache_data(show_spinner=False, max_entries=8)
def _meta(path: str) -> dict[str, str]:
    return Snapshot(Path(path), kept=True).meta()


@dataclass(frozen=True, slots=True)
class Answers:
    """What the screens ask of one snapshot.

    Every method may raise dashboard.snapshot.BrokenError; `meta` TooNewError besides.
    """

    path: Path

    def meta(self) -> dict[str, str]:
        return _meta(str(self.path))

    def schema(self) -> int:
        """The schema of the snapshot: a question on what came later is not to be asked."""
        return int(self.meta()["schema_version"])

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

    def article_count(self, selection: Selection) -> int:
        """The articles of `totals` alone, which are quicker to count."""
        return self.rows(ArticleCount, "article_count", **selection.parameters())[0].articles

    def articles_by_day(self, selection: Selection, grain: str, leading: int) -> list[DayCount]:
        return self.rows(
            DayCount,
            "articles_by_day",
            **selection.parameters(),
            stories=selection.stories,
            grain=grain,
            leading=leading,
        )

    def collection(self, selection: Selection) -> list[Collection]:
        return self.rows(Collection, "collection", **_period(selection))

    def source_table(self, selection: Selection) -> list[SourceRow]:
        return self.rows(SourceRow, "source_table", **selection.parameters())

    def rejected(self, selection: Selection) -> list[Rejected]:
        return self.rows(Rejected, "rejected", **_period(selection))

    def choices(self, kind: str) -> list[Choice]:
        """What a filter offers; `kind` is source, language or section."""
        return self.rows(Choice, f"{kind}_choices")

    def article_list(self, selection: Selection, page: int, relevance: bool = False) -> list[Listed]:
        """One page of PAGE_SIZE articles, counted from 1, the newest first; or the ones that fit the words best."""
        found = self.rows(
            ListPlace,
            "article_list",
            **selection.parameters(),
            stories=selection.stories,
            relevance=relevance,
            limit=PAGE_SIZE,
            skip=(page - 1) * PAGE_SIZE,
        )
        return self.rows(
            Listed,
            "listed",
            article_ids=[place.article_id for place in found],
            others=[str(place.others) for place in found],
            texts=bool(selection.words),
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

    def entity_list(self, search: str, page: int, type_: str = "") -> list[ListedEntity]:
        """One page of PAGE_SIZE entities, counted from 1."""
        return self.rows(
            ListedEntity,
            "entity_list",
            search=search or None,
            type=type_ or None,
            limit=PAGE_SIZE,
            skip=(page - 1) * PAGE_SIZE,
        )

    def export(self, selection: Selection) -> pa.Table:
        """All that the list would show. The answer is not held: it can be large."""
        return Snapshot(self.path, kept=True).ask("export", {**selection.parameters(), "stories": selection.stories})

    def rows(self, row: type[Row], query: str, /, **parameters: Value) -> list[Row]:
        snapshot = Snapshot(self.path)
        indexed = current(snapshot.desk) if parameters.get("words") else None
        return cast(list[Row], typed(_table(str(self.path), snapshot.corrections[1], indexed, query, parameters), row))


def _period(selection: Selection) -> dict[str, Value]:
    parameters = selection.parameters()
    return {name: parameters[name] for name in ("first", "last", "sources")}
