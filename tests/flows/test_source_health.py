"""How a source stands beside its own past: one rule a test, weekdays, gaps and holes included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from flows.health import RunFacts, SourceFacts, findings, judge
from flows.health.source import Finding, counts
from flows.health.volume import Count, usual, watch
from flows.run import Outcome, SourceTally
from flows.store.connection import Store
from flows.store.health import health_of, save_health, source_facts
from scrapers.crawl import Tally
from scrapers.sources import make_source
from tests.flows.made_store import Made, Night, make_snapshot, tables

LAST = date(2026, 11, 22)  # a Sunday
WELL = SourceFacts(LAST, articles=10, asked=10, words=500, lines=12, nameless=0.1, undated=0, cut=0.3, same=1, delay=5)


def past(last: SourceFacts, days: int = 60) -> list[SourceFacts]:
    """Sixty days of ten articles, three on Sundays, and the last as it is given."""
    every = (LAST - timedelta(days=back) for back in range(days, 0, -1))
    ordinary = [replace(WELL, day=day, articles=3 if day.weekday() == 6 else 10) for day in every]
    return [*ordinary, last]


def stand(**last: object) -> Finding:
    return findings("courier", past(replace(WELL, articles=3) if not last else replace(WELL, **last)))  # type: ignore[arg-type]


def test_an_ordinary_sunday_is_well() -> None:
    found = stand()
    assert found.rule == "well" and found.usual == pytest.approx(3, abs=0.7)


@pytest.mark.parametrize(
    ("rule", "last", "says"),
    [
        ("blocked", {"articles": 0, "asked": 10, "refused": 9}, "HTTP 401, 403"),
        ("blocked", {"articles": 0, "asked": 10, "captchas": 9}, "captcha"),
        ("robots", {"articles": 0, "asked": 0, "robots": 9}, "robots.txt has changed"),
        ("same text", {"articles": 6, "same": 5}, "5 of 6 new articles carry the same text"),
        ("layout", {"articles": 6, "words": 90}, "90 words in an article, where 500 are usual"),
        ("layout", {"articles": 6, "lines": 2}, "2 paragraphs in an article, where 12 are usual"),
        ("fields", {"articles": 6, "nameless": 1.0}, "100% of its articles have no author; 10% is usual"),
        ("fields", {"articles": 6, "undated": 0.9}, "have no date"),
        ("cuts", {"articles": 6, "cut": 0.8}, "80% of an article's blocks were cut, where 30% is usual"),
        ("late", {"articles": 6, "delay": 60}, "60 hours old"),
        ("dead", {"articles": 0, "known": 99, "last_article": date(2026, 9, 1)}, "last article came on 2026-09-01"),
    ],
)
def test_what_stands_out_is_named_with_a_next_step(rule: str, last: dict[str, object], says: str) -> None:
    found = stand(**last)
    assert found.rule == rule and says in (found.reason or "")
    assert found.next_step and found.since


@pytest.mark.parametrize(
    "last",
    [
        {"articles": 4, "words": 90, "nameless": 1.0, "cut": 0.9, "same": 4, "delay": 99},
        {"articles": 6, "words": 400, "cut": 0.35, "delay": 30},
        {"articles": 3, "asked": 10, "refused": 4},
        {"articles": 3, "robots": 4, "asked": 4},
    ],
)
def test_few_articles_and_small_changes_say_nothing(last: dict[str, object]) -> None:
    assert stand(**last).rule == "well"


def with_change(share: Callable[[int], float], days: int) -> Finding:
    """The last days bring a share of what is usual."""
    known = past(replace(WELL, articles=3), 80)
    changed = [replace(day, articles=round(day.articles * share(place))) for place, day in enumerate(known[-days:])]
    return findings("courier", [*known[:-days], *changed])


def test_silence_is_told_after_days_and_says_since_when() -> None:
    found = with_change(lambda _: 0, 3)
    assert (found.rule, found.since) == ("silent", LAST - timedelta(days=2))
    assert found.reason == "no article in 3 days; about 3.1 are usual on a day like this"


def test_a_flood_is_told_on_its_second_day_and_one_busy_day_is_none() -> None:
    assert with_change(lambda _: 15, 1).rule == "well"
    found = with_change(lambda _: 15, 2)
    assert found.rule == "flood" and "far more than usual" in (found.reason or "")


def test_half_is_told_within_a_week() -> None:
    assert with_change(lambda _: 0.5, 7).rule == "half"


def test_a_slow_decline_does_not_become_its_own_measure() -> None:
    assert with_change(lambda place: max(0.2, 1 - 0.8 * place / 28), 28).rule in ("half", "silent")


def test_what_is_well_again_is_well() -> None:
    known = past(replace(WELL, articles=3), 80)
    for place in range(60, 66):
        known[place] = replace(known[place], articles=0)
    assert findings("courier", known).rule == "well"


def test_a_new_pace_becomes_the_usual_one() -> None:
    assert with_change(lambda _: 0.4, 20).rule == "half"
    assert with_change(lambda _: 0.4, 45).rule == "well"


def test_days_that_were_not_whole_are_not_counted() -> None:
    known = past(WELL)
    known[30] = replace(known[30], read=False, articles=0)
    known[40] = replace(known[40], pending=50)
    known[-1] = replace(known[-1], nights=0)
    counted = {count.day: count.articles for count in counts(known)}
    assert [day for day, articles in counted.items() if articles is None] == [
        *(known[0].day, known[30].day, known[31].day, known[40].day, known[-1].day)
    ]


def test_a_second_night_on_one_day_does_not_make_the_next_day_half_a_day() -> None:
    known = past(WELL)
    known[-2] = replace(known[-2], nights=2)
    assert counts(known)[-1].articles == WELL.articles
    twice = [replace(day, nights=2) for day in past(WELL)]
    assert counts([*twice[:-1], replace(twice[-1], nights=1)])[-1].articles is None


def test_what_a_gap_left_over_is_not_late() -> None:
    known = past(replace(WELL, articles=6, delay=60))
    assert findings("courier", known).rule == "late"
    known[-2] = replace(known[-2], articles=0, read=False)
    assert findings("courier", known).rule == "well"


def test_little_is_known_at_first() -> None:
    few = [Count(LAST - timedelta(days=back), 5) for back in range(18, 0, -1)]
    assert usual(few, LAST) is None
    assert all(verdict.alarm is None for verdict in watch([*few, Count(LAST, 0)]))


def test_a_finding_turns_the_night_amber_and_is_the_only_word_on_its_source() -> None:
    courier = make_source("courier", {"name": "The Courier", "feeds": ["https://courier.example/feed"]})
    tally = SourceTally("courier", Tally(discovered=4, failed=4), 0, 0)
    standing = {"courier": Finding("blocked", 0, 9.0, LAST, "blocked: 4 of 4 pages", "Ask the site.")}
    facts = RunFacts("finished", [courier], [tally], {"courier": tally.urls}, [], {"courier": ("HTTP 403", 4)})
    outcome, [issue] = judge(replace(facts, standing=standing, with_articles=frozenset({"courier"})))
    assert outcome is Outcome.AMBER
    assert (issue.reason, issue.next_step) == ("blocked: 4 of 4 pages (since 2026-11-22)", "Ask the site.")


def test_the_store_gives_each_day_and_keeps_what_was_found(tmp_path: Path) -> None:
    days = [LAST - timedelta(days=back) for back in range(20, -1, -1)]
    nights = [Night(day, read=("courier",)) for day in days if day != days[10]]
    made = [Made(number, day - timedelta(days=1), "courier") for number, day in enumerate(days, 1)]
    path = make_snapshot(tmp_path / "s.duckdb", tables(made, nights))
    with duckdb.connect(path) as connection:
        store = Store(connection)
        facts = source_facts(store, "UTC", LAST)["courier"]
        assert [day.day for day in facts] == days
        assert {day.articles for day in facts} == {1} and facts[0].words == 99 and facts[0].delay == 17
        assert [day.day for day in facts if not day.nights] == [days[10]]
        assert facts[-1].known == 21 and facts[-1].last_article == LAST
        found = {"courier": Finding("silent", 0, 2.5, LAST, "no article", "Look.")}
        for _ in range(2):
            save_health(store, LAST.isoformat(), LAST, found)
        assert health_of(store, LAST.isoformat()) == found
        assert connection.execute("SELECT count(*), any_value(state) FROM source_health").fetchall() == [(1, "silent")]
