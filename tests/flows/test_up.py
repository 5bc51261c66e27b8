"""`nightdesk up` for real: a Prefect server behind its password, a schedule, the dashboard, each kept running."""

from __future__ import annotations

import base64
import json
import os
import pickletools
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest

from flows.desk import open_desk
from flows.run import Kind
from flows.store import open_store, runs
from scrapers.sample import Press, serve

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
LATE, SOON = timedelta(minutes=30), timedelta(minutes=4)  # a slow machine takes minutes until the schedule stands


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Up:
    """`nightdesk up` under way."""

    desk: Path
    port: int
    dashboard: int
    log: Path
    child: subprocess.Popen[bytes]
    family: set[psutil.Process]

    @property
    def password(self) -> str:
        return (self.desk / "prefect" / "password").read_text().strip()

    def ask(self, path: str, body: object = None, **headers: str) -> tuple[int, Any]:
        """Status and answer; `body` makes it a POST."""
        wanted = {"Authorization": f"Basic {base64.b64encode(self.password.encode()).decode()}"} | headers
        data = None if body is None else json.dumps(body).encode()
        ask = urllib.request.Request(f"http://127.0.0.1:{self.port}/api{path}", data, wanted)
        try:
            with DIRECT.open(ask, timeout=20) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as refused:
            return refused.code, None

    def post(self, path: str, body: object) -> Any:
        token = self.ask("/csrf-token?client=test")[1]["token"]
        headers = {"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": "test", "Content-Type": "application/json"}
        status, answer = self.ask(path, body, **headers)
        assert status in (200, 201), (path, status)
        return answer

    def wait_for(self, what: str, look: Callable[[], Any], seconds: float = 240) -> Any:
        give_up = time.monotonic() + seconds
        while time.monotonic() < give_up:
            if found := look():
                return found
            self.family |= set(psutil.Process(self.child.pid).children(recursive=True))
            time.sleep(0.5)
        raise AssertionError(f"no {what} within {seconds} s\n{self.log.read_text('utf-8', 'replace')[-4000:]}")

    def flow_runs(self, state: str) -> list[dict[str, Any]]:
        found = self.post("/flow_runs/filter", {})
        return [run for run in found if run["state_type"] == state]

    def part(self, module: str) -> psutil.Process | None:
        children = psutil.Process(self.child.pid).children()
        return next((child for child in children if module in child.cmdline()), None)


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    """Nights half an hour ago and in a moment, the last run three hours ago: several were missed."""
    folder = tmp_path_factory.mktemp("up")
    now, root = datetime.now(UTC), folder / "desk"
    root.mkdir()
    minutes = {(now - LATE).minute, (now + SOON).minute}
    server, dashboard = free_port(), free_port()
    (root / "settings.toml").write_text(
        f'time_zone = "UTC"\n[schedule]\ncron = "{",".join(map(str, minutes))} * * * *"\n'
        f"[server]\nport = {server}\n[dashboard]\nport = {dashboard}\n",
        "utf-8",
    )
    with serve(Press(date(2026, 11, 20), days=3)) as press, (folder / "up.log").open("wb") as out:
        (root / "sources.toml").write_text(press.sources_toml(delay=0.0), "utf-8")
        with open_store(open_desk(root)) as store:
            runs.start_run(store, "earlier", Kind.NIGHTLY, now - timedelta(hours=3))
        command = [sys.executable, "-m", "flows", "up", "--desk", str(root)]
        child = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, "NO_PROXY": "*"})
        running = Up(root, server, dashboard, folder / "up.log", child, {psutil.Process(child.pid)})
        try:
            running.wait_for("address", lambda: "Ctrl-C" in running.log.read_text("utf-8"))
            yield running
        finally:
            child.send_signal(signal.SIGINT)
            child.wait(60)


def nights(up: Up) -> list[tuple[bool, str | None]]:
    with open_store(open_desk(up.desk)) as store:
        found = [run for run in runs.recent_runs(store, 20) if run.run_id != "earlier"]
    return [(run.late_for is not None, run.ended) for run in reversed(found)]


def test_one_late_night_makes_up_for_all_that_were_missed_and_the_next_comes_in_time(up: Up) -> None:
    done = up.wait_for("two nights", lambda: len(runs_ := up.flow_runs("COMPLETED")) >= 2 and runs_, 600)
    assert {run["name"] == "late" for run in done} == {True, False} and len(done) == 2
    assert nights(up) == [(True, "finished"), (False, "finished")]
    with open_store(open_desk(up.desk)) as store:
        ended = {run.run_id: run.ended for run in runs.recent_runs(store, 20)}
    assert ended["earlier"] == "crashed"
    assert (up.desk / "snapshots" / "latest").exists()
    assert {artifact["key"] for artifact in up.post("/artifacts/filter", {})} == {"tallies"}


def test_the_api_asks_for_the_password(up: Up) -> None:
    assert up.ask("/admin/version", Authorization="")[0] == 401
    assert up.ask("/admin/version", Authorization="Basic bmlnaHRkZXNrOg==")[0] == 401
    assert up.ask("/admin/version")[0] == 200
    assert (up.desk / "prefect" / "password").stat().st_mode & 0o777 == 0o600
    logs = [path.read_text("utf-8", "replace") for path in (up.desk / "logs").iterdir()]
    assert not [log for log in (*logs, up.log.read_text("utf-8")) if up.password.partition(":")[2] in log]


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Host": "evil.example:4200"}, {"Origin": "http://evil.example"}, {"Origin": "null"}],
)
def test_the_api_refuses_other_names_and_other_sites_pages(up: Up, headers: dict[str, str]) -> None:
    assert up.ask("/admin/version", **headers)[0] == 403
    assert up.ask("/admin/version", Origin=f"http://127.0.0.1:{up.port}")[0] == 200
    assert up.ask("/flow_runs/filter", {})[0] == 403, "without a CSRF token nothing is changed"


def test_nothing_listens_beyond_this_machine_and_nothing_is_pickled(up: Up) -> None:
    family = [psutil.Process(up.child.pid), *psutil.Process(up.child.pid).children(recursive=True)]
    told = {c.laddr.ip for one in family for c in one.net_connections("inet") if c.status == psutil.CONN_LISTEN}
    assert told == {"127.0.0.1"}
    with DIRECT.open(f"http://127.0.0.1:{up.dashboard}/", timeout=10) as page:
        assert page.status == 200
    small = [path for path in (up.desk / "prefect").rglob("*") if path.is_file() and path.stat().st_size < 1_000_000]
    assert not [path for path in small if is_pickle(path.read_bytes())]
    assert not list((up.desk / "prefect").rglob("storage/*"))


def is_pickle(content: bytes) -> bool:
    try:
        return content[:1] == b"\x80" and bool(list(pickletools.genops(content)))
    except (ValueError, IndexError):
        return False


def test_a_part_that_dies_is_started_again_and_a_run_that_died_is_closed(up: Up) -> None:
    flow = up.post("/flows/", {"name": "nightly"})
    dead = up.post("/flow_runs/", {"flow_id": flow["id"], "state": {"type": "RUNNING"}})
    for module in ("flows.by_schedule", "dashboard"):
        part = up.part(module)
        assert part is not None
        part.kill()
        part.wait(10)
        again = up.wait_for(f"new {module}", lambda gone=part, name=module: (p := up.part(name)) and p != gone and p)
        assert again.is_running()
    crashed = up.wait_for("crashed run", lambda: up.flow_runs("CRASHED"), 60)
    assert [run["id"] for run in crashed] == [dead["id"]]
    told = up.log.read_text("utf-8")
    assert re.search(r"schedule: ended by itself with code -9 after \d+ s; starting it again in 1 s", told)
    assert "dashboard: ended by itself" in (up.desk / "logs" / "up.log").read_text("utf-8")


def test_a_signal_leaves_nothing_behind(up: Up) -> None:
    up.wait_for("family", lambda: up.part("flows.by_schedule"))
    up.family |= set(psutil.Process(up.child.pid).children(recursive=True))
    up.child.send_signal(signal.SIGTERM)
    assert up.child.wait(60) == 0
    psutil.wait_procs(up.family, timeout=5)
    assert [one for one in up.family if one.is_running() and one.status() != psutil.STATUS_ZOMBIE] == []
    assert not (up.desk / "prefect" / "server").exists()
    for port in (up.port, up.dashboard):
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", port)) != 0
