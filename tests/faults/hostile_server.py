"""A server that misbehaves on purpose: raw sockets on loopback, where the host's first label says how.

`bare.localhost` answers as the case `bare` of `network_cases` or `listing_cases` does; `good1.localhost` and so on are
well-behaved papers. Every request is logged with its time.
"""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

DAY = "Fri, 20 Nov 2026 10:00:00 GMT"
CHUNK = 64 * 1024


@dataclass
class Call:
    """One request, as a behaviour sees it. `before` counts the requests for the same host and path before this one,
    `deadline` are the seconds that the client takes for an answer."""

    socket: socket.socket
    host: str
    port: int
    path: str
    before: int
    deadline: float
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> str:
        return f"http://{self.host}:{self.port}"

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def answer(self, body: bytes = b"", status: str = "200 OK", kind: str = "text/html", *more: str) -> None:
        """A whole and correct answer; `more` are further header lines."""
        lines = [
            f"HTTP/1.1 {status}",
            f"Content-Type: {kind}",
            f"Content-Length: {len(body)}",
            *more,
            "Connection: close",
        ]
        self.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)

    def start(self, *lines: str) -> None:
        """The head of an HTML answer of unsaid length."""
        self.send("\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *lines]).encode("latin-1") + b"\r\n\r\n")

    def flood(self, block: bytes, most: int = 4_000_000_000) -> None:
        """Send `block` until so many bytes have gone, or the client hangs up."""
        for _ in range(0, most, len(block)):
            self.send(block)

    def drip(self, data: bytes, seconds: float) -> None:
        """Send one byte after the other, so many seconds apart."""
        for byte in data:
            self.send(bytes([byte]))
            time.sleep(seconds)

    def wait(self) -> None:
        """Say nothing until the client hangs up; two minutes at most."""
        self.socket.settimeout(120)
        with suppress(OSError):
            self.socket.recv(1)

    def reset(self) -> None:
        """Close with RST instead of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


Behaviour = Callable[[Call], None]


def story(host: str, path: str) -> bytes:
    """An article that a cleaner accepts."""
    sentences = (
        f"Paragraph {n} of {path}: the council of {host} met again and put off its decision about the harbour wall, "
        f"because the {n * 7} engineers who were heard had not agreed on what it would cost the town."
        for n in range(1, 9)
    )
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    title = f"Harbour wall {path} waits"
    text = f"<article><h1>{title}</h1>{paragraphs}</article>"
    return f"<html lang=en><head><title>{title}</title></head><body>{text}</body></html>".encode()


def feed(links: list[str]) -> bytes:
    entries = "".join(f"<item><link>{link}</link><pubDate>{DAY}</pubDate></item>" for link in links)
    return f'<rss version="2.0"><channel><title>x</title>{entries}</channel></rss>'.encode()


def paper(call: Call, pages: int = 3) -> None:
    """A well-behaved paper: no robots.txt, a feed, articles."""
    if call.path == "/feed":
        call.answer(feed([f"{call.place}/news/{n}" for n in range(pages)]), kind="application/rss+xml")
    elif call.path.startswith("/news/"):
        call.answer(story(call.host, call.path))
    else:
        call.answer(b"not here", "404 Not Found", "text/plain")


class HostileServer:
    """Serves `cases` (first label of the host -> behaviour); what is not there is a `paper`."""

    def __init__(self, cases: dict[str, Behaviour], deadline: float) -> None:
        self._cases, self._deadline = cases, deadline
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._socket.getsockname()[1]
        self.asked: dict[tuple[str, str], list[float]] = defaultdict(list)

    def serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:  # it was closed
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _talk(self, client: socket.socket) -> None:
        with suppress(OSError), client:  # a client that hangs up is what most cases are about
            client.settimeout(60)
            call = self._read(client)
            if call is not None:
                self._cases.get(call.host.partition(".")[0], paper)(call)

    def _read(self, client: socket.socket) -> Call | None:
        head = b""
        while b"\r\n\r\n" not in head:
            more = client.recv(CHUNK)
            if not more:
                return None
            head += more
        first, *lines = head.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        host, path = headers.get("host", "").partition(":")[0], first.split()[1]
        times = self.asked[host, path]
        times.append(time.time())
        return Call(client, host, self.port, path, len(times) - 1, self._deadline, headers)


@contextmanager
def serving(cases: dict[str, Behaviour], deadline: float = 30.0) -> Iterator[HostileServer]:
    """A hostile server on a free port."""
    server = HostileServer(cases, deadline)
    threading.Thread(target=server.serve, daemon=True).start()
    try:
        yield server
    finally:
        server.close()
