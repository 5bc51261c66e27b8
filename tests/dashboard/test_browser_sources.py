"""Sources in a real Chromium: a paper on loopback is looked at and added, a source is paused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from playwright.sync_api import Page, expect

from flows.store import Store
from flows.store.connection import migrate_to, schema_version
from flows.store.days import date_articles
from scrapers.sample import Press, serve
from tests.dashboard import snapshots
from tests.dashboard.browsing import Watched, choose, settle

SOURCES = (
    '# my papers\n[harbour]\nname = "The Harbour Post"\nfeeds = ["https://harbour.example/feed"]  # the only one\n'
)


@pytest.fixture
def page(watched: Watched) -> Iterator[Page]:
    yield watched.page
    watched.assert_calm()


@pytest.fixture(scope="module")
def listed(desk: Path) -> Path:
    (desk / "sources.toml").write_text(SOURCES, "utf-8")
    (desk / "settings.toml").write_text("[fetch]\ndelay = 0.05\n", "utf-8")
    return desk / "sources.toml"


def test_a_source_is_paused_and_read_again_and_comments_stay(server: str, page: Page, listed: Path) -> None:
    page.goto(f"{server}sources?one=harbour")
    page.get_by_role("button", name="Pause this source").click()
    expect(page.get_by_text("harbour is paused from the next run on")).to_be_visible(timeout=60_000)
    said = listed.read_text("utf-8")
    assert "paused = true" in said and "# my papers" in said and "# the only one" in said


@pytest.fixture
def stored(desk: Path, listed: Path) -> Path:
    """The write database that the desk's snapshot was made of."""
    with duckdb.connect(desk / "desk.duckdb") as connection:
        migrate_to(connection, schema_version())
        for table, rows in snapshots.invented_rows().items():
            connection.register("rows", pa.Table.from_pylist(rows))
            connection.execute(f"INSERT INTO store.{table} BY NAME SELECT * FROM rows")
            connection.unregister("rows")
        date_articles(Store(connection), snapshots.ZONE)
    return desk


def test_a_block_that_is_cut_is_kept_by_a_click_and_the_snapshot_says_so(server: str, page: Page, stored: Path) -> None:
    page.goto(f"{server}sources?one=harbour")
    settle(page)
    choose(page, "Decide otherwise", "keep: | 12.4°C Dublin")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_label("What the command said")).to_contain_text("keep | 12.4°C Dublin", timeout=120_000)
    kept = page.get_by_role("row").filter(has_text="12.4°C Dublin").filter(has_text="your word")
    expect(kept).to_contain_text("keep", timeout=60_000)
    assert '"keep"' in (stored / "corrections.jsonl").read_text("utf-8")


def test_a_paper_is_looked_at_and_then_added(server: str, page: Page, listed: Path) -> None:
    with serve(Press(date(2026, 11, 20), days=3)) as press:
        address = tomllib.loads(press.sources_toml())["beacon"]["feeds"][0]
        page.goto(f"{server}sources")
        page.get_by_text("Add a source", exact=True).click()
        page.get_by_label("Its address, or that of a feed").fill(address)
        before = listed.read_text("utf-8")
        page.get_by_role("button", name="Look what it offers").click()
        add = page.get_by_role("button", name="Add it")
        expect(add).to_be_visible(timeout=120_000)
        assert listed.read_text("utf-8") == before
        add.click()
        expect(page.get_by_text("Added as ")).to_be_visible(timeout=120_000)
    assert address in listed.read_text("utf-8")
