"""When a night is due, was missed, or has been made up for: by a fake clock, over both changes of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.by_schedule import missed
from flows.desk import Desk
from flows.lifecycle import begin
from flows.run import Kind
from flows.settings import Schedule
from flows.store import open_store, runs
from scrapers.errors import MadeUpForError

CHANGES = [("2026-03-28", "2026-03-30"), ("2026-10-24", "2026-10-26")]


@pytest.mark.parametrize("days", CHANGES, ids=["spring", "autumn"])
@pytest.mark.parametrize("cron", ["30 1 * * *", "0 2 * * *", "30 2 * * *"])
@pytest.mark.parametrize("zone", ["Europe/Dublin", "Europe/Berlin"])
def test_each_night_is_due_once_also_when_the_clocks_change(cron: str, zone: str, days: tuple[str, str]) -> None:
    now, end = (datetime.fromisoformat(f"{day}T12:00:00+00:00") for day in days)
    last, nights = now, []
    while now < end:
        now += timedelta(minutes=30)
        if due := missed(Schedule(cron), zone, last, now):
            nights.append(due)
            last = now
    assert len(nights) == 2, nights


def test_of_all_that_were_missed_the_last_is_made_up_for() -> None:
    last, now = datetime(2026, 11, 1, 2, 0, 3, tzinfo=UTC), datetime(2026, 11, 20, 9, tzinfo=UTC)
    assert missed(Schedule("0 2 * * *"), "UTC", last, now) == datetime(2026, 11, 20, 2, tzinfo=UTC)
    assert missed(
        Schedule("*/5 * * * *"), "UTC", now - timedelta(hours=3), now - timedelta(minutes=2)
    ) == now - timedelta(minutes=5)
    assert missed(Schedule("0 2 * * *"), "UTC", now - timedelta(hours=1), now) is None
    assert missed(Schedule("0 2 * * *", paused=True), "UTC", last, now) is None
    assert missed(Schedule("0 2 * * *"), "UTC", None, now) is None, "a new desk has missed nothing"


def test_the_first_night_after_a_down_time_is_late_and_the_others_are_left_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk")
    desk.make_folders()
    desk.sources_file.touch()
    now = datetime.now(UTC)
    with begin(desk.root, Kind.NIGHTLY, "first", due=now - timedelta(hours=9)):
        pass
    for due in (now - timedelta(days=2), now - timedelta(minutes=1)):
        with pytest.raises(MadeUpForError, match="one has begun since"), begin(desk.root, Kind.NIGHTLY, due=due):
            pass
    with begin(desk.root, Kind.NIGHTLY, "next", due=datetime.now(UTC)):
        pass
    with open_store(desk) as store:
        told = {run.run_id: run.late_for for run in runs.recent_runs(store, 9)}
    assert told == {"first": now - timedelta(hours=9), "next": None}
