"""Scrapy's download handler with what it has no setting for: TLS verified by host, an answer's head within bounds."""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
)
from scrapy.crawler import Crawler
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer

from scrapers.politeness import HOSTS_AT_ONCE
from scrapers.spiders.faults import HeadTooLargeError
from scrapers.urls import registrable_domain

# A connection that is not used again so soon is closed; Twisted's 240 s keep one open for each of a thousand hosts.
IDLE_SECONDS = 15
# Status line and headers, those of interim answers (1xx) included; what Chrome takes. Twisted sets no bound: headers
# that went on for 30 s took 5 GB of memory.
MOST_HEAD_BYTES = 256 * 1024


class _BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Gives up on an answer whose head does not end."""

    _head_bytes = 0

    def request(self, request: Any) -> Deferred[Any]:
        self._head_bytes = 0
        answer = super().request(request)
        assert self._parser is not None
        self._parser.MAX_LENGTH = MOST_HEAD_BYTES  # of one line
        return answer

    def dataReceived(self, bytes: bytes) -> None:  # noqa: N802 (the interface's name)
        super().dataReceived(bytes)  # type: ignore[no-untyped-call]
        if self._parser is not None and self._parser.bodyDecoder is None:
            self._head_bytes += len(bytes)
            if self._head_bytes > MOST_HEAD_BYTES:
                self._giveUp(Failure(HeadTooLargeError(MOST_HEAD_BYTES)))  # type: ignore[no-untyped-call]


class _BoundedFactory(_LenientHTTP11ClientFactory):
    def buildProtocol(self, addr: Any) -> _BoundedProtocol:  # noqa: N802
        return _BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


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
    """Scrapy's own handler; which certificates to verify depends on the host, and heads are bounded."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        sources = crawler.spider.plan.sources  # type: ignore[union-attr]
        trusted = frozenset(registrable_domain(url) for s in sources if not s.verify_tls for url in s.listings)
        self._pool._factory = _BoundedFactory
        self._pool.maxPersistentPerHost = HOSTS_AT_ONCE  # to a proxy; every other host has one request at a time
        self._pool.cachedConnectionTimeout = IDLE_SECONDS
        self._contextFactory: Any = _TlsByHost(self._contextFactory, _ScrapyClientContextFactory(), trusted)
