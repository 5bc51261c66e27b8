from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from scrapers.spiders.base import Entry, Listing
from scrapers.spiders.window import Window, days_in
from tests.scrapers.conftest import Crawl, source
from tests.scrapers.press_servers import Answer, Press

OCTOBER = Window(date(2026, 10, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("address", "first", "last"),
    [
        ("/sitemaps/2026-10.xml.gz", date(2026, 10, 1), date(2026, 10, 31)),
        ("/sitemap-posts-2024.xml", date(2024, 1, 1), date(2024, 12, 31)),
        ("/sitemap.xml?yyyy=2024&mm=02&dd=29", date(2024, 2, 29), date(2024, 2, 29)),
        ("/archive/20261005/x", date(2026, 10, 5), date(2026, 10, 5)),
        ("/2026/11/5/storm-in-june", date(2026, 11, 5), date(2026, 11, 5)),
        ("/sitemap_2026_02.xml", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_an_address_names_a_day_a_month_or_a_year(address: str, first: date, last: date) -> None:
    assert days_in(f"https://paper.example{address}") == (first, last)


@pytest.mark.parametrize("address", ["/sitemap-12.xml", "/story-120261005234", "/a", "/x-1820-05-01"])
def test_other_numbers_are_no_dates(address: str) -> None:
    assert days_in(f"https://paper.example{address}") is None


def test_a_page_is_of_the_day_in_its_address_else_of_the_one_that_is_listed() -> None:
    changed, inside = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 10, 9, tzinfo=UTC)
    entries = (
        Entry("https://p.example/2026/10/05/a", changed),
        Entry("https://p.example/2026/09/05/b", inside),
        Entry("https://p.example/c", inside),
        Entry("https://p.example/d", changed),
        Entry("https://p.example/e"),
    )
    found = OCTOBER.of_these_days(Listing(entries)).entries
    assert [(entry.url[-1], entry.published) for entry in found] == [
        ("a", datetime(2026, 10, 5, tzinfo=UTC)),
        ("c", inside),
    ]


def urlset(press: Press, *days: str) -> Answer:
    found = "".join(f"<url><loc>{press.url(f'/{day}')}</loc><lastmod>{day}</lastmod></url>" for day in days)
    return Answer(f"<urlset>{found}</urlset>".encode())


def test_of_a_large_index_only_the_sitemaps_of_these_days_are_asked_for(press: Press, crawl: Crawl) -> None:
    months = [f"{year}-{month:02d}" for year in range(2005, 2027) for month in range(1, 13)]
    named = "".join(f"<sitemap><loc>{press.url(f'/map-{month}.xml')}</loc></sitemap>" for month in months)
    stale = f"<sitemap><loc>{press.url('/old.xml')}</loc><lastmod>2026-09-01</lastmod></sitemap>"
    press.pages["/index.xml"] = Answer(f"<sitemapindex>{named}{stale}</sitemapindex>".encode())
    press.pages["/map-2026-10.xml"] = urlset(press, "2026-10-01", "2026-10-05", "2026-10-31")
    for day in ("2026-10-01", "2026-10-05", "2026-10-31"):
        press.html(f"/{day}")
    one = source(sitemaps=[press.url("/index.xml")])
    night = crawl(one, kind="backfill", days=(date(2026, 10, 2), date(2026, 10, 30)))
    asked = [path for path in press.paths if "map" in path or "old" in path]
    assert asked == ["/map-2026-10.xml"]
    assert list(night.ends) == [press.url("/2026-10-05")]


def test_a_source_of_feeds_is_back_filled_from_what_robots_txt_names(press: Press, crawl: Crawl) -> None:
    press.pages["/robots.txt"] = Answer(
        f"Sitemap: {press.url('/all.xml')}\n".encode(), headers={"Content-Type": "text/plain"}
    )
    press.html("/")
    press.pages["/all.xml"] = urlset(press, "2026-10-05", "2026-12-05")
    press.html("/2026-10-05")
    night = crawl(source(feeds=[press.url("/feed")]), kind="backfill", days=(date(2026, 10, 2), date(2026, 10, 30)))
    assert list(night.ends) == [press.url("/2026-10-05")] and "/feed" not in press.paths
