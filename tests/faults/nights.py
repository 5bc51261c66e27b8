"""Nights over a small web on loopback, by the real command line: left alone, or killed at a moment with all processes.

The sample press is the web; its log says what was asked for. One Prefect server serves all of these desks, as
`nightdesk up` would, so that each run is spared the start of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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
        """A new desk that reads the press. The delay makes a crawl last some seconds. Without `since`: whether that
        leaves a page out depends on which listing names it first, the one that dates it or the one that does not."""
        desk = Desk(self.folder / name)
        desk.make_folders()
        tables = re.sub(r"^since = .*\n", "", self.web.sources_toml(delay=0.05), flags=re.MULTILINE)
        desk.sources_file.write_text(tables, "utf-8")
        desk.settings_file.write_text(SETTINGS, "utf-8")
        shutil.copytree(self.server.prefect_home, desk.prefect_home, ignore=_but_files)
        return desk

    def run(self, desk: Desk, *words: str) -> int:
        """Run a command to its end; returns its exit code."""
        with self.begun(desk, *words) as running:
            return running.wait(timeout=PATIENCE)

    def measure(self, desk: Desk, *words: str) -> float:
        """Run a command to its end; returns the processor time of its run. Raises AssertionError where it failed."""
        with self.begun(desk, *words) as running:
            *_, spent = _spent(desk, running)
        assert running.returncode in (0, 2), (desk.root / "said").read_text("utf-8")
        return spent

    def kill_at(self, desk: Desk, moment: Moment, *words: str) -> None:
        """Run a command until it comes to this moment, and dies. Raises AssertionError where it does not."""
        trap = {"NIGHTDESK_TEST_KILL": str(moment), "NIGHTDESK_TEST_DATABASE": str(desk.database)}
        with self.begun(desk, *words, **trap) as running:
            code = running.wait(timeout=PATIENCE)
        assert code < 0, f"the command ended with exit code {code} without having come to {moment}"
        _wait_for_end(desk)

    def kill_after(self, desk: Desk, seconds: float, *words: str) -> bool:
        """Run a command and kill it once its run has had so much processor time, which other work on the machine does
        not change; False where it has ended before that."""
        with self.begun(desk, *words) as running:
            if all(spent < seconds for spent in _spent(desk, running)):
                return False
            for process in _family(running):
                with suppress(psutil.NoSuchProcess):  # it has just ended
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
            try:
                yield running
            finally:
                running.kill()  # a command that hangs; nothing to one that has ended


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


def _spent(desk: Desk, running: subprocess.Popen[bytes]) -> Iterator[float]:
    """The seconds of processor time that a command's processes have had since its run began, until it has ended."""
    before = None
    while running.poll() is None:
        with suppress(psutil.NoSuchProcess):
            total = sum(sum(process.cpu_times()[:4]) for process in _family(running))  # dead children's included
            if desk.running_file.exists():
                before = total if before is None else before
                yield total - before
        time.sleep(0.02)


def _family(running: subprocess.Popen[bytes]) -> list[psutil.Process]:
    first = psutil.Process(running.pid)
    return [first, *first.children(recursive=True)]


def _wait_for_end(desk: Desk) -> None:
    """Until the last process of a killed night has let go of the lock."""
    while lock_holder(desk) is not None:
        time.sleep(0.01)
