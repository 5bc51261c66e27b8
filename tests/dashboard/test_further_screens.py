"""Morning, Runs, Stories, Sources, one entity and Data: their key numbers, and what each leads to."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import commands
from tests.dashboard import snapshots
from tests.dashboard.invented_names import BURST, NEW
from tests.dashboard.screens import Open, words
from tests.dashboard.snapshots import PRESSES


def linked(shown: str, number: str) -> str:
    """The address behind a number."""
    found = re.search(rf'<a href="([^"]+)">{re.escape(number)}</a>', shown)
    assert found, number
    return found.group(1)


def query(href: str) -> dict[str, list[str]]:
    from urllib.parse import parse_qs, urlsplit

    return parse_qs(urlsplit(href).query)


def test_the_morning_says_what_rises_and_what_is_new(open_screen: Open, trending_desk: Path) -> None:
    shown = words(open_screen(trending_desk, "screens/morning.py"))
    assert "Last night" in shown and "Sources read" in shown
    rising = shown[shown.index(">Rising<") :]
    assert BURST[0] in rising and "expected" in rising and 'class="spark"' in rising
    assert NEW[0] in rising[rising.index(">New names<") :]


def test_an_old_night_is_warned_of(open_screen: Open, full_desk: Path) -> None:
    assert "The last good night ended" in words(open_screen(full_desk, "screens/morning.py"))


def test_runs_are_listed_and_one_adds_up(open_screen: Open, full_desk: Path) -> None:
    shown = words(open_screen(full_desk, "screens/runs.py"))
    assert f">{len(snapshots.DAYS)} runs<" in shown
    one = words(open_screen(full_desk, "screens/runs.py", night=snapshots.LAST_RUN))
    assert "The loss at each stage" in one and "This run left no log" in one
    total = one[one.index("<tfoot>") :]
    numbers = [int(cell.replace(",", "")) for cell in re.findall(r"<bdi>(?:<a[^>]*>)?([\d,]+)", total)]
    discovered, fetched, unchanged, skipped, failed, pending, *_ = numbers
    assert discovered == fetched + unchanged + skipped + failed + pending


def test_a_run_that_is_not_there_says_so(open_screen: Open, full_desk: Path) -> None:
    assert "no such run" in words(open_screen(full_desk, "screens/runs.py", night="../../etc/passwd"))


def test_a_scrape_of_no_address_is_refused(open_screen: Open, full_desk: Path) -> None:
    test = open_screen(full_desk, "screens/runs.py")
    test.text_area(key="scrape urls").set_value("https://good.example/a javascript:alert(1)")
    test.button[0].click().run()
    assert "This is no web address: javascript:alert(1)" in words(test)


def test_stories_and_one_of_them(open_screen: Open, full_desk: Path) -> None:
    shown = words(open_screen(full_desk, "screens/stories.py", order="publishers"))
    href, number = re.search(r'<a href="(stories[^"]+story=\d+)">(\d+)</a>', shown).groups()  # type: ignore[union-attr]
    test = open_screen(full_desk, "screens/stories.py", **query(href))
    one = words(test)
    assert f">{number} articles<" in one and "the original" in one
    beside = re.search(r'<a href="([^"]+)">with the original', one).group(1)  # type: ignore[union-attr]
    assert "The copy against the original" in words(open_screen(full_desk, "screens/stories.py", **query(beside)))


def test_a_source_in_trouble_comes_first_and_says_why(open_screen: Open, full_desk: Path) -> None:
    shown = words(open_screen(full_desk, "screens/sources.py"))
    assert "look at it" in shown and f">{len(PRESSES)} sources<" in shown
    total = snapshots.article_total(PRESSES[1])
    one = words(open_screen(full_desk, "screens/sources.py", one="tidewater"))
    assert query(linked(one, f"{total} articles"))["source"] == ["tidewater"]
    assert "not collected on" in one and "8 Nov 2026" not in one.split("not collected on")[0]


def test_a_source_that_is_not_there_says_so(open_screen: Open, full_desk: Path) -> None:
    assert "no such source" in words(open_screen(full_desk, "screens/sources.py", one="<script>"))


@pytest.mark.parametrize("kind", ["export", "bundle"])
def test_a_file_is_made_of_the_selection(
    open_screen: Open, full_desk: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(desk: Path, *said: str, patience: float) -> commands.Said:
        asked.extend(said)
        Path(said[-1]).write_bytes(b"x")
        return commands.Said(0, f"{said[-1]}: 12 rows")

    monkeypatch.setattr(commands, "ask", ask)
    test = open_screen(full_desk, "screens/data.py", source="tidewater", **{"from": "2026-11-02", "to": "2026-11-09"})
    test.button(key=f"{kind} make").click().run()
    assert asked[0] == kind and "--source=tidewater" in asked
    assert asked[asked.index("--from") + 1] == date(2026, 11, 2).isoformat()
    assert "12 rows" in words(test) and len(test.get("download_button")) == 1


def test_the_views_are_explained(open_screen: Open, full_desk: Path) -> None:
    test: AppTest = open_screen(full_desk, "screens/data.py")
    assert "One row an article." in words(test)
    assert {"articles (view)", "rising (function)"} <= set(test.selectbox(key="model").options)
    test.selectbox(key="model").set_value("rising").run()
    assert test.query_params["model"] == "rising" and "Names that rise or fall" in words(test)


def test_watches_show_what_they_found(open_screen: Open, tmp_path: Path) -> None:
    watched = {"orchards": {"words": "orchard"}, "marrow": {"entity": BURST[0]}, "nobody": {"entity": "Zed Nought"}}
    desk = snapshots.make_desk(tmp_path / "desk", trending=True, watches=watched)
    shown = words(open_screen(desk, "screens/morning.py"))
    assert all(f">{name}<" in shown for name in watched) and "nobody is called “Zed Nought” yet" in shown
