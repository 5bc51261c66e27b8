"""What became of articles after they were first read: versions, headlines, pages that are gone.

An article with readings and no versions waits for them. They follow from the visits alone, in the order of time, so
that `nightdesk reclean` makes the same ones out of the archive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from flows.furniture import without
from flows.store.connection import Store
from flows.versions import Reading, headlines, versions
from scrapers.urls import clean_url

VERSION = ("article_id", "version", "page_id", "fetched_at", "reading_hash", "why")
HEADLINE = ("article_id", "seen_at", "title")


def settle(store: Store) -> None:
    """Tell the versions of what was read again apart, and mark what is gone."""
    with store.transaction():
        found = list(_visits(store))
        store.stage("staged_versions", VERSION, [row for one in found for row in _version_rows(*one)], like="versions")
        titles = [(i, one.fetched_at, one.title) for i, read, _ in found for one in headlines(read)]
        store.stage("staged_headlines", HEADLINE, titles, like="headlines")
        store.run_file("file_versions")
        store.run_file("mark_gone")


def _visits(store: Store) -> Iterator[tuple[int, list[Reading], dict[int, int]]]:
    """For each article that waits its readings, one a visit to its URL, and their hashes by page."""
    cut: dict[str, set[int]] = defaultdict(set)
    for source_id, block in store.rows("SELECT source_id, block_id FROM store.furniture WHERE decision = 'cut'"):
        cut[source_id].add(block)
    for article_id, rows in groupby(store.rows_file("unversioned"), key=lambda row: row[0]):
        visits = [row for row in rows if clean_url(row[1]) == clean_url(row[2])]
        yield article_id, [_reading(row, cut) for row in visits], {row[3]: row[5] for row in visits}


def _reading(row: Sequence[Any], cut: Mapping[str, set[int]]) -> Reading:
    _, _, _, page_id, fetched_at, _, title, lead, text, source_id = row
    return Reading(page_id, fetched_at, title, lead, without(text, cut.get(source_id, ())))


def _version_rows(article_id: int, read: Sequence[Reading], hashes: dict[int, int]) -> list[tuple[object, ...]]:
    return [
        (article_id, one.number, one.reading.page_id, one.reading.fetched_at, hashes[one.reading.page_id], one.why)
        for one in versions(read)
    ]
