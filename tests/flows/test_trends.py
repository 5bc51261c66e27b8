"""Trends of the sample press, whose bursts and outage are known: what rises, what is flat, what is a gap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import mean
from typing import Any

import duckdb
import pytest

from scrapers.sample import Press
from tests.flows.conftest import LAST_DAY
from tests.flows.named_press import entity_id, press_snapshot

PERIOD = "(SELECT first_day FROM news_span), DATE '2026-11-20'"


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(LAST_DAY)


@pytest.fixture(scope="module")
def desk(press: Press, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    path = press_snapshot(tmp_path_factory.mktemp("trends") / "s.duckdb", press)
    with duckdb.connect(path, read_only=True) as connection:
        yield connection


def ask(desk: duckdb.DuckDBPyConnection, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
    return desk.execute(sql, parameters).fetchall()


def trend(
    desk: duckdb.DuckDBPyConnection, press: Press, key: str, columns: str, more: str = ""
) -> list[tuple[Any, ...]]:
    sql = f"SELECT {columns} FROM trend([$entity], $first, $last{more}) ORDER BY day"
    return ask(desk, sql, entity=entity_id(key), first=press.first_day, last=press.last_day)


def test_every_planted_burst_rises_and_nothing_else(desk: duckdb.DuckDBPyConnection, press: Press) -> None:
    rising = [entity for (entity,) in ask(desk, "SELECT entity_id FROM rising($day) WHERE ratio > 1", day=LAST_DAY)]
    planted = {entity_id(key) for key in press.answers.bursts}
    assert planted <= set(rising[:20])
    assert len(set(rising[:20]) - planted) <= 1


def test_the_reasons_of_a_burst_add_up(desk: duckdb.DuckDBPyConnection, press: Press) -> None:
    columns = "entity_id, articles, stories, publishers, expected, low, ratio, high, q, largest_story"
    sql = f"SELECT {columns} FROM rising($day)"
    rows = {row[0]: row[1:] for row in ask(desk, sql, day=LAST_DAY)}
    counts = press.answers.entity_counts
    for key in press.answers.bursts:
        articles, stories, publishers, expected, low, ratio, high, q, largest = rows[entity_id(key)]
        assert articles == sum(n for (k, day), n in counts.items() if k == key and (LAST_DAY - day).days < 7)
        assert 3 <= publishers <= 6 and stories <= articles and expected < stories
        assert 1 < low < ratio < high and 0 <= q <= 0.05 and 1 / articles <= largest <= 1


def test_an_entity_is_counted_by_day_as_the_answers_have_it(desk: duckdb.DuckDBPyConnection, press: Press) -> None:
    found = {(entity, day): n for entity, day, n in ask(desk, "SELECT entity_id, day, articles FROM entity_trend")}
    assert found == {(entity_id(key), day): n for (key, day), n in press.answers.entity_counts.items()}


def test_the_planted_outage_is_a_gap(desk: duckdb.DuckDBPyConnection, press: Press) -> None:
    sql = f"SELECT source_id, day FROM source_coverage({PERIOD}) WHERE state <> 'collected'"
    outage = press.answers.outage
    assert set(ask(desk, sql.replace("(SELECT first_day FROM news_span)", "DATE '2026-10-07'"))) == {
        (outage.source_id, day) for day in outage.days
    }
    short = [day for day, coverage in trend(desk, press, "kestrane", "day, coverage") if coverage < 1]
    assert tuple(short) == outage.days


def test_a_constant_panel_has_no_gap_and_a_steady_name_stays_flat(
    desk: duckdb.DuckDBPyConnection, press: Press
) -> None:
    rows = trend(desk, press, "kestrane", "day, article_share, coverage", ", steady := 0.98")
    assert {coverage for _, _, coverage in rows} == {1}
    during = mean(share for day, share, _ in rows if day in press.answers.outage.days)
    otherwise = mean(share for day, share, _ in rows if day not in press.answers.outage.days)
    assert during == pytest.approx(otherwise, rel=0.1)


def test_a_constant_panel_leaves_the_source_out(desk: duckdb.DuckDBPyConnection, press: Press) -> None:
    outage = press.answers.outage
    own = sum(n for (source, _), n in press.answers.article_counts.items() if source == outage.source_id)
    [(everything,)] = ask(desk, "SELECT count(*) FROM article_days")
    panel = trend(desk, press, "kestrane", "all_articles", ", steady := 0.98")
    assert sum(count for (count,) in panel) == everything - own


@pytest.mark.parametrize("grain", ["week", "month"])
def test_a_wider_grain_counts_the_same_articles(desk: duckdb.DuckDBPyConnection, press: Press, grain: str) -> None:
    columns = "sum(articles), sum(all_articles), max(publishers)"
    sql = f"SELECT {columns} FROM trend([$entity], $first, $last, grain := $grain)"
    parameters = {"entity": entity_id("averquay"), "first": press.first_day, "last": press.last_day}
    [(articles, everything, publishers)] = ask(desk, sql, **parameters, grain=grain)
    [(by_day, all_by_day, _)] = ask(desk, sql, **parameters, grain="day")
    assert (articles, everything, publishers) == (by_day, all_by_day, 6)


def test_filters_narrow_both_sides_of_a_share(desk: duckdb.DuckDBPyConnection, press: Press) -> None:
    for more, fits in (
        (", in_languages := ['de', 'es']", lambda a: a.language in ("de", "es")),
        (", in_sources := ['courier']", lambda a: a.source_id == "courier"),
        (", in_publishers := ['Ledger']", lambda a: a.source_id == "ledger"),
        (", in_sections := ['sport']", lambda a: a.section == "sport"),
    ):
        [(own, everything)] = ask(
            desk,
            f"SELECT sum(articles), sum(all_articles) FROM trend([$entity], $first, $last{more})",
            entity=entity_id("averquay"),
            first=press.first_day,
            last=press.last_day,
        )
        chosen = [article for article in press.answers.up if fits(article)]
        assert everything == len(chosen)
        assert own == sum("averquay" in {n.key for n in press.answers.named(article)} for article in chosen)


def test_weeks_that_the_period_cuts_are_partial(desk: duckdb.DuckDBPyConnection, press: Press) -> None:
    rows = trend(desk, press, "averquay", "day, partial", ", grain := 'week'")
    assert [day for day, partial in rows if partial] == [date(2026, 10, 5), date(2026, 11, 16)]
    assert not any(partial for _, partial in trend(desk, press, "averquay", "day, partial"))
