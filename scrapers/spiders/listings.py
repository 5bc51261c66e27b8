"""Listings of the night: which are asked for, what is read from them, and what is asked for next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from scrapers.crawl import CrawlPlan
from scrapers.decoding import BodyError
from scrapers.journal import ListingKind, ListingRead
from scrapers.page import SkipReason, UrlState, Validators
from scrapers.sources import Source
from scrapers.spiders.asks import NO_VALIDATORS, Ask, Rank
from scrapers.spiders.base import Entry, Listing, NotAListingError
from scrapers.spiders.feed import parse_feed
from scrapers.spiders.pages import header
from scrapers.spiders.register import Register
from scrapers.spiders.section import parse_section
from scrapers.spiders.site import choose_sitemaps, common_places, find_feeds, is_sitemap, web_urls
from scrapers.spiders.sitemap import MOST_ENTRIES, parse_sitemap
from scrapers.spiders.window import Window
from scrapers.urls import is_web

# Sitemaps of one source a night: a big publisher's index names thousands, the newest hold the news.
MOST_SITEMAPS = 20
# Sitemaps of one source in a backfill: a day each, for seven years.
MOST_OF_A_BACKFILL = 2500
# Of one listing, that many nights' worth of URLs are kept in mind.
NIGHTS_KEPT = 5
OLDEST = datetime.min.replace(tzinfo=UTC)


class Listings:
    """Reads the listings of all sources. `make` turns an ask into a request, `write` takes the journal's events."""

    def __init__(
        self, plan: CrawlPlan, register: Register, make: Callable[[Ask], Request], write: Callable[[ListingRead], None]
    ) -> None:
        self._plan, self._register, self._make, self._write = plan, register, make, write
        self._sources = {source.id: source for source in plan.sources}
        self._asked: set[tuple[str, str]] = set()
        self._sitemaps: Counter[str] = Counter()
        self._window = Window(*plan.days) if plan.days else None
        self._most_sitemaps = MOST_OF_A_BACKFILL if plan.days else MOST_SITEMAPS
        self._fronts: dict[str, tuple[Ask, Listing]] = {}

    def first(self, source: Source) -> Iterator[Request]:
        """The listings that the user wrote down for a source; of a backfill its sitemaps, or where to find some."""
        if self._window:
            yield from self._ask(source.id, ListingKind.SITEMAP, source.sitemaps)
            front = source.site or urljoin(source.listings[0], "/")
            yield from self._ask(source.id, ListingKind.FRONT, () if source.sitemaps else (front,))
            return
        yield from self._ask(source.id, ListingKind.FEED, source.feeds)
        yield from self._ask(source.id, ListingKind.SITEMAP, source.sitemaps)
        yield from self._ask(source.id, ListingKind.SECTION, source.sections)
        yield from self._ask(source.id, ListingKind.FRONT, (source.site,) if source.site else ())

    def read(self, response: Response, ask: Ask, sitemaps: tuple[str, ...]) -> list[Request]:
        """What to ask for after a listing has come; `sitemaps` are those of the site's robots.txt."""
        try:
            found = self._parse(response, ask)
        except (NotAListingError, BodyError) as why:
            return self.failed(ask, UrlState.FAILED, str(why))
        if ask.listing is ListingKind.FRONT:
            return self._read_front(response, ask, found, sitemaps)
        if ask.probes is not None:
            del self._fronts[ask.source_id]
        validators = Validators(header(response, "ETag"), header(response, "Last-Modified"))
        # An index may stay the same while the sitemaps that it names change; a backfill reads only a part of either.
        kept = NO_VALIDATORS if found.children or self._window else validators
        pages = self._pages(ask, found.entries)
        # Written after what the listing names: a kill in between must not let the next run take it for unchanged.
        self._note(ask, UrlState.FETCHED, entries=len(found.entries), validators=kept)
        return [*self._ask(ask.source_id, ListingKind.SITEMAP, (child.url for child in found.children)), *pages]

    def unchanged(self, ask: Ask) -> None:
        """The server said that a listing is as it was."""
        self._note(ask, UrlState.UNCHANGED, validators=ask.validators)

    def failed(self, ask: Ask, state: UrlState, reason: str) -> list[Request]:
        """What to ask for after a listing did not come: the next guess, or after all guesses the front page's links."""
        if ask.probes is None:
            self._note(ask, UrlState.FAILED, reason)
            return []
        if ask.probes and state is not UrlState.PENDING:
            return [self._probe(ask.source_id, ask.probes)]
        front, found = self._fronts.pop(ask.source_id)
        self._note(front, UrlState.FETCHED, entries=len(found.entries))
        return self._pages(front, found.entries)

    def _parse(self, response: Response, ask: Ask) -> Listing:
        source, limits, kind = self._sources[ask.source_id], self._plan.limits, header(response, "Content-Type") or ""
        keep = NIGHTS_KEPT * (source.limit or limits.pages_per_source)
        if ask.listing is ListingKind.FEED:
            return parse_feed(response.body, response.url)
        if self._window and (ask.listing is ListingKind.SITEMAP or ask.probes is not None):
            whole = parse_sitemap(response.body, response.url, limits.max_bytes, OLDEST, MOST_ENTRIES)
            return self._window.of_these_days(whole)
        if ask.listing is ListingKind.SITEMAP:
            return parse_sitemap(response.body, response.url, limits.max_bytes, self._after(source), keep)
        return parse_section(response.body, response.url, kind, source.include)

    def _after(self, source: Source) -> datetime:
        if source.since:
            return datetime.combine(source.since, time(), UTC)
        return datetime.now(UTC) - timedelta(days=self._plan.limits.lookback_days)

    def _read_front(self, response: Response, ask: Ask, found: Listing, sitemaps: tuple[str, ...]) -> list[Request]:
        if self._window:
            return self._find_sitemaps(response, ask, sitemaps)
        feeds = find_feeds(response.body, response.url, header(response, "Content-Type") or "")
        requests = [
            *self._ask(ask.source_id, ListingKind.FEED, feeds),
            *self._ask(ask.source_id, ListingKind.SITEMAP, choose_sitemaps(sitemaps, response.url)),
        ]
        if requests:
            self._note(ask, UrlState.FETCHED)
            return requests
        self._fronts[ask.source_id] = (ask, found)
        return [self._probe(ask.source_id, common_places(response.url))]

    def _find_sitemaps(self, response: Response, ask: Ask, sitemaps: tuple[str, ...]) -> list[Request]:
        """All that robots.txt names, else the addresses that are common: those of a backfill."""
        if sitemaps:
            self._note(ask, UrlState.FETCHED)
            return list(self._ask(ask.source_id, ListingKind.SITEMAP, web_urls(sitemaps, response.url)))
        self._fronts[ask.source_id] = (ask, Listing())
        return [self._probe(ask.source_id, tuple(filter(is_sitemap, common_places(response.url))))]

    def _probe(self, source_id: str, places: tuple[str, ...]) -> Request:
        kind = ListingKind.SITEMAP if is_sitemap(places[0]) else ListingKind.FEED
        return self._make(Ask(Rank.LISTING, source_id, places[0], listing=kind, probes=places[1:]))

    def _ask(self, source_id: str, kind: ListingKind, urls: Iterable[str]) -> Iterator[Request]:
        for url in urls:
            if (source_id, url) in self._asked or (
                kind is ListingKind.SITEMAP and self._sitemaps[source_id] >= self._most_sitemaps
            ):
                continue
            self._asked.add((source_id, url))
            if not is_web(url):  # it has no host to wait for, nor a robots.txt
                self._note(Ask(Rank.LISTING, source_id, url, listing=kind), UrlState.FAILED, SkipReason.NOT_WEB)
                continue
            self._sitemaps[source_id] += kind is ListingKind.SITEMAP
            # A front page is read for what it names now, so it is always asked for whole.
            validators = NO_VALIDATORS if kind is ListingKind.FRONT else self._plan.listings.get(url, NO_VALIDATORS)
            yield self._make(Ask(Rank.LISTING, source_id, url, validators=validators, listing=kind))

    def _pages(self, listing: Ask, entries: Iterable[Entry]) -> list[Request]:
        asks = (Ask(Rank.ARTICLE, listing.source_id, e.url, listing.url, e.published) for e in entries)
        return [self._make(ask) for ask in asks if self._register.discover(ask)]

    def _note(
        self,
        ask: Ask,
        state: UrlState,
        reason: str | None = None,
        entries: int = 0,
        validators: Validators = NO_VALIDATORS,
    ) -> None:
        self._write(
            ListingRead(datetime.now(UTC), ask.source_id, ask.url, ask.listing, state, reason, entries, validators)
        )
