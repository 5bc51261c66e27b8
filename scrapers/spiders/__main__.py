"""`python -m scrapers.spiders PARENT`: one crawl. The plan comes on stdin; what it tells goes to stdout, as JSON lines.

    {"progress": {"discovered": 40, ...}}    about once a second
    {"report": {...}}                        the last line

SIGTERM, SIGINT and the end of the process PARENT stop the crawl: it writes down what is pending and still reports.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import resource
import signal
import sys
from typing import NoReturn

from pydantic import TypeAdapter
from scrapy.crawler import AsyncCrawlerProcess

from scrapers.crawl import CrawlPlan, CrawlReport
from scrapers.politeness import crawl_settings
from scrapers.spiders.night import NightSpider

CANCELLED = "cancelled"


class Line:
    """The line to the parent process."""

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self._cancelled = False

    def cancel(self) -> None:
        self._cancelled = True

    def tell(self, counts: dict[str, int]) -> str | None:
        """Pass the totals on; returns why the crawl is to stop, if it is."""
        if not self._say({"progress": counts}) or os.getppid() != self._parent or self._cancelled:
            return CANCELLED
        return None

    def report(self, report: CrawlReport) -> None:
        self._say({"report": TypeAdapter(CrawlReport).dump_python(report, mode="json")})

    def _say(self, what: dict[str, object]) -> bool:
        try:
            print(json.dumps(what), flush=True)
        except BrokenPipeError:
            return False
        return True

    def leave(self, report: CrawlReport) -> NoReturn:
        """Report and end this process at once: Scrapy would wait for every request that is under way."""
        self.report(report)
        logging.shutdown()
        os._exit(0)


def set_proxies(proxies: dict[str, str]) -> None:
    """Put the plan's proxies where Scrapy looks, in the environment (`no` holds the hosts asked without one)."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    os.environ.update({f"{scheme}_proxy": url for scheme, url in proxies.items()})


def main() -> None:
    """Carry out the plan on stdin."""
    plan = TypeAdapter(CrawlPlan).validate_json(sys.stdin.buffer.read())
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # a connection a host; the usual soft limit is 1024
    set_proxies(plan.proxies)
    line = Line(int(sys.argv[1]))
    process = AsyncCrawlerProcess(dict(crawl_settings(plan.limits, plan.user_agent)))
    crawler = process.create_crawler(NightSpider)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_event_loop().add_signal_handler(number, line.cancel)
    process.crawl(crawler, plan=plan, on_beat=line.tell, leave=line.leave)
    process.start(install_signal_handlers=False)
    spider = crawler.spider
    if not isinstance(spider, NightSpider) or spider.report is None:
        sys.exit("the crawl ended without a report; the reason is above")
    line.report(spider.report)


if __name__ == "__main__":
    main()
