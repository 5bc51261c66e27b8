"""The sources.toml with which one night finds everything that the sample press has published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from scrapers.sample.publishers import PUBLISHERS, Publisher

_LIMIT = 5000


def _quoted(base: str, *paths: str) -> str:
    return "[" + ", ".join(f'"{base}{path}"' for path in paths) + "]"


def _sections(publisher: Publisher, base: str) -> str:
    return _quoted(base, *(publisher.section_path(section) for section in publisher.sections))


# Each source is followed in another way, and each way leads to all of its articles.
_LINES: dict[str, Callable[[Publisher, str], tuple[str, ...]]] = {
    "courier": lambda publisher, base: (f'site = "{base}/"',),
    "ledger": lambda publisher, base: (f"sitemaps = {_quoted(base, '/sitemap_index.xml')}",),
    "beacon": lambda publisher, base: (
        f"feeds = {_quoted(base, '/atom.xml')}",
        f"sitemaps = {_quoted(base, '/sitemap.xml')}",
    ),
    "record": lambda publisher, base: (f"feeds = {_quoted(base, '/feed.json')}",),
    "bote": lambda publisher, base: (
        f"feeds = {_quoted(base, '/index.rdf')}",
        f"sections = {_sections(publisher, base)}",
        r"include = ['-\d+\.html$']",
    ),
    "candil": lambda publisher, base: (
        f"sitemaps = {_quoted(base, '/news-sitemap.xml')}",
        f"sections = {_sections(publisher, base)}",
        r"include = ['/\d{4}/\d{2}/\d{2}/']",
    ),
}


def sources_toml(port: int, since: date, delay: float = 0.0) -> str:
    """The sources.toml for a press that is served at `port`; `delay` is seconds between requests to a host."""
    return "\n".join(_table(publisher, port, since, delay) for publisher in PUBLISHERS)


def _table(publisher: Publisher, port: int, since: date, delay: float) -> str:
    lines = (
        f"[{publisher.id}]",
        f'name = "{publisher.name}"',
        *_LINES[publisher.id](publisher, publisher.base(port)),
        f'language = "{publisher.language}"',
        f"since = {since}",
        f"delay = {delay}",
        f"limit = {_LIMIT}",
    )
    return "\n".join(lines) + "\n"
