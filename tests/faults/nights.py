"""Nights over a small web on loopback, by the real command line: left alone, or killed at a moment with all processes.

The sample press is the web; its log says what was asked for. One Prefect server serves all of these desks, as
`nightdesk up` would, so that each run is spared the start of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psutil

from flows import prefect_env
from flows.desk import Desk, lock_holder
from flows.schedule import prefect_api
from scrapers.sample import Press, serve
from scrapers.sample.server import Served

ROOT = Path(__file__).parents[2]
LAST_DAY = date(2026, 11, 20)
SETTINGS = 'time_zone = "UTC"\n[clean]\nworkers = 1\n'
PATIENCE = 300.0  # seconds
FILES = {"password", "server"}  # what a desk has to know of the Prefect server that runs


@dataclass(frozen=True)
class Moment:
    """When a night is to be killed: at a call of a function of the product, see `kill/sitecustomize.py`."""

    module: str
    function: str
    call: int = 1
    how: str = "before"

    def __str__(self) -> str:
        return f"{self.module} {self.function} {self.call} {self.how}"


@dataclass(frozen=True)
class Nights:
    """Where nights may be had: desks in `folder`, all over the same press."""

    folder: Path
    web: Served
    server: Desk

    def desk(self, name: str) -> Desk:
        """A new desk that reads the press. The delay makes a crawl last some seconds."""
        desk = Desk(self.folder / name)
        desk.make_folders()
        desk.sources_file.write_text(self.web.sources_toml(delay=0.05), "utf-8")
        desk.settings_file.write_text(SETTINGS, "utf-8")
        shutil.copytree(self.server.prefect_home, desk.prefect_home, ignore=_but_files)
        return desk

    def run(self, desk: Desk, *words: str) -> int:
        """Run a command to its end; returns its exit code."""
        with self.begun(desk, *words) as running:
            return running.wait(timeout=PATIENCE)

    def measure(self, desk: Desk, *words: str) -> float:
        """Run a command to its end; returns how many seconds its run took. Raises AssertionError where it failed."""
        with self.begun(desk, *words) as running:
            _wait_for_beginning(desk, running)
            began = time.monotonic()
            code = running.wait(timeout=PATIENCE)
        assert code in (0, 2), (desk.root / "said").read_text("utf-8")
        return time.monotonic() - began

    def kill_at(self, desk: Desk, moment: Moment, *words: str) -> None:
        """Run a command until it comes to this moment, and dies. Raises AssertionError where it does not."""
        trap = {"NIGHTDESK_TEST_KILL": str(moment), "NIGHTDESK_TEST_DATABASE": str(desk.database)}
        with self.begun(desk, *words, **trap) as running:
            code = running.wait(timeout=PATIENCE)
        assert code < 0, f"the command ended with exit code {code} without having come to {moment}"
        _wait_for_end(desk)

    def kill_after(self, desk: Desk, seconds: float, *words: str) -> bool:
        """Run a command and kill it so many seconds after its run has begun; False where it has ended before that."""
        with self.begun(desk, *words) as running:
            _wait_for_beginning(desk, running)
            time.sleep(seconds)
            if running.poll() is not None:
                return False
            first = psutil.Process(running.pid)
            for process in (first, *first.children(recursive=True)):
                process.kill()
        _wait_for_end(desk)
        return True

    @contextmanager
    def begun(self, desk: Desk, *words: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """A command under way; what it says is added to `said` in the desk."""
        path = os.pathsep.join([str(Path(__file__).parent / "kill"), str(ROOT)])
        env = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        command = [sys.executable, "-m", "flows", *(words or ("run",)), "--desk", str(desk.root)]
        with (
            (desk.root / "said").open("ab") as said,
            subprocess.Popen(command, env={**env, "PYTHONPATH": path, **more}, stdout=said, stderr=said) as running,
        ):
            yield running


@contextmanager
def nights(folder: Path, days: int = 3) -> Iterator[Nights]:
    """Nights over some days of the sample press."""
    server = Desk(folder / "server")
    server.make_folders()
    with serve(Press(LAST_DAY, days=days)) as web, prefect_api(server) as api:
        prefect_env.server_file(server).write_text(api + "\n", "utf-8")
        yield Nights(folder, web, server)


def _but_files(_: str, names: list[str]) -> set[str]:
    return {*names} - FILES


def _wait_for_beginning(desk: Desk, running: subprocess.Popen[bytes]) -> None:
    while not desk.running_file.exists() and running.poll() is None:
        time.sleep(0.01)


def _wait_for_end(desk: Desk) -> None:
    """Until the last process of a killed night has let go of the lock."""
    while lock_holder(desk) is not None:
        time.sleep(0.01)
