"""What the engines share: entries of a listing, the dates in it, and XML read within bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from dateutil.parser import ParserError
from dateutil.parser import parse as parse_any_date
from lxml import etree

from scrapers.politeness import LONGEST_URL

# Longer texts are no dates; parsing one of 78 kB takes seconds.
LONGEST_DATE = 64
OLDEST_YEAR = 1990
# Without a year, dateutil would fill in today's.
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Entry:
    """A URL that a listing names. `published` is aware and never in the future."""

    url: str
    published: datetime | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing names: articles, and further listings (`children`: of a sitemap index)."""

    entries: tuple[Entry, ...] = ()
    children: tuple[Entry, ...] = ()


class NotAListingError(Exception):
    """What came is not what was asked for; the message is the reason that the journal stores."""


def parse_date(text: str | None, now: datetime | None = None) -> datetime | None:
    """The time that `text` tells (RFC 822, ISO 8601, or near them), in UTC; None for none, or one in the future."""
    if not text or len(text) > LONGEST_DATE or not YEAR.search(text):
        return None
    try:
        found = _parse(text.strip())
        aware = (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ParserError, ValueError, OverflowError, TypeError):
        return None
    # A day of grace: clocks and time zones of publishers are off by hours.
    latest = (now or datetime.now(UTC)) + timedelta(days=1)
    return aware if aware.year >= OLDEST_YEAR and aware <= latest else None


def _parse(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
    except ValueError:
        found: datetime = parse_any_date(text)
        return found


def day(when: datetime | None) -> date | None:
    return when.date() if when else None


def web_url(href: str | None, base: str) -> str | None:
    """`href` made absolute against `base`, without its fragment; None if that is no address at all, or too long a one.

    Other schemes pass: that they are not asked for is decided, and noted, later.
    """
    if not href or len(href) > LONGEST_URL:
        return None
    try:
        url = urljoin(base, "".join(href.split()))
        url.encode("utf-8")  # JSON can name halves of characters
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts._replace(fragment="").geturl() if parts.scheme else None


def read_xml(body: bytes, base: str) -> etree._Element | None:
    """The root element; None where there is none. No entities, no network; what is broken is read as far as it goes."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(body.lstrip(), parser, base_url=base)
    except etree.XMLSyntaxError:
        return None


def local_name(element: etree._Element) -> str:
    """The tag without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def looks_like_html(body: bytes) -> bool:
    head = body[:1000].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head


def age_key(published: datetime | None) -> float:
    """Sorts the newest first, and before them what has no date."""
    return -published.timestamp() if published else -(2.0**40)


def newest(entries: Iterable[Entry], most: int) -> tuple[Entry, ...]:
    """The `most` newest entries, newest first; those without a date lead, in their order: listings begin with news."""
    return tuple(sorted(entries, key=lambda entry: age_key(entry.published)))[:most]
