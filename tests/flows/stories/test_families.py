"""Families and stories as a snapshot shows them: publishers that print the same texts count once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import duckdb
import pytest

from flows.desk import Desk
from flows.publish import publish
from flows.store import open_store

ARTICLE = """
INSERT INTO store.articles BY NAME
SELECT $id AS article_id, $id AS page_id, $publisher AS source_id, $publisher AS publisher, 'u' || $id AS url,
       'u' || $id AS canonical_url, 't' || $id AS title, []::VARCHAR[] AS authors,
       TIMESTAMPTZ '2026-11-01 12:00:00+00' + to_hours($id::INTEGER) AS first_seen_at, false AS paywalled,
       9 AS word_count, 1 AS version, $id AS text_hash, 1 AS content_hash, $story AS story_id, $agency AS agency
"""
TEXT = "INSERT INTO store.article_texts BY NAME SELECT ? AS article_id, 't' AS text, [] AS captions"


class Press:
    """Stories written straight into the store."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.ids = desk, count(1)
        self.rows: list[tuple[int, str, int, str | None]] = []

    def prints(self, times: int, *publishers: str, agency: str | None = None) -> None:
        for _ in range(times):
            ids = [next(self.ids) for _ in publishers]
            self.rows += [(i, who, ids[0], agency) for i, who in zip(ids, publishers, strict=True)]

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with open_store(self.desk) as store:
            for number, who, story, agency in self.rows:
                store._connection.execute(ARTICLE, {"id": number, "publisher": who, "story": story, "agency": agency})
                store.run(TEXT, number)
        with duckdb.connect(publish(self.desk, "r1", "UTC", 3), read_only=True) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def press(tmp_path: Path) -> Iterator[Press]:
    desk = Desk(tmp_path / "desk")
    desk.make_folders()
    yield Press(desk)


FAMILIES = "SELECT publisher, family FROM families ORDER BY 1"


def test_publishers_that_print_the_same_texts_are_one_family(press: Press) -> None:
    press.prints(30, "Morning", "Evening")
    press.prints(25, "Evening", "Weekly")
    press.prints(10, "Morning")
    press.prints(30, "Other")
    families = dict(press.ask("SELECT publisher, family FROM families"))
    assert families == {"Morning": "Evening", "Evening": "Evening", "Weekly": "Evening", "Other": "Other"}


def test_what_an_agency_brings_makes_no_family(press: Press) -> None:
    press.prints(60, "Morning", "Evening", agency="AP")
    press.prints(5, "Morning")
    press.prints(5, "Evening")
    assert press.ask(FAMILIES) == [("Evening", "Evening"), ("Morning", "Morning")]


@pytest.mark.parametrize(("shared", "own"), [(19, 0), (30, 40)])
def test_few_texts_or_a_small_part_make_no_family(press: Press, shared: int, own: int) -> None:
    press.prints(shared, "Morning", "Evening")
    press.prints(own, "Morning")
    press.prints(own, "Evening")
    assert press.ask(FAMILIES) == [("Evening", "Evening"), ("Morning", "Morning")]


def test_a_family_says_why(press: Press) -> None:
    press.prints(30, "Morning", "Evening")
    press.prints(30, "Morning")
    press.prints(1, "Other")
    assert press.ask("SELECT publisher, stories, why FROM families ORDER BY 1") == [
        ("Evening", 30, "30 stories without an agency in common with Morning (100 %)"),
        ("Morning", 60, "30 stories without an agency in common with Evening (100 %)"),
        ("Other", 1, "alone"),
    ]


def test_a_story_counts_a_family_once(press: Press) -> None:
    press.prints(30, "Morning", "Evening")
    press.prints(1, "Other", "Morning", "Evening", agency="AP")
    sql = "SELECT publisher, articles, publishers, families, agency FROM stories WHERE articles = 3"
    assert press.ask(sql) == [("Other", 3, 3, 2, "AP")]
