"""One crawl: a plan goes in, the archive and the journal are written, a report comes out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from scrapers.errors import ConfigError, CrawlError, NoSpaceError
from scrapers.page import Validators
from scrapers.politeness import PRODUCT
from scrapers.sources import Source

# What is kept of a dead child's log for the message: the last few dozen lines.
LOG_TAIL = 4_000
# Bytes that a page takes in the archive: 50 kB on average over 300 real ones.
PAGE_BYTES = 50_000


@dataclass(frozen=True)
class Target:
    """An article URL that the crawl is told of, besides what it discovers. `published` etc. are not known here."""

    source_id: str
    url: str
    validators: Validators = Validators()  # empty: fetch it; else ask whether it changed
    revisit: bool = False  # it was read before: its turn comes after what is new


@dataclass(frozen=True)
class Limits:
    """What a crawl may spend: seconds, bytes, pages of one source and `pages` of all."""

    delay: float = 1.0
    deadline: float = 30.0
    max_bytes: int = 10_000_000
    pages_per_source: int = 500
    pages: int = 20_000
    minutes: float = 240.0
    lookback_days: int = 7
    retries: int = 2


@dataclass(frozen=True)
class CrawlPlan:
    """Everything a crawl needs to know; serialises to JSON.

    `known` are `stable_id(clean_url(url))` of the URLs that are not to be fetched again. `targets` are URLs
    left pending by earlier runs or what a person asked to scrape, which come first, and due re-visits, which come last.
    `discover` is False for a scrape of given URLs. `days` are the first and the last of a backfill, which reads only
    sitemaps, for what is of these days. `listings` are validators of feeds and sitemaps by URL. `proxies` are as
    `urllib.request.getproxies` gives them, `no` included.
    """

    run_id: str
    kind: str
    sources: tuple[Source, ...]
    archive_dir: Path
    journal_path: Path
    user_agent: str
    targets: tuple[Target, ...] = ()
    known: frozenset[int] = frozenset()
    listings: dict[str, Validators] = Field(default_factory=dict)
    discover: bool = True
    days: tuple[date, date] | None = None
    limits: Limits = Limits()
    proxies: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Tally:
    """How many article URLs of one source ended in each state; `discovered` is their sum."""

    discovered: int = 0
    fetched: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    pending: int = 0


@dataclass(frozen=True)
class HostTime:
    """How long a host's answers took: seconds in all, and the slowest one; robots.txt and retries included."""

    host: str
    requests: int = 0
    seconds: float = 0.0
    slowest: float = 0.0

    def after(self, seconds: float) -> HostTime:
        """With one more answer."""
        return HostTime(self.host, self.requests + 1, self.seconds + seconds, max(self.slowest, seconds))


@dataclass(frozen=True)
class CrawlReport:
    """What the crawl's own process says at its end; counted apart from the journal, so that one can check the other.

    `hosts` are those whose answers took longest in all, the slowest first.
    """

    ended: str
    tallies: dict[str, Tally]
    peak_memory: int
    hosts: tuple[HostTime, ...] = ()


def user_agent(contact: str) -> str:
    """`Nightdesk/0.1 (+contact)`, where contact is an address at which a person can be reached; or the product alone.

    Raises:
        ConfigError: a header cannot carry it.
    """
    if not contact.strip():
        return PRODUCT
    if not contact.isascii() or not contact.isprintable():
        raise ConfigError(f"contact {contact!r}: must be a web or e-mail address of plain ASCII characters.")
    return f"{PRODUCT} (+{contact.strip()})"


def run_crawl(
    plan: CrawlPlan,
    on_progress: Callable[[dict[str, int]], None] = lambda counts: None,
    keep_open: tuple[int, ...] = (),
) -> CrawlReport:
    """Run the plan in a child process with its own process group and return its report.

    `on_progress` is called about once a second with the totals by state. `keep_open` are file descriptors that the
    child inherits (the run's lock). On any exception here, KeyboardInterrupt included, the whole group is ended before
    it is raised.

    Raises:
        CrawlError: the child ended without a report; the message has its exit code and the end of its log.
        NoSpaceError: the disk is full.
    """
    with TemporaryFile() as log:
        child = _start(keep_open, log)
        try:
            report = _listen(child, plan, on_progress)
            exit_code = child.wait()
        except BaseException:
            _end_group(child)
            raise
        if report is None:
            raise CrawlError(f"the crawl's process ended with exit code {exit_code}. The end of its log:\n{_tail(log)}")
    if report.ended == "no space":
        raise NoSpaceError(_needed(plan, report))
    return report


def _start(keep_open: tuple[int, ...], log: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "scrapers.spiders", str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        pass_fds=keep_open,
        start_new_session=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]),
        },
    )


def _listen(
    child: subprocess.Popen[bytes], plan: CrawlPlan, on_progress: Callable[[dict[str, int]], None]
) -> CrawlReport | None:
    assert child.stdin and child.stdout
    with suppress(BrokenPipeError), child.stdin as plan_file:  # a child that died at once; its log tells why
        plan_file.write(TypeAdapter(CrawlPlan).dump_json(plan))
    report = None
    with child.stdout as lines:
        for line in lines:
            told = json.loads(line)
            if "report" in told:
                report = TypeAdapter(CrawlReport).validate_python(told["report"])
            else:
                on_progress(told["progress"])
    return report


def _end_group(child: subprocess.Popen[bytes]) -> None:
    """SIGTERM to the child's process group, five seconds to write down what is pending, SIGKILL."""
    for signal_, seconds in ((signal.SIGTERM, 5.0), (signal.SIGKILL, None)):
        if child.poll() is None:
            os.killpg(child.pid, signal_)
            with suppress(subprocess.TimeoutExpired):
                child.wait(seconds)


def _tail(log: IO[bytes]) -> str:
    log.seek(max(0, log.seek(0, os.SEEK_END) - LOG_TAIL))
    return log.read().decode("utf-8", "replace").strip()


def _needed(plan: CrawlPlan, report: CrawlReport) -> str:
    pending = sum(tally.pending for tally in report.tallies.values())
    megabytes = max(100, pending * PAGE_BYTES // 1_000_000)
    rest = f"for the {pending} pages that are left" if pending else "to go on"
    return (
        f"{plan.archive_dir}: the disk is full. About {megabytes} MB are needed {rest}; make room and run again, what "
        "was fetched is kept."
    )
