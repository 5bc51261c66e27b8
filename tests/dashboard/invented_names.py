"""Whom the articles of the invented desk name: two every day, one that bursts in the last week, one that is new in it,
and a hostile one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from scrapers.urls import stable_id

Rows = list[dict[str, Any]]

STEADY, OTHER = ("Maren Quill", "PER"), ("Harbour Council", "ORG")
BURST, NEW, HOSTILE = (
    ("Ilse Marrow", "PER"),
    ("Osk Venn", "LOC"),
    ("<img src=x onerror=alert(1)> ![p](https://tracker.example)", "ORG"),
)
ALL = (STEADY, OTHER, BURST, NEW, HOSTILE)
WEEK = 7


def entity_id(name: tuple[str, str]) -> int:
    return stable_id(" ".join(name))


def name_rows(articles: Rows, last: date) -> dict[str, Rows]:
    """The rows of every table of names."""
    pairs = [(row["article_id"], entity_id(name)) for row in articles for name in _named(row, last)]
    since = datetime(2026, 10, 1, tzinfo=UTC)
    plain = [(entity_id(name), *name) for name in ALL]
    return {
        "entities": [{"entity_id": identity, "name": name, "type": kind} for identity, name, kind in plain],
        "names": [
            {"name_id": identity, "entity_id": identity, "name": name, "type": kind, "key": name.lower()}
            | {"articles": 1, "first_seen_at": since}
            for identity, name, kind in plain
        ],
        "name_surfaces": [{"name_id": i, "surface": name, "alone_id": i, "articles": 1} for i, name, _ in plain],
        "article_names": [{"article_id": article, "name_id": name, "mentions": 1} for article, name in pairs],
        "entity_articles": [{"article_id": article, "entity_id": name, "mentions": 1} for article, name in pairs],
    }


def _named(row: dict[str, Any], last: date) -> list[tuple[str, str]]:
    """By the hour that an article is dated: the first of each source names the steady one, the second the others."""
    back, hour = last - row["published_at"].date(), row["published_at"].hour
    recent = back < timedelta(days=WEEK)
    found = {
        8: [STEADY, *([BURST] if recent or back.days == 20 else [])],
        9: [OTHER, *([BURST, NEW] if recent else [])],
        10: [OTHER, *([HOSTILE] if recent else [])],
    }
    return found.get(hour, [])
