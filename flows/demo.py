"""The demo: the sample press on loopback, one real night over it, then the dashboard."""

from __future__ import annotations

import os
import shutil
import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.commands import start
from flows.desk import Desk
from flows.reports import OUT, print_report
from flows.run import Kind, Outcome
from flows.schedule import run_dashboard
from scrapers.errors import ConfigError
from scrapers.sample import Press, serve

PORT = 8765  # of the sample press, where it is free
MARK = ".demo"


def show(root: Path, dashboard: bool) -> int:
    """Make the demo's desk, run one night, print what happened, show the dashboard; returns the exit code."""
    desk = _fresh(root)
    last_day = (datetime.now(UTC) - timedelta(days=1)).date()
    with serve(Press(last_day), port=PORT if _is_free(PORT) else 0) as press:
        desk.sources_file.write_text(press.sources_toml(delay=0.0), "utf-8")
        OUT.print(
            f"The sample press is on http://127.0.0.1:{press.port}: "
            f"{len(desk.sources())} papers, 45 days of news until {last_day}."
        )
        report = start(desk.root, Kind.NIGHTLY, source_ids=())
        print_report(report)
        code = (report.outcome or Outcome.RED).exit_code
        if not dashboard:
            return code
        OUT.print("\nThe dashboard opens on the address below. Ctrl-C ends it, and the sample press with it.")
        return run_dashboard(desk.root, None)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def _fresh(root: Path) -> Desk:
    """An empty desk; only one that a demo made is ever cleared away."""
    desk = Desk(root.resolve())
    if desk.root.exists() and any(desk.root.iterdir()):
        if not (desk.root / MARK).exists():
            raise ConfigError(f"{root}: this folder is not empty and no demo made it. Name another one with --desk.")
        shutil.rmtree(desk.root)
    desk.make_folders()
    (desk.root / MARK).write_text("Made by `nightdesk demo`, which clears this folder when it runs again.\n", "utf-8")
    desk.settings_file.write_text(f'[fetch]\ncontact = "demo on {os.uname().nodename}"\n', "utf-8")
    return desk
