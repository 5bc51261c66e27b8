"""The screen of trends: its numbers, its gaps, its reasons; names that are out to do something."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import trends
from dashboard.answers import Answers
from dashboard.launch import APP
from dashboard.selection import Selection
from dashboard.trend_chart import Measure, trend_sentence
from tests.dashboard import snapshots
from tests.dashboard.invented_names import BURST, HOSTILE, OTHER, STEADY, entity_id
from tests.dashboard.snapshots import ALL_OUT, FIRST, LAST

WHOLE = Selection(FIRST, LAST)
LOST = {night - timedelta(days=1) for night in ALL_OUT}
Open = Callable[..., AppTest]


@pytest.fixture
def answers(trending_desk: Path) -> Answers:
    return Answers(trending_desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")


@pytest.fixture
def open_trends(monkeypatch: pytest.MonkeyPatch, trending_desk: Path) -> Open:
    def run(desk: Path = trending_desk, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("NIGHTDESK_HOME", str(desk))
        test = AppTest.from_file(APP, default_timeout=60).run()
        test.query_params.update(query)
        test = test.switch_page("screens/trends.py").run()
        assert not test.exception
        return test

    return run


def words(test: AppTest) -> str:
    return html.unescape(" ".join(element.proto.body for element in test.get("html")))


def chart_words(test: AppTest) -> str:
    [chart] = test.get("vega_lite_chart")
    return str(chart.proto.alt)


def test_the_days_without_collection_are_shaded(answers: Answers, open_trends: Open) -> None:
    points = trends.trend(answers, WHOLE, [str(entity_id(STEADY))], "day")
    assert {point.day for point in points if point.coverage == 0} == LOST
    assert [point.day for point in points] == snapshots.DAYS
    said = chart_words(open_trends(name=str(entity_id(STEADY))))
    assert said.startswith(STEADY[0]) and "29 Oct 2026" in said and "a part of the sources was not collected" in said


def test_a_constant_panel_leaves_out_who_was_out(answers: Answers) -> None:
    def lacking(steady: bool) -> set[date]:
        chosen = trends.panel(answers, WHOLE) if steady else WHOLE
        points = trends.trend(answers, chosen, [str(entity_id(STEADY))], "day")
        return {point.day for point in points if point.coverage < 1}

    assert {date(2026, 11, day) for day in range(7, 12)} <= lacking(steady=False)
    assert not lacking(steady=True) & {date(2026, 11, day) for day in range(7, 12)}


def test_names_measure_and_panel_live_in_the_address(open_trends: Open) -> None:
    test = open_trends(name=[str(entity_id(STEADY)), str(entity_id(OTHER))])
    assert test.multiselect(key="trend names").value == [str(entity_id(STEADY)), str(entity_id(OTHER))]
    test.multiselect(key="trend names").set_value([str(entity_id(BURST))]).run()
    assert test.query_params["name"] == str(entity_id(BURST)) and chart_words(test).startswith(BURST[0])
    assert "%" in chart_words(test).split(".")[0] + chart_words(test).split(".")[1]
    test.radio(key="trend show").set_value("count").run()
    assert test.query_params["show"] == "count" and "%" not in chart_words(test)
    test.radio(key="trend by").set_value("month").run()
    assert test.query_params["by"] == "month" and "November 2026" in chart_words(test)
    for key, name, value in (("panel", "panel", "constant"), ("average", "average", "yes"), ("scale", "scale", "log")):
        test.toggle(key=f"trend {key}").set_value(True).run()
        assert test.query_params[name] == value and not test.exception


@pytest.mark.parametrize("entity", ["", "x", "-1", "99999999999999999999", "1", "²"])
def test_an_unknown_name_shows_the_most_frequent(entity: str, open_trends: Open) -> None:
    assert len(open_trends(name=entity).multiselect(key="trend names").value) == 3


def test_a_desk_that_names_nobody_says_so(open_trends: Open, tmp_path: Path) -> None:
    test = open_trends(snapshots.make_desk(tmp_path / "desk", named=False))
    assert "names anybody" in words(test)
    assert not test.get("vega_lite_chart")


def test_a_hostile_name_is_plain_text(open_trends: Open) -> None:
    test = open_trends(name=str(entity_id(HOSTILE)))
    raw = " ".join(element.proto.body for element in test.get("html"))
    assert "tracker.example" not in raw and "<img" not in raw
    assert HOSTILE[0] in html.unescape(raw)


def test_the_sentence_says_what_the_lines_show(answers: Answers) -> None:
    identity = str(entity_id(STEADY))
    points = trends.trend(answers, WHOLE, [identity], "week")
    said = trend_sentence(points, {identity: "Maren"}, Measure(share=False, unit="stories", width="week"))
    assert said.startswith(f"Maren: {sum(point.stories for point in points)} stories, at most ")
    assert "Hollow points" in said


def test_a_week_has_the_articles_of_its_days(answers: Answers) -> None:
    identity = [str(entity_id(OTHER))]
    sums = {
        grain: sum(point.articles for point in trends.trend(answers, WHOLE, identity, grain))
        for grain in ("day", "week", "month")
    }
    assert len(set(sums.values())) == 1 and sums["day"] > 0
