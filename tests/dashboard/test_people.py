"""Rising, one entity and its corrections, and what a point of a trend opens: each number equals what it leads to."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import entities, rising, trends
from dashboard.answers import Answers
from dashboard.launch import APP
from dashboard.selection import UNITS, Selection
from dashboard.trend_chart import Measure, picked, smooth
from dashboard.trends import Point
from flows.corrections import add_correction, read_corrections
from tests.dashboard import snapshots
from tests.dashboard.invented_names import BURST, HOSTILE, NEW, OTHER, STEADY, entity_id
from tests.dashboard.snapshots import FIRST, LAST

WHOLE = Selection(FIRST, LAST)
BURST_ID, OTHER_ID, STEADY_ID = (str(entity_id(name)) for name in (BURST, OTHER, STEADY))
Open = Callable[..., AppTest]


@pytest.fixture
def answers(trending_desk: Path) -> Answers:
    return Answers(trending_desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")


@pytest.fixture
def open_screen(monkeypatch: pytest.MonkeyPatch, trending_desk: Path) -> Open:
    def run(screen: str, desk: Path = trending_desk, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("NIGHTDESK_HOME", str(desk))
        test = AppTest.from_file(APP, default_timeout=60).run()
        test.query_params.update(query)
        test = test.switch_page(f"screens/{screen}.py").run()
        assert not test.exception
        return test

    return run


def words(test: AppTest) -> str:
    return html.unescape(" ".join(element.proto.body for element in test.get("html")))


def row_of(shown: str, name: str) -> str:
    return shown[shown.index(f">{name}</a>") :].split("</tr>")[0]


def links(row: str) -> list[tuple[str, dict[str, str], int]]:
    """The links of a row that stand on numbers: screen, query, number."""
    found = re.findall(r'<a href="(\w+)\?([^"]*)">([\d,]+)</a>', row)
    return [
        (screen, {key: one[0] for key, one in parse_qs(query).items()}, int(count)) for screen, query, count in found
    ]


def test_each_number_of_a_rising_name_opens_as_many(open_screen: Open) -> None:
    shown = words(open_screen("rising"))
    assert ">New names<" in shown and NEW[0] in shown and f"person, with {NEW[0]}" in shown
    numbers = links(row_of(shown, BURST[0]))
    assert [screen for screen, _, _ in numbers] == ["rising", "rising", "articles"]
    for screen, query, count in numbers:
        opened = words(open_screen(screen, **query))
        unit = "stories behind" if screen == "rising" else "articles"
        assert f">{count} {unit}" in opened
        if screen == "rising":
            table = opened[opened.index('aria-label="Stories behind the number"') :].split("</table>")[0]
            assert table.count("<tr>") == count + 1


def test_a_story_that_went_on_is_behind_the_weeks_in_which_it_began(answers: Answers) -> None:
    for row in trends.rising(answers, WHOLE, LAST):
        behind = rising.stories_behind(answers, WHOLE, row.entity_id, LAST)
        before = rising.stories_behind(answers, WHOLE, row.entity_id, LAST, before=True)
        assert (len(behind), len(before)) == (row.stories, row.stories_before)


def test_the_week_may_end_on_any_day_and_is_kept_in_the_address(open_screen: Open) -> None:
    test = open_screen("rising", week="2026-11-10")
    assert "4 Nov 2026 to 10 Nov 2026" in words(test) and "No name rises" in words(test)
    test.date_input(key="week ending").set_value(LAST).run()
    assert test.query_params["week"] == LAST.isoformat() and BURST[0] in words(test)
    assert "15 Nov 2026 to 21 Nov 2026" in words(open_screen("rising", week="9999-99-99"))


@pytest.mark.parametrize("unit", UNITS)
def test_a_point_opens_as_many_as_it_says(unit: str, open_screen: Open, answers: Answers) -> None:
    [point] = [one for one in trends.trend(answers, WHOLE, [BURST_ID], "week") if one.day == date(2026, 11, 16)]
    test = open_screen("trends", name=BURST_ID, by="week", count=unit, open="2026-11-16..2026-11-21", who=BURST_ID)
    count = Measure(False, unit, "week").count(point)
    shown = words(test)
    assert f">{count} {unit}" in shown
    if unit == "publishers":
        assert shown[shown.index('class="names"') :].split("</ul>")[0].count("<li>") == count


def test_the_articles_of_a_point_open_without_a_pointer(open_screen: Open) -> None:
    test = open_screen("trends", name=BURST_ID, by="week")
    test.selectbox[1].set_value(date(2026, 11, 9)).run()
    test.button[[one.label for one in test.button].index("Open the articles")].click().run()
    assert test.query_params["open"] == "2026-11-09..2026-11-15" and ">10 articles<" in words(test)
    test.button(key="close articles").click().run()
    assert "open" not in test.query_params


def test_what_is_clicked_and_what_is_brushed_is_read() -> None:
    day, hour = date(2026, 11, 16), 3_600_000
    assert picked({"pick": [{"day": "2026-11-16", "who": "7"}]}, "week") == (day, date(2026, 11, 22), "7")
    start = 1_794_787_200_000  # 16 Nov 2026, midnight UTC
    assert picked({"brush": {"at": [start + hour, start + 30 * hour]}}, "day") == (day, day + timedelta(days=1), "")
    assert picked({"pick": [], "brush": {}}, "day") is None


def test_an_average_of_shares_is_the_ratio_of_the_sums_and_gaps_stay_gaps() -> None:
    days = [(1, 10), (0, 0), (3, 90)]
    points = [
        Point("1", FIRST + timedelta(days=at), count, count, count, whole, whole, whole, 1.0, False)
        for at, (count, whole) in enumerate(days)
    ]
    assert smooth(points, Measure(True, "articles", "day")) == [0.1, None, 4 / 100]
    assert smooth(points, Measure(False, "articles", "day")) == [1, None, 2]


def test_small_charts_add_up_to_the_trend(open_screen: Open, answers: Answers) -> None:
    test = open_screen("trends", name=[BURST_ID, str(entity_id(HOSTILE))], split="source", by="week")
    assert len(test.get("vega_lite_chart")) == 6
    by_source = trends.by_source(answers, WHOLE, [BURST_ID], "week")
    whole = trends.trend(answers, WHOLE, [BURST_ID], "week")
    assert sum(one.articles for one in by_source) == sum(one.articles for one in whole) == 73


def test_a_name_is_found_by_a_part_of_it_and_added(open_screen: Open) -> None:
    test = open_screen("trends", name=STEADY_ID)
    test.text_input(key="find name").set_value("ilse").run()
    test.button(key=f"find name {BURST_ID}").click().run()
    assert test.query_params["name"] == [STEADY_ID, BURST_ID] and not test.exception
    test.text_input(key="find name").set_value("zeppelin").run()
    assert "Nobody and nothing else" in words(test)


def test_a_filter_keeps_how_a_screen_shows_things_but_not_the_place(open_screen: Open) -> None:
    test = open_screen("trends", name=BURST_ID, show="count", open="2026-11-16..2026-11-21", who=BURST_ID)
    test.radio(key="filter unit").set_value("publishers").run()
    assert test.query_params["count"] == "publishers" and test.query_params["show"] == "count"
    assert test.query_params["name"] == BURST_ID and "open" not in test.query_params
    assert "Publishers by name" in words(test)


def test_the_list_of_entities_is_narrowed_by_type(open_screen: Open) -> None:
    test = open_screen("entities")
    test.radio(key="type").set_value("LOC").run()
    assert test.query_params["type"] == "LOC" and "1 entity" in words(test) and NEW[0] in words(test)


def test_each_number_of_an_entity_opens_as_many_articles(open_screen: Open, answers: Answers) -> None:
    shown = words(open_screen("entities", entity=BURST_ID))
    reported = shown[shown.index('aria-label="Who reports it"') :].split("</table>")[0]
    weeks = shown[shown.index('aria-label="Headlines by week"') :].split("</table>")[0]
    for _, query, count in [*links(reported)[:2], links(weeks)[0]]:
        assert f">{count} articles<" in words(open_screen("articles", **query))
    [other] = [one for one in entities.companions(answers, WHOLE, BURST_ID) if one.entity_id == STEADY_ID]
    both = words(open_screen("entities", entity=BURST_ID, **{"with": STEADY_ID}))
    assert f">{other.together} articles that name both<" in both and both.count('<div class="title">') == other.together
    assert 'class="network"' in shown and f'title="{STEADY[0]}: {other.together} articles name both"' in shown


def test_a_correction_is_seen_before_anything_is_written(tmp_path: Path) -> None:
    desk = snapshots.make_desk(tmp_path / "desk", trending=True)
    answers = Answers(desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")
    merge = {"id": "p", "at": "2026-11-25T06:10Z", "subject": "entity", "action": "merge"}
    [after] = entities.by_id_after(
        answers, [BURST_ID, OTHER_ID], json.dumps(merge | {"entity": BURST_ID, "into": OTHER_ID})
    )
    assert (after.entity_id, after.articles) == (OTHER_ID, 359 + 73 - 33)
    assert [one.articles for one in entities.by_id(answers, [BURST_ID])] == [73]
    assert not (desk / "corrections.jsonl").exists()
    made = add_correction(desk / "corrections.jsonl", "entity", "merge", entity=BURST_ID, into=OTHER_ID, was=BURST[0])
    assert [(one.id, one.was) for one in entities.corrections(answers)] == [(made.id, BURST[0])]
    undo = json.dumps(merge | {"subject": "correction", "action": "undo", "of": made.id})
    assert len(entities.by_id_after(answers, [BURST_ID, OTHER_ID], undo)) == 2
    assert len(read_corrections(desk / "corrections.jsonl").standing) == 1


@pytest.mark.parametrize(
    ("action", "expected"), [("Rename", None), ("Retype", "Make it: organisation"), ("Hide", "not shown")]
)
def test_a_correction_is_previewed_in_place(action: str, expected: str | None, open_screen: Open) -> None:
    test = open_screen("entities", entity=BURST_ID)
    test.session_state[f"fix {BURST_ID}"] = action
    test.run()
    assert not test.exception
    if action == "Rename":
        test.text_input(key=f"name {BURST_ID}").set_value("-Ilse <b>").run()
        expected = "-Ilse <b>, person"
    assert expected in words(test) + html.unescape(" ".join(one.label for one in test.button))


def test_an_old_link_to_a_merged_name_shows_whom_it_became(open_screen: Open, tmp_path: Path) -> None:
    desk = snapshots.make_desk(tmp_path / "desk", trending=True)
    add_correction(desk / "corrections.jsonl", "entity", "merge", entity=BURST_ID, into=OTHER_ID)
    assert open_screen("trends", desk, name=BURST_ID).multiselect(key="trend names").value == [OTHER_ID]


def test_hostile_names_stay_words_on_each_screen(open_screen: Open) -> None:
    hostile = str(entity_id(HOSTILE))
    for screen, name in (("rising", "of"), ("entities", "entity"), ("trends", "name")):
        raw = " ".join(element.proto.body for element in open_screen(screen, **{name: hostile}).get("html"))
        assert "<img" not in raw and HOSTILE[0] in html.unescape(raw)
    assert replace(WHOLE, unit="publishers").query()["count"] == ["publishers"]
