"""Collected, quiet or out: by what is there of a day, and by who read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from tests.flows.made_store import Made, Night, make_snapshot, tables

FIRST, LAST = date(2026, 9, 1), date(2026, 10, 26)
DAYS = [FIRST + timedelta(days=place) for place in range((LAST - FIRST).days + 1)]
GONE = DAYS[30:33]
States = dict[tuple[str, date], str]


def press(volume: Callable[[str, date], int]) -> Iterable[Made]:
    number = 0
    for day in DAYS:
        for source in ("large", "small"):
            for _ in range(volume(source, day)):
                number += 1
                yield Made(number, day, source)


def nights(out: Iterable[date] = (), none: Iterable[date] = ()) -> Iterable[Night]:
    """One night after each day; `out` are days whose nights could not read `large`, `none` those without a night."""
    for day in DAYS:
        if day not in none:
            gone = ("large",) if day in out else ()
            yield Night(day + timedelta(days=1), tuple({"large", "small"} - set(gone)), gone)


def states(path: Path, articles: Iterable[Made], ran: Iterable[Night]) -> States:
    make_snapshot(path, tables(articles, ran))
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute("SELECT source_id, day, state FROM source_coverage($1, $2)", [FIRST, LAST]).fetchall()
    return {(source, day): state for source, day, state in rows}


def usual(source: str, day: date) -> int:
    return 1 if source == "small" else 3 if day.weekday() > 4 else 8


def test_a_usual_stream_is_collected_throughout(tmp_path: Path) -> None:
    assert set(states(tmp_path / "s", press(usual), nights()).values()) == {"collected"}


def test_days_that_nobody_could_read_are_out(tmp_path: Path) -> None:
    lost = press(lambda source, day: 0 if source == "large" and day in GONE else usual(source, day))
    found = states(tmp_path / "s", lost, nights(out=[*GONE, GONE[-1] + timedelta(days=1)]))
    assert {place for place, state in found.items() if state != "collected"} == {("large", day) for day in GONE}
    assert {found["large", day] for day in GONE} == {"out"}


def test_days_that_were_made_up_for_later_are_collected(tmp_path: Path) -> None:
    assert set(states(tmp_path / "s", press(usual), nights(out=GONE)).values()) == {"collected"}


def test_days_without_a_night_are_out_even_of_a_small_source(tmp_path: Path) -> None:
    lost = press(lambda source, day: 0 if day in GONE else usual(source, day))
    found = states(tmp_path / "s", lost, nights(none=[*GONE, GONE[-1] + timedelta(days=1)]))
    assert {place for place, state in found.items() if state == "out"} == {
        (source, day) for source in ("large", "small") for day in GONE
    }


def test_silence_is_quiet_where_it_is_no_wonder_and_out_where_it_is(tmp_path: Path) -> None:
    silent = press(lambda source, day: 0 if day in GONE else usual(source, day))
    found = states(tmp_path / "s", silent, nights())
    assert {found["small", day] for day in GONE} == {"quiet"}
    assert {found["large", day] for day in GONE} == {"out"}


def test_a_long_silence_of_a_small_source_is_out(tmp_path: Path) -> None:
    long = DAYS[25:32]
    found = states(tmp_path / "s", press(lambda s, day: 0 if s == "small" and day in long else usual(s, day)), nights())
    assert {found["small", day] for day in long} == {"out"}


def test_a_thin_day_is_collected(tmp_path: Path) -> None:
    thin = press(lambda source, day: 4 if source == "large" and day in GONE else usual(source, day))
    assert set(states(tmp_path / "s", thin, nights()).values()) == {"collected"}


def test_before_its_first_article_a_source_is_out(tmp_path: Path) -> None:
    start = DAYS[35]
    young = press(lambda source, day: usual(source, day) if source == "large" or day >= start else 0)
    ran = [Night(n.day, n.read if n.day > start else ("large",)) for n in nights()]
    found = states(tmp_path / "s", young, ran)
    assert {found["small", day] for day in DAYS if day < start - timedelta(days=1)} == {"out"}
    assert {found["small", day] for day in DAYS if day >= start} == {"collected"}


@pytest.mark.parametrize(("steady", "expected"), [("NULL", 56), ("0.9", 56), ("0.98", 0)])
def test_a_panel_keeps_who_was_there_on_most_days(tmp_path: Path, steady: str, expected: int) -> None:
    lost = press(lambda source, day: 0 if source == "large" and day in GONE else usual(source, day))
    path = make_snapshot(tmp_path / "s", tables([*lost, Made(9999, LAST, "small", (7,))], nights()))
    with duckdb.connect(path, read_only=True) as connection:
        sql = f"SELECT sum(all_articles), min(coverage) FROM trend([7], $1, $2, steady := {steady})"
        [(everything, coverage)] = connection.execute(sql, [FIRST, LAST]).fetchall()
    large = sum(usual("large", day) for day in DAYS if day not in GONE)
    assert everything - 57 == (large if expected else 0)
    assert (coverage < 1) == bool(expected)


def test_the_day_of_the_last_night_is_partial(tmp_path: Path) -> None:
    today = LAST + timedelta(days=1)
    path = make_snapshot(tmp_path / "s", tables([*press(usual), Made(9999, today, "small", (7,))], nights()))
    with duckdb.connect(path, read_only=True) as connection:
        rows = connection.execute("SELECT day, partial FROM trend([7], $1, $2)", [FIRST, today]).fetchall()
        span = connection.execute("FROM news_span").fetchall()
    assert [day for day, partial in rows if partial] == [today]
    assert span == [(FIRST, LAST, today)]
