"""Thirty nights on the sample press by a clock that is set: `python -m tests.bench.soak [--nights 30] [--keep DIR]`.

Each night has new articles, corrections and removals; the troubles of `soak_press` are planted in them, and once a week
a night is killed with SIGKILL and run again. Of each night it is told whether every sum is exact, whether the articles
are those that the press could have been read for, each with its text, how long it took, what it took of memory, and
which alarms came. Exits 1 unless all is exact, every planted alarm came and no other, and the last ten nights cost at
most 1.2 times the first ten.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

import duckdb
import psutil

from scrapers.sample import serve
from scrapers.sample.articles import SampleArticle
from scrapers.sample.server import Served
from tests.bench.replayed import snapshot
from tests.bench.soak_press import KILLED, PLANTED, Planted, TroubledSite, begins, is_right, readable, soaked_press

ROOT = Path(__file__).parents[2]
FLAT = 1.2
SUMS = "discovered <> fetched + unchanged + skipped + failed + pending"
Alarm = tuple[str | None, str]


class Memory(threading.Thread):
    """The most that a process and all it started had of memory together, in bytes: each shared page is counted once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.root, self.peak = psutil.Process(pid), 0
        self.start()

    def run(self) -> None:
        while self.root.is_running() and self.root.status() != psutil.STATUS_ZOMBIE:
            family = [self.root, *self.root.children(recursive=True)]
            self.peak = max(self.peak, sum(map(_share, family)))
            time.sleep(0.3)


def _share(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


@dataclass
class Night:
    """What one night cost, and what is wrong with it; `processor` and `wall` are seconds, `memory` bytes."""

    number: int
    processor: float = 0.0
    wall: float = 0.0
    memory: int = 0
    codes: list[int] = field(default_factory=list)
    articles: int = 0
    wrong: list[str] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)

    def line(self) -> str:
        told = "; ".join(f"{source or 'run'}: {reason}" for source, reason in self.alarms) or "none"
        exact = "; ".join(self.wrong) or "exact"
        return (
            f"night {self.number:2}  exit {'+'.join(map(str, self.codes)):5} {self.processor:5.1f} s processor, "
            f"{self.wall:5.1f} s, {self.memory / 1e6:4.0f} MB  {self.articles:4} articles, {exact}; alarms: {told}"
        )


@contextmanager
def begun(desk: Path, night: Night) -> Iterator[subprocess.Popen[bytes]]:
    """The run of a night, by the clock of that night."""
    env = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    env["PYTHONPATH"] = os.pathsep.join([str(ROOT / "tests" / "bench" / "clock"), str(ROOT)])
    env["NIGHTDESK_TEST_CLOCK"] = str(begins(night.number).timestamp() + night.wall - time.time())
    before, began = os.times(), time.monotonic()
    command = [sys.executable, "-m", "flows", "run", "--desk", str(desk)]
    with (desk.parent / f"night-{night.number}.log").open("ab") as log:
        run = subprocess.Popen(command, env=env, stdout=log, stderr=log)
        memory = Memory(run.pid)
        yield run
        night.codes.append(run.wait())
    memory.join()
    after = os.times()
    night.processor += after.children_user + after.children_system - before.children_user - before.children_system
    night.wall += time.monotonic() - began
    night.memory = max(night.memory, memory.peak)


def kill(run: subprocess.Popen[bytes], desk: Path, seconds: float) -> None:
    """SIGKILL to the run and all it started, so many seconds after it has begun."""
    while not (desk / "running.json").exists() and run.poll() is None:
        time.sleep(0.1)
    time.sleep(seconds)
    for process in [psutil.Process(run.pid), *psutil.Process(run.pid).children(recursive=True)]:
        if process.is_running():
            process.kill()


def one_night(desk: Path, served: Served, number: int, seen: set[str], kill_after: float) -> Night:
    """Run a night, or kill it after so many seconds and run it again, and look at what it left."""
    night = Night(number)
    served.press.now = begins(number)
    if number in KILLED:
        with begun(desk, night) as run:
            kill(run, desk, kill_after)
    with begun(desk, night):
        pass
    seen |= {article.url(served.port) for article in readable(served.press, number)}
    look(desk, night, seen, {article.url(served.port): article for article in served.press.articles})
    return night


def look(desk: Path, night: Night, seen: set[str], known: Mapping[str, SampleArticle]) -> None:
    """Compare the night's sums and articles with what they must be, and take down its alarms."""
    since = begins(night.number)
    with duckdb.connect(desk / "desk.duckdb", read_only=True) as store:
        runs = "SELECT run_id FROM store.runs WHERE started_at >= $since"

        def rows(sql: str) -> list[tuple[object, ...]]:
            return store.execute(sql, {"since": since}).fetchall()

        wrong = rows(f"SELECT source_id FROM store.run_tallies WHERE run_id IN ({runs}) AND {SUMS}")
        twice = rows(
            f"SELECT url_id FROM store.run_urls WHERE run_id IN ({runs}) GROUP BY run_id, url_id HAVING count(*) > 1"
        )
        night.alarms = rows(f"SELECT source_id, reason FROM store.run_issues WHERE run_id IN ({runs}) ORDER BY ALL")  # type: ignore[assignment]
    with duckdb.connect(snapshot(desk), read_only=True) as read:
        rows_read = read.execute("SELECT url, title, text, gone_at IS NOT NULL FROM articles").fetchall()
    found = {url for url, *_ in rows_read}
    misread = [url for url, *row in rows_read if url in known and not is_right(known[url], night.number, *row)]
    night.articles = len(found)
    for what, bad in (
        ("sums wrong", wrong),
        ("URLs in two states", twice),
        ("articles missing", sorted(seen - found)),
        ("articles too many", sorted(found - seen)),
        ("articles not as the press has them", misread),
    ):
        if bad:
            night.wrong.append(f"{len(bad)} {what}, such as {bad[0]}")


def raises(one: Planted, night: Night, alarm: Alarm) -> bool:
    return night.number in one.told and alarm[0] == one.source_id and alarm[1].startswith(one.reason)


def summary(nights: Sequence[Night]) -> bool:
    """Print the figures; True when all is as it should be."""
    last = nights[-1].number
    planted = [one for one in PLANTED if one.nights[0] >= 1 and one.nights[-1] <= last]
    missed = [one for one in planted if not any(raises(one, night, a) for night in nights for a in night.alarms)]
    false = [(n.number, a) for n in nights for a in n.alarms if not any(raises(one, n, a) for one in PLANTED)]
    print(f"sums and articles exact on {sum(not night.wrong for night in nights)} of {len(nights)} nights")
    print(f"alarms: {len(planted) - len(missed)} of {len(planted)} planted troubles told, {len(false)} others")
    for one in missed:
        print(f"    missed: {one.what} of {one.source_id or 'the run'} on night {one.nights[0]}")
    for number, (source, reason) in false:
        print(f"    not planted: night {number}: {source or 'run'}: {reason}")
    ratios = []
    for what in ("processor", "wall", "memory"):
        first, final = (mean(getattr(night, what) for night in part) for part in (nights[:10], nights[-10:]))
        ratios.append(final / first)
        print(f"{what} of a night: last ten over first ten {final / first:.2f} (at most {FLAT}; wall is not judged)")
    return not missed and not false and not any(n.wrong for n in nights) and max(ratios[0], ratios[2]) <= FLAT


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--nights", type=int, default=30)
    ask.add_argument("--seed", type=int, default=1, help="of the moments of the kills")
    ask.add_argument("--keep", type=Path, help="make the desk here and leave it")
    got = ask.parse_args()
    folder = got.keep or Path(tempfile.mkdtemp(prefix="nightdesk-soak-"))
    desk, chance = folder / "desk", random.Random(got.seed)
    seen: set[str] = set()
    nights: list[Night] = []
    desk.mkdir(parents=True)
    with serve(soaked_press(), site=TroubledSite) as served:
        (desk / "sources.toml").write_text(served.sources_toml(), "utf-8")
        (desk / "settings.toml").write_text('time_zone = "UTC"\n', "utf-8")
        for number in range(1, got.nights + 1):
            nights.append(one_night(desk, served, number, seen, chance.uniform(0, 6)))
            print(nights[-1].line(), flush=True)
    good = summary(nights)
    if not got.keep:
        shutil.rmtree(folder)
    sys.exit(not good)


if __name__ == "__main__":
    main()
