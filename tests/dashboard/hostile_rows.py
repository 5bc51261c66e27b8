"""The invented desk with every word of it hostile: titles, names, sources, reasons, all that a page may say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.dashboard.snapshots import HOSTILE

WORDS: dict[str, tuple[str, ...]] = {
    "articles": ("title", "section", "publisher", "agency"),
    "article_texts": ("lead", "text"),
    "cut_blocks": ("text", "reason"),
    "entities": ("name",),
    "furniture": ("text",),
    "headlines": ("title",),
    "name_surfaces": ("surface",),
    "names": ("name",),
    "pages": ("reason",),
    "readings": ("title", "text"),
    "run_issues": ("reason", "next_step"),
    "run_listings": ("url", "reason"),
    "source_health": ("reason", "next_step"),
    "sources": ("name",),
    "versions": ("why",),
}
"""By table, the columns that pages and their publishers fill."""


def make_hostile(tables: dict[str, list[dict[str, Any]]]) -> None:
    """Put the hostile words, one after the other, wherever a page could; the counts stay as they are."""
    for table, columns in WORDS.items():
        for number, row in enumerate(tables[table]):
            row |= dict.fromkeys(columns, HOSTILE[number % len(HOSTILE)])
    for number, row in enumerate(tables["articles"]):
        row["authors"] = [HOSTILE[number % len(HOSTILE)]]
    for row in tables["article_texts"]:
        row["captions"] = [{"text": row["lead"], "image_url": None}]


def shown(text: str) -> Iterable[str]:
    """Those of the hostile words that a text shows, by how they begin."""
    return [word for word in HOSTILE if word[:20].replace("\u202e", "") in text]
