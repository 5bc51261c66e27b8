"""`python -m tests.faults.edge_night FOLDER`: a night and the dashboard with a secret wherever one may be written down.

The papers are behind a proxy that asks for a password, the alerts go to addresses that hold one, and one of those does
not answer. Where a network namespace can be had (`unshare --net --mount`) it is sealed first. Prints, as JSON: what the
commands wrote, what listened while the dashboard ran, which names were looked up, and how many packets found no route.
"""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from flows.desk import Desk
from tests.faults.hostile_server import feed, story
from tests.faults.namespace import Resolver, no_route, seal, sealed

SECRET = "hunter2-canary"
PASSWORD = base64.b64encode(f"desk:{SECRET}".encode()).decode()
SOURCES = """
[paper]
name = "Paper"
feeds = ["http://paper.example/feed"]
delay = 0
[shut]
name = "Behind TLS"
feeds = ["https://shut.example/feed"]
delay = 0
"""
SETTINGS = """
time_zone = "UTC"
[fetch]
deadline = 5
[alerts]
urls = ["json://desk:{secret}@127.0.0.1:{port}/{secret}", "json://desk:{secret}@127.0.0.1:9/{secret}"]
digest = true
[watch.wall]
words = "harbour wall"
"""


class Proxy(BaseHTTPRequestHandler):
    """A forward proxy with all papers behind it, and the inbox of the alerts; it lets nobody through to TLS."""

    taken: list[str] = []  # noqa: RUF012 - one server, one list

    def do_GET(self) -> None:
        where = urlsplit(self.path)
        if self.headers.get("Proxy-Authorization") != f"Basic {PASSWORD}":
            self.answer(407, b"the proxy wants a password")
        elif where.path == "/feed":
            links = [f"http://paper.example/news/{n}" for n in range(3)] + [
                f"http://u:{n}@paper.example/x" for n in "ab"
            ]
            self.answer(200, feed(links), "application/rss+xml")
        elif where.path.startswith("/news/"):
            self.answer(200, story(where.netloc, where.path))
        else:
            self.answer(404, b"not here")

    def do_CONNECT(self) -> None:
        self.answer(407, b"the proxy lets nobody through")

    def do_POST(self) -> None:
        self.taken.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.answer(200, b"")

    def answer(self, status: int, body: bytes, kind: str = "text/html") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, form: str, *args: object) -> None:
        return


def command(desk: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "flows", *words, "--desk", str(desk)]


def told(desk: Path) -> Iterator[str]:
    """What each command wrote."""
    for word in ("run", "status", "doctor"):
        done = subprocess.run(command(desk, word), capture_output=True, text=True, check=False, timeout=200)
        yield f"{word}: {done.returncode}\n{done.stdout}{done.stderr}"


def looked_at(desk: Path) -> list[str]:
    """Start the dashboard, open its first screen as a browser does, and return where its processes listen."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with subprocess.Popen(command(desk, "dashboard", "--port", str(port)), stdout=subprocess.DEVNULL) as dashboard:
        try:
            _open(f"http://127.0.0.1:{port}/")
            _first_screen(port)
            family = [psutil.Process(dashboard.pid), *psutil.Process(dashboard.pid).children(recursive=True)]
            found = [one for process in family for one in process.net_connections("inet")]
            return sorted({one.laddr.ip for one in found if one.status == psutil.CONN_LISTEN})
        finally:
            dashboard.terminate()


def _open(url: str) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    give_up = time.monotonic() + 60
    while True:
        try:
            direct.open(url, timeout=10).close()
        except OSError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.3)
        else:
            return


def _first_screen(port: int) -> None:
    """Run the script of the first screen to its end, in a session of its own."""
    ask, drawn = BackMsg(), 0
    ask.rerun_script.query_string = ""
    where = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(where, subprotocols=[Subprotocol("streamlit")], max_size=None, proxy=None) as page:
        page.send(ask.SerializeToString())
        while True:
            what = ForwardMsg.FromString(page.recv(120, decode=False)).WhichOneof("type")
            drawn += what == "delta"
            if what == "script_finished" and drawn > 5:
                return


def main() -> None:
    folder = Path(sys.argv[1])
    names = None
    if sealed():
        seal([], folder / "resolv.conf")
        names = Resolver({})
    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    desk, port = folder / "desk", server.server_address[1]
    Desk(desk).make_folders()
    (desk / "sources.toml").write_text(SOURCES, "utf-8")
    (desk / "settings.toml").write_text(SETTINGS.format(secret=SECRET, port=port), "utf-8")
    os.environ |= {f"{scheme}_proxy": f"http://desk:{SECRET}@127.0.0.1:{port}" for scheme in ("http", "https")}
    os.environ["no_proxy"] = "127.0.0.1,localhost"
    for name in ("HOME", "TMPDIR"):
        (folder / name).mkdir()
        os.environ[name] = str(folder / name)
    before = no_route()
    wrote, listening = list(told(desk)), looked_at(desk)
    lost = no_route() - before
    with closing(socket.socket(type=socket.SOCK_DGRAM)) as control:
        control.connect_ex(("198.51.100.7", 53)) if names else None
    asked = dict(names.asked) if names else {}
    found = {"wrote": wrote, "inbox": Proxy.taken, "listening": listening, "names": asked, "lost": lost}
    print(json.dumps({**found, "control": no_route() - before - lost}))


if __name__ == "__main__":
    main()
