from __future__ import annotations

import pytest

from scrapers.spiders.section import looks_like_article, parse_section
from scrapers.spiders.site import choose_sitemaps, common_places, find_feeds, is_sitemap

URL = "https://news.example.co.uk/politics/"

PAGE = """<html><head><base href="https://news.example.co.uk/"></head><body>
<a href="politics/a-minister-resigns-at-last">a</a>
<a href="/politics/a-minister-resigns-at-last?utm_source=home#x">a again</a>
<a href="https://www.example.co.uk/2026/11/23/story">b</a> <a href="https://elsewhere.example/2026/11/23/story">c</a>
<a href="/tag/a-very-long-tag-name">d</a> <a href="/politics/">e</a>
<a href="mailto:a@example.org">f</a> <a href="http://[">g</a>
<a href="/special/x">h</a></body></html>"""


def test_a_section_gives_the_article_links_of_its_own_site_once() -> None:
    found = [entry.url for entry in parse_section(PAGE.encode(), URL, "text/html").entries]
    assert found == [
        "https://news.example.co.uk/politics/a-minister-resigns-at-last",
        "https://www.example.co.uk/2026/11/23/story",
    ]


def test_a_source_that_says_what_its_articles_look_like_is_taken_at_its_word() -> None:
    found = parse_section(PAGE.encode(), URL, "text/html", include=("/special/",)).entries
    assert [entry.url for entry in found] == ["https://news.example.co.uk/special/x"]


@pytest.mark.parametrize("body", [b"", b"  ", b"\xff\xfe", b"plain"])
def test_a_page_without_links_gives_none(body: bytes) -> None:
    assert parse_section(body, URL, "").entries == ()


@pytest.mark.parametrize(
    "path",
    [
        "/2026/11/23/story",
        "/news/2026-11-23/a-story",
        "/a-minister-resigns-at-last",
        "/politik/minister-tritt-zurueck-12345.html",
        "/news/world-europe-67812345",
        "/article/1234567",
        "/sport/20261123-final_of_the_cup.php",
    ],
)
def test_articles_are_seen(path: str) -> None:
    assert looks_like_article("https://example.org" + path)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/news",
        "/politics/europe",
        "/about-us",
        "/tag/this-is-a-long-tag",
        "/author/jane-van-doe-smith",
        "/2026/11/23/",
        "/2026/11/",
        "/uploads/2026/11/a-big-picture.jpg",
        "/blog/category/a-b-c-d-e-f-g-h",
    ],
)
def test_other_pages_are_not(path: str) -> None:
    assert not looks_like_article("https://example.org" + path)


def test_a_front_page_names_its_feeds() -> None:
    page = """<head><link rel="alternate" type="application/rss+xml" href="/rss">
    <link rel="alternate" hreflang="de" href="/de">
    <link rel="alternate" type="application/atom+xml; charset=utf-8" href="https://feeds.example/x">
    <link rel="alternate" type="application/rss+xml" title="Comments" href="/c">
    <link rel="alternate" type="application/rss+xml" href="/rss"></head>"""
    assert find_feeds(page.encode(), URL, "text/html") == ("https://news.example.co.uk/rss", "https://feeds.example/x")
    assert find_feeds(b"", URL, "") == ()


def test_news_sitemaps_come_before_others() -> None:
    lines = ["https://example.org/a.xml", "/news.xml", "https://example.org/b.xml"]
    assert choose_sitemaps(lines, "https://example.org/") == ("https://example.org/news.xml",)
    assert choose_sitemaps(lines[::2], "https://example.org/") == (
        "https://example.org/a.xml",
        "https://example.org/b.xml",
    )


def test_common_places_are_feeds_and_then_sitemaps() -> None:
    places = common_places("https://example.org/start/")
    assert places[0] == "https://example.org/feed"
    assert [is_sitemap(place) for place in places] == sorted(is_sitemap(place) for place in places)


def test_a_page_that_floods_its_reader_is_read_all_the_same() -> None:
    flood = b" ".join(b"a%d=1" % number for number in range(500_000))  # a tree of it took hours
    page = b"<div " + flood + b"><a href=/2026/11/01/a-story-of-it>x</a>" + b"<b><i><p>" * 100_000
    found = parse_section(page, "https://x.example/", "text/html").entries
    assert [entry.url for entry in found] == ["https://x.example/2026/11/01/a-story-of-it"]
