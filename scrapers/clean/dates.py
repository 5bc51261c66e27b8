"""When the article was published and changed: aware times in UTC, with where each was found.

Sources of the answer in order: JSON-LD, `meta`, `time` elements, the URL, a date in the text beside the title. A time
without a zone is read as UTC. A day without a time becomes noon UTC, so that the day stays the same in every zone from
-12 to +11 h. Years before 1990, and times more than a day after the page was fetched, are not believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime

from lxml.html import HtmlElement

from scrapers.clean.blocks import Block
from scrapers.clean.head import Meta
from scrapers.clean.jsonld import JsonLd, texts
from scrapers.clean.words import MONTHS, listed

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LONGEST = 80  # characters of a value that is tried as a date

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

_WORD = r"[^\W\d_]{3,12}"
_NAMED = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|\.|º|er)?\s+(?:de\s+|of\s+)?(?P<m1>{_WORD})\.?,?\s+(?:del?\s+)?(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_WORD})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}}))\b"
)
_YEAR = r"(?<!\d)(?P<y>(?:19|20)\d\d)"
_YEAR_FIRST = re.compile(rf"{_YEAR}(?P<sep>[-/.]|)(?P<m>[01]\d)(?P=sep)(?P<d>[0-3]\d)(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(?P<a>[0-3]?\d)(?P<sep>[./-])\s?(?P<b>[0-3]?\d)(?P=sep)\s?(?P<y>(?:19|20)\d\d)(?!\d)")
_URL_DAY = re.compile(
    rf"{_YEAR}(?P<sep>[/\-_.]?)(?P<m>0[1-9]|1[0-2]|[1-9](?=[/\-_.]))(?P=sep)(?P<d>[0-3]\d|[1-9](?!\d))(?!\d)"
)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")


@dataclass(frozen=True, slots=True)
class Found:
    """A time, with the page's own offset where it gives one, and where it was found (see `Article.published_from`)."""

    at: datetime
    origin: str


def _day(year: str, month: int, day: str) -> datetime | None:
    try:
        return datetime.combine(date(int(year), month, int(day)), time(12), UTC)
    except ValueError:
        return None


def _iso(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) <= 10:
        return datetime.combine(found.date(), time(12), UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _mail(text: str) -> datetime | None:
    """RFC 5322, as in `Thu, 12 Mar 2020 10:00:00 GMT`."""
    if ":" not in text:
        return None
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _epoch(text: str) -> datetime | None:
    return datetime.fromtimestamp(int(text[:10]), UTC) if _EPOCH.fullmatch(text) else None


def day_in(text: str, month_first: bool = False) -> datetime | None:
    """The first day that a text names, at noon UTC; `month_first` decides what 3/4/2020 means."""
    for named in _NAMED.finditer(text):
        month = MONTHS.get((named["m1"] or named["m2"]).casefold())
        if month:
            return _day(named["y1"] or named["y2"], month, named["d1"] or named["d2"])
    if found := _YEAR_FIRST.search(text):
        return _day(found["y"], int(found["m"]), found["d"])
    if found := _YEAR_LAST.search(text):
        day, month_text = (found["b"], found["a"]) if month_first and found["sep"] == "/" else (found["a"], found["b"])
        if int(month_text) > 12:
            day, month_text = month_text, day
        return _day(found["y"], int(month_text), day)
    return None


def parse_time(text: str, month_first: bool = False) -> datetime | None:
    """A time from what a page gives as one: ISO 8601, RFC 5322, a Unix time, or words; None when it is none of them."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    return _iso(text) or _epoch(text) or _mail(text) or day_in(text, month_first)


def believable(at: datetime | None, now: datetime) -> bool:
    """Whether a page fetched at `now` can have been published then."""
    if at is None:
        return False
    try:
        return EARLIEST <= at <= now + timedelta(days=1)
    except OverflowError:  # an offset that leads out of the years 1 to 9999
        return False


def day_of_url(url: str) -> datetime | None:
    """The day in an address such as `/2026/11/03/headline` or `/headline-20261103`."""
    found = _URL_DAY.search(url.partition("?")[0].partition("://")[2].partition("/")[2])
    return _day(found["y"], int(found["m"]), found["d"]) if found else None


def _jsonld_times(jsonld: JsonLd, keys: tuple[str, ...]) -> Iterator[str]:
    for node in (jsonld.article, *jsonld.nodes):
        for key in keys:
            yield from texts(node.get(key))


def _time_elements(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter("time"):
        if next(element.iterancestors("nav", "aside", "footer"), None) is None:
            yield element.get("datetime") or element.text_content()[:LONGEST]


def _first(values: Iterable[str], origin: str, now: datetime, month_first: bool) -> Found | None:
    for value in values:
        at = parse_time(value, month_first)
        if at is not None and believable(at, now):
            return Found(at, origin)
    return None


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
    ladder: tuple[tuple[str, Iterable[str]], ...] = (
        ("json-ld", _jsonld_times(jsonld, ("datePublished", "dateCreated", "uploadDate"))),
        ("meta", (meta[name] for name in PUBLISHED_META if name in meta)),
        ("time", _time_elements(tree)),
    )
    for origin, values in ladder:
        if found := _first(values, origin, now, month_first):
            return found
    in_url = day_of_url(url)
    if in_url is not None and believable(in_url, now):
        return Found(in_url, "url")
    days = (day_in(block.text, month_first) for block in near_title if len(block.text) <= 3 * LONGEST)
    return next((Found(day, "text") for day in days if day is not None and believable(day, now)), None)


def find_modified(jsonld: JsonLd, meta: Meta, now: datetime, month_first: bool) -> Found | None:
    """When the article was last changed, as JSON-LD or `meta` say."""
    values = _jsonld_times(jsonld, ("dateModified",))
    return _first(values, "json-ld", now, month_first) or _first(
        (meta[name] for name in MODIFIED_META if name in meta), "meta", now, month_first
    )
