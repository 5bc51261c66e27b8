"""Feeds, sitemaps and sections that no honest site has, each with what must be told of it and the pages it brings."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass

from tests.faults.hostile_server import Call, story

Body = Callable[[Call], bytes]


@dataclass(frozen=True)
class ListingCase:
    """`key` of sources.toml, the body of the listing, and its state and reason; `pages` are fetched through it."""

    name: str
    key: str
    body: Body
    state: str = "fetched"
    reason: str | None = None
    pages: int = 0

    def url(self, port: int) -> str:
        return f"http://{self.name}.localhost:{port}/feed"

    def serve(self, call: Call) -> None:
        if call.path in ("/robots.txt", "/.well-known/tdmrep.json"):
            call.answer(b"", "404 Not Found", "text/plain")
        elif call.path.startswith("/feed"):
            call.answer(self.body(call), kind="text/html" if self.key == "sections" else "application/xml")
        else:
            call.answer(story(call.host, call.path))


def items(*inner: bytes) -> bytes:
    return b"<rss><channel>" + b"".join(b"<item>%b</item>" % text for text in inner) + b"</channel></rss>"


GOOD = b"<link>/a</link>"
LOL = b'<!DOCTYPE rss [<!ENTITY a "lol">' + b"".join(
    b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
)
FILE = b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://10.1.2.3/x.dtd">%p;]>'
HTML = b"<!DOCTYPE html><html><body>Welcome</body></html>"


def urlset(*inner: bytes) -> bytes:
    return b"<urlset>" + b"".join(b"<url>%b</url>" % text for text in inner) + b"</urlset>"


def numbered(most: int) -> list[bytes]:
    return [b"<loc>/%d</loc>" % number for number in range(most)]


def itself(call: Call) -> bytes:
    """An index that names itself, and more of its kind, for ever."""
    more = "".join(f"<sitemap><loc>{call.place}/feed/{n}{call.path}</loc></sitemap>" for n in range(5))
    return f"<sitemapindex><sitemap><loc>{call.place}{call.path}</loc></sitemap>{more}</sitemapindex>".encode()


def calendar(call: Call) -> bytes:
    return "".join(f"<a href='/2026/11/{n % 28 + 1:02}/calendar-page-{n}'>x</a>" for n in range(3000)).encode()


def sessions(call: Call) -> bytes:
    return items(*(b"<link>/a?PHPSESSID=%d</link>" % number for number in range(4000)))


TOO_LARGE = "larger than 10000000 bytes"
CASES = (
    ListingCase("entity-bomb", "feeds", lambda call: LOL + b"]>" + items(b"<title>&j;</title>" + GOOD)),
    ListingCase("external-entity", "feeds", lambda call: FILE + items(b"<title>&x;</title>" + GOOD), pages=1),
    ListingCase("million-entries", "feeds", lambda call: items(*[b"<link>/b</link>"] * 300_000), pages=1),
    ListingCase("million-urls", "sitemaps", lambda call: urlset(*numbered(300_000)), pages=10),
    ListingCase("index-of-itself", "sitemaps", itself),
    ListingCase("gz-bomb", "sitemaps", lambda call: gzip.compress(bytes(50_000_000)), "failed", TOO_LARGE),
    ListingCase("gz-cut", "sitemaps", lambda call: gzip.compress(items(GOOD))[:-12], "failed", "truncated body"),
    ListingCase(
        "years", "feeds",
        lambda call: items(*(GOOD + b"<pubDate>%b</pubDate>" % day for day in (b"9999-01-01", b"-1", b"0000-00-00"))),
        pages=1,
    ),
    ListingCase(
        "no-addresses", "feeds",
        lambda call: items(b"<link>javascript:a()</link>", b"<link>/%b</link>" % (b"y" * 70_000), b"<link>http://[</link>"),
    ),
    ListingCase("off-the-web", "sitemaps", lambda call: b"<sitemapindex>" + b"".join(
        b"<sitemap><loc>%b</loc></sitemap>" % url for url in (b"file:///etc/passwd", b"data:text/html,a", b"s3://a/b")
    ) + b"</sitemapindex>"),
    ListingCase("duplicates", "feeds", lambda call: items(*[b"<guid>same</guid>" + GOOD] * 50), pages=1),
    ListingCase("feed-cut", "feeds", lambda call: items(GOOD, b"<link>/b</link>")[:-45], pages=1),
    ListingCase("html-feed", "feeds", lambda call: HTML, "failed", "HTML instead of a feed"),
    ListingCase("html-sitemap", "sitemaps", lambda call: HTML, "failed", "HTML instead of a sitemap"),
    ListingCase("empty", "feeds", lambda call: b"", "failed", "not a feed"),
    ListingCase("deep", "feeds", lambda call: b"<rss>" + b"<item>" * 1_000_000),
    ListingCase("attributes", "sections", lambda call: b"<a " + b" ".join(b"b%d=1" % n for n in range(900_000)) + b">"),
    ListingCase("calendar-trap", "sections", calendar, pages=10),
    ListingCase("session-trap", "feeds", sessions, pages=10),
)  # fmt: skip
