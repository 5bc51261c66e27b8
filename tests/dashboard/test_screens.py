"""Each screen as Streamlit runs it: empty, full, broken; its key numbers; filters that live in the address."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from dashboard import markup
from flows.corrections import add_correction
from scrapers.urls import stable_id
from tests.dashboard import snapshots
from tests.dashboard.screens import Open, words
from tests.dashboard.snapshots import PRESSES

SCREENS = (
    "screens/morning.py",
    "screens/articles.py",
    "screens/sources.py",
    "screens/entities.py",
    "screens/trends.py",
    "screens/runs.py",
    "screens/rising.py",
    "screens/stories.py",
    "screens/data.py",
)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_first_visit_says_what_to_do(screen: str, open_screen: Open, tmp_path: Path) -> None:
    shown = words(open_screen(tmp_path / "desk", screen))
    assert "Nothing has been collected yet" in shown
    assert all(command in shown for command in ("nightdesk init", "nightdesk run", "nightdesk demo"))


@pytest.mark.parametrize("screen", SCREENS)
def test_a_desk_without_snapshot_says_what_to_do(screen: str, open_screen: Open, tmp_path: Path) -> None:
    shown = words(open_screen(tmp_path, screen))
    assert "no snapshot yet" in shown and "nightdesk run" in shown and "nightdesk init" not in shown


@pytest.mark.parametrize("screen", SCREENS)
def test_an_empty_snapshot_says_what_to_do(screen: str, open_screen: Open, tmp_path: Path) -> None:
    shown = words(open_screen(snapshots.make_desk(tmp_path / "desk", empty=True), screen))
    assert "nothing has been read yet" in shown and "nightdesk run" in shown


@pytest.mark.parametrize("screen", SCREENS)
def test_a_pointer_to_nothing_names_the_file_and_the_command(screen: str, open_screen: Open, tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    snapshots.point(tmp_path, "gone.duckdb")
    shown = words(open_screen(tmp_path, screen))
    assert "gone.duckdb, but there is no such file" in shown and "nightdesk doctor" in shown


@pytest.mark.parametrize("screen", SCREENS)
def test_a_newer_snapshot_says_what_to_do(screen: str, open_screen: Open, tmp_path: Path) -> None:
    shown = words(open_screen(snapshots.make_desk(tmp_path / "desk", empty=True, schema_version=99), screen))
    assert "made by Nightdesk 9.9 (schema 99)" in shown and "Update Nightdesk" in shown


def test_morning_tells_the_last_run_and_the_numbers(open_screen: Open, full_desk: Path) -> None:
    test = open_screen(full_desk, SCREENS[0])
    shown = words(test)
    assert "Nightly run, Sun 22 Nov 2026, 02:00 GMT (Europe/Dublin), took 24 min" in shown
    assert "amber" in shown and "no article in 45 nights" in shown and "change its address in sources.toml" in shown
    assert f">{snapshots.article_total()} articles<" in shown
    assert "nothing was collected on 3 days" in shown
    [chart] = test.get("vega_lite_chart")
    assert chart.proto.alt.startswith(f"{snapshots.article_total()} articles from 8 Oct 2026")


def test_morning_of_nothing_says_so(open_screen: Open, full_desk: Path) -> None:
    test = open_screen(full_desk, SCREENS[0], words="zeppelin")
    assert "No article fits these filters" in words(test)
    assert not test.get("vega_lite_chart")


def test_filters_come_from_the_address_and_go_to_it(open_screen: Open, full_desk: Path) -> None:
    test = open_screen(full_desk, SCREENS[1], source="tidewater")
    assert f">{snapshots.article_total(PRESSES[1])} articles<" in words(test)
    assert test.multiselect(key="filter sources").value == ["tidewater"]
    test.multiselect(key="filter sources").set_value(["bergblatt"]).run()
    assert test.query_params["source"] == "bergblatt"
    assert f">{snapshots.article_total(PRESSES[2])} articles<" in words(test)
    test.radio(key="filter unit").set_value("stories").run()
    assert test.query_params["count"] == "stories"


def test_an_unknown_source_shows_nothing_rather_than_everything(open_screen: Open, full_desk: Path) -> None:
    assert ">0 articles<" in words(open_screen(full_desk, SCREENS[1], source="nowhere"))


def test_the_list_has_pages(open_screen: Open, full_desk: Path) -> None:
    total = snapshots.article_total()
    assert f"51 to 100 of {total}" in words(open_screen(full_desk, SCREENS[1], page="2"))
    assert f"851 to {total} of {total}" in words(open_screen(full_desk, SCREENS[1], page="99999"))


def test_the_reader_shows_the_article(open_screen: Open, full_desk: Path) -> None:
    identity = snapshots.article_id(PRESSES[1], snapshots.LAST, 0)
    test = open_screen(full_desk, SCREENS[1], article=str(identity))
    shown = words(test)
    assert (
        "Sat 21 Nov 2026, 08:30 GMT (from json-ld)" in shown
        and "Photograph: I. Marsh" in shown
        and "the original" in shown
    )
    assert "Home  News  Weather" not in shown
    [link] = test.get("link_button")
    assert link.proto.url == f"https://tidewater.example/{snapshots.LAST}/0"
    test.toggle(key="show cut").set_value(True).run()
    assert test.query_params["cut"] == "1"
    assert "cut: furniture, block 3" in words(test) and "<del><bdi>Home  News  Weather" in words(test)


def test_the_reader_lists_copies_and_versions_with_their_times(open_screen: Open, full_desk: Path) -> None:
    identity = snapshots.article_id(PRESSES[1], snapshots.LAST, 0)
    shown = words(open_screen(full_desk, SCREENS[1], article=str(identity)))
    assert "The Harbour Post</bdi>, Sat 21 Nov 2026, 08:05 GMT, the original" in shown
    assert "Version 2, Sat 21 Nov 2026, 15:05 GMT" in shown and "other figures" in shown and "as first read" in shown
    assert "Headlines" in shown and "Before the correction" in shown
    assert "the page was missing on Sun 22 Nov 2026, 01:30 GMT and after" in shown


def test_a_hostile_history_stays_text(open_screen: Open, full_desk: Path) -> None:
    test = open_screen(full_desk, SCREENS[1], article=str(snapshots.HOSTILE_HISTORY[0]))
    raw = " ".join(element.proto.body for element in test.get("html"))
    assert "Version 2" in raw and "<img" not in raw and html.unescape(raw).count(snapshots.HOSTILE[1]) >= 4


@pytest.mark.parametrize("article", ["", "x", "-1", "99999999999999999999", "1", "²"])
def test_an_unknown_article_says_so(article: str, open_screen: Open, full_desk: Path) -> None:
    assert "no such article" in words(open_screen(full_desk, SCREENS[1], article=article))


def test_an_address_that_is_not_of_the_web_is_no_link(open_screen: Open, full_desk: Path) -> None:
    test = open_screen(full_desk, SCREENS[1], article=str(stable_id("hostile 3")), cut="1")
    assert not test.get("link_button")
    assert "not one that a browser should open" in words(test)


def test_no_raw_tag_of_a_page_reaches_the_browser(open_screen: Open, full_desk: Path) -> None:
    day = snapshots.HOSTILE_DAY.isoformat()
    test = open_screen(full_desk, SCREENS[1], **{"from": day, "to": day})
    raw = " ".join(element.proto.body for element in test.get("html"))
    assert "tracker.example" not in raw and "<script" not in raw and "<img" not in raw
    assert "https://tracker.example/pixel.png" in html.unescape(raw)


def test_a_short_period_says_how_much_there_is_besides(open_screen: Open, full_desk: Path) -> None:
    shown = words(open_screen(full_desk, SCREENS[0], **{"from": "2026-11-20", "to": "2026-11-21"}))
    assert f">{snapshots.article_total()} articles on all days<" in shown


def test_commands_in_a_next_step_are_set_as_code() -> None:
    assert (
        markup._with_code("`nightdesk sources check a`: <b>")
        == "<code>nightdesk sources check a</code>&#58; &#60;b&#62;"
    )


def test_a_source_lists_its_furniture_with_counts_an_article_and_a_way_to_decide_otherwise(
    open_screen: Open, full_desk: Path
) -> None:
    test = open_screen(full_desk, SCREENS[2], one="harbour")
    shown = words(test)
    identity = snapshots.article_id(PRESSES[0], snapshots.LAST, 0)
    assert ">200<" in shown and ">75%<" in shown and f"article={identity}&cut=1" in shown
    assert "your word" in shown and "by the evidence" in shown
    assert any(option.startswith("keep: | 12.4°C Dublin") for option in test.selectbox(key="block").options)


def test_furniture_of_hostile_pages_is_only_words(open_screen: Open, full_desk: Path) -> None:
    raw = " ".join(element.proto.body for element in open_screen(full_desk, SCREENS[2], one="harbour").get("html"))
    assert "tracker.example" not in raw and "<script" not in raw and "<img" not in raw
    assert "https://tracker.example/pixel.png" in html.unescape(raw)


def test_without_furniture_the_screen_says_so(open_screen: Open, full_desk: Path) -> None:
    assert "No block recurs" in words(open_screen(full_desk, SCREENS[2], one="bergblatt"))


def test_the_entities_are_listed_with_counts_and_aliases(open_screen: Open, full_desk: Path) -> None:
    test = open_screen(full_desk, SCREENS[3])
    shown = words(test)
    assert "3 entities" in shown and "The Harbour Post Ltd" in shown and "Organisation" in shown
    assert f">{snapshots.article_total(PRESSES[1])}<" in shown
    test.text_input(key="search").set_value("courier").run()
    assert test.query_params["search"] == "courier"
    assert "1 entity" in words(test) and "Harbour Post" not in words(test)


def test_a_search_for_nobody_says_so(open_screen: Open, full_desk: Path) -> None:
    assert "Nobody and nothing in this snapshot is called so" in words(
        open_screen(full_desk, SCREENS[3], search="zeppelin")
    )


def test_a_desk_that_named_nothing_says_so(open_screen: Open, tmp_path: Path) -> None:
    desk = snapshots.make_desk(tmp_path / "desk", named=False)
    assert "has been named yet" in words(open_screen(desk, SCREENS[3]))


def test_an_entity_shows_its_aliases_and_its_articles_by_day(open_screen: Open, full_desk: Path) -> None:
    courier = str(snapshots.entity("Tidewater Courier"))
    test = open_screen(full_desk, SCREENS[3], entity=courier)
    total = snapshots.article_total(PRESSES[1])
    assert f"named by {total} articles" in words(test) and "Tidewater Courier Ltd" in words(test)
    [chart] = test.get("vega_lite_chart")
    assert chart.proto.alt.startswith(f"{total} articles from")
    assert f">{total} articles<" in words(open_screen(full_desk, SCREENS[1], entity=courier))


@pytest.mark.parametrize("entity", ["1", "x", "-1", "99999999999999999999", "²"])
def test_an_unknown_entity_says_so(entity: str, open_screen: Open, full_desk: Path) -> None:
    assert "no such entity" in words(open_screen(full_desk, SCREENS[3], entity=entity))
    assert ">0 articles<" in words(open_screen(full_desk, SCREENS[1], entity=entity))


def test_the_reader_marks_who_is_named_and_leads_there(open_screen: Open, full_desk: Path) -> None:
    identity = snapshots.article_id(PRESSES[1], snapshots.LAST, 0)
    test = open_screen(full_desk, SCREENS[1], article=str(identity))
    raw = html.unescape(" ".join(element.proto.body for element in test.get("html")))
    [marked] = re.findall(r'<a class="mention" href="([^"]*)" title="([^"]*)">([^<]*)</a>', raw)
    assert marked[1:] == ("Tidewater Courier, organisation", "Tidewater Courier")
    assert f"entity={snapshots.entity('Tidewater Courier')}" in marked[0] and marked[0].startswith("entities?")


def test_a_hostile_name_stays_words(open_screen: Open, full_desk: Path) -> None:
    for screen, query in ((SCREENS[1], {"article": str(stable_id("hostile 1"))}), (SCREENS[3], {})):
        raw = " ".join(element.proto.body for element in open_screen(full_desk, screen, **query).get("html"))
        assert "<img" not in raw and "<script" not in raw and snapshots.HOSTILE_NAME in html.unescape(raw)


def test_a_correction_is_seen_without_a_new_snapshot(open_screen: Open, tmp_path: Path) -> None:
    desk = snapshots.make_desk(tmp_path / "desk")
    assert "3 entities" in words(open_screen(desk, SCREENS[3]))
    courier = str(snapshots.entity("Tidewater Courier"))
    add_correction(desk / "corrections.jsonl", "entity", "hide", entity=courier)
    shown = words(open_screen(desk, SCREENS[3]))
    assert "2 entities" in shown and "Tidewater Courier" not in shown
