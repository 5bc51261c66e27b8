"""Times and days in what a page says: ISO 8601, RFC 5322, Unix times, words in many languages.

A time without a zone is read as UTC. A day without a time becomes noon UTC, so that the day stays the same in every
zone from -12 to +11 h. Years before 1990, and times more than a day after the page was fetched, are not believed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from email.utils import parsedate_to_datetime
from operator import itemgetter

from scrapers.clean.words import CHANGED, MONTHS, whole_words

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LONGEST = 80  # characters of a value that is tried as a date

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
_CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-3])[:.h]([0-5]\d)(?:[:.][0-5]\d)?(?:\s*([ap])\.?m\b)?", re.IGNORECASE)
_CHANGED = whole_words(CHANGED)
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


def _days(text: str, month_first: bool) -> Iterator[tuple[int, int, datetime | None]]:
    """Begin, end and day of everything that has the form of a day."""
    for named in _NAMED.finditer(text):
        if month := MONTHS.get((named["m1"] or named["m2"]).casefold()):
            yield named.start(), named.end(), _day(named["y1"] or named["y2"], month, named["d1"] or named["d2"])
    for found in _YEAR_FIRST.finditer(text):
        yield found.start(), found.end(), _day(found["y"], int(found["m"]), found["d"])
    for found in _YEAR_LAST.finditer(text):
        day, month_text = (found["b"], found["a"]) if month_first and found["sep"] == "/" else (found["a"], found["b"])
        if int(month_text) > 12:
            day, month_text = month_text, day
        yield found.start(), found.end(), _day(found["y"], int(month_text), day)


def day_in(text: str, month_first: bool = False) -> datetime | None:
    """The first day that a text names, at noon UTC; `month_first` decides what 3/4/2020 means."""
    return next((day for _, _, day in _days(text, month_first)), None)


def days_in_line(text: str, month_first: bool, changed: bool) -> Iterator[datetime]:
    """The days of a line in its order: those of a change ("Updated March 3"), or all others."""
    before = 0
    for begin, end, day in sorted(_days(text, month_first), key=itemgetter(0, 1)):
        if day is not None and (_CHANGED.search(text, before, begin) is not None) is changed:
            yield day
        before = end


def clocks_in(text: str, month_first: bool) -> Iterator[datetime]:
    """Each day of a line with the clock time that follows it, in a zone that the line does not say."""
    for _, end, day in _days(text, month_first):
        clock = _CLOCK.search(text, end, end + LONGEST)
        if day is not None and clock is not None:
            hour = int(clock[1]) % 12 + 12 * (clock[3] in "pP") if clock[3] else int(clock[1])
            yield day.replace(hour=hour, minute=int(clock[2]), tzinfo=None)


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
