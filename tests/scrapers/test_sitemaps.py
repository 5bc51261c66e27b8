from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from scrapers.decoding import BodyError
from scrapers.spiders.base import Entry, Listing, NotAListingError
from scrapers.spiders.sitemap import parse_sitemap

URL = "https://example.org/sitemap.xml"
AFTER = datetime(2026, 11, 1, tzinfo=UTC)

URLSET = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://example.org/old</loc><lastmod>2026-10-01</lastmod></url>
<url><loc>https://example.org/mid</loc><lastmod>2026-11-05</lastmod><image:image><image:title>no</image:title></image:image></url>
<url><loc>https://example.org/new</loc><lastmod>2026-11-20</lastmod>
 <news:news><news:publication_date>2026-11-10T08:00:00Z</news:publication_date><news:title>New</news:title></news:news></url>
<url><loc>https://example.org/undated</loc></url></urlset>"""

INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://example.org/1.xml</loc><lastmod>2026-11-02</lastmod></sitemap>
<sitemap><loc>https://example.org/2.xml.gz</loc><lastmod>2026-11-20</lastmod></sitemap>
<sitemap><loc>https://example.org/0.xml</loc><lastmod>2020-01-01</lastmod></sitemap></sitemapindex>"""


def parse(body: bytes, keep: int = 100) -> Listing:
    return parse_sitemap(body, URL, 100_000, AFTER, keep)


def paths(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.url.removeprefix("https://example.org/") for entry in entries]


def test_a_urlset_gives_its_newest_entries_and_those_without_a_date() -> None:
    found = parse(URLSET.encode())
    assert paths(found.entries) == ["undated", "new", "mid"]
    assert found.entries[1].published == datetime(2026, 11, 10, 8, tzinfo=UTC)
    assert paths(parse(URLSET.encode(), keep=2).entries) == ["undated", "new"]


def test_an_index_gives_its_newest_sitemaps() -> None:
    found = parse(INDEX.encode())
    assert (found.entries, paths(found.children)) == ((), ["2.xml.gz", "1.xml"])


def test_a_gzip_file_is_read_within_the_limit() -> None:
    assert parse(gzip.compress(URLSET.encode())) == parse(URLSET.encode())
    with pytest.raises(BodyError, match="larger"):
        parse(gzip.compress(b"<urlset>" + b" " * 1_000_000))
    with pytest.raises(BodyError, match="truncated"):
        parse(gzip.compress(URLSET.encode())[:-30])


def test_plain_text_and_feeds_are_sitemaps_too() -> None:
    assert paths(parse(b"https://example.org/a\nhttps://example.org/b\n\n").entries) == ["a", "b"]
    assert paths(parse(b"<rss><channel><item><link>/a</link></item></channel></rss>").entries) == ["a"]


def test_html_instead_of_a_sitemap_is_said() -> None:
    with pytest.raises(NotAListingError, match="HTML instead of a sitemap"):
        parse(b"<!doctype html><html></html>")
    with pytest.raises(NotAListingError, match="not a sitemap"):
        parse(b"what is this")
