"""Section pages: the links of an HTML page that look like articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from lxml import etree, html
from w3lib.encoding import html_to_unicode

from scrapers.spiders.base import Entry, Listing, web_url
from scrapers.urls import clean_url, registrable_domain

# A page with more links than this is a list of lists; the first are the newest.
MOST_LINKS = 5_000
DATE_IN_PATH = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|\d\d\b)")
LONG_NUMBER = re.compile(r"\d{5,}|[0-9a-f]{12,}")
WORD_BREAK = re.compile(r"[-_+\s]+")
# First path segments of pages about the site or about many articles, in the languages of the starter list.
NOT_ARTICLES = frozenset(
    [
        "tag",
        "tags",
        "topic",
        "topics",
        "category",
        "categories",
        "kategorie",
        "author",
        "authors",
        "autor",
        "auteur",
        "search",
        "suche",
        "recherche",
        "login",
        "signin",
        "register",
        "account",
        "subscribe",
        "newsletter",
        "newsletters",
        "about",
        "contact",
        "privacy",
        "terms",
        "cookies",
        "impressum",
        "datenschutz",
        "shop",
        "jobs",
        "rss",
        "feed",
    ]
)
NOT_PAGES = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|m4a|zip|xml|json|css|js|ics)$", re.IGNORECASE)


def parse_section(body: bytes, url: str, content_type: str, include: tuple[str, ...] = ()) -> Listing:
    """The article links of a page, in its order, each once.

    A link counts when it leads to the same registrable domain and either matches one of `include` (a source that says
    what its articles look like is taken at its word) or looks like an article: see `looks_like_article`.
    """
    site, own, wanted = registrable_domain(url), clean_url(url), [re.compile(pattern) for pattern in include]
    found: dict[str, Entry] = {}
    for address in links(body, url, content_type):
        if (
            not address.startswith(("http://", "https://"))
            or registrable_domain(address) != site
            or clean_url(address) == own
        ):
            continue
        if any(pattern.search(address) for pattern in wanted) if wanted else looks_like_article(address):
            found.setdefault(clean_url(address), Entry(address))
    return Listing(tuple(found.values()))


def looks_like_article(url: str) -> bool:
    """True for a path with a date, a long number, or a last part of at least three words of a headline."""
    path = unquote(urlsplit(url).path)
    parts = [part for part in path.split("/") if part]
    if not parts or parts[0].lower() in NOT_ARTICLES or NOT_PAGES.search(path):
        return False
    last = parts[-1].rpartition(".")[0] or parts[-1]
    if len(parts) > 1 and parts[-2].lower() in NOT_ARTICLES:
        return False
    if DATE_IN_PATH.search(path) and len(last) > 2 and not last.isdigit():
        return True
    words = [word for word in WORD_BREAK.split(last) if word]
    return (len(words) >= 3 and len(last) >= 15) or bool(LONG_NUMBER.search(last))


def links(body: bytes, url: str, content_type: str) -> Iterator[str]:
    """The absolute addresses of a page's links, in its order."""
    tree = read_html(body, content_type)
    if tree is None:
        return
    base = web_url(next(iter(tree.xpath("//base/@href")), None), url) or url
    for href in tree.xpath("//a/@href")[:MOST_LINKS]:
        address = web_url(href, base)
        if address:
            yield address


def read_html(body: bytes, content_type: str) -> etree._Element | None:
    """The root element of an HTML page in whatever charset it says; None for an empty one."""
    _, text = html_to_unicode(content_type or None, body)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
