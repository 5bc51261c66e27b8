"""What doctor finds, and the exit code that a dead man's switch goes by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows import doctor
from flows.desk import Desk
from flows.doctor import examine
from flows.publish import publish
from flows.run import Kind, Outcome
from flows.store import open_store, runs

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose last night began as many hours ago as `night` says."""
    desk = Desk(tmp_path / "desk")
    desk.make_folders()
    desk.sources_file.write_text('[courier]\nname = "The Courier"\nfeeds = ["https://courier.example/feed"]\n', "utf-8")
    desk.settings_file.write_text('time_zone = "Europe/Dublin"\n', "utf-8")
    return desk


def night(desk: Desk, ago: timedelta, outcome: Outcome = Outcome.OK) -> None:
    at = datetime.now(UTC) - ago
    run_id = f"{at:%Y%m%dT%H%M%SZ}-{outcome}"
    with open_store(desk) as store:
        runs.start_run(store, run_id, Kind.NIGHTLY, at)
        runs.finish_run(store, run_id, "finished", at, outcome, [])
    publish(desk, run_id, "Europe/Dublin", 3)


def said(desk: Desk, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = examine(desk.root)
    return code, capsys.readouterr().out


def test_a_desk_that_is_well_says_so(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    night(desk, 5 * HOUR)
    code, told = said(desk, capsys)
    assert code == 0 and "bad" not in told
    assert "ok   last good run: 5.0 hours ago" in told and "made 0.0 hours ago" in told
    assert "ok   schedule: the next night is due" in told and "02:00 (Europe/Dublin)" in told


@pytest.mark.parametrize(("ago", "code"), [(25.9, 0), (26.1, 1)])
def test_the_last_good_run_may_be_26_hours_old(
    ago: float, code: int, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    night(desk, ago * HOUR)
    night(desk, HOUR, Outcome.RED)
    assert said(desk, capsys)[0] == code


def test_a_clock_that_went_back_is_bad(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    night(desk, -3 * HOUR)
    code, told = said(desk, capsys)
    assert code == 1 and "bad  clock: it is" in told and "Set this machine's clock" in told


def test_versions_that_do_not_work_together_are_bad(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    night(desk, HOUR)
    monkeypatch.setattr(doctor, "TOGETHER", {"fastapi": "<0.1"})
    code, told = said(desk, capsys)
    assert code == 1 and "bad  packages: fastapi" in told


def test_a_new_desk_says_what_to_do(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = said(desk, capsys)
    assert code == 1 and "bad  snapshot: none yet. `nightdesk run` makes the first." in told
