"""From a site's front page and robots.txt to its feeds and sitemaps."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from scrapers.spiders.base import web_url
from scrapers.spiders.section import read_tags

# Where publishers' systems commonly put them; asked for one after the other, and only if nothing else is found.
COMMON_FEEDS = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml")
COMMON_SITEMAPS = ("/sitemap-news.xml", "/news-sitemap.xml", "/sitemap.xml")
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
MOST_FEEDS = 10
MOST_SITEMAPS = 5


def find_feeds(body: bytes, url: str, content_type: str) -> tuple[str, ...]:
    """The feeds that a front page names (`link rel=alternate`), without those of comments."""
    tags = read_tags(body, content_type)
    base = tags.base(url)
    found = []
    for link in tags.heads:
        address = web_url(link.get("href"), base)
        told = f"{link.get('title') or ''} {address}".lower()
        if (
            "alternate" in (link.get("rel") or "").lower()
            and _is_feed(link.get("type"))
            and address
            and "comment" not in told
        ):
            found.append(address)
    return tuple(dict.fromkeys(found))[:MOST_FEEDS]


def _is_feed(kind: str | None) -> bool:
    return (kind or "").partition(";")[0].strip().lower() in FEED_TYPES


def choose_sitemaps(sitemaps: Iterable[str], url: str) -> tuple[str, ...]:
    """Of the Sitemap lines of a robots.txt those of news, or else the first few."""
    addresses = web_urls(sitemaps, url)
    news = [address for address in addresses if "news" in address.lower()]
    return tuple(dict.fromkeys(news or addresses))[:MOST_SITEMAPS]


def web_urls(lines: Iterable[str], url: str) -> tuple[str, ...]:
    """The addresses among these lines, made absolute against `url`."""
    return tuple(address for line in lines if (address := web_url(line, url)))


def common_places(url: str) -> tuple[str, ...]:
    """Addresses at which a site may have a feed or a sitemap, the likeliest first."""
    return tuple(urljoin(url, path) for path in (*COMMON_FEEDS, *COMMON_SITEMAPS))


def is_sitemap(url: str) -> bool:
    """True for an address of `common_places` that is a sitemap's."""
    return url.endswith(COMMON_SITEMAPS)
