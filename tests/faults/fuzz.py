"""Fuzz everything that reads what others wrote: `python -m tests.faults.fuzz [--seconds 3600] [--target NAME]...`.

Each target (fuzz_targets.py) gets samples of the real thing with a few edits (mutation.py), for about the same time
each, in a child process of its own. Findings are: an exception that the target does not document, the end of the
process, and an input that takes over 20 s (save in cleaning, which the product stops then). Hypothesis makes the input
of the first kind as small as it can. A finding is mended and kept in `found/`. Exits 1 if there are any.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path

import psutil
from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.faults.fuzz_targets import TARGETS, Target
from tests.faults.mutation import inputs
from tests.faults.table import Table

HANG = 20.0  # seconds for one input
STOPPED = f"over {HANG:g} s"
ROUND = 30.0  # seconds of one target's turn
MEMORY = 2_000_000_000  # bytes of a child


def property_of(target: Target, folder: Path, before: Callable[[bytes], None] = len) -> Callable[[], None]:
    """The target as a test of Hypothesis; `before` is told each input before it is read."""

    @given(inputs(target.samples()))
    def reads_anything(data: bytes) -> None:
        before(data)
        with suppress(*target.errors):
            target.take(data, folder)

    return reads_anything


def one_turn(name: str, number: int, folder: Path) -> None:
    """A child's turn: inputs until the time is up; the one at hand stands in the folder's file `input`."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    until, had, at_hand = time.monotonic() + ROUND, 0, folder / "input"

    class TimeIsUpError(BaseException):
        pass

    def before(data: bytes) -> None:
        nonlocal had
        if time.monotonic() > until:
            raise TimeIsUpError
        had += 1
        at_hand.write_bytes(data)

    chosen = settings(
        max_examples=10_000_000,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    try:
        with suppress(TimeIsUpError):
            seed(number)(chosen(property_of(TARGETS[name], folder, before)))()
    finally:
        print(f"{had} inputs", flush=True)


@dataclass
class Turns:
    """What a target's turns came to; `stopped` are the inputs over 20 s of one that the product stops then."""

    inputs: int = 0
    stopped: int = 0
    findings: int = 0


def turn(name: str, number: int, folder: Path) -> tuple[int, str | None]:
    """Have a child take its turn; returns how many inputs it had, and how it ended where that is a finding."""
    (folder / "input").write_bytes(b"")
    command = [sys.executable, "-m", "tests.faults.fuzz", "--child", name, str(number), str(folder)]
    with (folder / "log").open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as child:
        if hangs(psutil.Process(child.pid), folder / "input"):
            child.kill()
            return 0, STOPPED
    told = (folder / "log").read_text("utf-8", "replace")
    count = int(told.rpartition(" inputs")[0].rpartition("\n")[2] or 0)
    return count, None if child.returncode == 0 else f"exit {child.returncode}:\n{told[-3000:]}"


def hangs(child: psutil.Process, at_hand: Path) -> bool:
    """Wait for the child; True as soon as one input has had 20 s of the processor, or ten times that by the clock."""
    seen, spent, since = 0, 0.0, time.monotonic()
    while child.is_running() and child.status() != psutil.STATUS_ZOMBIE:
        times = child.cpu_times()
        if (changed := at_hand.stat().st_mtime_ns) != seen:
            seen, spent, since = changed, times.user + times.system, time.monotonic()
        elif times.user + times.system - spent > HANG or time.monotonic() - since > 10 * HANG:
            return True
        time.sleep(0.2)
    return False


def fuzz(names: Sequence[str], seconds: float, number: int) -> dict[str, Turns]:
    """Turn about until the time is up; what is found is printed at once."""
    kept, until = Path(tempfile.mkdtemp(prefix="nightdesk-fuzz-")), time.monotonic() + seconds
    took = {name: Turns() for name in names}
    for at, name in zip(count(number), cycle(names), strict=False):
        if time.monotonic() > until:
            break
        folder = kept / f"{name}-{at}"
        folder.mkdir()
        inputs_, finding = turn(name, at, folder)
        took[name].inputs += inputs_
        if finding == STOPPED and TARGETS[name].limited:
            took[name].stopped += 1
        elif finding:
            took[name].findings += 1
            print(f"{name}: seed {at}: {finding}\n    the input is {folder / 'input'}", flush=True)
    return took


def table(names: Sequence[str], seconds: float, number: int) -> Table:
    """Fuzz, and say what came of it."""
    took = fuzz(names, seconds, number)
    rows = [f"| {name} | {t.inputs:,} | {t.stopped} | {t.findings} |" for name, t in took.items()]
    head = ("| what reads | inputs | stopped at 20 s | crashes and hangs |", "|---|---:|---:|---:|")
    return Table((*head, *rows), not any(turns.findings for turns in took.values()))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--seconds", type=float, default=3600)
    ask.add_argument("--target", action="append", choices=list(TARGETS), help="only this one; as often as you like")
    ask.add_argument("--seed", type=int, default=int(time.time()))
    ask.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    got = ask.parse_args()
    if got.child:
        one_turn(got.child[0], int(got.child[1]), Path(got.child[2]))
        return
    found = table(got.target or list(TARGETS), got.seconds, got.seed)
    print("\n".join(found.lines))
    sys.exit(not found.right)


if __name__ == "__main__":
    main()
