"""The press's feeds: RSS 2.0, RSS 1.0, Atom and JSON Feed, one format a publisher."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from email.utils import format_datetime
from html import escape

from scrapers.sample.articles import Entry, SampleArticle
from scrapers.sample.publishers import Publisher
from scrapers.sample.templates.view import isodate

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _lead(entry: Entry) -> str:
    return entry.lead if isinstance(entry, SampleArticle) else entry.title


def _rss(publisher: Publisher, entries: Sequence[Entry], port: int) -> str:
    found = "".join(
        f"<item><title>{escape(entry.title)}</title><link>{escape(entry.url(port))}</link>"
        f'<guid isPermaLink="true">{escape(entry.url(port))}</guid>'
        f"<pubDate>{format_datetime(entry.published_at)}</pubDate>"
        f"<description>{escape(_lead(entry))}</description></item>\n"
        for entry in entries
    )
    return (
        f'{_DECLARATION}<rss version="2.0"><channel><title>{escape(publisher.name)}</title>'
        f"<link>{publisher.base(port)}/</link>"
        f"<description>{escape(publisher.name)}</description><language>{publisher.language}</language>\n{found}</channel></rss>\n"
    )


def _rdf(publisher: Publisher, entries: Sequence[Entry], port: int) -> str:
    order = "".join(f'<rdf:li rdf:resource="{escape(entry.url(port))}"/>' for entry in entries)
    found = "".join(
        f'<item rdf:about="{escape(entry.url(port))}"><title>{escape(entry.title)}</title>'
        f"<link>{escape(entry.url(port))}</link>"
        f"<description>{escape(_lead(entry))}</description><dc:date>{isodate(entry.published_at)}</dc:date></item>\n"
        for entry in entries
    )
    return (
        f'{_DECLARATION}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="{publisher.base(port)}/">'
        f"<title>{escape(publisher.name)}</title><link>{publisher.base(port)}/</link><description>{escape(publisher.name)}"
        f"</description><items><rdf:Seq>{order}</rdf:Seq></items></channel>\n{found}</rdf:RDF>\n"
    )


def _atom(publisher: Publisher, entries: Sequence[Entry], port: int) -> str:
    found = "".join(
        f'<entry><title>{escape(entry.title)}</title><link rel="alternate" href="{escape(entry.url(port))}"/>'
        f"<id>{escape(entry.url(port))}</id><published>{isodate(entry.published_at)}</published>"
        f"<updated>{isodate(entry.published_at)}</updated><summary>{escape(_lead(entry))}</summary></entry>\n"
        for entry in entries
    )
    updated = isodate(entries[0].published_at) if entries else "1970-01-01T00:00:00Z"
    return (
        f'{_DECLARATION}<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(publisher.name)}</title>'
        f'<link href="{publisher.base(port)}/"/><id>{publisher.base(port)}/</id><updated>{updated}</updated>\n'
        f"{found}</feed>\n"
    )


def _json(publisher: Publisher, entries: Sequence[Entry], port: int) -> str:
    found = [
        {
            "id": entry.url(port),
            "url": entry.url(port),
            "title": entry.title,
            "summary": _lead(entry),
            "date_published": isodate(entry.published_at),
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.name,
        "home_page_url": f"{publisher.base(port)}/",
        "language": publisher.language,
        "items": found,
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


_FORMATS: dict[str, tuple[str, Callable[[Publisher, Sequence[Entry], int], str]]] = {
    "rss": ("application/rss+xml", _rss),
    "rdf": ("application/rdf+xml", _rdf),
    "atom": ("application/atom+xml", _atom),
    "json": ("application/feed+json", _json),
}


def media_type(feed: str) -> str:
    """The media type of a format ("rss", "rdf", "atom", "json")."""
    return _FORMATS[feed][0]


def render(publisher: Publisher, entries: Sequence[Entry], port: int) -> str:
    """The publisher's feed with the newest of `entries`, which come newest first."""
    assert publisher.feed is not None
    return _FORMATS[publisher.feed][1](publisher, entries[: publisher.feed_length], port)
