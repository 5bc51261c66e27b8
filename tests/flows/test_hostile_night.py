"""Twenty sources, five of them hostile: the others are complete and the same as without them, the five are named."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.bench.replayed import article_hash, count

GOOD, PAGES = 15, 4
BOMB_BYTES = 2_000_000_000
MOST_MEMORY = 400_000_000
WORDS = (Path(__file__).read_text("utf-8") + json.__doc__ + random.__doc__ + threading.Thread.__doc__).split()


def text(host: str, number: int) -> str:
    rng = random.Random(f"{host} {number}")
    sentences = (" ".join(rng.choices([w for w in WORDS if w.isalpha()], k=14)).capitalize() + "." for _ in range(12))
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


class Press(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(".")[0]
        if self.path == "/robots.txt":
            self.answer("text/plain", "", 404)
        elif host.startswith("bad"):
            getattr(self, host.replace("bad-", "serve_"))()
        elif self.path == "/feed":
            self.answer("application/rss+xml", self.feed())
        elif self.path.startswith("/news/"):
            body = f"<article><h1>{host} {self.path}</h1>{text(host, int(self.path[6:]))}</article>"
            self.answer("text/html", f"<html lang=en><title>{host}</title><body>{body}</body></html>")
        else:
            self.answer("text/plain", "not here", 404)

    def feed(self) -> str:
        links = "".join(
            f"<item><link>http://{self.headers['Host']}/news/{n}</link>"
            f"<pubDate>Mon, 0{n + 1} Nov 2026 10:00:00 GMT</pubDate></item>"
            for n in range(PAGES)
        )
        return f'<rss version="2.0"><channel><title>x</title>{links}</channel></rss>'

    def answer(self, kind: str, body: str, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body.encode())

    def serve_hangs(self) -> None:
        time.sleep(30)

    def serve_html(self) -> None:
        self.answer("text/html", "<html><body>Welcome</body></html>")

    def serve_loops(self) -> None:
        self.answer("text/plain", "", 302, Location="/a" if self.path != "/a" else "/b")

    def serve_bomb(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Connection", "close")
        self.end_headers()
        packer, zeros = zlib.compressobj(wbits=31), bytes(1_000_000)
        for _ in range(BOMB_BYTES // len(zeros)):
            self.wfile.write(packer.compress(zeros))
        self.wfile.write(packer.flush())

    def log_message(self, form: str, *args: object) -> None:
        """Nothing is printed: five hundred lines help nobody."""


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up on a bomb is what the test is about."""


@pytest.fixture
def port() -> Iterator[int]:
    with QuietServer(("127.0.0.1", 0), Press) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


def table(source_id: str, address: str) -> str:
    return f'[{source_id}]\nname = "{source_id}"\nfeeds = ["http://{address}/feed"]\ndelay = 0\n\n'


def night(desk: Path, sources: str) -> subprocess.CompletedProcess[str]:
    desk.mkdir()
    (desk / "sources.toml").write_text(sources, "utf-8")
    (desk / "settings.toml").write_text('time_zone = "UTC"\n[fetch]\ndeadline = 5\n', "utf-8")
    env = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    command = [sys.executable, "-m", "flows", "run", "--desk", str(desk)]
    return subprocess.run(command, env={**env, "COLUMNS": "200"}, capture_output=True, text=True, check=False)


def test_five_hostile_sources_harm_nobody_else(tmp_path: Path, port: int) -> None:
    good = "".join(table(f"good{n:02}", f"good{n:02}.localhost:{port}") for n in range(GOOD))
    bad = {
        "refuses": "refuses.localhost:9",
        **{name: f"bad-{name}.localhost:{port}" for name in ("hangs", "html", "bomb", "loops")},
    }
    alone = night(tmp_path / "alone", good)
    assert alone.returncode == 0, alone.stdout + alone.stderr
    together = night(tmp_path / "together", good + "".join(table(name, address) for name, address in bad.items()))
    assert together.returncode == 2, together.stdout + together.stderr
    assert count(tmp_path / "together" / "desk.duckdb", "SELECT crawl_memory FROM store.runs") < MOST_MEMORY
    assert article_hash(tmp_path / "together" / "desk.duckdb") == article_hash(tmp_path / "alone" / "desk.duckdb")

    told = subprocess.run(
        [sys.executable, "-m", "flows", "status", "--desk", str(tmp_path / "together")],
        env={**os.environ, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in bad:
        [line] = [line for line in told.splitlines() if line.startswith("amber") and f" {name}: " in line]
        assert "could not be read" in line and line.rstrip()[-1] != ":", line
