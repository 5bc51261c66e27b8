"""The days of a backfill: which sitemaps may name pages of them, and which of the pages are of them.

A page's day is the one in its address (/2026/11/05/), else what its listing says. A sitemap is left out when the year,
month or day in its name lies outside, or when it has not changed since before the first day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from scrapers.spiders.base import Entry, Listing

# 2026-11-05, 2026/11, 20261105, yyyy=2026&mm=11: as publishers' systems write days, months and years into addresses.
IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)"
    r"(?:(?:[-/_.]|&mm=)?(0[1-9]|1[0-2]|[1-9](?!\d))(?:(?:[-/_.]|&dd=)?(0[1-9]|[12]\d|3[01]|[1-9](?!\d)))?)?(?!\d)"
)
# Publishers' days begin and end in their own zone, and a page may be listed a day after the day in its address.
GRACE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """From the first day to the last, both included."""

    first: date
    last: date

    def of_these_days(self, found: Listing) -> Listing:
        """The entries that are of these days, and the sitemaps that may name some."""
        entries = [replace(entry, published=_when(entry)) for entry in found.entries]
        return Listing(
            tuple(entry for entry in entries if entry.published and self.first <= entry.published.date() <= self.last),
            tuple(child for child in found.children if self._may_name(child)),
        )

    def _may_name(self, sitemap: Entry) -> bool:
        span = days_in(sitemap.url)
        if span and (span[1] + GRACE < self.first or span[0] - GRACE > self.last):
            return False
        return sitemap.published is None or sitemap.published.date() + GRACE >= self.first


def _when(entry: Entry) -> datetime | None:
    """When a page was published: on the day in its address, which no later change moves, else as its listing says."""
    span = days_in(entry.url)
    if span is None or span[0] != span[1] or (entry.published and entry.published.date() == span[0]):
        return entry.published
    return datetime.combine(span[0], time(), UTC)


def days_in(url: str) -> tuple[date, date] | None:
    """The first and the last day of the year, month or day that an address names; None when it names none."""
    parts = urlsplit(url)
    for year, month, day in IN_ADDRESS.findall(f"{parts.path}?{parts.query}"):
        try:
            return _span(int(year), int(month or 0), int(day or 0))
        except ValueError:  # 31 February: a number, no day
            continue
    return None


def _span(year: int, month: int, day: int) -> tuple[date, date]:
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    if not day:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
