"""Feeds: RSS 2.0, RSS 1.0 (RDF), Atom (RFC 4287), JSON Feed 1.1 -> entries."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from scrapers.spiders.base import (
    Entry,
    Listing,
    NotAListingError,
    local_name,
    looks_like_html,
    parse_date,
    read_xml,
    web_url,
)

# More than any feed of a publisher has; those after them are older.
MOST_ENTRIES = 5_000
ROOTS = {"rss": "item", "rdf": "item", "feed": "entry"}
DATES = ("pubdate", "published", "date", "issued", "updated", "modified")


def parse_feed(body: bytes, url: str) -> Listing:
    """The entries of a feed, in its order; entries without an address are left out.

    Raises:
        NotAListingError: HTML, or something else that is no feed.
    """
    if body[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return Listing(tuple(_json_entries(body, url)))
    root = read_xml(body, url)
    kind = local_name(root) if root is not None else ""
    if root is None or kind not in ROOTS:
        raise NotAListingError("HTML instead of a feed" if looks_like_html(body) or kind == "html" else "not a feed")
    return Listing(tuple(feed_entries(root, url)))


def feed_entries(root: etree._Element, url: str) -> Iterator[Entry]:
    """The entries below the root of a feed."""
    for number, element in enumerate(root.iter(f"{{*}}{ROOTS[local_name(root)]}")):
        if number == MOST_ENTRIES:
            return
        entry = _entry(element, url)
        if entry:
            yield entry


def _entry(element: etree._Element, url: str) -> Entry | None:
    parts: dict[str, etree._Element] = {}
    for child in element:
        parts.setdefault(_key(child), child)
    address = web_url(_address(parts), element.base or url)
    if address is None:
        return None
    title = parts["title"].xpath("string()").strip()[:500] if "title" in parts else None
    dates = (parse_date(parts[name].text) for name in DATES if name in parts)
    return Entry(address, next((found for found in dates if found), None), title or None)


def _key(child: etree._Element) -> str:
    """The name under which a part counts; Atom has links of several kinds, of which one leads to the article."""
    name = local_name(child)
    if name == "link" and (child.get("rel") or "alternate") != "alternate":
        return f"link {child.get('rel')}"
    if name == "guid" and (child.get("isPermaLink") or "true").lower() == "false":
        return "guid without a link"
    return name


def _address(parts: dict[str, etree._Element]) -> str | None:
    for name in ("origlink", "link", "guid"):
        if name in parts:
            address = parts[name].get("href") or (parts[name].text or "").strip()
            if address:
                return str(address)
    return None


def _json_entries(body: bytes, url: str) -> Iterator[Entry]:
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError):
        raise NotAListingError("not a feed") from None
    found = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(found, list):
        raise NotAListingError("not a feed")
    for item in found[:MOST_ENTRIES]:
        entry = _json_entry(item, url) if isinstance(item, dict) else None
        if entry:
            yield entry


def _json_entry(item: dict[str, Any], url: str) -> Entry | None:
    def text(key: str) -> str | None:
        value = item.get(key)
        return value if isinstance(value, str) else None

    address = web_url(text("url") or text("external_url") or text("id"), url)
    published = parse_date(text("date_published")) or parse_date(text("date_modified"))
    return Entry(address, published, (text("title") or "")[:500] or None) if address else None
