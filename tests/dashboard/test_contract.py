"""Every query of the dashboard, on a snapshot made from the real migration and the real views."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from dashboard import entities, models, rising, rows, runs, sources, stories, trends
from dashboard.selection import Selection, Span
from dashboard.snapshot import QUERIES, SCHEMA_VERSION, Snapshot
from tests.dashboard import snapshots

SELECTION = Selection(snapshots.FIRST, snapshots.LAST)
PARAMETERS: dict[str, Any] = {
    **SELECTION.parameters(),
    **{
        "grain": "day",
        "leading": 6,
        "stories": False,
        "limit": 50,
        "skip": 0,
        "run_id": snapshots.LAST_RUN,
        "article_id": 1,
        "entity_id": 1,
        "other_id": 2,
        "type": None,
        "before": False,
        "name": "Kelverport",
        "search": "port",
        "name_ids": ["1"],
        "story_id": 1,
        "entities": ["1"],
        "steady": 0.98,
        "day": snapshots.LAST,
        "into_id": 2,
        "order_by": "day",
        "source_id": "harbour",
        "relevance": False,
        "article_ids": ["1"],
        "others": ["0"],
        "texts": True,
        **{f"{side}_{field}": ["port"] for side in ("with", "without") for field in ("text", "title")},
    },
}
ROWS: dict[str, type | None] = {
    "meta": None,
    "span": Span,
    "last_run": rows.RunSummary,
    "run": rows.RunTitle,
    "run_issues": rows.Issue,
    "totals": rows.Totals,
    "article_count": rows.ArticleCount,
    "articles_by_day": rows.DayCount,
    "collection": rows.Collection,
    "source_table": rows.SourceRow,
    "rejected": rows.Rejected,
    "source_choices": rows.Choice,
    "language_choices": rows.Choice,
    "section_choices": rows.Choice,
    "article_list": rows.ListPlace,
    "listed": rows.Listed,
    "scan": None,
    "article": rows.Article,
    "story": rows.Sibling,
    "versions": rows.Version,
    "headlines": rows.Headline,
    "cut_blocks": rows.CutBlock,
    "furniture": rows.Furniture,
    "mentions": rows.Mention,
    "entity": rows.Entity,
    "entity_list": rows.ListedEntity,
    "entity_called": rows.Entity,
    "entity_names": entities.Name,
    "known_names": None,
    "export": None,
    "gaps": None,
    "model": models.Model,
    "export_articles": None,
    "export_mentions": None,
    "export_trends": None,
    "news_span": trends.NewsSpan,
    "entity_choices": rows.Choice,
    "trend": trends.Point,
    "panel": trends.Panel,
    "trend_by_source": trends.SourcePoint,
    "publishers": trends.Carrier,
    "rising_stories": rising.Behind,
    "entities_by_id": rows.Entity,
    "entity_sources": entities.Reporter,
    "entity_headlines": entities.WeekHeadline,
    "entity_together": entities.Companion,
    "named_both": rows.Listed,
    "corrections": entities.Said,
    "rising": trends.Rising,
    "new_names": trends.NewName,
    "stories_about": trends.Headline,
    "bonds": trends.Bond,
    "run_list": runs.ListedRun,
    "run_loss": runs.Loss,
    "run_hosts": runs.SlowHost,
    "run_rejections": runs.Rejected,
    "big_stories": runs.BigStory,
    "standing": runs.Standing,
    "last_good": runs.LastGood,
    "story_list": stories.ListedStory,
    "story_articles": stories.Carrier,
    "article_words": stories.Words,
    "version_words": stories.VersionWords,
    "source_health": sources.Health,
    "source_days": sources.SourceDay,
    "source_lost": sources.Lost,
    "source_listings": sources.Listing,
    "source_manner": sources.Manner,
    "source_troubles": sources.Trouble,
    "troubled": sources.Troubled,
}
ALLOWED = {
    "mentions",
    "entities",
    "entity_articles",
    "entity_names",
    "corrected_names",
    "articles",
    "versions",
    "headlines",
    "article_counts",
    "cut_blocks",
    "furniture",
    "sources",
    "runs",
    "run_sources",
    "run_issues",
    "rejections",
    "source_day",
    "source_health",
    "meta",
    "article_days",
    "families",
    "found",
    "news_span",
    "trend",
    "rising",
    "new_names",
    "stories_about",
    "bonds",
    "model",
    "duckdb_columns",
    "source_coverage",
    "run_hosts",
    "pages",
    "together",
    "run_urls",
    "run_listings",
    "corrections",
    "article_names",
}


def snapshot(desk: Path) -> Snapshot:
    return Snapshot(desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")


def test_every_query_is_listed_here() -> None:
    assert {path.stem for path in QUERIES.glob("*.sql")} == set(ROWS)


@pytest.mark.parametrize("query", sorted(ROWS))
def test_query_answers_with_its_row_type(query: str, full_desk: Path) -> None:
    sql = (QUERIES / f"{query}.sql").read_text("utf-8")
    wanted = {name: PARAMETERS[name] for name in re.findall(r"\$(\w+)", sql)}
    table = snapshot(full_desk).ask(query, wanted)
    row = ROWS[query]
    if row is not None:
        assert set(table.column_names) == {field.name for field in fields(row)}


@pytest.mark.parametrize("path", sorted(QUERIES.rglob("*.sql")), ids=lambda path: path.stem)
def test_queries_read_only_the_promised_views(path: Path) -> None:
    sql = re.sub(r"--.*", "", path.read_text("utf-8"))
    named = set(re.findall(r"\b(\w+) AS (?:MATERIALIZED )?\(", sql)) | {"selected", "nights"}
    read = set(re.findall(r"\b(?:FROM|JOIN)\s+([\w.]+)", sql))
    assert read - named <= ALLOWED


def test_the_schema_of_the_migrations_is_known() -> None:
    assert max(int(path.name[:4]) for path in snapshots.MIGRATIONS) == SCHEMA_VERSION


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY meta TO 'x.csv'",
        "ATTACH 'y.duckdb'",
        "SET enable_external_access = true",
    ],
)
def test_sql_reaches_nothing_but_the_snapshot(sql: str, full_desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboard.snapshot._sql", lambda name: sql)
    with pytest.raises(Exception, match=r"(?i)disabled|cannot enable|read-only"):
        snapshot(full_desk).ask("any")
