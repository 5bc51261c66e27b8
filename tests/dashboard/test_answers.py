"""The numbers: right, adding up, and equal to the lists that they lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.answers import PAGE_SIZE, Answers
from dashboard.selection import Selection
from tests.dashboard import snapshots
from tests.dashboard.snapshots import ALL_OUT, ALL_QUIET, FIRST, LAST, PRESSES

WHOLE = Selection(FIRST, LAST)
SELECTIONS = {
    "all": WHOLE,
    "days": Selection(date(2026, 11, 5), date(2026, 11, 12)),
    "source": replace(WHOLE, sources=("tidewater",)),
    "two sources": replace(WHOLE, sources=("harbour", "tidewater")),
    "language": replace(WHOLE, languages=("de", "ga")),
    "section": replace(WHOLE, sections=("Council",)),
    "words": replace(WHOLE, words="Orchard FROST"),
    "run": replace(WHOLE, run=snapshots.LAST_RUN),
    "nothing": replace(WHOLE, words="zeppelin"),
    "unknown source": replace(WHOLE, sources=("nowhere",)),
}


@pytest.fixture
def answers(full_desk: Path) -> Answers:
    return Answers(full_desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")


def listed(answers: Answers, selection: Selection) -> list[str]:
    found: list[str] = []
    for page in range(1, 1000):
        shown = answers.article_list(selection, page)
        found.extend(article.article_id for article in shown)
        if len(shown) < PAGE_SIZE:
            break
    return found


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("stories", [False, True], ids=["articles", "stories"])
def test_every_number_equals_its_list(answers: Answers, selection: Selection, stories: bool) -> None:
    selection = replace(selection, unit="stories" if stories else "articles")
    totals, counts = answers.totals(selection), answers.articles_by_day(selection, "day", 6)
    found = listed(answers, selection)
    assert answers.article_count(selection) == totals.articles
    assert len(found) == len(set(found)) == (totals.stories if stories else totals.articles)
    assert sum(count.stories if stories else count.articles for count in counts) == len(found)
    assert answers.export(selection).column("article_id").to_pylist() == found


@pytest.mark.parametrize("name", ["days", "two sources", "words"])
def test_every_number_of_the_source_table_equals_its_list(answers: Answers, name: str) -> None:
    selection = SELECTIONS[name]
    for row in answers.source_table(selection):
        own = selection.only(row.source_id)
        assert len(listed(answers, own)) == row.articles
        assert len(listed(answers, replace(own, unit="stories"))) == row.stories
        assert row.discovered == row.fetched + row.unchanged + row.skipped + row.failed + row.pending


def test_the_totals_are_the_invented_ones(answers: Answers) -> None:
    totals = answers.totals(WHOLE)
    assert (totals.articles, totals.stories, totals.sources) == (
        snapshots.article_total(),
        snapshots.article_total() - snapshots.copies(),
        5,
    )
    assert answers.totals(SELECTIONS["language"]).articles == snapshots.article_total(PRESSES[2], PRESSES[4])


def test_what_was_new_in_a_run_equals_its_list(answers: Answers) -> None:
    run = answers.last_run()
    assert run is not None
    assert (
        run.articles_new
        == len(listed(answers, SELECTIONS["run"]))
        == sum(snapshots.articles_on(press, LAST) for press in PRESSES)
    )


def test_a_wider_bar_holds_the_same_articles(answers: Answers) -> None:
    for grain in ("day", "week", "month"):
        assert sum(count.articles for count in answers.articles_by_day(WHOLE, grain, 6)) == snapshots.article_total()


def test_sources_beyond_the_largest_are_one(answers: Answers) -> None:
    counts = answers.articles_by_day(WHOLE, "day", 2)
    assert {count.source_id for count in counts} == {"harbour", "tidewater", None}
    assert sum(count.articles for count in counts) == snapshots.article_total()


def test_an_outage_is_a_gap_and_a_quiet_day_is_not(answers: Answers) -> None:
    days = {day.day: day for day in answers.collection(WHOLE)}
    assert [day for day in days if days[day].gap] == [day for day in snapshots.DAYS if _night(day) in ALL_OUT]
    assert days[ALL_QUIET].articles == 0 and not days[ALL_QUIET].gap
    assert days[date(2026, 11, 8)].out == 1


def test_the_outage_of_one_source_is_a_gap_of_that_source(answers: Answers) -> None:
    days = answers.collection(replace(WHOLE, sources=("tidewater",)))
    assert [day.day for day in days if day.gap] == [
        day for day in snapshots.DAYS if _night(day) in (*ALL_OUT, *PRESSES[1].out)
    ]


def test_days_without_any_night_are_gaps(answers: Answers) -> None:
    days = answers.collection(Selection(date(2026, 10, 1), FIRST))
    assert [day.gap for day in days] == [True] * 7 + [False]


def test_the_story_of_a_copy_has_its_original(answers: Answers) -> None:
    copy = answers.article(snapshots.article_id(PRESSES[1], LAST, 0))
    assert copy is not None and not copy.is_original
    [original] = answers.story(copy)
    assert (original.source, original.title, original.is_original) == ("The Harbour Post", copy.title, True)


def _night(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
