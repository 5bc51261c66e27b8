"""Loopback servers for the tests of the fetch layer: real HTTP, a log of every request, answers set by each test."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

Headers = dict[str, str]


@dataclass(frozen=True)
class Asked:
    """One request as the server saw it: monotonic times of its arrival and of the end of the answer."""

    path: str
    host: str
    headers: Headers
    began: float
    ended: float


@dataclass
class Answer:
    """What a path answers: status, body and headers, or a `stream` that writes the whole answer itself."""

    body: bytes = b""
    status: int = 200
    headers: Headers = field(default_factory=dict)
    stream: Callable[[BaseHTTPRequestHandler], None] | None = None


class Press:
    """A server: `pages` maps paths to answers; a path that is not there is a 404, robots.txt too."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | Callable[[Headers], Answer]] = {}
        self.log: list[Asked] = []
        self.port = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def html(self, path: str, text: str = "", **headers: str) -> None:
        body = f"<html><head><title>{path}</title></head><body><p>{text or path}</p></body></html>".encode()
        self.pages[path] = Answer(body, headers={"Content-Type": "text/html; charset=utf-8", **headers})

    def feed(self, path: str, links: list[str], **headers: str) -> None:
        entries = "".join(f"<item><link>{link}</link></item>" for link in links)
        body = f'<?xml version="1.0"?><rss version="2.0"><channel>{entries}</channel></rss>'.encode()
        self.pages[path] = Answer(body, headers={"Content-Type": "application/rss+xml", **headers})

    def text(self, path: str, text: str) -> None:
        self.pages[path] = Answer(text.encode(), headers={"Content-Type": "text/plain"})

    def asked(self, path: str) -> list[Asked]:
        return [request for request in self.log if request.path == path]

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.log]


def _handler(press: Press) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            began = time.monotonic()
            parts = urlsplit(self.path)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            found = press.pages.get(path, Answer(status=404))
            answer = found(dict(self.headers)) if callable(found) else found
            try:
                self._send(answer)
            finally:
                press.log.append(Asked(path, self.headers["Host"], dict(self.headers), began, time.monotonic()))

        def _send(self, answer: Answer) -> None:
            if answer.stream:
                self.close_connection = True
                answer.stream(self)
                return
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, form: str, *args: object) -> None:
            return

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up early is what some tests are about."""


@contextmanager
def serving(press: Press) -> Iterator[Press]:
    """Serve `press` on a free port of loopback."""
    server = _Server(("127.0.0.1", 0), _handler(press))
    press.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield press
    finally:
        server.shutdown()
        server.server_close()
