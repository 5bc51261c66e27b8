"""Days beside articles and entities: they follow the zone, new rows and changed dates, and nothing else is touched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from flows.desk import Desk
from flows.store import Store, open_store
from flows.store.days import date_articles

ARTICLE = (
    "INSERT INTO store.articles BY NAME SELECT {id} AS article_id, 1 AS page_id, 'a' AS source_id, 'u' AS url, "
    "'u' AS canonical_url, 't' AS title, []::VARCHAR[] AS authors, TIMESTAMPTZ '{at}' AS published_at, "
    "TIMESTAMPTZ '2026-11-09 00:00:00+00' AS first_seen_at, "
    "false AS paywalled, 9 AS word_count, 1 AS version, 1 AS text_hash, 1 AS content_hash, {id} AS story_id"
)
NAME = "INSERT INTO store.entity_articles (entity_id, article_id, mentions) VALUES (7, {id}, 1)"
LATE = "2026-11-01 23:30:00+00"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    desk = Desk(tmp_path)
    desk.make_folders()
    with open_store(desk) as store:
        add(store, 1, LATE)
        yield store


def add(store: Store, article_id: int, at: str) -> None:
    store.run(ARTICLE.format(id=article_id, at=at))
    store.run(NAME.format(id=article_id))


def days(store: Store) -> list[tuple[date, date]]:
    rows = store.rows(
        "SELECT a.day, e.day FROM store.articles a JOIN store.entity_articles e USING (article_id) ORDER BY article_id"
    )
    return [(article, entity) for article, entity in rows]


def test_a_day_is_one_of_the_zone_and_follows_it(store: Store) -> None:
    for zone, day in (("UTC", 1), ("Europe/Berlin", 2), ("UTC", 1)):
        date_articles(store, zone)
        assert days(store) == [(date(2026, 11, day),) * 2]


def test_new_articles_and_new_names_of_old_ones_are_dated(store: Store) -> None:
    date_articles(store, "UTC")
    add(store, 2, "2026-11-03 10:00:00+00")
    store.run("DELETE FROM store.entity_articles WHERE article_id = 1")
    store.run(NAME.format(id=1))
    date_articles(store, "UTC")
    assert days(store) == [(date(2026, 11, 1),) * 2, (date(2026, 11, 3),) * 2]


def test_an_article_that_gets_another_date_moves_with_its_names(store: Store) -> None:
    date_articles(store, "UTC")
    store.run("UPDATE store.articles SET published_at = TIMESTAMPTZ '2026-10-05 10:00:00+00'")
    date_articles(store, "UTC")
    assert days(store) == [(date(2026, 10, 5),) * 2]
    store.run("UPDATE store.articles SET published_at = NULL")
    date_articles(store, "UTC")
    assert days(store) == [(date(2026, 11, 9),) * 2]
