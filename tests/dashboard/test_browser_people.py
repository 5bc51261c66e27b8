"""Names in a real Chromium: found as one types, opened by a click on a point, corrected and restored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard import trends
from dashboard.answers import Answers
from dashboard.selection import Selection
from tests.dashboard import snapshots
from tests.dashboard.browsing import Watched
from tests.dashboard.invented_names import BURST, OTHER, STEADY, entity_id

STEADY_ID, BURST_ID, OTHER_ID = (str(entity_id(name)) for name in (STEADY, BURST, OTHER))


@pytest.fixture
def page(watched: Watched) -> Iterator[Page]:
    yield watched.page
    watched.assert_calm()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_a_name_is_found_as_one_types_and_a_click_on_its_point_opens_as_many_articles(
    server: str, page: Page, desk: Path
) -> None:
    page.goto(f"{server}trends?name={STEADY_ID}&show=count&by=week")
    page.get_by_label("Find any other").press_sequentially("ilse")
    page.get_by_role("button", name=re.compile(BURST[0])).click()
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_have_attribute("aria-label", re.compile(f"{BURST[0]}: 73 articles"))
    assert asked(page)["name"] == [STEADY_ID, BURST_ID]
    answers = Answers(desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")
    points = trends.trend(answers, Selection(snapshots.FIRST, snapshots.LAST), [BURST_ID], "week")
    page.goto(f"{server}trends?name={BURST_ID}&show=count&by=week")
    expect(chart).to_have_attribute("aria-label", re.compile(BURST[0]))
    click_last_point(page)
    expect(page.get_by_role("heading", name=BURST[0])).to_be_visible()
    expect(page.get_by_role("link", name=f"{points[-1].articles} articles")).to_be_visible()
    page.reload()
    page.get_by_role("link", name=f"{points[-1].articles} articles").click()
    expect(page.get_by_role("heading", name=f"{points[-1].articles} articles")).to_be_visible()


def click_last_point(page: Page) -> None:
    """The chart is a canvas: a point is where the pointer becomes a hand."""
    canvas = page.get_by_test_id("stVegaLiteChart").first.locator("canvas")
    expect(canvas).to_be_visible()
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box is not None
    right, top = box["x"] + box["width"], box["y"]
    for x, y in ((right - back, top + down) for back in range(2, 24, 3) for down in range(2, 290, 4)):
        page.mouse.move(x, y)
        if page.evaluate("([x, y]) => getComputedStyle(document.elementFromPoint(x, y)).cursor", [x, y]) == "pointer":
            page.mouse.click(x, y)
            return
    pytest.fail("no point was found on the chart")


def test_filters_hold_over_the_screens_of_names_and_a_reload(server: str, page: Page) -> None:
    page.goto(f"{server}trends?name={STEADY_ID}&show=count&source=harbour")
    page.get_by_text("Publishers", exact=True).click()
    expect(page.get_by_role("heading", name="Publishers by name and day")).to_be_visible()
    assert asked(page) | {"count": ["publishers"], "show": ["count"], "name": [STEADY_ID]} == asked(page)
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart).to_have_attribute("aria-label", re.compile(f"^{STEADY[0]}: at most 1 "))
    page.reload()
    expect(chart).to_have_attribute("aria-label", re.compile(f"^{STEADY[0]}: at most 1 "))
    for name, heading in (("Rising", "Rising"), ("Entities", "8 entities"), ("Trends", "Publishers by name")):
        page.get_by_test_id("stMain").get_by_role("link", name=name, exact=True).click()
        expect(page.locator("h1").first).to_contain_text(heading)
        assert asked(page)["source"] == ["harbour"] and asked(page)["count"] == ["publishers"]


def test_a_merge_is_seen_before_it_is_made_changes_a_trend_and_its_undo_restores_it(
    server: str, page: Page, desk: Path
) -> None:
    (desk / "sources.toml").write_text('[harbour]\nfeeds = ["https://harbour.example/feed"]\n', "utf-8")
    trend = f"{server}trends?name={OTHER_ID}&show=count&by=month"
    chart = page.get_by_test_id("stVegaLiteChart").first
    page.goto(trend)
    expect(chart).to_have_attribute("aria-label", re.compile(f"{OTHER[0]}: 359 articles"))
    page.goto(f"{server}entities?entity={BURST_ID}")
    page.get_by_text("Merge", exact=True).click()
    page.get_by_label("Merge it into").press_sequentially("council")
    page.get_by_role("button", name=re.compile(OTHER[0])).click()
    preview = page.get_by_role("region", name="What changes")
    expect(preview).to_contain_text("359 articles")
    merged = 359 + 73 - 33
    expect(preview).to_contain_text(f"{merged} articles")
    page.get_by_role("button", name=f"Merge {BURST[0]} into {OTHER[0]}").click()
    expect(page.get_by_role("heading", name=OTHER[0], exact=True)).to_be_visible(timeout=30_000)
    page.goto(trend)
    expect(chart).to_have_attribute("aria-label", re.compile(f"{OTHER[0]}: {merged} articles"))
    page.goto(f"{server}entities")
    page.get_by_role("link", name="undo").click()
    expect(preview).to_contain_text("73 articles")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back: merge")).to_be_visible(timeout=30_000)
    page.goto(trend)
    expect(chart).to_have_attribute("aria-label", re.compile(f"{OTHER[0]}: 359 articles"))
