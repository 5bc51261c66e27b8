"""What an error or a status means for a URL: its state and reason, and whether to ask again.

    time-out, too large, not HTTP, TLS refused, redirect loop, address refused    final
    connection errors, truncated bodies, 5xx                            again after a back-off, then failed
    429, or Retry-After                                                 the host waits; too long: till the next night

Pure functions; `night` does what they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import inf

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    NotSupported,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import ConnectError, ConnectionClosed, ConnectionDone, ConnectionLost

from scrapers.crawl import Limits
from scrapers.decoding import BodyError, BodyTooLargeError, TruncatedBodyError
from scrapers.page import SkipReason, UrlState
from scrapers.politeness import BACK_OFF, LONGEST_WAIT, MOST_REDIRECTS

TOO_MANY_REDIRECTS = f"more than {MOST_REDIRECTS} redirects"
# The statuses that a Retry-After may come with (RFC 9110, 15.6.4; RFC 6585, 4).
ASKS_FOR_TIME = (429, 503)
ENDINGS: dict[type[BaseException], str] = {
    ConnectionDone: "it was closed before a whole answer",
    ConnectionLost: "it broke off",
}


class HeadTooLargeError(Exception):
    """An answer's status line and headers are longer than the limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"headers larger than {limit} bytes")


class AddressRefusedError(IgnoreRequest):
    """The address guard does not let this URL be asked for."""


@dataclass(frozen=True, slots=True)
class Fault:
    """The state that a URL ends in, and why. `again`: worth another try; `silent`: the host did not answer."""

    state: UrlState
    reason: str
    again: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """Ask again after so many seconds; with `host`, nothing at all is asked of the host until then."""

    seconds: float
    host: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """Leave the host alone until the next night."""

    reason: str


NOT_HTTP = Fault(UrlState.FAILED, "the answer is not HTTP", silent=True)
STATUSES = range(100, 1000)  # RFC 9110, 15: three digits; those from 600 on are none of its own, and in use


def fault_of(error: BaseException, limits: Limits) -> Fault:
    """What an error on the way to an answer means."""
    if isinstance(error, AddressRefusedError):
        return Fault(UrlState.SKIPPED, SkipReason.ADDRESS)
    if isinstance(error, UnsupportedURLSchemeError | NotSupported | ValueError):  # the last: a redirect to no address
        return Fault(UrlState.SKIPPED, SkipReason.NOT_WEB)
    if isinstance(error, DownloadTimeoutError):
        return _failed(f"no whole answer within {limits.deadline:g} s", silent=True)
    if isinstance(error, DownloadCancelledError):
        return _failed(str(BodyTooLargeError(limits.max_bytes)))
    if isinstance(error, BodyError):
        return _failed(str(error), again=isinstance(error, TruncatedBodyError))
    if isinstance(error, IgnoreRequest):
        return _failed(TOO_MANY_REDIRECTS if "redirections" in str(error) else str(error)[:200])
    return _connection_fault(error)


def _connection_fault(error: BaseException) -> Fault:
    if isinstance(error, ResponseDataLossError):
        return _failed(str(TruncatedBodyError()), again=True)
    if isinstance(error, CannotResolveHostError):
        return _failed("host name not found", again=True, silent=True)
    if isinstance(error, DownloadConnectionRefusedError):
        return _failed("connection refused", again=True, silent=True)
    if isinstance(error, TunnelError):
        return _failed("the proxy does not connect to it", silent=True)
    if "certificate" in str(error) or "VerificationError" in str(error):
        return _failed("TLS certificate refused", silent=True)
    if not isinstance(error, DownloadFailedError | ConnectError | ConnectionClosed | OSError):
        return _failed(f"{type(error).__name__}: {error}"[:200])
    root = _root(error)
    if isinstance(root, HeadTooLargeError):
        return _failed(str(root))
    if isinstance(root, ConnectError | ConnectionClosed | OSError | SSL.Error):
        return _failed(f"connection failed: {ENDINGS.get(type(root), type(root).__name__)}", again=True, silent=True)
    return NOT_HTTP


def _root(error: BaseException) -> BaseException:
    """What went wrong first: Twisted wraps it in what that made of the answer, and Scrapy wraps that."""
    cause = error.__cause__ or error
    reasons = getattr(cause, "reasons", None)
    return _root(reasons[0].value) if reasons else cause


def _failed(reason: str, *, again: bool = False, silent: bool = False) -> Fault:
    return Fault(UrlState.FAILED, reason, again, silent)


def after_fault(fault: Fault, attempt: int, retries: int, left: float = inf) -> Wait | Fault:
    """Another try, or the fault itself. `left` are the seconds that are left of the URL's deadline."""
    return Wait(back_off(attempt)) if fault.again and _worth_it(attempt, retries, left) else fault


def _worth_it(attempt: int, retries: int, left: float) -> bool:
    return attempt <= retries and back_off(attempt) < left


def after_status(
    status: int, retry_after: str | None, attempt: int, retries: int, left: float = inf
) -> Wait | Hold | Fault:
    """What to do about an answer other than 200 and 304."""
    asked = seconds_asked(retry_after) if status in ASKS_FOR_TIME else None
    if status == 429 or asked is not None:
        seconds = back_off(attempt) if asked is None else asked
        if attempt > retries or seconds > LONGEST_WAIT:
            return Hold(f"the host asks for time (HTTP {status})")
        return Wait(seconds, host=True)
    if status >= 500 and _worth_it(attempt, retries, left):
        return Wait(back_off(attempt))
    return _failed(f"HTTP {status}")


def back_off(attempt: int) -> float:
    """Seconds to wait after the so-manieth attempt."""
    return BACK_OFF[min(attempt, len(BACK_OFF)) - 1]


def seconds_asked(retry_after: str | None, now: datetime | None = None) -> float | None:
    """What a Retry-After header asks for (RFC 9110, 10.2.3: seconds or a date); None where it says nothing readable."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (aware - (now or datetime.now(UTC))).total_seconds())
