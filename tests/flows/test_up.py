"""`nightdesk up` for real: a Prefect server, a schedule, the dashboard; a scheduled night fires and completes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest

from scrapers.sample import Press, serve

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(what: str, look: Callable[[], Any], seconds: float, log: Path) -> Any:
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if found := look():
            return found
        time.sleep(0.5)
    raise AssertionError(f"no {what} within {seconds} s\n{log.read_text('utf-8', 'replace')[-4000:]}")


def everything(api: str, kind: str) -> list[dict[str, Any]]:
    ask = urllib.request.Request(f"{api}/{kind}/filter", data=b"{}", headers={"Content-Type": "application/json"})
    with DIRECT.open(ask, timeout=10) as response:
        found: list[dict[str, Any]] = json.load(response)
        return found


def listening(family: list[psutil.Process]) -> set[str]:
    return {c.laddr.ip for process in family for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def test_a_scheduled_night_fires_and_completes(desk: Path, tmp_path: Path) -> None:
    server, dashboard = free_port(), free_port()
    desk.mkdir()
    ports = f"[server]\nport = {server}\n[dashboard]\nport = {dashboard}\n"
    (desk / "settings.toml").write_text(f'time_zone = "UTC"\n[schedule]\ncron = "* * * * *"\n{ports}', "utf-8")
    log = tmp_path / "up.log"
    with serve(Press(date(2026, 11, 20), days=3)) as press, log.open("wb") as out:
        (desk / "sources.toml").write_text(press.sources_toml(delay=0.0), "utf-8")
        command = [sys.executable, "-m", "flows", "up", "--desk", str(desk)]
        up = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, "NO_PROXY": "*"})
        family = [psutil.Process(up.pid)]
        try:
            pointer = desk / "snapshots" / "latest"
            wait_for("snapshot", lambda: pointer.exists() or up.poll() is not None, 240, log)
            family += family[0].children(recursive=True)
            api = f"http://127.0.0.1:{server}/api"
            done = lambda: [run for run in everything(api, "flow_runs") if run["state_type"] == "COMPLETED"]  # noqa: E731
            runs = wait_for("completed run", done, 60, log)
            [tallies] = {artifact["key"] for artifact in everything(api, "artifacts")}
            assert tallies == "tallies"
            assert runs[0]["auto_scheduled"] and runs[0]["parameters"]["desk"] == str(desk)
            assert listening(family) == {"127.0.0.1"}
            with DIRECT.open(f"http://127.0.0.1:{dashboard}/", timeout=10) as page:
                assert page.status == 200
        finally:
            up.send_signal(signal.SIGINT)
            code = up.wait(180)
    assert code == 0
    assert [process for process in family if process.is_running() and process.status() != psutil.STATUS_ZOMBIE] == []
