"""The one spider: sources -> listings -> article URLs -> pages, each answer carried to its end."""

from __future__ import annotations

import asyncio
import logging
import resource
import time
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from twisted.python.failure import Failure

from scrapers.addresses import AddressGuard, install
from scrapers.archive import ArchiveWriter
from scrapers.crawl import CrawlPlan, CrawlReport
from scrapers.journal import Journal, RunStarted
from scrapers.page import SkipReason, UrlState
from scrapers.politeness import delay_of
from scrapers.robots import PLACE as ROBOTS
from scrapers.robots import origin
from scrapers.spiders.asks import ASK, Ask, Rank, again, ask_of, conditional, spent
from scrapers.spiders.commit import Commit
from scrapers.spiders.faults import (
    ASKS_FOR_TIME,
    NOT_HTTP,
    STATUSES,
    Fault,
    Hold,
    Wait,
    after_fault,
    after_status,
    fault_of,
)
from scrapers.spiders.hosts import Hosts
from scrapers.spiders.listings import Listings
from scrapers.spiders.pages import header, headers_of, make_page, not_a_page
from scrapers.spiders.register import Register
from scrapers.spiders.site_files import SiteFiles
from scrapers.tdmrep import MOST_BYTES
from scrapers.tdmrep import PLACE as TDMREP
from scrapers.urls import netloc

LOG = logging.getLogger(__name__)
SLOW_HOSTS = 20  # that the report names
BEAT = 1.0  # seconds between two commits and looks at the clock


class NightSpider(Spider):
    """Carries out a plan.

    `on_beat` is called about once a second with the totals by state and may return why to stop; `leave` is called with
    the report when the crawl stops early, and must end the process: requests that are under way are abandoned.
    """

    name = "night"

    def __init__(
        self, plan: CrawlPlan, on_beat: Callable[[dict[str, int]], str | None], leave: Callable[[CrawlReport], None]
    ) -> None:
        super().__init__()
        self.plan, self._on_beat, self._leave = plan, on_beat, leave
        self._sources = {source.id: source for source in plan.sources}
        self.commit = Commit(ArchiveWriter(plan.archive_dir, plan.run_id), Journal(plan.journal_path))
        self.register = Register(plan.sources, plan.known, self.commit.note)
        self._listings = Listings(plan, self.register, self._request, self.commit.note)
        self.hosts = Hosts(self._delay, self._limit, self.refused, self._file_request, most_pages=plan.limits.pages)
        self._files = SiteFiles(self.hosts, self.commit.note)
        proxies = [url for scheme, url in plan.proxies.items() if scheme != "no"]
        self.guard = AddressGuard({source.id: source.netlocs for source in plan.sources}, proxies)
        self._until = time.monotonic() + plan.limits.minutes * 60
        self.report: CrawlReport | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> NightSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.broke, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The targets, then the listings that the user wrote down."""
        from twisted.internet import reactor

        install(self.guard, reactor)
        self.commit.note(RunStarted(datetime.now(UTC), self.plan.run_id, self.plan.kind, tuple(self._sources)))
        self._beating = asyncio.ensure_future(self._beat())
        self._beating.add_done_callback(self._beat_ended)
        for target in self.plan.targets:
            rank = Rank.REVISIT if target.revisit else Rank.TARGET
            ask = Ask(rank, target.source_id, target.url, validators=target.validators)
            if self.register.discover(ask):
                yield self._request(ask)
        for source in self.plan.sources if self.plan.discover else ():
            for request in self._listings.first(source):
                yield request

    def on_answer(self, response: Response) -> list[Request]:
        """An answer has come, whatever it says."""
        request = response.request
        assert request is not None
        if response.status not in STATUSES:
            self.hosts.failed(request)
            return self._carry_on(request, NOT_HTTP)
        try:
            return self._read(response, request)
        finally:
            if response.status in ASKS_FOR_TIME:
                self.hosts.release(request)

    def _read(self, response: Response, request: Request) -> list[Request]:
        ask = ask_of(request)
        if ask.rank is Rank.TDMREP:
            self._files.read_tdmrep(response, request)
            return []
        if response.status >= 500:
            self.hosts.failed(request)
        else:
            self.hosts.answered(request)
        if ask.rank is Rank.ROBOTS and response.status < 500 and response.status != 429:
            self._files.read_robots(response, ask)
            return []
        if response.status == 200:
            return self._read_listing(response, ask) if ask.rank is Rank.LISTING else self._keep(response, ask)
        if response.status == 304 and conditional(ask.validators):  # else it is a lie: nobody asked whether it changed
            return self._unchanged(ask)
        if _leads_off_the_web(response):
            return self.refused(request, UrlState.SKIPPED, SkipReason.NOT_WEB, response.status)
        asked_for, limits = header(response, "Retry-After"), self.plan.limits
        verdict = after_status(
            response.status, asked_for, ask.attempt, limits.retries, limits.deadline - spent(request)
        )
        return self._carry_on(request, verdict, response.status)

    def on_error(self, failure: Failure) -> list[Request]:
        """No answer has come, or none that can be used."""
        request: Request = failure.request  # type: ignore[attr-defined]
        assert failure.value is not None
        fault = fault_of(failure.value, self.plan.limits)
        if isinstance(failure.value, CannotResolveHostError) and netloc(request.url) in self.guard.refused:
            fault = Fault(UrlState.SKIPPED, SkipReason.ADDRESS)
        if ask_of(request).rank is Rank.TDMREP:
            return self.refused(request, fault.state, fault.reason)
        if fault.silent:
            self.hosts.failed(request)
        limits = self.plan.limits
        left = limits.deadline - spent(request)
        return self._carry_on(request, after_fault(fault, ask_of(request).attempt, limits.retries, left))

    def _carry_on(self, request: Request, verdict: Wait | Hold | Fault, status: int | None = None) -> list[Request]:
        if isinstance(verdict, Wait):
            if verdict.host:
                self.hosts.wait(request, verdict.seconds)
            self.hosts.add_later(again(request, 0 if verdict.host else verdict.seconds), verdict.seconds)
            return []
        if isinstance(verdict, Fault):
            return self.refused(request, verdict.state, verdict.reason, status)
        if ask_of(request).rank is Rank.ROBOTS:
            return self.refused(request, UrlState.FAILED, f"HTTP {status}", status)
        self.hosts.hold(request, verdict.reason)
        return self.refused(request, UrlState.PENDING, verdict.reason, status)

    def refused(self, request: Request, state: UrlState, reason: str, status: int | None = None) -> list[Request]:
        """A request ends without anything to read: note the state of what it was for."""
        ask = ask_of(request)
        if ask.rank is Rank.ROBOTS:
            self._files.no_robots(ask, state, reason)
        elif ask.rank is Rank.TDMREP:
            self._files.no_tdmrep(request, state, reason)
        elif ask.rank is Rank.LISTING:
            for following in self._listings.failed(ask, state, reason):
                self.hosts.add(following)
        else:
            self.register.settle(ask, state, reason, status)
        return []

    def broke(self, failure: Failure, response: Response) -> None:
        """A defect of our own, which Scrapy has logged, ends one URL, not the night."""
        request = response.request
        if request is not None and (not ask_of(request).is_page or self.register.is_open(ask_of(request))):
            self.refused(
                request, UrlState.FAILED, f"error in the crawl itself: {failure.value!r}"[:200], response.status
            )

    def _read_listing(self, response: Response, ask: Ask) -> list[Request]:
        rules = self.hosts.robots.get(origin(response.url))
        return self._listings.read(response, ask, rules.sitemaps if rules else ())

    def _unchanged(self, ask: Ask) -> list[Request]:
        if ask.rank is Rank.LISTING:
            self._listings.unchanged(ask)
        else:
            self.register.settle(ask, UrlState.UNCHANGED, status=304)
        return []

    def _keep(self, response: Response, ask: Ask) -> list[Request]:
        """Archive a page."""
        reason = not_a_page(response)
        if reason:
            self.register.settle(ask, UrlState.FAILED, reason, response.status)
            return []
        robots, stated = self._files.robots_note(response.url), self._files.opt_outs(response.url)
        page = make_page(response, ask, self.plan.run_id, robots, stated)
        settle, status = self.register.settle, response.status
        if page.info.digest == ask.validators.digest:
            self.commit.add_revisit(page, headers_of(response), lambda: settle(ask, UrlState.UNCHANGED, status=status))
        else:
            self.commit.add(
                page, headers_of(response), lambda ref: settle(ask, UrlState.FETCHED, None, status, page.info, ref)
            )
        return []

    def _request(self, ask: Ask) -> Request:
        return Request(
            ask.url,
            self.on_answer,
            errback=self.on_error,
            headers=conditional(ask.validators),
            meta={ASK: ask},
            dont_filter=True,
        )

    def _file_request(self, rank: Rank, request: Request) -> Request:
        place = urljoin(request.url, ROBOTS if rank is Rank.ROBOTS else TDMREP)
        asked = self._request(Ask(rank, ask_of(request).source_id, place))
        # Of a robots.txt the first part is read, however large it says it is.
        asked.meta["download_maxsize"] = 0 if rank is Rank.ROBOTS else MOST_BYTES
        return asked

    def _delay(self, source_id: str) -> float:
        return delay_of(self._sources[source_id].delay, self.plan.limits.delay)

    def _limit(self, source_id: str) -> int:
        return self._sources[source_id].limit or self.plan.limits.pages_per_source

    async def _beat(self) -> None:
        while self.report is None:
            await asyncio.sleep(BEAT)
            self.commit.flush()
            reason = self._on_beat(self.register.totals())
            if time.monotonic() > self._until:
                reason = reason or "time budget"
            if self.commit.disk_full:
                reason = "no space"
            if reason:
                self.stop(reason)

    def _beat_ended(self, beating: asyncio.Task[None]) -> None:
        """Without commits the crawl must not go on: a broken disk ends it, without a report."""
        if not beating.cancelled() and beating.exception():
            LOG.error("the crawl cannot go on", exc_info=beating.exception())
            self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="broken"))

    def stop(self, reason: str) -> None:
        """End the crawl now: what is archived stays, what is open is pending."""
        LOG.info("stopping: %s", reason)
        if self.report is None:
            self._leave(self._finish(reason))

    def closed(self, reason: str) -> None:
        """Scrapy's last call, when nothing is left to ask for."""
        self._beating.cancel()
        if reason == "finished" and self.report is None:
            self._finish(reason)

    def _finish(self, ended: str) -> CrawlReport:
        self.commit.flush()
        self.hosts.drain(ended)
        for ask in list(self.register.open.values()):
            if ended == "finished":
                self.register.settle(ask, UrlState.FAILED, "error in the crawl itself; see its log")
            else:
                self.register.settle(ask, UrlState.PENDING, ended)
        self.commit.close(ended)
        if self.commit.disk_full:
            ended = "no space"
        slowest = self.hosts.slowest(SLOW_HOSTS)
        self.report = CrawlReport(ended, dict(self.register.tallies()), peak_memory(), slowest)
        return self.report


def peak_memory() -> int:
    """The most memory that this process has had, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():  # on Linux ru_maxrss begins with what the parent had when it forked
        [line] = [line for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _leads_off_the_web(response: Response) -> bool:
    """True for a redirect that Scrapy did not follow because it leads to something else than http(s)."""
    return response.status in (301, 302, 303, 307, 308) and bool(header(response, "Location"))
