"""Every screen in a real Chromium: without errors, without grave faults of access in the light and in the dark, and
deaf to hostile words wherever they stand."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.dashboard import snapshots
from tests.dashboard.browsing import Watched, served, settle, violations
from tests.dashboard.hostile_rows import make_hostile, shown
from tests.dashboard.indexed import add_index
from tests.dashboard.invented_names import BURST, HOSTILE, STEADY, entity_id
from tests.dashboard.snapshots import PRESSES

ALL = f"from={snapshots.FIRST}&to={snapshots.LAST}"
ARTICLE = snapshots.article_id(PRESSES[1], snapshots.LAST, 0)
STORY = snapshots.article_id(PRESSES[0], snapshots.LAST, 0)
BURST_ID, STEADY_ID, HOSTILE_ID = map(entity_id, (BURST, STEADY, HOSTILE))
SCREENS = {
    "morning": "",
    "trends": f"trends?name={HOSTILE_ID}&name={BURST_ID}&split=source&open={snapshots.LAST}&who={BURST_ID}",
    "rising": f"rising?week={snapshots.LAST}&of={BURST_ID}&part=week",
    "entities": "entities",
    "entity": f"entities?entity={BURST_ID}&with={STEADY_ID}",
    "stories": f"stories?{ALL}",
    "story": f"stories?story={STORY}&compare={ARTICLE}",
    "articles": f"articles?{ALL}&words=owned",
    "reader": f"articles?article={ARTICLE}&cut=1",
    "sources": "sources",
    "source": "sources?one=harbour",
    "runs": "runs",
    "run": f"runs?night={snapshots.LAST_RUN}",
    "data": "data",
}
ALIVE = "[data-testid=stHtml] :is(script, img, iframe, object, embed, form, base, meta, link, svg)"


@pytest.fixture(scope="module", autouse=True)
def index(desk: Path) -> None:
    add_index(desk)


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> object:
    desk = snapshots.make_desk(tmp_path_factory.mktemp("hostile") / "desk", trending=True, change=make_hostile)
    add_index(desk)
    with served(desk) as address:
        yield address


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_opens_without_an_error_and_is_accessible(screen: str, server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(server + SCREENS[screen])
    settle(page)
    assert page.get_by_test_id("stException").count() == 0
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", "rgb(21, 25, 30)")
    assert violations(page) == []
    watched.assert_calm()


@pytest.mark.parametrize("screen", SCREENS)
def test_hostile_words_are_words_on_a_screen(screen: str, hostile_server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(hostile_server + SCREENS[screen])
    settle(page)
    assert shown(page.locator("body").inner_text()) or screen in ("runs", "data")
    assert_inert(page)
    watched.assert_calm()


def assert_inert(page: Page) -> None:
    """Nothing that a page said has run, would load, or leads anywhere but to the web."""
    assert page.title() == "Nightdesk" and page.locator(ALIVE).count() == 0
    links = page.locator("a[href]").evaluate_all("all => all.map(a => new URL(a.href).protocol)")
    assert set(links) <= {"http:", "https:"}


def test_saved_cells_are_no_formulas(hostile_server: str, watched: Watched) -> None:
    page = watched.page
    for address in (f"articles?{ALL}", SCREENS["rising"]):
        page.goto(hostile_server + address)
        settle(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="CSV").first.click()
        rows = list(csv.reader(io.StringIO(download.value.path().read_text("utf-8-sig"))))
        cells = [cell for row in rows for cell in row]
        assert any(cell.startswith(("'=", "'+", "'-", "'@")) for cell in cells)
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@")) and not _is_number(cell)]
    watched.assert_calm()


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
