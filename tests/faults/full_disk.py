"""`unshare --net --mount python -m tests.faults.full_disk FOLDER POINTS`: nights on a disk that fills up.

Each night is the second of a small desk, on a disk of its own (tmpfs); at one of POINTS moments, evenly spread over the
time that an undisturbed night takes, every byte that is left is taken. Then there is room again and the next run goes
on. Prints, as JSON, what each night said and what stood in the desk.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flows.desk import Desk
from flows.publish import verify
from scrapers.sample import Press, serve
from tests.bench.replayed import article_hash, snapshot
from tests.faults.namespace import seal
from tests.flows.conftest import make_desk

DISK = "700m"  # two snapshots, the database, and the 200 MB without which no run starts
LAST_DAY = date(2026, 11, 20)


def night(desk: Path, command: str = "run") -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "flows", command, "--desk", str(desk)]
    return subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)


def fill(disk: Path) -> None:
    """Take every byte that is left."""
    for size in (1 << 20, 1 << 12):
        with (disk / f"filler-{size}").open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(b"\0" * size)


def full_at(seconds: float, first: Path, disk: Path) -> dict[str, Any]:
    """One night on which the disk fills up after so many seconds, and the one after it."""
    desk = Desk(disk / "desk")
    shutil.copytree(first, desk.root)
    before = snapshot(desk.root).name
    timer = threading.Timer(seconds, fill, (disk,))
    timer.start()
    done = night(desk.root)
    timer.join()
    shown = snapshot(desk.root)
    verify(shown)
    for filler in disk.glob("filler-*"):
        filler.unlink()
    again = night(desk.root)
    told = {
        "seconds": seconds, "code": done.returncode, "said": done.stdout + done.stderr, "again": again.returncode,
        "stayed": shown.name == before, "articles": article_hash(snapshot(desk.root)),
    }  # fmt: skip
    shutil.rmtree(desk.root)
    return told


def main() -> None:
    folder, points = Path(sys.argv[1]), int(sys.argv[2])
    seal([], folder / "resolv.conf")
    disk = folder / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)], check=True)
    press = Press(LAST_DAY, days=3)
    with serve(press) as served:
        press.now = datetime(2026, 11, 19, 12, tzinfo=UTC)
        first = make_desk(folder / "first", served.sources_toml(delay=0.0))
        night(first)
        press.now = datetime(2026, 11, 20, 23, 59, tzinfo=UTC)
        clean = Path(shutil.copytree(first, folder / "clean"))
        began = time.monotonic()
        night(clean)
        whole = time.monotonic() - began
        nights = [full_at(whole * (point + 0.5) / points, first, disk) for point in range(points)]
    print(json.dumps({"articles": article_hash(snapshot(clean)), "nights": nights}))


if __name__ == "__main__":
    main()
