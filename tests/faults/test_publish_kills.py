"""kill -9 at each step of publish: the pointer names a whole snapshot, the old one or the new one."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from flows.desk import Desk
from flows.publish import publish, sweep, verify
from flows.store import open_store
from tests.flows.papers import article, night, page, prose

KILLED = """
import os, signal, sys
from pathlib import Path
from flows import publish
from flows.desk import Desk
setattr(publish, sys.argv[2], lambda *given: os.kill(os.getpid(), signal.SIGKILL))
publish.publish(Desk(Path(sys.argv[1])), "r2", "UTC", 3)
"""


def articles(snapshot: Path) -> int:
    with duckdb.connect(snapshot, read_only=True) as connection:
        [(number,)] = connection.execute("SELECT count(*) FROM articles").fetchall()
    return int(number)


def current(desk: Desk) -> Path:
    return desk.snapshots / desk.pointer.read_text("utf-8").strip()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two articles are published, a third is stored."""
    desk = Desk(tmp_path)
    desk.make_folders()
    with open_store(desk) as store:
        night(store, [page(number, article(number, prose(number))) for number in (1, 2)])
    publish(desk, "r1", "UTC", 3)
    with open_store(desk) as store:
        night(store, [page(3, article(3, prose(3)))])
    return desk


@pytest.mark.parametrize(
    ("step", "shown"),
    [("date_articles", 2), ("build", 2), ("verify", 2), ("_sync", 2), ("_point", 2), ("_prune", 3)],
)
def test_a_kill_leaves_a_whole_snapshot_and_the_next_run_publishes(desk: Desk, step: str, shown: int) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(desk.root), step], check=False)
    assert done.returncode == -signal.SIGKILL
    verify(current(desk))
    assert articles(current(desk)) == shown
    sweep(desk)
    publish(desk, "r3", "UTC", 3)
    assert articles(current(desk)) == 3
    assert not list(desk.snapshots.glob("*.partial*"))
