from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scrapers.spiders.base import Entry, NotAListingError, newest, parse_date, web_url
from scrapers.spiders.feed import MOST_ENTRIES, parse_feed
from scrapers.urls import is_web

BASE = "https://example.org/feeds/all"
DAY = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)

RSS2 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"><channel>
<title>All</title><link>https://example.org/</link>
<item><title>A &amp; B</title><link> https://example.org/a </link>
<pubDate>Mon, 02 Nov 2026 11:00:00 +0100</pubDate></item>
<item><guid>https://example.org/b</guid><dc:date>2026-11-02T10:00:00Z</dc:date></item>
<item><guid isPermaLink="false">4711</guid><link>/c</link></item>
<item><link>https://proxy.example/x</link><fb:origLink>https://example.org/d</fb:origLink></item>
<item><title>no address</title></item>
</channel></rss>"""

RSS1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><link>https://example.org/</link></channel>
<item rdf:about="https://example.org/a"><link>https://example.org/a</link><dc:date>2026-11-02T10:00:00Z</dc:date></item></rdf:RDF>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://example.org/news/">
<link rel="self" href="https://example.org/feed"/>
<entry><link rel="replies" href="no"/><link href="a"/>
<updated>2026-11-09T10:00:00Z</updated><published>2026-11-02T10:00:00Z</published></entry>
<entry><link rel="alternate" href="/b"/><title type="html">B</title></entry></feed>"""

JSON = """{"version": "https://jsonfeed.org/version/1.1", "items": [
 {"id": "1", "url": "https://example.org/a", "title": "A", "date_published": "2026-11-02T10:00:00Z"},
 {"id": "2", "external_url": "https://example.org/b"}, {"id": 3}, 4]}"""


def urls(text: str) -> list[str]:
    return [entry.url for entry in parse_feed(text.encode(), BASE).entries]


def test_rss_2_is_read() -> None:
    entries = parse_feed(RSS2.encode(), BASE).entries
    assert entries[0] == Entry("https://example.org/a", DAY, "A & B")
    assert entries[1].published == DAY
    assert urls(RSS2) == [f"https://example.org/{name}" for name in "abcd"]


def test_rss_1_is_read() -> None:
    assert parse_feed(RSS1.encode(), BASE).entries == (Entry("https://example.org/a", DAY),)


def test_atom_is_read() -> None:
    entries = parse_feed(ATOM.encode(), BASE).entries
    assert entries == (Entry("https://example.org/news/a", DAY), Entry("https://example.org/b", None, "B"))


def test_json_feed_is_read() -> None:
    entries = parse_feed(JSON.encode(), BASE).entries
    assert entries == (Entry("https://example.org/a", DAY, "A"), Entry("https://example.org/b"))


def test_a_feed_that_is_not_quite_xml_is_read_as_far_as_it_goes() -> None:
    assert urls("\n\n" + RSS2.replace("A &amp; B", "A & B &nbsp;")) == urls(RSS2)
    assert urls(RSS2[: RSS2.index("<item><guid isPerma")]) == ["https://example.org/a", "https://example.org/b"]


@pytest.mark.parametrize("text", ["<!DOCTYPE html><html><body>hello</body></html>", "  <html><head></head></html>"])
def test_html_instead_of_a_feed_is_said(text: str) -> None:
    with pytest.raises(NotAListingError, match="HTML instead of a feed"):
        parse_feed(text.encode(), BASE)


@pytest.mark.parametrize(
    "body", [b"", b"plain words", b"{", b"{}", b'{"items": 3}', b"<svg/>", b"{" + b'"a":[' * 100_000]
)
def test_what_is_no_feed_is_said(body: bytes) -> None:
    with pytest.raises(NotAListingError):
        parse_feed(body, BASE)


def test_entities_are_not_expanded_and_files_not_read() -> None:
    hostile = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY l "lol">]>'
    text = f"{hostile}<rss><channel><item><link>https://example.org/&x;&l;</link></item></channel></rss>"
    assert urls(text) == ["https://example.org/"]


def test_a_hostile_feed_is_bounded() -> None:
    deep = "<rss>" + "<item>" * 100_000
    assert len(parse_feed(deep.encode(), BASE).entries) == 0
    long_ = "<rss>" + "<item><link>https://example.org/a</link></item>" * (MOST_ENTRIES + 10) + "</rss>"
    assert len(parse_feed(long_.encode(), BASE).entries) == MOST_ENTRIES
    wide = f"<author>{'a ' * 40_000}</author><pubDate>{'1 ' * 40_000}</pubDate>"
    text = f"<rss><item>{wide}<link>/a</link></item></rss>"
    assert parse_feed(text.encode(), BASE).entries == (Entry("https://example.org/a"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon, 02 Nov 2026 10:00:00 GMT", DAY),
        ("2026-11-02T11:00:00+01:00", DAY),
        ("2026-11-02 10:00:00", DAY),
        ("2 November 2026 10:00", DAY),
        ("2026-11-02", DAY.replace(hour=0)),
        ("9999-01-01", None),
        ("0001-01-01", None),
        ("-1", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_are_read(text: str | None, expected: datetime | None) -> None:
    assert parse_date(text, datetime(2026, 11, 23, tzinfo=UTC)) == expected


def test_addresses_are_made_whole() -> None:
    assert web_url(" a\n b#top ", BASE) == "https://example.org/feeds/ab"
    assert web_url("http://[bad", BASE) is None and web_url("http://a:x/", BASE) is None and web_url("", BASE) is None
    assert web_url("file:///etc/passwd", BASE) == "file:///etc/passwd"
    assert (
        is_web("https://example.org")
        and not is_web("file:///etc/passwd")
        and not is_web("http://")
        and not is_web("http://[")
    )


def test_the_newest_are_kept() -> None:
    old, new, undated = Entry("old", DAY.replace(year=2025)), Entry("new", DAY), Entry("undated")
    assert newest([old, undated, new], 2) == (undated, new)


def test_an_address_that_no_file_can_hold_is_left_out() -> None:
    body = b'{"items": [{"url": "https://x.example/\\ud800"}, {"url": "https://x.example/a"}]}'
    assert parse_feed(body, BASE).entries == (Entry("https://x.example/a"),)
