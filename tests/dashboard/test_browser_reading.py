"""Searching, reading on, and comparing, in a real Chromium; no grave fault of access on these screens."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.dashboard import snapshots
from tests.dashboard.browsing import Watched, violations
from tests.dashboard.indexed import add_index

ALL = f"from={snapshots.FIRST}&to={snapshots.LAST}"


@pytest.fixture(scope="module", autouse=True)
def index(desk: Path) -> None:
    add_index(desk)


def test_a_search_is_read_article_by_article(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{server}articles?{ALL}")
    search = page.get_by_label("Search", exact=True)
    search.fill('orchard -"reading room"')
    search.press("Enter")
    expect(page.locator(".articles mark").first).to_be_visible()
    page.get_by_text("Best first").click()
    expect(page.locator(".articles mark").first).to_be_visible()
    assert not violations(page)
    titles = page.locator(".articles .title a")
    first, second = (titles.nth(place).get_attribute("href") for place in (0, 1))
    titles.first.click()
    expect(page.locator("header.reader h1")).to_be_visible()
    assert not violations(page)
    page.get_by_role("link", name="Next →").click()
    expect(page.get_by_role("link", name="← Previous")).to_have_attribute("href", first or "")
    assert page.url.endswith(second or "")
    page.get_by_role("link", name="Back to the list").click()
    expect(titles.nth(1)).to_have_attribute("href", second or "")
    watched.assert_calm()


def test_a_story_and_its_copy_compared(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{server}stories?{ALL}&order=publishers")
    expect(page.get_by_role("region", name="Stories")).to_be_visible()
    assert not violations(page)
    page.get_by_role("region", name="Stories").get_by_role("link").first.click()
    page.get_by_role("link", name="with the original").first.click()
    expect(page.get_by_role("heading", name="The copy against the original")).to_be_visible()
    assert not violations(page)
    watched.assert_calm()


def test_what_a_version_changed(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{server}articles?{ALL}&article={snapshots.article_id(snapshots.PRESSES[1], snapshots.LAST, 0)}")
    page.get_by_text("What changed").click()
    expect(page.locator(".difference ins").first).to_be_visible()
    expect(page.locator(".difference del").first).to_be_visible()
    watched.assert_calm()
