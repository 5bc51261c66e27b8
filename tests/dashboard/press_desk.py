"""A desk whose snapshot holds the sample press as a perfect night files it: its numbers are the press's own answers."""

from __future__ import annotations

from pathlib import Path

from scrapers.sample import Press
from tests.dashboard import snapshots
from tests.flows.named_press import press_snapshot


def make_press_desk(desk: Path, press: Press) -> Path:
    """The desk's folder, made here: the snapshot and its pointer."""
    (desk / "snapshots").mkdir(parents=True)
    press_snapshot(desk / "snapshots" / "press.duckdb", press)
    snapshots.point(desk, "press.duckdb")
    return desk
