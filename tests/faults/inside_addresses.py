"""`unshare --net --mount python -m tests.faults.inside_addresses FOLDER`: one crawl that is sent everywhere inside.

Prints, as JSON, every connection that was tried or came, what was read of a canary file, and how the URLs ended; then
the same for a source whose user wrote a private address down: the control.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from scrapers.crawl import CrawlPlan, Limits, Target, run_crawl, user_agent
from scrapers.journal import UrlSeen, read_journal
from scrapers.page import UrlState
from scrapers.sources import Source, make_source
from tests.faults.address_cases import FILES, INSIDE, NAMES, PUBLIC, WHERE, Site, feed, sites
from tests.faults.namespace import ROOT, Resolver, seal

RUN_ID = "20261123T020000Z-ab12"
CAME: Counter[str] = Counter()
SITES: dict[str, Site] = {}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        at = self.connection.getsockname()[0].removeprefix("::ffff:")
        CAME[at] += 1
        host = self.headers["Host"].partition(":")[0]
        site = SITES.get(host)
        status, kind, body, location = site.answer(site.places, host, self.path) if site else feed([])
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        if location:
            self.wfile.write(b"")
            self._headers_buffer.append(b"Location: " + location.encode() + b"\r\n")  # as it is, UTF-8 and all
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, form: str, *args: object) -> None:
        return


class Server(ThreadingHTTPServer):
    address_family = socket.AF_INET6
    daemon_threads = True


def crawl(folder: Path, name: str, sources: list[Source], targets: tuple[Target, ...] = ()) -> dict[str, object]:
    """One crawl, and all that it touched."""
    CAME.clear()
    os.environ["NIGHTDESK_TEST_WATCH"] = str(folder / f"{name}.watch")
    limits = Limits(delay=0, deadline=5, retries=0)
    journal = folder / f"{name}.jsonl"
    agent = user_agent("desk@example.org")
    run_crawl(
        CrawlPlan(RUN_ID, "nightly", tuple(sources), folder / name, journal, agent, targets=targets, limits=limits)
    )
    events = [event for event, _ in read_journal(journal) if isinstance(event, UrlSeen)]
    ends = Counter(f"{e.state}: {e.reason}" for e in events if e.state is not UrlState.DISCOVERED)
    watched = (folder / f"{name}.watch").read_text("utf-8").splitlines()
    return {"came": dict(CAME), "watched": dict(Counter(watched)), "ends": dict(ends)}


def main() -> None:
    folder = Path(sys.argv[1])
    seal([PUBLIC, *INSIDE], folder / "resolv.conf")
    canary = folder / "canary"
    canary.write_text("<html>canary</html>", "utf-8")
    os.environ["PYTHONPATH"] = str(ROOT / "tests" / "faults" / "watch")
    SITES.update(sites(tuple(text.format(canary=canary) for text in FILES)))
    Resolver({**NAMES, **{host: [[PUBLIC]] for host in (*SITES, "paper.example")}})
    server = Server(("::", 80), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sources = [
        make_source(f"s{number}", {"name": host, "delay": 0, key: url if key == "site" else [url]})
        for number, (host, site) in enumerate(SITES.items())
        for key, url in [(site.listing[0], f"http://{host}{site.listing[1]}")]
    ]
    paper = make_source("paper", {"name": "paper", "delay": 0, "feeds": ["http://paper.example/feed"]})
    seeds = tuple(Target("paper", url.replace("/inside", "/seed")) for url in WHERE)
    told = {"sent": crawl(folder, "sent", [paper, *sources], seeds)}
    named = make_source("named", {"name": "named", "delay": 0, "feeds": ["http://10.1.2.3/feed"]})
    told["control"] = crawl(folder, "control", [named])
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
