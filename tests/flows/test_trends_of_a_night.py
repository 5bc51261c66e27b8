"""Trends after a real night over the sample press, named by the recogniser that ships, against the known answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scrapers.sample.languages import LANGUAGES
from scrapers.sample.world import world
from tests.bench.replayed import snapshot
from tests.flows.conftest import LAST_DAY

RISING = """
SELECT list_prepend(e.name, e.aliases)
FROM rising($day) r JOIN entities e USING (entity_id) WHERE ratio > 1 ORDER BY score DESC LIMIT 20
"""


@pytest.fixture
def desk(night: tuple[Path, str]) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(snapshot(night[0]), read_only=True) as connection:
        yield connection


def test_planted_bursts_rise_and_hardly_anything_else(desk: duckdb.DuckDBPyConnection, press: Any) -> None:
    """One of them is named by three publishers only together with a German title: it may be missing."""
    listed = [set(names) for (names,) in desk.execute(RISING, {"day": LAST_DAY}).fetchall()]
    planted = {key: _forms(key) for key in press.press.answers.bursts}
    assert sum(any(names & forms for names in listed) for forms in planted.values()) >= len(planted) - 1
    assert sum(not any(names & forms for forms in planted.values()) for names in listed) <= 1


def test_the_planted_outage_is_out(desk: duckdb.DuckDBPyConnection, press: Any) -> None:
    sql = "SELECT source_id, day FROM source_coverage($first, $last) WHERE state <> 'collected'"
    outage = press.press.answers.outage
    found = desk.execute(sql, {"first": press.press.first_day, "last": LAST_DAY}).fetchall()
    assert set(found) == {(outage.source_id, day) for day in outage.days}


def test_every_article_and_every_name_has_its_day(desk: duckdb.DuckDBPyConnection) -> None:
    wrong = (
        "SELECT count(*) FROM entity_articles e JOIN articles a USING (article_id) WHERE e.day IS DISTINCT FROM a.day"
    )
    assert desk.execute(wrong).fetchall() == [(0,)]


def _forms(key: str) -> set[str]:
    return {form for code in LANGUAGES for form in world()[key].forms(code)}
