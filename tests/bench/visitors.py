"""Many visitors at once, while a night runs: whether every screen answers each of them, and how long it takes.

    python -m tests.bench.visitors [--visitors N] [--seconds N] [--pause N]

Makes a desk whose snapshot is the sample press's, serves its dashboard as `nightdesk dashboard` does, and starts a
night over the same press on loopback. Each visitor is a session of its own, over the socket that the page in a browser
speaks through: it opens a screen, waits until it is drawn whole, reads for some seconds, opens the next one. An error
is an exception on a screen, a session that is refused or lost, or a screen that is not whole after a minute. What the
browsers themselves would take is not measured.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from scrapers.sample import Press, serve
from tests.dashboard.browsing import served
from tests.dashboard.press_desk import make_press_desk

SCREENS = ("", "trends", "rising", "entities", "stories", "articles", "sources", "runs", "data")
PATIENCE = 60.0  # seconds until a screen must be whole
FRESH = 4.0  # seconds between two looks at a part that keeps itself up to date
LARGEST = 2**26  # bytes of a message


@dataclass(frozen=True)
class Screen:
    """A screen, and the parts of it that keep themselves up to date."""

    name: str
    fragments: list[str] = field(default_factory=list)


@dataclass
class Told:
    """What the visitors saw: seconds until each screen was whole, and what went wrong, by screen."""

    took: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)


async def visit(address: str, told: Told, until: float, pause: float) -> None:
    """One visitor, from screen to screen until the time is up."""
    await asyncio.sleep(random.uniform(0, pause))
    host = address.removeprefix("http://").rstrip("/")
    try:
        async with connect(
            f"ws://{host}/_stcore/stream", origin=address.rstrip("/"), subprotocols=["streamlit"], max_size=LARGEST
        ) as socket:
            while time.monotonic() < until:
                screen = Screen(random.choice(SCREENS))
                begun = time.monotonic()
                try:
                    told.wrong.update(await asyncio.wait_for(drawn(socket, screen), PATIENCE))
                except TimeoutError:
                    told.wrong[f"{screen.name}: not whole after {PATIENCE:.0f} s"] += 1
                told.took.append(time.monotonic() - begun)
                told.wrong.update(await read(socket, screen, random.uniform(0.5, 1.5) * pause))
    except Exception as why:  # noqa: BLE001 (whatever ends a visit is what is counted here)
        told.wrong[f"a session was lost: {type(why).__name__}: {why}"] += 1


async def read(socket: ClientConnection, screen: Screen, seconds: float) -> list[str]:
    """Stay on a screen, whose parts that keep themselves up to date are asked for as the page does it."""
    wrong = []
    for _ in range(round(seconds / FRESH)):
        await asyncio.sleep(FRESH)
        for fragment in screen.fragments:
            wrong += await drawn(socket, Screen(screen.name), fragment)
    return wrong


async def drawn(socket: ClientConnection, screen: Screen, fragment: str = "") -> list[str]:
    """Open a screen, or draw one fragment of it anew, and wait until it is whole; returns the exceptions on it."""
    asked = BackMsg()
    asked.rerun_script.page_name = screen.name
    asked.rerun_script.fragment_id = fragment
    await socket.send(asked.SerializeToString())
    wrong = []
    while True:
        said = ForwardMsg.FromString(await socket.recv())  # type: ignore[arg-type]
        if said.HasField("page_not_found"):
            wrong.append(f"{screen.name}: there is no such screen")
        if said.HasField("auto_rerun"):
            screen.fragments.append(said.auto_rerun.fragment_id)
        element = said.delta.new_element
        if element.HasField("exception"):
            wrong.append(f"{screen.name}: {element.exception.type}: {element.exception.message[:120]}")
        if said.HasField("script_finished"):
            return wrong


async def crowd(address: str, visitors: int, seconds: float, pause: float) -> Told:
    told, until = Told(), time.monotonic() + seconds
    await asyncio.gather(*(visit(address, told, until, pause) for _ in range(visitors)))
    return told


def night(desk: Path) -> subprocess.Popen[bytes]:
    """A night over the desk's sources, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    command = [sys.executable, "-m", "flows", "run", "--desk", str(desk)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visitors", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=8, help="seconds that a visitor reads a screen")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nightdesk-") as folder, serve(Press(date(2026, 11, 20))) as press:
        desk = make_press_desk(Path(folder) / "desk", press.press)
        (desk / "sources.toml").write_text(press.sources_toml(delay=0.05), "utf-8")
        with served(desk) as address:
            running = night(desk)
            told = asyncio.run(crowd(address, chosen.visitors, chosen.seconds, chosen.pause))
            was_running = running.poll() is None
            memory = max(one.memory_info().rss for one in psutil.Process().children() if one.pid != running.pid)
            running.terminate()
            running.wait(60)
    told.took.sort()
    print(f"{chosen.visitors} visitors, {chosen.seconds:.0f} s, a night {'ran' if was_running else 'ended meanwhile'}")
    print(f"{len(told.took)} screens; errors {told.wrong.total()}; dashboard {memory / 2**20:.0f} MB")
    print(f"median {statistics.median(told.took):.2f} s, 19 of 20 within {told.took[int(len(told.took) * 0.95)]:.2f} s")
    for what, times in told.wrong.most_common():
        print(f"  {times} times {what}")


if __name__ == "__main__":
    main()
