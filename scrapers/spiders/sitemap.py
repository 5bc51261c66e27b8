"""Sitemaps (sitemaps.org 0.9): urlset with Google News dates, index, plain text, also as gzip files -> entries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from scrapers.decoding import GZIP_MAGIC, gunzip
from scrapers.spiders.base import (
    Entry,
    Listing,
    NotAListingError,
    local_name,
    looks_like_html,
    newest,
    parse_date,
    read_xml,
    web_url,
)
from scrapers.spiders.feed import ROOTS, feed_entries

# The protocol's own bound for one sitemap.
MOST_ENTRIES = 50_000


def parse_sitemap(body: bytes, url: str, max_bytes: int, after: datetime, keep: int) -> Listing:
    """The newest `keep` entries and children, newest first, without those dated before `after`; undated ones are kept.

    Raises:
        NotAListingError: HTML, or something else that is no sitemap.
        BodyError: a gzip file that is larger than `max_bytes`, or broken.
    """
    if body.startswith(GZIP_MAGIC):
        body = gunzip(body, max_bytes)
    root = read_xml(body, url) if b"<" in body[:1000] else None
    kind = local_name(root) if root is not None else ""
    if root is None and _is_plain(body):
        return Listing(_recent(_plain(body, url), after, keep))
    if root is not None and kind in ROOTS:
        return Listing(_recent(feed_entries(root, url), after, keep))
    if root is not None and kind in ("urlset", "sitemapindex"):
        found = _recent(_located(root, url), after, keep)
        return Listing(found) if kind == "urlset" else Listing(children=found)
    raise NotAListingError("HTML instead of a sitemap" if looks_like_html(body) or kind == "html" else "not a sitemap")


def _recent(entries: Iterator[Entry], after: datetime, keep: int) -> tuple[Entry, ...]:
    return newest((entry for entry in entries if entry.published is None or entry.published >= after), keep)


def _located(root: etree._Element, url: str) -> Iterator[Entry]:
    for number, element in enumerate(root):
        if number == MOST_ENTRIES:
            return
        texts = {local_name(child): child.text or "" for child in element.iterdescendants() if child.text}
        address = web_url(texts.get("loc"), url)
        if address:
            published = parse_date(texts.get("publication_date")) or parse_date(texts.get("lastmod"))
            yield Entry(address, published, texts.get("title"))


def _is_plain(body: bytes) -> bool:
    return body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"http://", b"https://"))


def _plain(body: bytes, url: str) -> Iterator[Entry]:
    for line in body.decode("utf-8-sig", "replace").splitlines()[:MOST_ENTRIES]:
        address = web_url(line.strip(), url)
        if address:
            yield Entry(address)
