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
from itertools import cycle
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.faults.fuzz_targets import TARGETS, Target
from tests.faults.mutation import inputs

HANG = 20.0  # seconds for one input
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
    until, count, at_hand = time.monotonic() + ROUND, 0, folder / "input"

    class TimeIsUpError(BaseException):
        pass

    def before(data: bytes) -> None:
        nonlocal count
        if time.monotonic() > until:
            raise TimeIsUpError
        count += 1
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
        print(f"{count} inputs", flush=True)


def turn(name: str, number: int, folder: Path) -> tuple[int, str | None]:
    """Have a child take its turn; returns how many inputs it had, and what it found."""
    at_hand, log = folder / "input", folder / "log"
    at_hand.write_bytes(b"")
    command = [sys.executable, "-m", "tests.faults.fuzz", "--child", name, str(number), str(folder)]
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as child:
        while child.poll() is None:
            time.sleep(0.2)
            if time.time() - at_hand.stat().st_mtime > HANG + 20 * (at_hand.stat().st_size == 0):
                child.kill()
                return 0, None if TARGETS[name].limited else f"over {HANG:g} s"
    told = log.read_text("utf-8", "replace")
    count = int(told.rpartition(" inputs")[0].rpartition("\n")[2] or 0) if " inputs" in told else 0
    return count, None if child.returncode == 0 else f"exit {child.returncode}:\n{told[-3000:]}"


def fuzz(names: Sequence[str], seconds: float, number: int, folder: Path) -> int:
    """Turn about until the time is up; returns how many findings there were."""
    until, counts, found = time.monotonic() + seconds, dict.fromkeys(names, 0), 0
    for name in cycle(names):
        number += 1
        if time.monotonic() > until:
            break
        own = folder / f"{name}-{number}"
        own.mkdir()
        count, finding = turn(name, number, own)
        counts[name] += count
        if finding:
            found += 1
            print(f"{name}: seed {number}: {finding}\n    the input is {own / 'input'}", flush=True)
    for name, count in counts.items():
        print(f"{name:12} {count:9,} inputs")
    print(f"{found} findings; the last seed was {number}")
    return found


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
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-fuzz-"))
    sys.exit(bool(fuzz(got.target or list(TARGETS), got.seconds, got.seed, folder)))


if __name__ == "__main__":
    main()
