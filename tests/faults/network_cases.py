"""Answers that no honest server gives, each with the state and the reason that its URL must end with.

`@case(state, reason)`: the function is the behaviour, its name with `-` for `_` the host's first label, `reason` a
regular expression over the reason.
"""

from __future__ import annotations

import gzip
import random
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import brotli

from scrapers.decoding import zstd
from tests.faults.hostile_server import Behaviour, Call, feed, story

DEADLINE = r"no whole answer within [\d.]+ s"
TOO_LARGE = r"larger than \d+ bytes"
LOST = r"connection failed: it (?:broke off|was closed)"
CUT = "truncated body"
NOT_HTTP = "the answer is not HTTP"
HEADERS = r"headers larger than \d+ bytes"
MEMBERS = r"more than \d+ gzip members"
BOMB = 2_000_000_000
ZEROS = bytes(1_000_000)


@dataclass(frozen=True)
class Case:
    """What a page does, and what must become of its URL."""

    name: str
    play: Behaviour
    state: str
    reason: str | None = None

    def serve(self, call: Call) -> None:
        """As a source: its feed names one page, which misbehaves."""
        if call.path == "/feed":
            call.answer(feed([f"{call.place}/page"]), kind="application/rss+xml")
        elif call.path in ("/robots.txt", "/.well-known/tdmrep.json"):
            call.answer(b"", "404 Not Found", "text/plain")
        else:
            self.play(call)


CASES: list[Case] = []


def case(state: str, reason: str | None = None) -> Callable[[Behaviour], Behaviour]:
    def add(play: Behaviour) -> Behaviour:
        CASES.append(Case(play.__name__.replace("_", "-"), play, state, reason))
        return play

    return add


def status(name: str, line: str, state: str, reason: str | None, *more: str) -> None:
    """A case that is one answer with a status and some headers."""
    CASES.append(
        Case(name, lambda call: call.answer(story(call.host, call.path), line, "text/html", *more), state, reason)
    )


# Connections that end too early, too late or never.


@case("failed", LOST)
def reset_before(call: Call) -> None:
    call.reset()


@case("failed", CUT)
def reset_within(call: Call) -> None:
    call.start("Content-Length: 100000")
    call.send(b"x" * 50_000)
    time.sleep(0.2)
    call.reset()


@case("failed", LOST)
def closed_at_once(call: Call) -> None:
    call.socket.close()


@case("failed", CUT)
def closed_early(call: Call) -> None:
    call.start("Content-Length: 100000")
    call.send(b"x" * 50_000)


@case("failed", CUT)
def chunks_cut(call: Call) -> None:
    call.start("Transfer-Encoding: chunked")
    call.send(b"400\r\n" + b"x" * 100)


@case("failed", DEADLINE)
def hang(call: Call) -> None:
    call.wait()


@case("failed", DEADLINE)
def hang_after_head(call: Call) -> None:
    call.start("Content-Length: 1000")
    call.wait()


@case("failed", DEADLINE)
def slow_headers(call: Call) -> None:
    call.drip(b"HTTP/1.1 200 OK\r\n" + b"X-Slow: 1\r\n" * 1000, 0.2)


@case("failed", DEADLINE)
def trickle(call: Call) -> None:
    call.start("Content-Length: 100000")
    call.drip(b"x" * 100_000, 0.2)


@case("failed", DEADLINE)
def slow_chain(call: Call) -> None:
    """Each hop comes just in time; all of them together do not."""
    time.sleep(0.4 * call.deadline)
    call.answer(b"", "302 Found", "text/html", f"Location: /page{call.path.count('a') * 'a'}a{call.before}")


@case("failed", f"{CUT}|{DEADLINE}")
def slow_and_broken(call: Call) -> None:
    """Takes its time and breaks off, at each attempt."""
    call.start("Content-Length: 100000")
    time.sleep(0.4 * call.deadline)
    call.reset()


# Too much of everything.


@case("failed", TOO_LARGE)
def endless_body(call: Call) -> None:
    call.start("Connection: close")
    call.flood(b"x" * 65_536)


@case("failed", TOO_LARGE)
def endless_chunks(call: Call) -> None:
    call.start("Transfer-Encoding: chunked")
    call.flood(b"10000\r\n" + b"x" * 65_536 + b"\r\n")


@case("failed", TOO_LARGE)
def two_gigabytes(call: Call) -> None:
    call.start(f"Content-Length: {BOMB}")
    call.flood(b"x" * 65_536, BOMB)


@case("failed", HEADERS)
def header_flood(call: Call) -> None:
    call.send(b"HTTP/1.1 200 OK\r\n")
    call.flood(b"".join(b"X-Flood-%d: %s\r\n" % (n, b"y" * 1000) for n in range(60)))


@case("failed", HEADERS)
def one_endless_header(call: Call) -> None:
    call.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    call.flood(b"y" * 65_536)


@case("failed", HEADERS)
def continue_flood(call: Call) -> None:
    call.flood(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)


@case("failed", CUT)
def chunk_extension_flood(call: Call) -> None:
    call.start("Transfer-Encoding: chunked")
    call.send(b"1;")
    call.flood(b"y" * 65_536)


@case("failed", CUT)
def trailer_flood(call: Call) -> None:
    call.start("Transfer-Encoding: chunked")
    call.send(b"1\r\nx\r\n0\r\n")
    call.flood(b"X-Trailer: " + b"y" * 1000 + b"\r\n")


@cache
def packed(kind: str) -> bytes:
    """Zeros in one encoding: two gigabytes of them, or 100 MB where packing them takes long."""
    packer = {
        "gzip": lambda: zlib.compressobj(9, wbits=31),
        "deflate": lambda: zlib.compressobj(9),
        "br": lambda: brotli.Compressor(quality=1),
        "zstd": lambda: zstd.ZstdCompressor(),
    }[kind]()
    add = getattr(packer, "process", None) or packer.compress
    end = getattr(packer, "finish", None) or packer.flush
    size = 100 if kind in ("gzip", "deflate") else BOMB // len(ZEROS)
    return b"".join([*(add(ZEROS) for _ in range(size)), end()])


def bomb(kind: str) -> Behaviour:
    return lambda call: call.answer(packed(kind), "200 OK", "text/html", f"Content-Encoding: {kind}")


CASES += [Case(f"bomb-{kind}", bomb(kind), "failed", TOO_LARGE) for kind in ("gzip", "deflate", "br", "zstd")]


@case("failed", TOO_LARGE)
def bomb_gzip_twice(call: Call) -> None:
    call.answer(gzip.compress(packed("gzip")), "200 OK", "text/html", "Content-Encoding: gzip, gzip")


@case("failed", TOO_LARGE)
def bomb_zstd_in_br(call: Call) -> None:
    call.answer(brotli.compress(packed("zstd")), "200 OK", "text/html", "Content-Encoding: zstd, br")


@case("failed", f"{TOO_LARGE}|{MEMBERS}")
def bomb_of_members(call: Call) -> None:
    call.answer(gzip.compress(ZEROS) * 2000, "200 OK", "text/html", "Content-Encoding: gzip")


@case("failed", "more than 5 content encodings")
def many_encodings(call: Call) -> None:
    body = story(call.host, call.path)
    for _ in range(50):
        body = gzip.compress(body)
    call.answer(body, "200 OK", "text/html", "Content-Encoding: " + ", ".join(["gzip"] * 50))


# Words that are not true.


@case("fetched")
def shorter_than_sent(call: Call) -> None:
    body = story(call.host, call.path)
    call.start(f"Content-Length: {len(body)}")
    call.send(body + b"HTTP/1.1 200 OK\r\nand more of it" * 100)


@case("failed", NOT_HTTP)
def negative_length(call: Call) -> None:
    call.start("Content-Length: -5")
    call.send(b"x" * 100)


@case("failed", NOT_HTTP)
def length_in_words(call: Call) -> None:
    call.start("Content-Length: many")
    call.send(b"x" * 100)


@case("failed", NOT_HTTP)
def two_lengths(call: Call) -> None:
    call.start("Content-Length: 5", "Content-Length: 50")
    call.send(b"x" * 50)


@case("failed", CUT)
def chunk_of_nonsense(call: Call) -> None:
    call.start("Transfer-Encoding: chunked")
    call.send(b"zz\r\nhello\r\n0\r\n\r\n")


@case("failed", CUT)
def chunk_of_exabytes(call: Call) -> None:
    call.start("Transfer-Encoding: chunked")
    call.send(b"FFFFFFFFFFFFFFF\r\nhello")


@case("failed", NOT_HTTP)
def garbage(call: Call) -> None:
    call.send(random.Random(1).randbytes(5000))


@case("failed", f"{NOT_HTTP}|{LOST}")
def no_status_line(call: Call) -> None:
    call.send(b"<html><body>An answer of 1991</body></html>")


@case("failed", NOT_HTTP)
def another_protocol(call: Call) -> None:
    call.send(b"SSH-2.0-OpenSSH_9.9\r\n")


@case("failed", CUT)
def gzip_cut(call: Call) -> None:
    body = gzip.compress(random.Random(2).randbytes(5000))
    call.answer(body[:2000], "200 OK", "text/html", "Content-Encoding: gzip")


@case("failed", "body is not gzip")
def gzip_in_name(call: Call) -> None:
    call.answer(story(call.host, call.path), "200 OK", "text/html", "Content-Encoding: gzip")


status("unknown-encoding", "200 OK", "failed", "unknown content encoding 'snappy'", "Content-Encoding: snappy")
status("cookie-flood", "200 OK", "fetched", None, *(f"Set-Cookie: c{n}={'y' * 500}" for n in range(100)))
status("lie-304", "304 Not Modified", "failed", "HTTP 304")
status("continue-101", "101 Switching Protocols", "failed", f"{LOST}|{NOT_HTTP}|{DEADLINE}", "Upgrade: websocket")
status("no-content", "204 No Content", "failed", "HTTP 204")
status("partial", "206 Partial Content", "failed", "HTTP 206", "Content-Range: bytes 0-10/20")
status("multiple-choices", "300 Multiple Choices", "failed", "HTTP 300")
CASES.append(
    Case("picture", lambda call: call.answer(b"\xff\xd8", kind="image/jpeg"), "failed", "not HTML: image/jpeg")
)

# Redirects.


@case("failed", "more than 5 redirects")
def redirect_loop(call: Call) -> None:
    call.answer(b"", "302 Found", "text/html", "Location: /page")


@case("failed", "more than 5 redirects")
def growing_redirect(call: Call) -> None:
    call.answer(b"", "301 Moved Permanently", "text/html", f"Location: {call.path}/again?session={call.before}")


@case("fetched")
def chain_of_five(call: Call) -> None:
    hops = call.path.count("x")
    if hops < 5:
        call.answer(b"", "307 Temporary Redirect", "text/html", f"Location: {call.path}x")
    else:
        call.answer(story(call.host, call.path))


@case("failed", "more than 5 redirects")
def cookie_wall(call: Call) -> None:
    if "cookie" in call.headers:
        call.answer(story(call.host, call.path))
    else:
        call.answer(b"", "302 Found", "text/html", f"Location: {call.path}", "Set-Cookie: seen=1")


status("redirect-to-nowhere", "302 Found", "failed", "HTTP 302")
status("redirect-to-file", "302 Found", "skipped", "not http", "Location: file:///etc/passwd")
status("redirect-to-script", "302 Found", "skipped", "not http", "Location: javascript:alert(1)")
status("redirect-of-70-kb", "302 Found", "failed", "more than 5 redirects", "Location: /" + "y" * 70_000)
status("redirect-to-no-address", "302 Found", "skipped", "not http", "Location: http://[\xff\xfe:x/")

# Statuses that mean something.

for code, words in {
    "400": "Bad Request", "401": "Unauthorized", "402": "Payment Required", "403": "Forbidden", "404": "Not Found",
    "410": "Gone", "418": "I'm a teapot", "451": "Unavailable For Legal Reasons", "500": "Internal Server Error",
    "503": "Service Unavailable", "599": "Nobody Knows",
}.items():  # fmt: skip
    status(f"status-{code}", f"{code} {words}", "failed", f"HTTP {code}")
status("status-999", "999 Request Denied", "failed", "HTTP 999")
status("status-99", "99 Red Balloons", "failed", NOT_HTTP)
status("status-endless", "99999999999 Too Many Digits", "failed", NOT_HTTP)
status("later-429", "429 Too Many Requests", "pending", r"the host asks for time \(HTTP 429\)", "Retry-After: 86400")
status("later-503", "503 Service Unavailable", "pending", r"the host asks for time \(HTTP 503\)", "Retry-After: 86400")
status("never-429", "429 Too Many Requests", "pending", r"the host asks for time", f"Retry-After: {'9' * 400}")
status("garbled-429", "429 Too Many Requests", "pending", r"the host asks for time", "Retry-After: soon, very soon")


@case("fetched")
def soon_503(call: Call) -> None:
    if call.before:
        call.answer(story(call.host, call.path))
    else:
        call.answer(b"", "503 Service Unavailable", "text/html", "Retry-After: 1")


@case("fetched")
def soon_429(call: Call) -> None:
    if call.before:
        call.answer(story(call.host, call.path))
    else:
        call.answer(b"", "429 Too Many Requests", "text/html", "Retry-After: Mon, 01 Jan 0001 00:00:00 -2359")
