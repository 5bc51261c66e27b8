from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)

from scrapers.crawl import Limits
from scrapers.decoding import TruncatedBodyError
from scrapers.page import UrlState
from scrapers.spiders.faults import Fault, Hold, Wait, after_fault, after_status, fault_of, seconds_asked

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Mon, 23 Nov 2026 02:01:00 GMT", 60),
        ("Mon, 23 Nov 2026 01:00:00 GMT", 0),
        ("soon", None),
        (None, None),
        ("-5", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str | None, seconds: float | None) -> None:
    assert seconds_asked(text, NOW) == seconds


@pytest.mark.parametrize(
    ("status", "retry_after", "attempt", "expected"),
    [
        (500, None, 1, Wait(2)),
        (502, None, 2, Wait(8)),
        (503, None, 3, Fault(UrlState.FAILED, "HTTP 503")),
        (404, None, 1, Fault(UrlState.FAILED, "HTTP 404")),
        (429, None, 1, Wait(2, host=True)),
        (429, None, 3, Hold("the host asks for time (HTTP 429)")),
        (503, "60", 1, Wait(60, host=True)),
        (503, "3600", 1, Hold("the host asks for time (HTTP 503)")),
        (404, "60", 1, Fault(UrlState.FAILED, "HTTP 404")),
    ],
)
def test_a_status_means(status: int, retry_after: str | None, attempt: int, expected: Wait | Hold | Fault) -> None:
    assert after_status(status, retry_after, attempt, retries=2) == expected


def test_connections_are_tried_again_and_time_outs_are_not() -> None:
    for error in (CannotResolveHostError(), DownloadConnectionRefusedError(), TruncatedBodyError(), OSError()):
        fault = fault_of(error, Limits())
        assert after_fault(fault, 1, 2) == Wait(2)
        assert after_fault(fault, 3, 2) == fault
    timed_out = fault_of(DownloadTimeoutError(), Limits())
    assert (
        after_fault(timed_out, 1, 2) == timed_out == Fault(UrlState.FAILED, "no whole answer within 30 s", silent=True)
    )


def test_every_error_has_a_reason() -> None:
    assert fault_of(IgnoreRequest("max redirections reached"), Limits()).reason == "more than 5 redirects"
    assert fault_of(KeyError("what"), Limits()).reason == "KeyError: 'what'"
