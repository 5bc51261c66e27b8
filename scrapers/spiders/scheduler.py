"""Scrapy's scheduler, as `Hosts` decides: the engine is given a request only when its host may be asked, and no page
waits for the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.crawler import Crawler
from scrapy.utils.asyncio import CallLaterResult, call_later

if TYPE_CHECKING:
    from scrapers.spiders.night import NightSpider


class HostScheduler(BaseScheduler):
    """Hands the engine's requests to the spider's `hosts` and back, and wakes the engine when a host gets ready."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._timer: CallLaterResult | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostScheduler:
        return cls(crawler)

    def open(self, spider: Spider) -> None:
        night: NightSpider = spider  # type: ignore[assignment]
        self._hosts, self._commit = night.hosts, night.commit

    def close(self, reason: str) -> None:
        if self._timer:
            self._timer.cancel()

    def has_pending_requests(self) -> bool:
        return self._hosts.waiting > 0

    def enqueue_request(self, request: Request) -> bool:
        self._hosts.add(request)
        return True

    def next_request(self) -> Request | None:
        self._commit.catch_up()  # first: a kill then costs no more pages than are under way
        request = self._hosts.next_request()
        if request is None:
            self._wake_later()
        return request

    def _wake_later(self) -> None:
        if self._timer:
            self._timer.cancel()
        seconds = self._hosts.next_time()
        # The engine looks for work after each answer and every five seconds; it has no public call to make it look.
        slot = self._crawler.engine._slot
        if seconds is not None and slot is not None:
            self._timer = call_later(seconds, slot.nextcall.schedule)
