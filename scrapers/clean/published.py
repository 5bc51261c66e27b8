"""When the article was published and changed, with where each was found.

Sources of the answer in order: the article's JSON-LD, `meta`, other JSON-LD, `time` elements, the URL, a line beside
the title. What is labelled as the time of a change is no time of publication. A time that the page gives in UTC and
once more in its own zone is taken in its own zone: the day is the one that its readers saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from itertools import chain

from lxml.html import HtmlElement

from scrapers.clean.blocks import Block, tidy
from scrapers.clean.dates import LONGEST, Found, believable, clocks_in, day_of_url, days_in_line, parse_time
from scrapers.clean.head import Meta
from scrapers.clean.jsonld import JsonLd, Node, texts
from scrapers.clean.words import CHANGED, listed, whole_words

LONGEST_LINE = 160  # characters of a line in which a reader looks for the date
WIDEST_ZONE = timedelta(hours=14)
HALF_HOUR = timedelta(minutes=30)

PUBLISHED_META = listed("""
    article:published_time article:published og:published_time og:article:published_time datepublished
    parsely-pub-date sailthru.date dc.date.issued dcterms.created dc.date dcterms.date date pubdate publishdate
    publish-date publication_date date.published published-date cxenseparse:recs:publishtime citation_publication_date
    citation_date last-published-date dc.created originalpublicationdate timestamp bt:pubdate rnews:datepublished
    cludo:date
""")
MODIFIED_META = listed("""
    article:modified_time og:updated_time datemodified dcterms.modified dc.date.modified last-modified lastmod
    revision_date article:updated_time modified
""")

_CHANGED = whole_words(CHANGED)


def _jsonld_times(nodes: Iterable[Node], *keys: str) -> Iterator[str]:
    for node in nodes:
        for key in keys:
            yield from texts(node.get(key))


def _time_elements(tree: HtmlElement, near: list[Block]) -> Iterator[str]:
    """The values of the `time` elements in these blocks, without the times of a change; others are those of teasers."""
    lines = {block.element: block.text for block in near if block.element is not None}
    for element in tree.iter("time"):
        line = next((lines[e] for e in chain([element], element.iterancestors()) if e in lines), None)
        text = tidy(element.text_content())[:LONGEST]
        if line is not None and not _CHANGED.search(line.partition(text or " ")[0]) and not _CHANGED.search(text):
            yield element.get("datetime") or text


def in_the_past(found: Found | None, now: datetime) -> Found | None:
    """The time, or that of the fetch where it lies after it: a day without a time, a clock without a zone."""
    return replace(found, at=min(found.at, now.astimezone(found.at.tzinfo))) if found is not None else None


def _first(values: Iterable[str], origin: str, now: datetime, month_first: bool) -> Found | None:
    for value in values:
        at = parse_time(value, month_first)
        if at is not None and believable(at, now):
            return Found(at, origin)
    return None


def _in_text(near: list[Block], now: datetime, month_first: bool, changed: bool = False) -> Found | None:
    """The first day in a short line near the title; `changed` asks for the time of a change."""
    lines = (block.text for block in near if len(block.text) <= LONGEST_LINE and "://" not in block.text)
    days = (day for line in lines for day in days_in_line(line, month_first, changed))
    return next((Found(day, "text") for day in days if believable(day, now)), None)


def _in_own_zone(found: Found, stated: Iterable[str], lines: Iterable[str], month_first: bool) -> Found:
    """The same time in the zone of the page: that of another statement of it, or of a clock beside the title that
    shows the same minutes. A time that is not given in UTC, and a mere day, is left as it is."""
    at = found.at
    if at.utcoffset() or (at.hour, at.minute, at.second) == (12, 0, 0):
        return found
    for other in filter(None, map(parse_time, stated)):
        if other.utcoffset() and abs(other - at) < timedelta(minutes=1):
            return replace(found, at=at.astimezone(other.tzinfo))
    minute = at.replace(second=0, microsecond=0, tzinfo=None)
    for clock in (clock for line in lines for clock in clocks_in(line, month_first)):
        offset = clock - minute
        if abs(offset) <= WIDEST_ZONE and offset % HALF_HOUR == timedelta(0):
            return replace(found, at=at.astimezone(timezone(offset)))
    return found


def find_published(
    tree: HtmlElement,
    jsonld: JsonLd,
    meta: Meta,
    url: str,
    near_title: Iterable[Block],
    now: datetime,
    month_first: bool = False,
) -> Found | None:
    """When the article was first published; `near_title` are the blocks where a reader would look for it."""
    near = list(near_title)
    in_jsonld = list(_jsonld_times([jsonld.article], "datePublished", "dateCreated"))
    in_meta = [meta[name] for name in PUBLISHED_META if name in meta]
    in_time = list(_time_elements(tree, near))
    ladder: tuple[tuple[str, Iterable[str]], ...] = (
        ("json-ld", in_jsonld),
        ("meta", in_meta),
        ("json-ld", _jsonld_times(jsonld.nodes, "datePublished", "dateCreated", "uploadDate")),
        ("time", in_time),
    )
    for origin, values in ladder:
        if found := _first(values, origin, now, month_first):
            lines = (*in_time, *(block.text for block in near if len(block.text) <= LONGEST_LINE))
            return _in_own_zone(found, (*in_jsonld, *in_meta, *in_time), lines, month_first)
    in_url = day_of_url(url)
    if in_url is not None and believable(in_url, now):
        return Found(in_url, "url")
    return _in_text(near, now, month_first)


def find_modified(
    jsonld: JsonLd, meta: Meta, near_title: Iterable[Block], now: datetime, month_first: bool
) -> Found | None:
    """When the article was last changed, as JSON-LD, `meta` or a line near the title say."""
    values = _jsonld_times((jsonld.article, *jsonld.nodes), "dateModified")
    in_meta = (meta[name] for name in MODIFIED_META if name in meta)
    return (
        _first(values, "json-ld", now, month_first)
        or _first(in_meta, "meta", now, month_first)
        or _in_text(list(near_title), now, month_first, changed=True)
    )
