"""How the crawl behaves, as data: the Scrapy settings that close its insecure defaults, and the numbers behind them.

robots.txt is in `robots`, who may be contacted in `addresses`, one request at a time per host in `spiders.hosts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

PRODUCT = "Nightdesk/0.1"
# Hosts asked at the same time; each of them gets one request at a time.
HOSTS_AT_ONCE = 32
# RFC 9309, 2.3.1.2 names five for robots.txt; pages get the same.
MOST_REDIRECTS = 5
# Seconds before the second, third and later attempt.
BACK_OFF = (2.0, 8.0, 32.0)
# Seconds that a night waits for a host that asks for time (Retry-After); longer, and it is left for the next night.
LONGEST_WAIT = 120.0
# Requests in a row that a host may leave unanswered before the night leaves it alone: at 30 s each, some minutes.
MOST_FAILURES_IN_A_ROW = 5
# Longer addresses are left out (the limit that Scrapy takes over from old browsers).
LONGEST_URL = 2083


class CrawlLimits(Protocol):
    """What the settings depend on; `crawl.Limits` is one."""

    @property
    def deadline(self) -> float: ...

    @property
    def max_bytes(self) -> int: ...


def delay_of(source_delay: float | None, limit_delay: float) -> float:
    """Seconds between two requests to a host: the source's own word, or else the settings'."""
    return limit_delay if source_delay is None else source_delay


def crawl_settings(limits: CrawlLimits, agent: str) -> Mapping[str, object]:
    """The settings of the one Scrapy crawler of a night."""
    return {**_doors_shut(), **_pace(limits), **_parts(), "USER_AGENT": agent, "LOG_LEVEL": "INFO"}


def _doors_shut() -> dict[str, object]:
    return {
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "COOKIES_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "AUTOTHROTTLE_ENABLED": False,
        "REFERRER_POLICY": "no-referrer",
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_HANDLERS": {
            **dict.fromkeys(("data", "file", "ftp", "s3")),
            **dict.fromkeys(("http", "https"), "scrapers.spiders.download.NightDownloadHandler"),
        },
    }


def _pace(limits: CrawlLimits) -> dict[str, object]:
    return {
        "CONCURRENT_REQUESTS": HOSTS_AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "CONCURRENT_ITEMS": 1,  # Scrapy starts that many tasks for each answer; its 100 took 2 ms of processor time
        "DOWNLOAD_DELAY": 0,  # the scheduler keeps the gap, and counts it from the end of an answer
        "DOWNLOAD_DELAY_JITTER": 0,
        "DOWNLOAD_TIMEOUT": limits.deadline,
        "DOWNLOAD_MAXSIZE": limits.max_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "REDIRECT_MAX_TIMES": MOST_REDIRECTS,
        "RETRY_ENABLED": False,  # the spider repeats, without holding up other hosts
        "TWISTED_DNS_RESOLVER": "scrapy.resolver.CachingHostnameResolver",
        "REACTOR_THREADPOOL_MAXSIZE": HOSTS_AT_ONCE,
    }


def _parts() -> dict[str, object]:
    own, scrapys = "scrapers.spiders.middleware.", "scrapy.downloadermiddlewares."
    return {
        "SCHEDULER": "scrapers.spiders.scheduler.HostScheduler",
        "ROBOTSTXT_OBEY": False,  # its middleware lets requests through; `spiders.hosts` asks for robots.txt itself
        "DOWNLOADER_MIDDLEWARES": {
            scrapys + "offsite.OffsiteMiddleware": None,
            scrapys + "httpauth.HttpAuthMiddleware": None,
            scrapys + "httpcompression.HttpCompressionMiddleware": None,
            own + "DecodeMiddleware": 590,
            own + "DeadlineMiddleware": 790,
            own + "AddressMiddleware": 800,
            own + "GapMiddleware": 1000,
        },
        "DOWNLOADER_STATS": False,
        "SPIDER_MIDDLEWARES": {
            "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
            "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,  # the spider reads every status itself
            "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # it drops requests without a word
        },
        "EXTENSIONS": {"scrapy.extensions.feedexport.FeedExporter": None},
    }
