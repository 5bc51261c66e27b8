"""The desk's folder and its lock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.desk import Desk, check_space, lock_holder, open_desk, run_lock
from scrapers.errors import DeskBusyError, DeskMissingError, NoSpaceError

HOLD = """
import subprocess, sys, time
from pathlib import Path
from flows.desk import Desk, run_lock
with run_lock(Desk(Path(sys.argv[1])), "nightly x") as handle:
    child = subprocess.Popen(["sleep", sys.argv[2]], pass_fds=(handle,))
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "desk")
    desk.make_folders()
    desk.sources_file.write_text("", "utf-8")
    return desk


def holder(desk: Desk, child_seconds: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(desk.root), child_seconds], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    return process


def test_only_its_owner_can_read_a_desk(desk: Desk) -> None:
    assert {path.stat().st_mode & 0o777 for path in (desk.root, desk.archive, desk.journal, desk.snapshots)} == {0o700}


def test_a_folder_without_a_desk_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(DeskMissingError, match="nightdesk init"):
        open_desk(tmp_path)


def test_a_second_run_is_refused_and_told_who_has_the_desk(desk: Desk) -> None:
    first = holder(desk, "60")
    try:
        with pytest.raises(DeskBusyError, match=rf"{first.pid} nightly x") as told, run_lock(desk, "second"):
            pass
        assert told.value.exit_code == 75
        assert "nightly x" in (lock_holder(desk) or "")
    finally:
        first.kill()
        first.wait()


def test_the_lock_dies_with_the_last_process_that_has_it(desk: Desk) -> None:
    first = holder(desk, "2")
    began = time.monotonic()
    first.kill()
    first.wait()
    with run_lock(desk, "second"):
        assert lock_holder(desk) is not None
        assert time.monotonic() - began > 1, "the killed run's child still had it for two seconds"
    assert lock_holder(desk) is None


def test_no_space_says_how_much_is_needed(desk: Desk) -> None:
    with pytest.raises(NoSpaceError, match="MB are needed"):
        check_space(desk, needed=10**18)


def test_the_lock_is_not_left_open_for_strangers(desk: Desk) -> None:
    with run_lock(desk, "x") as handle:
        assert not os.get_inheritable(handle)
