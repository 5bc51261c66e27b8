"""The sample press night after night, with the troubles that are planted in it and the alarms that they must raise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from scrapers.sample import Press
from scrapers.sample.plan import OUTAGE_DAYS, OUTAGE_SOURCE
from scrapers.sample.press import SampleArticle
from scrapers.sample.site import Response, Site

FIRST_DAY = date(2026, 9, 1)
SILENT_FROM = 25  # the press's own outage begins on the day before this night, when enough is known to miss it
DAYS = SILENT_FROM + max(OUTAGE_DAYS)  # of the press: more than are soaked, so that its outage falls where it should
KILLED = range(5, 1000, 7)
ROBOTS = "User-agent: *\nDisallow: /a/\n"  # the articles of the one that shuts us out


@dataclass(frozen=True, slots=True)
class Planted:
    """A trouble of one source on these nights, and how the alarm that it raises begins; `told` are the nights that may
    raise it. Without a source it concerns the run."""

    what: str
    source_id: str | None
    nights: range
    told: range
    reason: str


PLANTED = (
    Planted("down", "ledger", range(9, 10), range(9, 10), "could not be read"),
    Planted("refuses", "courier", range(16, 17), range(16, 17), "blocked"),
    Planted("shut", "record", range(20, 22), range(20, 22), "its robots.txt has changed"),
    Planted("silent", OUTAGE_SOURCE, range(SILENT_FROM, SILENT_FROM + 5), range(SILENT_FROM, SILENT_FROM + 9), ""),
    *(Planted("killed", None, range(n, n + 1), range(n, n + 1), "the run's process died") for n in KILLED[:9]),
)


def night_of(now: datetime) -> int:
    """The number of the night that begins then; that after the press's first day is 1."""
    return (now.date() - FIRST_DAY).days


def begins(night: int) -> datetime:
    """When that night begins: at two."""
    return datetime.combine(FIRST_DAY + timedelta(days=night), time(2), UTC)


def soaked_press() -> Press:
    return Press(FIRST_DAY + timedelta(days=DAYS - 1), DAYS)


class TroubledSite(Site):
    """The press, with the planted troubles of the night that its clock shows."""

    def respond(self, host: str, path: str) -> Response:
        night = night_of(self.press.now)
        source = host.partition(".")[0]
        what = {one.what for one in PLANTED if one.source_id == source and night in one.nights}
        if "down" in what:
            return Response(503, "text/plain", b"down for repairs\n")
        if "shut" in what and path == "/robots.txt":
            return Response(200, "text/plain", ROBOTS.encode())
        if "refuses" in what and (source, path) in self._pages:
            return Response(403, "text/plain", b"not for you\n")
        return super().respond(host, path)


def readable(press: Press, night: int) -> Iterator[SampleArticle]:
    """What a perfect night can read: all that is up, save of the sources in trouble."""
    out = {one.source_id for one in PLANTED if night in one.nights and one.what in ("down", "refuses", "shut")}
    now = begins(night)
    return (article for article in press.articles if article.is_up(now) and article.source_id not in out)


def is_right(article: SampleArticle, night: int, title: str, text: str, gone: bool) -> bool:
    """Whether an article stands in the desk as it should after that night: with each paragraph; corrected or gone where
    it was eight days ago, by when it has been visited again."""
    now, visited = begins(night), begins(night - 8)
    readings = {article.paragraphs_at(now), article.paragraphs_at(visited)}
    whole = any(all(paragraph in text for paragraph in reading) for reading in readings)
    return title == article.title and whole and (gone or not article.is_gone(visited))
