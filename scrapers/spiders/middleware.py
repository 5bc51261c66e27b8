"""What happens to each request and answer on its way, as Scrapy's parts.

    AddressMiddleware      may this source ask there?           DecodeMiddleware       content encodings, within limits
    GapMiddleware          tells `Hosts` of an answer's end     NightDownloadHandler   TLS verified, or not, by host

Each finds the spider through its crawler.
"""

from __future__ import annotations

from typing import Any

from scrapy import Request, signals
from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http import Response
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from scrapers.decoding import ACCEPTED, decode_body
from scrapers.politeness import HOSTS_AT_ONCE
from scrapers.robots import ROBOTS_BYTES
from scrapers.spiders.asks import Rank, ask_of
from scrapers.spiders.faults import ASKS_FOR_TIME, AddressRefusedError
from scrapers.tdmrep import MOST_BYTES
from scrapers.urls import registrable_domain

# A connection that is not used again so soon is closed; Twisted's 240 s keep one open for each of a thousand hosts.
IDLE_SECONDS = 15


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


@implementer(IPolicyForHTTPS)
class _TlsByHost:
    """Verifies certificates, but not those of the domains whose sources say `verify_tls = false`."""

    def __init__(self, verified: Any, unverified: Any, trusted: frozenset[str]) -> None:
        self._verified, self._unverified, self._trusted = verified, unverified, trusted

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802 (the interface's name)
        host = hostname.decode("ascii")
        unverified = registrable_domain(f"https://{host}/") in self._trusted
        return (self._unverified if unverified else self._verified).creatorForNetloc(hostname, port)


class NightDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own handler; which certificates to verify depends on the host, for which Scrapy has no setting."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        sources = crawler.spider.plan.sources  # type: ignore[union-attr]
        trusted = frozenset(registrable_domain(url) for s in sources if not s.verify_tls for url in s.listings)
        self._pool.maxPersistentPerHost = HOSTS_AT_ONCE  # to a proxy; every other host has one request at a time
        self._pool.cachedConnectionTimeout = IDLE_SECONDS
        self._contextFactory: Any = _TlsByHost(self._contextFactory, _ScrapyClientContextFactory(), trusted)
