"""Section pages: the links of an HTML page that look like articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from urllib.parse import unquote, urlsplit

from lxml import etree
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
    found = read_tags(body, content_type)
    base = found.base(url)
    for link in found.links:
        address = web_url(link.get("href"), base)
        if address:
            yield address


class Tags:
    """What lxml's parser tells of a page's tags: the first `a` and `link` elements, and the first `base`.

    No tree is made of the page: one of 10 MB took 400 MB, and one tag with a million attributes hours.
    """

    def __init__(self) -> None:
        self.links: list[Mapping[str, str]] = []
        self.heads: list[Mapping[str, str]] = []
        self._bases: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "a" and "href" in attributes and len(self.links) < MOST_LINKS:
            self.links.append(dict(attributes))
        elif tag == "link" and len(self.heads) < MOST_LINKS:
            self.heads.append(dict(attributes))
        elif tag == "base" and "href" in attributes and not self._bases:
            self._bases.append(attributes["href"])

    def close(self) -> None:
        """The parser calls it at the end."""

    def base(self, url: str) -> str:
        """The address that the page's links are relative to."""
        return web_url(next(iter(self._bases), None), url) or url


def read_tags(body: bytes, content_type: str) -> Tags:
    """The links of an HTML page in whatever charset it says."""
    _, text = html_to_unicode(content_type or None, body)
    tags = Tags()
    parser = etree.HTMLParser(target=tags, encoding="utf-8")
    with suppress(etree.XMLSyntaxError, etree.ParserError):  # of an empty page
        parser.feed(text.encode("utf-8", "replace"))
        parser.close()
    return tags
