"""The night over the corpus, killed: `python -m tests.bench.kill_night [--kills 20] [--seed 1]`.

Each trial begins a night, kills all of its processes with SIGKILL at a random moment, runs `nightdesk run` again, and
compares with the night that was left alone: acknowledged pages lost, articles twice, the article table, and whether
every archive file is readable by warcio to its last record. `python -m tests.faults kills` does so over the small
sample press, and at every stage.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil

from flows.desk import Desk
from tests.bench.replayed import article_hash, count, nightdesk, replay, write_desk
from tests.faults.verdict import TWICE, acknowledged, archived


def begin_and_kill(desk: Path, env: dict[str, str], seconds: float) -> None:
    """Start a night and kill every process of it after some seconds."""
    command = [sys.executable, "-m", "flows", "run", "--desk", str(desk)]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as night:
        time.sleep(seconds)
        for process in (psutil.Process(night.pid), *psutil.Process(night.pid).children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                process.kill()


def one(root: Path, env: dict[str, str], seconds: float, wanted: str) -> bool:
    """One kill and the run after it; True when nothing differs from the night left alone."""
    write_desk(root)
    desk = Desk(root)
    begin_and_kill(root, env, seconds)
    kept = acknowledged(desk)
    code = nightdesk("run", "--desk", str(root), env=env).code
    records = list(archived(desk.archive))
    lost = len(kept - acknowledged(desk) | kept - set(records))
    again, twice = len(records) - len(set(records)), count(desk.database, TWICE)
    same, left_open = article_hash(desk.database) == wanted, len(list(desk.archive.rglob("*.open")))
    print(
        f"killed after {seconds:5.1f} s, {len(kept):4} pages acknowledged: {lost} lost, {again} fetched again, "
        f"{twice} twice, same table: {same}, files left open: {left_open}, exit {code}",
        flush=True,
    )
    return same and not (lost or twice or left_open)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="nightdesk-kill-") as folder, replay() as env:
        whole = Path(folder) / "whole"
        write_desk(whole)
        cost = nightdesk("run", "--desk", str(whole), env=env)
        wanted = article_hash(whole / "desk.duckdb")
        moments = [rng.uniform(1, cost.wall) for _ in range(given.kills)]
        wrong = sum(not one(Path(folder) / f"trial{n}", env, at, wanted) for n, at in enumerate(moments))
    print(f"{given.kills} kills, {wrong} with a difference")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
