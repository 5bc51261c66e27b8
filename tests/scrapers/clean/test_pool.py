from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from scrapers.archive import ArchiveWriter
from scrapers.article import Article, Rejection, RejectionReason
from scrapers.clean.pool import Cleaners
from scrapers.page import RecordRef
from tests.scrapers.clean import hostile
from tests.scrapers.clean.made import URL, body, html, page, source

ROOT = Path(__file__).parents[3]


def asked(*kinds: str) -> list[tuple[RecordRef, object]]:
    return [(RecordRef(kind, number, 0), source()) for number, kind in enumerate(kinds)]


def outcomes(cleaners: Cleaners, *kinds: str) -> list[Article | Rejection]:
    found = list(cleaners.clean_all(asked(*kinds)))
    assert [ref.file for ref, _ in found] == list(kinds)
    return [outcome for _, outcome in found]


def test_pages_come_back_in_the_order_they_were_asked_for(tmp_path: Path) -> None:
    with Cleaners(tmp_path, workers=2, read=hostile.read) as cleaners:
        found = outcomes(cleaners, *["good"] * 40)
    assert [outcome.url for outcome in found] == [f"https://www.dailyquay.example/{n}" for n in range(40)]


def test_hostile_pages_cost_themselves_and_the_rest_of_the_batch_is_unharmed(tmp_path: Path) -> None:
    kinds = [
        "good",
        "hang",
        "good",
        "crash",
        "good",
        "hog",
        "good",
        "fault",
        "good",
        "gone",
        "good",
        "attributes",
        "paragraphs",
    ]
    with Cleaners(tmp_path, workers=2, seconds=3, megabytes=1000, read=hostile.read) as cleaners:
        found = dict(zip(kinds[1:], outcomes(cleaners, *kinds)[1:], strict=True))
        goods = [outcome for kind, outcome in zip(kinds, outcomes(cleaners, *["good"] * 3), strict=False)]
    reasons = {kind: outcome.reason for kind, outcome in found.items() if isinstance(outcome, Rejection)}
    assert reasons == {
        "hang": RejectionReason.TOO_SLOW,
        "crash": RejectionReason.CRASHED,
        "hog": RejectionReason.TOO_BIG,
        "fault": RejectionReason.CRASHED,
        "gone": RejectionReason.UNREADABLE,
        "attributes": RejectionReason.TOO_SLOW,
        "paragraphs": RejectionReason.TOO_SLOW,
    }
    assert isinstance(found["good"], Article)
    assert all(isinstance(outcome, Article) for outcome in goods)


def test_workers_that_die_of_memory_they_may_not_touch_cost_their_pages_alone(tmp_path: Path) -> None:
    with Cleaners(tmp_path, workers=2, read=hostile.read) as cleaners:
        found = outcomes(cleaners, *["good", "segfault"] * 6)
    assert all(isinstance(outcome, Article) for outcome in found[::2])
    died = [outcome for outcome in found[1::2] if isinstance(outcome, Rejection)]
    assert [(one.reason, "SIGSEGV" in one.detail) for one in died] == [(RejectionReason.CRASHED, True)] * 6


def test_a_parser_that_runs_out_of_memory_costs_its_page_alone(tmp_path: Path) -> None:
    with Cleaners(tmp_path, workers=1, megabytes=300, seconds=60, read=hostile.read) as cleaners:
        before, outcome, after = outcomes(cleaners, "good", "elements", "good")
    assert isinstance(before, Article) and isinstance(after, Article)
    assert isinstance(outcome, Rejection)
    assert outcome.reason is RejectionReason.TOO_BIG


def test_a_rejection_says_in_one_line_what_happened(tmp_path: Path) -> None:
    with Cleaners(tmp_path, workers=1, seconds=1, read=hostile.read) as cleaners:
        slow, crash, fault = (outcome for outcome in outcomes(cleaners, "hang", "crash", "fault"))
    assert isinstance(slow, Rejection) and slow.detail == "more than 1 s"
    assert isinstance(crash, Rejection) and "SIGSEGV" in crash.detail
    assert isinstance(fault, Rejection) and fault.detail == "ZeroDivisionError: a fault"


def test_broken_jsonld_of_any_size_is_no_trouble(tmp_path: Path) -> None:
    assert len(hostile.BROKEN_JSON) > 180_000
    with Cleaners(tmp_path, workers=1, seconds=10, read=hostile.read) as cleaners:
        (outcome,) = outcomes(cleaners, "json")
    assert isinstance(outcome, Article)


def test_pages_are_read_from_the_archive_by_the_workers(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, "20261120T020000Z-ab12")
    refs = [writer.add(page(html(body()), f"{URL}-{n}")) for n in range(3)]
    writer.close()
    with Cleaners(tmp_path, workers=1) as cleaners:
        found = [outcome.url for _, outcome in cleaners.clean_all((ref, source()) for ref in refs)]
    assert found == [f"{URL}-{n}" for n in range(3)]


def test_one_page_at_hand_is_cleaned_within_the_same_limits(tmp_path: Path) -> None:
    with Cleaners(tmp_path, workers=1, seconds=2) as cleaners:
        assert isinstance(cleaners.clean_page(page(html(body())), source()), Article)
        outcome = cleaners.clean_page(page(hostile.ATTRIBUTES), source())
    assert isinstance(outcome, Rejection)
    assert (outcome.url, outcome.reason) == (URL, RejectionReason.TOO_SLOW)


SCRIPT = """
import sys
from pathlib import Path
from scrapers.clean.pool import Cleaners
from tests.scrapers.clean.hostile import read
from tests.scrapers.clean.test_pool import asked
with Cleaners(Path("."), workers=2, seconds=600, read=read) as cleaners:
    print("ready", flush=True)
    list(cleaners.clean_all(asked("good", "regex", "hang")))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process whose parent was killed")
def test_workers_die_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", SCRIPT], cwd=ROOT, stdout=subprocess.PIPE)
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"ready\n"
    workers = wait_for_workers(parent.pid)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert not psutil.wait_procs(workers, timeout=10)[1]


def wait_for_workers(pid: int) -> list[psutil.Process]:
    """The parent's children once one of them has been busy for longer than it takes to start."""
    for _ in range(300):
        children = psutil.Process(pid).children(recursive=True)
        if any(child.cpu_times().user > 2 for child in children):
            return children
        time.sleep(0.1)
    raise AssertionError("the workers did not start")
