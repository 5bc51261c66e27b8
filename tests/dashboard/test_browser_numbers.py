"""In a real Chromium the key numbers of each screen are the press's own answers, and each number opens as much."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.answers import Answers
from dashboard.selection import read_selection
from scrapers.sample import Press
from tests.dashboard.browsing import Watched, settle
from tests.dashboard.press_desk import make_press_desk
from tests.flows.named_press import entity_id

LINKS = """all => all.map(a => [a.innerText.trim(), a.getAttribute("href")])"""
COUNT = re.compile(r"[\d,]+( articles?| story| stories)?( on all days)?")


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(date(2026, 11, 20))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, press: Press) -> Path:
    return make_press_desk(tmp_path_factory.mktemp("press") / "desk", press)


@pytest.fixture
def page(watched: Watched) -> Iterator[Page]:
    yield watched.page
    watched.assert_calm()


def go(page: Page, address: str) -> str:
    """Open it, and the words of its main part."""
    page.goto(address)
    settle(page)
    return page.get_by_test_id("stMain").inner_text()


def assert_each_number_opens_as_many(page: Page, desk: Path) -> None:
    """What the address behind each number selects is counted."""
    answers = Answers(desk / "snapshots" / "press.duckdb")
    span = answers.span()
    assert span is not None
    links = page.get_by_test_id("stMain").locator("a[href^='articles?']").evaluate_all(LINKS)
    counts = [(text, href) for text, href in links if COUNT.fullmatch(text)]
    assert counts
    for text, href in counts:
        selection = read_selection(parse_qs(urlsplit(href).query), span)
        totals = answers.totals(selection)
        assert int(text.split()[0].replace(",", "")) == (totals.stories if selection.stories else totals.articles)


def carried(press: Press) -> Counter[str]:
    """How many articles each story has."""
    return Counter(article.story for article in press.answers.up)


def named(press: Press) -> Counter[str]:
    """How many articles name each entity."""
    return Counter(name.key for article in press.answers.up for name in press.answers.named(article))


def test_morning(page: Page, server: str, press: Press, desk: Path) -> None:
    shown = go(page, server)
    last = [article for article in press.answers.up if article.day == press.last_day]
    assert f"New articles\n{len(last)}\n" in re.sub(r"\n+", "\n", shown)
    assert f"{len(press.answers.up):,} articles" in shown
    risers = {f"Name {entity_id(key)}" for key in press.answers.bursts}
    assert set(page.locator("ul.risers .who a").all_inner_texts()) <= risers
    assert page.locator("ul.risers li").count() == min(6, len(risers))
    assert_each_number_opens_as_many(page, desk)


def test_trends(page: Page, server: str, press: Press) -> None:
    key = press.answers.steady[0]
    go(page, f"{server}trends?name={entity_id(key)}&show=count")
    words = f"Name {entity_id(key)}: {named(press)[key]} articles"
    expect(page.get_by_test_id("stVegaLiteChart").first).to_have_attribute("aria-label", re.compile(f"^{words}"))


def test_rising(page: Page, server: str, press: Press, desk: Path) -> None:
    go(page, f"{server}rising")
    names = page.locator("table").first.locator("tbody th a").all_inner_texts()
    assert set(names) == {f"Name {entity_id(key)}" for key in press.answers.bursts}
    assert_each_number_opens_as_many(page, desk)


def test_entities(page: Page, server: str, press: Press, desk: Path) -> None:
    shown = go(page, f"{server}entities")
    counts = named(press)
    assert shown.count(f"{len(counts)} entities") == 1
    most = [int(cell) for cell in page.locator("tbody td.number").all_inner_texts()[:10]]
    assert most == [count for _, count in counts.most_common(10)]
    assert_each_number_opens_as_many(page, desk)


def test_stories(page: Page, server: str, press: Press) -> None:
    go(page, f"{server}stories?order=articles")
    counts = [count for _, count in carried(press).most_common() if count > 1]
    expect(page.locator("h1")).to_have_text(f"{len(counts)} stories")
    assert int(page.locator("tbody tr").first.locator("td").last.inner_text()) == counts[0]


def test_sources(page: Page, server: str, press: Press, desk: Path) -> None:
    go(page, f"{server}sources")
    found = {
        row.locator("th").inner_text().split("\n")[0]: int(row.locator("td").nth(1).inner_text())
        for row in page.locator("tbody tr").all()
    }
    assert found == Counter(article.source_id.title() for article in press.answers.up)
    assert_each_number_opens_as_many(page, desk)


def test_articles_runs_and_data(page: Page, server: str, press: Press) -> None:
    total = f"{len(press.answers.up):,} articles"
    go(page, f"{server}articles")
    expect(page.locator("h1")).to_have_text(total)
    go(page, f"{server}articles?count=stories")
    expect(page.locator("h1")).to_have_text(f"{len(carried(press)):,} stories")
    go(page, f"{server}runs")
    expect(page.locator("h1")).to_have_text("1 run")
    assert total in go(page, f"{server}data")


def test_filters_hold_over_every_screen_and_a_reload(page: Page, server: str) -> None:
    go(page, f"{server}articles?source=courier&language=en&count=stories&from=2026-11-01&to=2026-11-10")
    kept = {"source": ["courier"], "language": ["en"], "count": ["stories"], "from": ["2026-11-01"]}
    for screen in ("Trends", "Rising", "Entities", "Stories", "Sources", "Runs", "Data", "Morning", "Articles"):
        page.get_by_test_id("stMain").get_by_role("link", name=screen, exact=True).click()
        expect(page).to_have_url(re.compile(f"/{screen.lower()}" if screen != "Morning" else r"/(morning)?\?"))
        settle(page)
        assert parse_qs(urlsplit(page.url).query).items() >= kept.items()
    before = page.locator("h1").inner_text()
    page.reload()
    settle(page)
    expect(page.locator("h1")).to_have_text(before)
    assert parse_qs(urlsplit(page.url).query).items() >= kept.items()
