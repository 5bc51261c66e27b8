"""Runs that are killed with SIGKILL, all of their processes at once: at each stage, and at random moments.

Each is run again on the same web and then held beside a run that was left alone: see `verdict`.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.desk import Desk
from tests.faults.content import content
from tests.faults.nights import Moment, Nights, nights
from tests.faults.table import Table
from tests.faults.verdict import CONCURRENCY, Before, Verdict, judge

STAGES = {
    "discover": Moment("scrapers.spiders.register", "Register.discover", 40),
    "mid-record": Moment("scrapers.archive.writer", "_write_all", 10, "half"),
    "between archive and journal": Moment("scrapers.journal", "Journal.flush", 10),
    "clean": Moment("scrapers.clean.pool", "Cleaners._outcome", 20),
    "store": Moment("flows.store.filing", "_cut_rows", 20),
    "checkpoint": Moment("flows.store.filing", "file_articles", 1, "written"),
    "publish": Moment("flows.publish", "verify"),
    "pointer": Moment("flows.publish", "_point"),
}
RECLEAN = ("reclean", "--all")
BACKFILL = ("backfill", "--source", "ledger", "--from", "2026-11-18", "--to", "2026-11-19")


@dataclass(frozen=True)
class Alone:
    """A run that was left alone: its desk, what its database holds, and the seconds of processor time that it took."""

    desk: Desk
    content: dict[str, str]
    seconds: float


def left_alone(at: Nights, *words: str) -> Alone:
    """A run that nobody kills, in a desk of its own."""
    desk = at.desk(f"alone {' '.join(words)}".strip())
    seconds = at.measure(desk, *words)
    return Alone(desk, content(desk.database), seconds)


def at_stage(at: Nights, name: str, stage: str, alone: Alone, *words: str) -> Verdict:
    """A run in a new desk, killed at a stage, and the same command again."""
    desk, since = at.desk(name), len(at.web.log)
    at.kill_at(desk, STAGES[stage], *words)
    before = Before.of(desk, at.web, since)
    return judge(desk, at.web, before, at.run(desk, *words), alone.content)


def reclean_at_store(at: Nights, alone: Alone) -> Verdict:
    """Everything cleaned again from the archive, killed at that, and the rest of it by a reclean of nothing more."""
    desk, since = at.desk("reclean"), len(at.web.log)
    shutil.copytree(alone.desk.root, desk.root, dirs_exist_ok=True)
    at.kill_at(desk, STAGES["store"], *RECLEAN)
    before = Before.of(desk, at.web, since)
    return judge(desk, at.web, before, at.run(desk, "reclean"), alone.content)


def at_random(at: Nights, name: str, seconds: float, alone: Alone) -> tuple[str, Verdict] | None:
    """A night killed after so many seconds of processor time, and where it was; None where it had ended before that."""
    desk, since = at.desk(name), len(at.web.log)
    if not at.kill_after(desk, seconds):
        return None
    where, before = _last_stage(desk), Before.of(desk, at.web, since)
    return f"{seconds:.2f} s, {where}", judge(desk, at.web, before, at.run(desk), alone.content)


def _last_stage(desk: Desk) -> str:
    """The last stage of which a run that died has said anything."""
    stages = json.loads(desk.running_file.read_text("utf-8"))["stages"] if desk.running_file.exists() else {}
    return f"after {list(stages)[-1]}" if stages else "before the first page"


def trials(at: Nights, kills: int, seed: int) -> Iterator[tuple[str, Verdict]]:
    """All of them: what was killed where, and what that cost."""
    alone = left_alone(at)
    for stage in STAGES:
        yield f"night: {stage}", at_stage(at, f"night {stage}", stage, alone)
    yield "reclean: store", reclean_at_store(at, alone)
    backfilled = left_alone(at, *BACKFILL)
    yield "backfill: mid-record", at_stage(at, "backfill", "mid-record", backfilled, *BACKFILL)
    chance, done = random.Random(seed), 0
    while done < kills:
        found = at_random(at, f"random {done}", chance.uniform(0, alone.seconds), alone)
        done += found is not None
        if found is not None:
            yield f"night: {found[0]}", found[1]


def table(kills: int, seed: int) -> Table:
    """The trials as a table; each line is told on standard error as soon as it is known."""
    lines = [
        "| killed | acknowledged | lost | twice | tables equal | fetched again | as promised |",
        "|---|---:|---:|---:|---|---:|---|",
    ]
    verdicts = []
    with tempfile.TemporaryDirectory(prefix="nightdesk-kills-") as folder, nights(Path(folder)) as at:
        for name, verdict in trials(at, kills, seed):
            verdicts.append(verdict)
            lines.append(_line(name, verdict))
            print(lines[-1], file=sys.stderr, flush=True)
    wrong = sum(not verdict.right for verdict in verdicts)
    most = max(verdict.again for verdict in verdicts)
    lost, twice = sum(verdict.lost for verdict in verdicts), sum(verdict.twice for verdict in verdicts)
    lines += [
        "",
        f"{len(verdicts)} kills, {wrong} not as promised: {lost} acknowledged pages lost, {twice} duplicates, "
        f"{sum(bool(verdict.different) for verdict in verdicts)} times other tables than those of a run left alone, at "
        f"most {most} pages fetched again (of {CONCURRENCY} that can be under way).",
    ]
    return Table(lines, right=not wrong)


def _line(name: str, verdict: Verdict) -> str:
    equal = f"**no**: {', '.join(verdict.different)}" if verdict.different else "yes"
    right = "yes" if verdict.right else f"**no**: {'; '.join(verdict.wrong) or 'see before'}"
    numbers = f"{verdict.acknowledged} | {verdict.lost} | {verdict.twice} | {equal} | {verdict.again}"
    return f"| {name} | {numbers} | {right} |"
