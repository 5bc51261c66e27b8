"""How things stand on screen: hostile text made plain, numbers, days, times, links."""

from __future__ import annotations

import re
from datetime import date, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

# Control characters other than tab and line feed, and the two overrides that print text backwards (UAX #9, 2.2).
# Embeddings and isolates stay: right-to-left scripts use them, and <bdi> keeps their effect inside.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufeff]")
# What starts something in HTML, Markdown, Streamlit's directives or LaTeX.
MARKUP = re.compile(r"""[&<>"'`*_{}\[\]()#+.!|~^$:=\\-]""")
ELLIPSIS = "…"
KINDS = {
    "nightly": "Nightly run",
    "scrape": "Scrape",
    "backfill": "Backfill",
    "reclean": "Reclean",
    "import": "Import",
    "takedown": "Takedown",
}
OUTCOMES = {"ok": ("✓", "ok"), "amber": ("▲", "amber"), "red": ("■", "red")}
"""An outcome as a sign and a word, never as a colour alone."""
TYPES = {"PER": "Person", "ORG": "Organisation", "LOC": "Place"}


def plain(text: str, limit: int | None = None) -> str:
    """`text` as nothing but text, in HTML as in Markdown: what could start markup becomes a character reference.

    `limit` cuts after so many characters, with an ellipsis.
    """
    text = UNPRINTABLE.sub("", text)
    if limit is not None and len(text) > limit:
        text = text[:limit].rstrip() + ELLIPSIS
    return MARKUP.sub(lambda found: f"&#{ord(found.group())};", text)


def web_link(url: str) -> str | None:
    """The URL if a browser may be sent there: http or https, a host, no user name, nothing unprintable. Else None."""
    if re.search(r"[\x00-\x20\x7f]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname and parts.username is None else None


def number(count: int) -> str:
    return f"{count:,}"


def counted(count: int, singular: str, plural: str | None = None) -> str:
    """`1 article`, `1,204 articles`."""
    return f"{number(count)} {singular if count == 1 else plural or singular + 's'}"


def short_day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def long_day(day: date) -> str:
    return f"{day:%a} {short_day(day)}"


def moment(time: datetime, zone: str) -> str:
    """A time in the desk's zone, named: `Sun 22 Nov 2026, 02:00 GMT`."""
    local = time.astimezone(ZoneInfo(zone))
    return f"{long_day(local.date())}, {local:%H:%M} {local.tzname()}"


def duration(start: datetime, end: datetime) -> str:
    minutes = round((end - start).total_seconds() / 60)
    if minutes < 1:
        return "under a minute"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min" if hours else f"{minutes} min"


def defuse(cell: str) -> str:
    """A CSV cell that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
