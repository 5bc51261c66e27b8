"""The press's sitemaps and robots.txt files, by path.

courier   /sitemap.xml, named in robots.txt
ledger    /sitemap_index.xml with one child a month, the older ones as .xml.gz
beacon    /sitemap.xml, in which every fifth article is listed with its AMP page too; a Crawl-delay
record    no sitemap; robots.txt disallows /partners/, which is linked
bote      no robots.txt at all
candil    /news-sitemap.xml with the last two days, as Google News wants it
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from datetime import datetime, timedelta
from html import escape

from scrapers.sample.articles import Entry, SampleArticle
from scrapers.sample.publishers import Publisher
from scrapers.sample.templates.view import isodate

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_AMP_EVERY = 5
_ROBOTS = {
    "courier": "User-agent: *\nDisallow: /account/\n\nSitemap: {base}/sitemap.xml\n",
    "ledger": "# All are welcome.\nUser-agent: *\nDisallow:\n",
    "beacon": "User-agent: *\nCrawl-delay: 0.02\nDisallow: /search\n\nSitemap: {base}/sitemap.xml\n",
    "record": "User-agent: GreedyBot\nDisallow: /\n\nUser-agent: *\nDisallow: /partners/\nAllow: /\n",
    "candil": "User-agent: *\nDisallow: /*?imprimir\nSitemap: {base}/news-sitemap.xml\n",
}


def robots(publisher: Publisher, port: int) -> str | None:
    """The publisher's robots.txt; None where it has none."""
    text = _ROBOTS.get(publisher.id)
    return text.format(base=publisher.base(port)) if text else None


def sitemap(publisher: Publisher, path: str, entries: Sequence[Entry], now: datetime, port: int) -> str | bytes | None:
    """What is at `path` if it is one of the publisher's sitemaps, gzip files as bytes; else None."""
    if path == "/sitemap.xml" and publisher.id in ("courier", "beacon"):
        return _urlset(entries, now, port)
    if path == "/news-sitemap.xml" and publisher.id == "candil":
        return _news(publisher, [entry for entry in entries if now - entry.published_at < timedelta(days=2)], port)
    if publisher.id == "ledger" and path.startswith("/sitemap"):
        return _ledger(publisher, path, entries, now, port)
    return None


def _ledger(publisher: Publisher, path: str, entries: Sequence[Entry], now: datetime, port: int) -> str | bytes | None:
    months = sorted({f"{entry.published_at:%Y-%m}" for entry in entries})
    children = {f"/sitemaps/{month}.xml{'' if month == months[-1] else '.gz'}": month for month in months}
    if path == "/sitemap_index.xml":
        found = "".join(f"<sitemap><loc>{publisher.base(port)}{child}</loc></sitemap>\n" for child in children)
        return f'{_DECLARATION}<sitemapindex xmlns="{_SITEMAP}">\n{found}</sitemapindex>\n'
    if path not in children:
        return None
    text = _urlset([entry for entry in entries if f"{entry.published_at:%Y-%m}" == children[path]], now, port)
    return gzip.compress(text.encode(), mtime=0) if path.endswith(".gz") else text


def _urlset(entries: Sequence[Entry], now: datetime, port: int) -> str:
    found = "".join(
        f"<url><loc>{escape(address)}</loc><lastmod>{isodate(_changed(entry, now))}</lastmod></url>\n"
        for entry in entries
        for address in _addresses(entry, port)
    )
    return f'{_DECLARATION}<urlset xmlns="{_SITEMAP}">\n{found}</urlset>\n'


def _addresses(entry: Entry, port: int) -> list[str]:
    amp = entry.amp_url(port) if isinstance(entry, SampleArticle) and entry.number % _AMP_EVERY == 0 else None
    return [entry.url(port), *([amp] if amp else [])]


def _changed(entry: Entry, now: datetime) -> datetime:
    changed = entry.changed_at(now) if isinstance(entry, SampleArticle) else None
    return changed or entry.published_at


def _news(publisher: Publisher, entries: Sequence[Entry], port: int) -> str:
    found = "".join(
        f"<url><loc>{escape(entry.url(port))}</loc><news:news><news:publication><news:name>{escape(publisher.name)}</news:name>"
        f"<news:language>{publisher.language}</news:language></news:publication>"
        f"<news:publication_date>{isodate(entry.published_at)}</news:publication_date>"
        f"<news:title>{escape(entry.title)}</news:title></news:news></url>\n"
        for entry in entries
    )
    return f'{_DECLARATION}<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">\n{found}</urlset>\n'
