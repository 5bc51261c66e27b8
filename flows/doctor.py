"""Doctor: is the desk sound, the installation complete, the last good run recent?"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from zoneinfo import ZoneInfo

from cronsim import CronSim
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from rich.markup import escape

from dashboard.snapshot import Snapshot, SnapshotError
from flows import alerts, prefect_env
from flows.desk import SPARE_BYTES, Desk, lock_holder, open_desk
from flows.publish import verify
from flows.reports import OUT
from flows.run import Kind, Outcome
from flows.store import open_store, runs
from scrapers.errors import NightdeskError

OLDEST_GOOD_RUN = timedelta(hours=26)  # a day, and two hours for a night that takes long
RECENT = 200  # runs that are looked at for the last good one
AHEAD = timedelta(minutes=5)  # clocks of two machines may differ
# With later ones the Prefect server looks well and starts no night, or does not start: see constraints.txt.
TOGETHER = {"SQLAlchemy": "<2.1", "fastapi": "<0.155"}


def examine(root: Path) -> int:
    """Print one line a check; returns 1 if any failed, else 0."""
    try:
        desk = open_desk(root)
    except NightdeskError as why:
        return _say("desk", str(why), good=False)
    checks: dict[str, Callable[[Desk], str]] = {
        "packages": _packages,
        "sources": _sources,
        "settings": _settings,
        "schedule": _schedule,
        "privacy": _privacy,
        "disk": _disk,
        "clock": _clock,
        "lock": _lock,
        "server": _server,
        "alerts": _alerts,
        "database": _database,
        "snapshot": _snapshot,
        "last good run": _last_good_run,
    }
    return max([_check(name, check, desk) for name, check in checks.items()])


def _check(name: str, check: Callable[[Desk], str], desk: Desk) -> int:
    try:
        return _say(name, check(desk), good=True)
    except (NightdeskError, SnapshotError, UnwellError, OSError) as why:
        return _say(name, str(why), good=False)


def _say(name: str, finding: str, good: bool) -> int:
    OUT.print(f"{'[green]ok[/]  ' if good else '[red]bad[/] '} {name}: {escape(finding)}", soft_wrap=True)
    return 0 if good else 1


class UnwellError(Exception):
    """A check found something wrong; the message says what to do."""


def _packages(desk: Desk) -> str:
    wanted = [Requirement(line) for line in requires("nightdesk") or [] if "extra ==" not in line]
    missing = []
    for requirement in wanted:
        try:
            version(requirement.name)
        except PackageNotFoundError:
            missing.append(requirement.name)
    if missing:
        raise UnwellError(f"missing: {', '.join(missing)}. Install again with the README's command.")
    if wrong := [
        f"{name} {version(name)}" for name, works in TOGETHER.items() if version(name) not in SpecifierSet(works)
    ]:
        raise UnwellError(f"{', '.join(wrong)}: Prefect starts no night with it. Install again with constraints.txt.")
    return f"nightdesk {version('nightdesk')} and the {len(wanted)} packages it needs"


def _sources(desk: Desk) -> str:
    sources = desk.sources()
    if not sources:
        raise UnwellError(f"{desk.sources_file} has none. Add one: `nightdesk sources add URL`.")
    return f"{len(sources)}, {sum(source.paused for source in sources)} of them paused"


def _settings(desk: Desk) -> str:
    settings = desk.settings()
    contact = (
        f"contact {settings.fetch.contact}"
        if settings.fetch.contact
        else "no contact yet: set fetch.contact in settings.toml"
    )
    return f"nights at {settings.schedule.cron!r} in {settings.time_zone}; {contact}"


def _schedule(desk: Desk) -> str:
    settings = desk.settings()
    if settings.schedule.paused:
        return "paused: no night by itself, until schedule.paused is taken out of settings.toml"
    now = datetime.now(ZoneInfo(settings.time_zone))
    return f"the next night is due {next(CronSim(settings.schedule.cron, now)):%Y-%m-%d %H:%M} ({settings.time_zone})"


def _clock(desk: Desk) -> str:
    now = datetime.now(UTC)
    if desk.database.exists():
        with open_store(desk) as store:
            last = next(iter(runs.recent_runs(store, 1)), None)
        if last and last.started_at > now + AHEAD:
            raise UnwellError(
                f"it is {now:%Y-%m-%d %H:%M} UTC, and the last run began at {last.started_at:%Y-%m-%d %H:%M}. "
                f"Set this machine's clock; nights and days are counted by it."
            )
    return f"{now:%Y-%m-%d %H:%M} UTC"


def _privacy(desk: Desk) -> str:
    mode = desk.root.stat().st_mode & 0o777
    if mode & 0o077:
        raise UnwellError(f"{desk.root} can be read by others ({mode:o}). Close it: chmod 700 {desk.root}")
    return "only you can read the desk"


def _disk(desk: Desk) -> str:
    free = shutil.disk_usage(desk.root).free
    needed = 2 * (desk.database.stat().st_size if desk.database.exists() else 0) + SPARE_BYTES
    if free < needed:
        raise UnwellError(f"{free / 1e6:,.0f} MB free, {needed / 1e6:,.0f} MB are needed for a night. Free some space.")
    return f"{free / 1e9:,.1f} GB free"


def _lock(desk: Desk) -> str:
    return f"a run is under way: process {holder}" if (holder := lock_holder(desk)) else "no run is under way"


def _server(desk: Desk) -> str:
    api = prefect_env.running_server(desk)
    return f"`nightdesk up` is running: {api}" if api else "`nightdesk up` is not running: no night starts by itself"


def _alerts(desk: Desk) -> str:
    told = alerts.standing(desk)
    if told.failed:
        raise UnwellError(f"{told.failed} {len(told.held)} wait.")
    count = len(desk.settings().alerts.urls)
    return f"{count} address{'' if count == 1 else 'es'}" if count else "none: nobody is told when a night goes wrong"


def _database(desk: Desk) -> str:
    if not desk.database.exists():
        return "none yet; the first run makes it"
    with open_store(desk) as store:
        [(articles, pages)] = store.rows(
            "SELECT (SELECT count(*) FROM store.articles), (SELECT count(*) FROM store.pages)"
        )
    return f"{articles:,} articles of {pages:,} pages"


def _snapshot(desk: Desk) -> str:
    if not desk.pointer.exists():
        raise UnwellError("none yet. `nightdesk run` makes the first.")
    snapshot = desk.snapshots / desk.pointer.read_text("utf-8").strip()
    if not snapshot.exists():
        raise UnwellError(f"{snapshot} is gone. `nightdesk rebuild` makes it again from the archive.")
    verify(snapshot)
    age = datetime.now(UTC) - datetime.fromisoformat(Snapshot(snapshot).meta()["made_at"])
    return f"{snapshot.name}, made {age / timedelta(hours=1):,.1f} hours ago"


def _last_good_run(desk: Desk) -> str:
    with open_store(desk) as store:
        recent = runs.recent_runs(store, RECENT)
    good = [
        run
        for run in recent
        if run.kind == Kind.NIGHTLY and run.outcome in (Outcome.OK, Outcome.AMBER) and run.finished_at
    ]
    if not good or not good[0].finished_at:
        raise UnwellError("there was none yet. `nightdesk run` starts one, `nightdesk up` starts one every night.")
    age = datetime.now(UTC) - good[0].finished_at
    hours = age / timedelta(hours=1)
    if age > OLDEST_GOOD_RUN:
        raise UnwellError(f"{hours:,.0f} hours ago. See `nightdesk status`; start `nightdesk up` or `nightdesk run`.")
    return f"{hours:.1f} hours ago"
