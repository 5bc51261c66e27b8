"""The sample press on 127.0.0.1: one port, six hosts told apart by their Host header."""

from __future__ import annotations

import gzip
import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from scrapers.sample.press import Press
from scrapers.sample.site import Response, Site
from scrapers.sample.sources import sources_toml


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the server's log. `at` is `time.monotonic()` when the request had been read; `host` has no port."""

    at: float
    host: str
    path: str
    status: int
    user_agent: str


@dataclass(frozen=True)
class Served:
    """A press that is being served. `log` grows with every request; `press.now` may be set at any time."""

    press: Press
    port: int
    log: list[Request] = field(default_factory=list)

    def sources_toml(self, delay: float = 0.0) -> str:
        """The sources.toml with which one night finds every article; `delay` is seconds between requests to a host."""
        return sources_toml(self.port, self.press.first_day, delay)


@contextmanager
def serve(press: Press, port: int = 0, site: type[Site] = Site) -> Iterator[Served]:
    """Serve `press` on 127.0.0.1 while the context lasts; port 0 takes a free one. `site` is what answers, in its place
    one that gives trouble.

    Raises:
        OSError: the port is taken.
    """
    server = _Server(("127.0.0.1", port), _Handler)
    served = Served(press, server.server_address[1])
    server.site, server.served = site(press, served.port), served
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="sample press", daemon=True
    )
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a client's idle keep-alive connection must not hold up the end
    request_queue_size = 128
    site: Site
    served: Served


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body in one segment
    timeout = 60.0
    server: _Server

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        at = time.monotonic()
        host, path = self.headers.get("Host", "").rsplit(":", 1)[0], urlsplit(self.path).path
        response = self.server.site.respond(host, path)
        etag = f'"{hashlib.sha256(response.body).hexdigest()[:20]}"'
        fresh = response.status == 200 and _is_fresh(
            self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"), etag, response
        )
        status = 304 if fresh else response.status
        agent = self.headers.get("User-Agent", "")
        self.server.served.log.append(Request(at, host, self.path, status, agent))
        self._send(status, response, etag, host)

    def _send(self, status: int, response: Response, etag: str, host: str) -> None:
        body = b"" if status == 304 else response.body
        self.send_response(status)
        self.send_header("ETag", etag)
        if response.modified:
            self.send_header("Last-Modified", format_datetime(response.modified.astimezone(UTC), usegmt=True))
        if status != 304:
            self.send_header("Content-Type", response.content_type)
            if self._compresses(host, response):
                body = gzip.compress(body, compresslevel=6, mtime=0)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _compresses(self, host: str, response: Response) -> bool:
        gzipping = {publisher.host for publisher in self.server.served.press.publishers if publisher.gzip}
        return (
            host in gzipping
            and "gzip" in self.headers.get("Accept-Encoding", "")
            and "zip" not in response.content_type
        )

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the screen: the log is a list."""


def _is_fresh(none_match: str | None, modified_since: str | None, etag: str, response: Response) -> bool:
    """RFC 9110, 13.2.2: the ETag decides if the client sent one, else the time of the last change."""
    if none_match is not None:
        return etag in (tag.strip().removeprefix("W/") for tag in none_match.split(","))
    if modified_since is None or response.modified is None:
        return False
    try:
        since = parsedate_to_datetime(modified_since)
    except ValueError:
        return False  # RFC 9110, 13.1.3: a date that is none is ignored
    return response.modified.replace(microsecond=0) <= (since if since.tzinfo else since.replace(tzinfo=UTC))
