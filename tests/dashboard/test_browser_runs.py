"""Scrape now, its progress and its cancel, in a real Chromium, with real crawls of the sample press on loopback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from scrapers.sample import Press, serve
from scrapers.sample.server import Served
from tests.dashboard.browsing import Watched, choose, settle, violations
from tests.dashboard.press_desk import make_press_desk


@pytest.fixture(scope="module")
def papers() -> Iterator[Served]:
    with serve(Press(date(2026, 11, 20), days=10)) as server:
        yield server


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, papers: Served) -> Path:
    """A desk that has the press of these ten days in its snapshot, and takes a second between two pages."""
    desk = make_press_desk(tmp_path_factory.mktemp("runs") / "desk", papers.press)
    (desk / "sources.toml").write_text(papers.sources_toml(delay=1.0), "utf-8")
    (desk / "settings.toml").write_text('time_zone = "UTC"\n[entities]\nmodel = "none"\n', "utf-8")
    return desk


@pytest.fixture
def page(watched: Watched, server: str) -> Iterator[Page]:
    watched.page.goto(f"{server}runs")
    settle(watched.page)
    watched.page.get_by_text("Scrape now").first.click()
    yield watched.page
    watched.assert_calm()


def scrape(page: Page) -> None:
    page.get_by_role("button", name="Scrape", exact=True).click()


def test_what_a_source_has_is_scraped_shows_its_stages_and_is_cancelled(page: Page, server: str, desk: Path) -> None:
    choose(page, "Or what a source has now", "Courier")
    scrape(page)
    cancel = page.get_by_role("button", name="Cancel this run")
    expect(cancel).to_be_visible(timeout=120_000)
    expect(page.get_by_text(re.compile(r"^[1-9]\d* of \d+$")).first).to_be_visible(timeout=120_000)
    assert violations(page) == []
    morning = page.context.new_page()
    morning.goto(server)
    expect(morning.get_by_text("Scrape under way")).to_be_visible()
    morning.close()
    cancel.click()
    expect(cancel).to_be_hidden(timeout=120_000)
    expect(page.get_by_text("What was archived stays")).to_be_visible(timeout=60_000)
    assert not (desk / "running.json").exists() and list((desk / "archive").rglob("*.warc.gz"))


def test_a_scrape_that_ends_shows_its_snapshot_by_itself(page: Page, desk: Path, papers: Served) -> None:
    before = (desk / "snapshots" / "latest").read_text("utf-8")
    box = page.get_by_label("Addresses of articles, one a line")
    box.fill("javascript:alert(1)")
    scrape(page)
    expect(page.get_by_text("This is no web address")).to_be_visible()
    box.fill(papers.press.articles[-1].url(papers.port))
    scrape(page)
    expect(page.get_by_text("The scrape has ended well")).to_be_visible(timeout=180_000)
    row = page.get_by_role("row").filter(has_text="Scrape").filter(has_text="ok").first
    expect(row).to_be_visible(timeout=30_000)
    assert (desk / "snapshots" / "latest").read_text("utf-8") != before
    row.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="The loss at each stage")).to_be_visible()
    expect(page.get_by_label("Log of the run")).to_contain_text("finished")
