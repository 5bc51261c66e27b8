"""Feeds, sitemaps, section pages, robots.txt and the sources.toml that names them."""

from __future__ import annotations

import gzip
import json
import tomllib
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree, html

from scrapers.sample.press import Press
from scrapers.sample.publishers import PUBLISHERS, Publisher
from scrapers.sample.site import Site
from scrapers.sample.sources import sources_toml
from scrapers.sources import Source, load_sources

PORT = 8765
each_publisher = pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda publisher: publisher.id)


def _get(site: Site, url: str) -> bytes:
    parts = urlsplit(url)
    response = site.respond(parts.hostname or "", parts.path)
    assert response.status == 200, url
    return response.body


def _sources(press: Press, tmp_path: Path) -> dict[str, Source]:
    path = tmp_path / "sources.toml"
    path.write_text(sources_toml(PORT, press.first_day), "utf-8")
    return {source.id: source for source in load_sources(path)}


def _sitemap_urls(site: Site, url: str) -> list[str]:
    body = _get(site, url)
    root = etree.fromstring(gzip.decompress(body) if url.endswith(".gz") else body)
    found = [str(loc) for loc in root.xpath("/*/*/*[local-name()='loc']/text()")]
    if etree.QName(root).localname == "sitemapindex":
        return [page for child in found for page in _sitemap_urls(site, child)]
    return found


def _feed_urls(site: Site, url: str) -> list[str]:
    body = _get(site, url)
    if body.startswith(b"{"):
        return [entry["url"] for entry in json.loads(body)["items"]]
    root = etree.fromstring(body)
    paths = (
        "/rss/channel/item/link/text()",
        "//*[local-name()='entry']/*[local-name()='link']/@href",
        "/*/*[local-name()='item']/*[local-name()='link']/text()",
    )
    return [str(found) for path in paths for found in root.xpath(path)]


def _page_urls(site: Site, url: str) -> list[str]:
    return [urljoin(url, str(href)) for href in html.fromstring(_get(site, url)).xpath("//a/@href")]


def _found(site: Site, source: Source) -> set[str]:
    """What someone finds who reads all that the source names, and what its front page and robots.txt announce."""
    feeds, sitemaps = list(source.feeds), list(source.sitemaps)
    if source.site:
        page = html.fromstring(_get(site, source.site))
        feeds += [str(url) for url in page.xpath("//link[@rel='alternate']/@href")]
        robots = _get(site, source.site + "robots.txt").decode()
        sitemaps += [line.split(": ")[1] for line in robots.splitlines() if line.startswith("Sitemap: ")]
    found = {url for feed in feeds for url in _feed_urls(site, feed)}
    found |= {url for sitemap in sitemaps for url in _sitemap_urls(site, sitemap)}
    return found | {url for section in source.sections for url in _page_urls(site, section)}


@each_publisher
def test_one_night_finds_everything(press: Press, site: Site, tmp_path: Path, publisher: Publisher) -> None:
    found = _found(site, _sources(press, tmp_path)[publisher.id])
    assert {entry.url(PORT) for entry in press.entries(publisher)} <= found


def test_each_way_of_reading_and_each_format_is_there(press: Press, tmp_path: Path) -> None:
    sources = _sources(press, tmp_path).values()
    assert all(any(getattr(source, way) for source in sources) for way in ("site", "feeds", "sitemaps", "sections"))
    assert {publisher.feed for publisher in PUBLISHERS} == {"rss", "rdf", "atom", "json", None}
    assert all(source.since == press.first_day for source in sources)


@each_publisher
def test_feeds_hold_the_newest_articles_first(press: Press, site: Site, publisher: Publisher) -> None:
    if publisher.feed_path:
        urls = _feed_urls(site, publisher.base(PORT) + publisher.feed_path)
        assert urls == [entry.url(PORT) for entry in press.entries(publisher)][: publisher.feed_length]


@each_publisher
def test_section_pages_hold_every_article_of_their_section(press: Press, site: Site, publisher: Publisher) -> None:
    for section in publisher.sections:
        urls = set(_page_urls(site, publisher.base(PORT) + publisher.section_path(section)))
        assert {article.url(PORT) for article in press.articles_of(publisher) if article.section == section} <= urls


def test_the_sitemap_index_has_compressed_children(site: Site) -> None:
    root = etree.fromstring(_get(site, f"http://ledger.localhost:{PORT}/sitemap_index.xml"))
    children = [str(loc) for loc in root.xpath("//*[local-name()='loc']/text()")]
    assert [child.endswith(".gz") for child in children] == [True, False]


def test_the_news_sitemap_holds_two_days(press: Press, site: Site) -> None:
    urls = set(_sitemap_urls(site, f"http://candil.localhost:{PORT}/news-sitemap.xml"))
    recent = [a for a in press.answers.up if a.source_id == "candil" and a.published_at > press.now - timedelta(days=2)]
    assert urls == {article.url(PORT) for article in recent}


def test_some_articles_are_listed_under_two_addresses(press: Press, site: Site) -> None:
    urls = _sitemap_urls(site, f"http://beacon.localhost:{PORT}/sitemap.xml")
    amp = {article.amp_url(PORT): article.url(PORT) for article in press.answers.up if article.source_id == "beacon"}
    listed = [url for url in urls if url in amp]
    assert len(listed) > 20 and all(amp[url] in urls for url in listed)


def test_a_linked_page_is_disallowed(press: Press, site: Site) -> None:
    rules = RobotFileParser()
    rules.parse(_get(site, f"http://record.localhost:{PORT}/robots.txt").decode().splitlines())
    (page,) = press.disallowed
    assert page.url(PORT) in _page_urls(site, f"http://record.localhost:{PORT}/")
    assert not rules.can_fetch("Nightdesk", page.url(PORT))
    assert all(rules.can_fetch("Nightdesk", article.url(PORT)) for article in press.articles_of(page.publisher))


def test_listings_keep_to_the_clock() -> None:
    press = Press(date(2026, 11, 22), days=10)
    site = Site(press, PORT)
    press.now -= timedelta(days=6)
    for source_id, table in tomllib.loads(sources_toml(PORT, press.first_day)).items():
        late = {a.url(PORT) for a in press.articles if a.source_id == source_id and a.published_at > press.now}
        found = _found(site, Source(id=source_id, **table))
        assert late and not late & found
