"""New names, headlines, and who is named together: small streams with known numbers."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.publish import MACROS
from tests.flows.made_store import Made, make_snapshot, tables

LAST = date(2026, 10, 26)
SOURCES = ("a", "b", "c", "d")


def opened(tmp_path: Path, articles: Iterable[Made]) -> AbstractContextManager[duckdb.DuckDBPyConnection]:
    return duckdb.connect(make_snapshot(tmp_path / "s.duckdb", tables(articles)), read_only=True)


def stream(*extra: Made, days: int = 40) -> list[Made]:
    """Each of four sources names Name 1 and Name 2 once a day."""
    span = [LAST - timedelta(days=back) for back in range(days)]
    plain = [(day, source) for day in span for source in SOURCES]
    return [*(Made(number, day, source, (1, 2)) for number, (day, source) in enumerate(plain, 1000)), *extra]


def named(name: int, day: date, *sources: str, first: int = 1) -> list[Made]:
    return [Made(first + place, day, source, (name,)) for place, source in enumerate(sources)]


def test_a_name_never_seen_before_is_new_and_none_of_the_rising(tmp_path: Path) -> None:
    with opened(tmp_path, stream(*named(7, LAST, "a", "a", "b", "c", "d"))) as desk:
        assert desk.execute("FROM new_names($1)", [LAST]).fetchall() == [(7, 5, 5, 4, LAST)]
        assert desk.execute("SELECT entity_id FROM rising($1, false_share := 1)", [LAST]).fetchall() in ([], [(7,)])


@pytest.mark.parametrize(
    ("sources", "days", "before"),
    [("aabb", 40, ""), ("aaabb", 40, ""), ("aabcd", 40, "a"), ("aabcd", 20, "")],
    ids=["four articles", "two publishers", "seen before", "a young desk"],
)
def test_who_is_not_new(tmp_path: Path, sources: str, days: int, before: str) -> None:
    earlier = named(7, LAST - timedelta(days=days - 1), *before, first=90)
    with opened(tmp_path, stream(*named(7, LAST, *sources), *earlier, days=days)) as desk:
        assert desk.execute("FROM new_names($1)", [LAST]).fetchall() == []


def test_copies_of_one_text_do_not_make_a_name_rise(tmp_path: Path) -> None:
    usual = [one for back in range(0, 40, 5) for one in named(7, LAST - timedelta(days=back), "a", first=100 + back)]
    wire = Made(1, LAST, "a", (7,))
    copies = [wire.copied(number, source) for number, source in enumerate("bcdabcdabcd", 2)]
    own = [Made(number, LAST, source, (7,)) for number, source in enumerate("abcdabcdabcd", 1)]
    sql = "SELECT stories, articles, round(largest_story, 2) FROM rising($1) WHERE entity_id = 7 AND ratio > 1"
    with opened(tmp_path, stream(*usual, wire, *copies)) as desk:
        assert desk.execute(sql, [LAST]).fetchall() == []
    (tmp_path / "s.duckdb").unlink()
    with opened(tmp_path, stream(*usual, *own)) as desk:
        assert desk.execute(sql, [LAST]).fetchall() == [(14, 14, 0.07)]


def test_a_name_that_is_gone_falls(tmp_path: Path) -> None:
    earlier = [one for back in range(7, 35) for one in named(7, LAST - timedelta(days=back), *"abc", first=back * 5)]
    with opened(tmp_path, stream(*earlier)) as desk:
        rows = desk.execute(
            "SELECT entity_id, stories, stories_before, high < 1 FROM rising($1) WHERE ratio < 1", [LAST]
        )
        assert rows.fetchall() == [(7, 0, 84, True)]


def test_headlines_are_the_stories_that_most_articles_carry(tmp_path: Path) -> None:
    wire = Made(1, LAST - timedelta(days=1), "a", (7,))
    found = [wire, wire.copied(2, "b"), wire.copied(3, "c"), Made(4, LAST, "d", (7,)), Made(5, LAST, "d", (8,))]
    with opened(tmp_path, found) as desk:
        sql = "SELECT title, articles, publishers FROM stories_about([7], $1, $2, most := {}) ORDER BY articles DESC"
        days = [LAST - timedelta(days=6), LAST]
        assert desk.execute(sql.format(3), days).fetchall() == [("Title 1", 3, 3), ("Title 4", 1, 1)]
        assert desk.execute(sql.format(1), days).fetchall() == [("Title 1", 3, 3)]


@pytest.fixture
def bonded(tmp_path: Path) -> Path:
    """100 articles: 7 and 8 together in 4; 1 in 50, two of those with 7 and 8; 9 with 7 in copies of one text."""
    made = [Made(n, LAST, "a", (7, 8, 1) if n < 2 else (7, 8) if n < 4 else (1,) if n < 52 else ()) for n in range(90)]
    wire = Made(90, LAST, "a", (7, 9))
    copies = [wire.copied(90 + number, "b") for number in range(1, 10)]
    return make_snapshot(tmp_path / "s.duckdb", tables([*made, wire, *copies]))


def npmi(both: int, one: int, other: int, whole: int = 100) -> float:
    return math.log(both * whole / (one * other)) / -math.log(both / whole)


def test_together_favours_the_bond_and_not_the_frequent(bonded: Path) -> None:
    with duckdb.connect(bonded, read_only=True) as desk:
        columns = "entity_id, together, stories, articles, npmi"
        sql = f"SELECT {columns} FROM together(7, $1, $1, least := 2) ORDER BY npmi DESC"
        rows = desk.execute(sql, [LAST]).fetchall()
    assert [row[:4] for row in rows] == [(8, 4, 4, 4), (1, 2, 2, 50)]
    assert [row[4] for row in rows] == pytest.approx([npmi(4, 14, 4), npmi(2, 14, 50)])


def test_bonds_are_the_same_numbers_for_every_pair(bonded: Path) -> None:
    with duckdb.connect(bonded, read_only=True) as desk:
        sql = "SELECT one, other, together, npmi FROM bonds([1, 7, 8, 9], $1, $1, least := 2) ORDER BY one, other"
        rows = desk.execute(sql, [LAST]).fetchall()
    assert [row[:3] for row in rows] == [(1, 7, 2), (1, 8, 2), (7, 8, 4)]
    assert [row[3] for row in rows] == pytest.approx([npmi(2, 50, 14), npmi(2, 50, 4), npmi(4, 14, 4)])


def test_a_merged_entity_counts_an_article_once_and_a_hidden_one_none(tmp_path: Path) -> None:
    both = [Made(1, LAST, "a", (7, 8)), Made(2, LAST, "a", (7,)), Made(3, LAST, "b", (8,)), Made(4, LAST, "b", (9,))]
    lines = [
        json.dumps({"id": "one", "subject": "entity", "action": "merge", "entity": "8", "into": "7"}),
        json.dumps({"id": "two", "subject": "entity", "action": "hide", "entity": "9"}),
    ]
    path = make_snapshot(tmp_path / "s.duckdb", tables(both), corrections=lines)
    with duckdb.connect(path, read_only=True) as desk:
        rows = desk.execute("SELECT entity_id, articles, all_articles FROM trend([7, 8, 9], $1, $1)", [LAST]).fetchall()
        assert sorted(rows) == [(7, 3, 4), (8, 0, 4), (9, 0, 4)]
        assert desk.execute("SELECT entity_id, day, articles FROM entity_trend").fetchall() == [(7, LAST, 3)]


def test_publishers_that_print_the_same_count_once(tmp_path: Path) -> None:
    originals = [Made(number, LAST, "a", (7,)) for number in range(30)]
    made = [*originals, *(one.copied(100 + one.number, "b") for one in originals), Made(300, LAST, "c", (7,))]
    with opened(tmp_path, made) as desk:
        rows = desk.execute("SELECT articles, stories, publishers FROM trend([7], $1, $1)", [LAST]).fetchall()
        assert rows == [(61, 31, 2)]
        assert desk.execute("SELECT publishers FROM entity_trend").fetchall() == [(2,)]


CALLS = {
    "source_coverage": "$day, $day",
    "trend": "[1], $day, $day",
    "rising": "$day, false_share := 1",
    "new_names": "$day",
    "stories_about": "[1], $day, $day",
    "together": "1, $day, $day",
    "bonds": "[1, 2], $day, $day",
}


@pytest.mark.parametrize("macro", MACROS)
@pytest.mark.parametrize("full", [False, True], ids=["empty", "one article"])
def test_every_macro_answers_on_a_desk_with_nothing(tmp_path: Path, macro: str, full: bool) -> None:
    with opened(tmp_path, [Made(1, LAST, "a", (1,))] if full else []) as desk:
        rows: list[Any] = desk.execute(f"FROM {macro}({CALLS[macro]})", {"day": LAST}).fetchall()
    assert len(rows) <= 1
