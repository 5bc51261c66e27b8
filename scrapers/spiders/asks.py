"""Asks: what is asked for, for whom and why. Every Scrapy request of the crawl carries one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from urllib.parse import urlsplit

from scrapy import Request

from scrapers.journal import ListingKind
from scrapers.page import Validators

ASK = "ask"
SPENT = "spent"
NO_VALIDATORS = Validators()


class Rank(IntEnum):
    """What goes first at one host. From targets on, listings aside, it is pages."""

    ROBOTS = 0
    TDMREP = 1
    TARGET = 2
    LISTING = 3
    ARTICLE = 4
    REVISIT = 5


@dataclass(frozen=True, slots=True)
class Ask:
    """One URL that is asked for. `url` is the one that was discovered; redirects and repeats keep it.

    `via` is the listing that named it, `listing` the kind of one that is asked for, `attempt` counts requests from 1.
    `probes` are None, or for an address that was guessed the guesses that are left.
    """

    rank: Rank
    source_id: str
    url: str
    via: str = ""
    published: datetime | None = None
    validators: Validators = NO_VALIDATORS
    listing: ListingKind = ListingKind.FRONT
    probes: tuple[str, ...] | None = None
    attempt: int = 1

    @property
    def is_page(self) -> bool:
        return self.rank in (Rank.TARGET, Rank.ARTICLE, Rank.REVISIT)


def ask_of(request: Request) -> Ask:
    """The ask that a request carries."""
    ask = request.meta[ASK]
    assert isinstance(ask, Ask)
    return ask


def spent(request: Request) -> float:
    """Seconds of the deadline that its URL has used up: earlier attempts and redirects, and the pauses between them."""
    return float(request.meta.get(SPENT, 0.0))


def again(request: Request, pause: float = 0.0) -> Request:
    """The same request once more, counted; `pause` are seconds that are spent until then."""
    ask = ask_of(request)
    changed = {ASK: replace(ask, attempt=ask.attempt + 1), SPENT: spent(request) + pause}
    return request.replace(meta=request.meta | changed, dont_filter=True)


def host_of(request: Request) -> str:
    """The host that a request goes to, without the port: what politeness counts by."""
    return (urlsplit(request.url).hostname or "").lower()


def conditional(validators: Validators) -> dict[str, str]:
    """The headers that ask for a body only if it changed (RFC 9110, 13.1)."""
    headers = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in headers.items() if value}
