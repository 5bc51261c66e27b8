"""What happens to each request and answer on its way, as Scrapy's parts.

    AddressMiddleware      may this source ask there?           DecodeMiddleware       content encodings, within limits
    GapMiddleware          tells `Hosts` of an answer's end     DeadlineMiddleware     one deadline a URL

Each finds the spider through its crawler.
"""

from __future__ import annotations

import time
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response

from scrapers.decoding import ACCEPTED, decode_body
from scrapers.robots import ROBOTS_BYTES
from scrapers.spiders.asks import SPENT, Rank, ask_of, spent
from scrapers.spiders.faults import ASKS_FOR_TIME, AddressRefusedError
from scrapers.tdmrep import MOST_BYTES

# In a request's meta: when it was sent. Seconds that it gets where redirects have used up the deadline.
SENT = "sent"
SHORTEST = 0.01


class _OfTheCrawler:
    """A part that finds the spider through its crawler."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Any:
        return cls(crawler)

    @property
    def night(self) -> Any:
        return self._crawler.spider


class AddressMiddleware(_OfTheCrawler):
    """Turns away what the address guard refuses, at each hop of a redirect too; connections are the resolver's."""

    async def process_request(self, request: Request) -> None:
        from twisted.internet import reactor

        proxied = bool(request.meta.get("proxy"))
        if not await self.night.guard.may_ask(ask_of(request).source_id, request.url, proxied, reactor):
            raise AddressRefusedError(request.url)


class DeadlineMiddleware(_OfTheCrawler):
    """One deadline for a URL: its redirects, repeats and back-offs all spend from the same seconds.

    Not counted is what it waits for: its host's turn, and a host that asks for time.
    """

    async def process_request(self, request: Request) -> None:
        left = self.night.plan.limits.deadline - spent(request)
        request.meta.update({SENT: time.monotonic(), "download_timeout": max(left, SHORTEST)})

    async def process_response(self, request: Request, response: Response) -> Response:
        self._count(request)
        return response

    async def process_exception(self, request: Request, exception: Exception) -> None:
        self._count(request)

    def _count(self, request: Request) -> None:
        request.meta[SPENT] = spent(request) + time.monotonic() - request.meta[SENT]


class DecodeMiddleware(_OfTheCrawler):
    """Undoes content encodings. The header is kept under another name, for the archive."""

    async def process_request(self, request: Request) -> None:
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    async def process_response(self, request: Request, response: Response) -> Response:
        encodings = [
            part
            for value in response.headers.getlist("Content-Encoding")
            for part in value.decode("latin-1").split(",")
        ]
        if response.status != 200 or not encodings:
            return response
        rank = ask_of(request).rank
        limit = {Rank.ROBOTS: ROBOTS_BYTES, Rank.TDMREP: MOST_BYTES}.get(rank, self.night.plan.limits.max_bytes)
        body = decode_body(response.body, encodings, limit, cut=rank is Rank.ROBOTS)
        headers = response.headers.copy()
        headers["X-Archive-Orig-Content-Encoding"] = headers.pop("Content-Encoding")
        return response.replace(body=body, headers=headers)


class GapMiddleware(_OfTheCrawler):
    """Tells `Hosts` of the end of each answer, good or bad, and ends that of a robots.txt after its first 500 KiB.

    An answer that may ask for time is released by the spider, once it has read how much.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._robots_bytes: dict[Request, int] = {}
        crawler.signals.connect(self._received, signals.bytes_received)

    def _received(self, data: bytes, request: Request) -> None:
        if ask_of(request).rank is not Rank.ROBOTS:
            return
        self._robots_bytes[request] = self._robots_bytes.get(request, 0) + len(data)
        if self._robots_bytes[request] > ROBOTS_BYTES:
            raise StopDownload(fail=False)

    async def process_response(self, request: Request, response: Response) -> Response:
        self._robots_bytes.pop(request, None)
        if response.status not in ASKS_FOR_TIME:
            self.night.hosts.release(request)
        return response

    async def process_exception(self, request: Request, exception: Exception) -> None:
        self._robots_bytes.pop(request, None)
        self.night.hosts.release(request)
