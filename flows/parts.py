"""The processes that `nightdesk up` keeps running: started, watched, started again when they die, stopped together.

Each is the head of a process group of its own and writes to a log of its own. One that dies is started again after 1,
2, 4, ... seconds; one that dies at once again and again is given up, and the others go on.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from scrapers.errors import NightdeskError

STOP_SECONDS = 10.0  # what a part has to end by itself before it is killed
AT_ONCE = 60.0  # a part that lived for less than these seconds died at once; a Prefect server takes 15 to start
MOST_IN_A_ROW = 5  # deaths at once, in a row, after which a part is given up: half a minute of waiting between them


class PartError(NightdeskError):
    """A part of `nightdesk up` did not start, or none is left."""


@dataclass
class Part:
    """One of the processes. `deaths` are those at once, in a row; `again_at` is when it is to be started again.

    A night that the schedule had started outlives the schedule's death: `groups` are all that are to be ended.
    """

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    clock: Callable[[], float] = time.monotonic
    deaths: int = 0
    given_up: bool = False
    again_at: float | None = None
    groups: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """Start the process; what it says is added to its log."""
        with self.log.open("ab") as log:
            self.child = subprocess.Popen(
                self.command,
                env={**os.environ, **self.environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.groups.append(self.child)
        self.started_at, self.again_at = self.clock(), None

    def look(self) -> str | None:
        """Start the process again when it is time to; returns what a person should be told, once."""
        if self.given_up:
            return None
        if self.again_at is not None:
            if self.clock() >= self.again_at:
                self.start()
            return None
        code = self.child.poll()
        return None if code is None else self._died(code)

    def _died(self, code: int) -> str:
        lived = self.clock() - self.started_at
        self.deaths = self.deaths + 1 if lived < AT_ONCE else 1
        if self.deaths >= MOST_IN_A_ROW:
            self.given_up = True
            return (
                f"{self.name}: given up, it died {self.deaths} times in a row, the last time with code {code}. "
                f"{self.log} says why; the rest goes on. Mend it and start `nightdesk up` again."
            )
        wait = 2.0 ** (self.deaths - 1)
        self.again_at = self.clock() + wait
        return f"{self.name}: ended by itself with code {code} after {lived:.0f} s; starting it again in {wait:.0f} s"

    def end(self) -> None:
        """End the process and all that it has started."""
        for group in reversed(self.groups):
            end_group(group)


def end_group(child: subprocess.Popen[bytes]) -> None:
    """SIGINT to a process group and ten seconds, then SIGKILL to what is left of it."""
    for sign in (signal.SIGINT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(child.pid, sign)
            give_up = time.monotonic() + STOP_SECONDS
            while time.monotonic() < give_up:
                child.poll()  # a process that was not asked for counts as one that is there
                os.killpg(child.pid, 0)
                time.sleep(0.05)


def watch(parts: Sequence[Part], say: Callable[[str], None], each_minute: Callable[[], None] = lambda: None) -> None:
    """Look at the parts once a second, and do something each minute. Raises PartError when each has been given up."""
    for second in count():
        if all(part.given_up for part in parts):
            break
        for part in parts:
            if told := part.look():
                say(told)
        if second % 60 == 0:
            each_minute()
        time.sleep(1)
    raise PartError("nothing is left to run; " + ", ".join(str(part.log) for part in parts) + " say why.")


@contextmanager
def together() -> Iterator[list[Part]]:
    """Parts that end together: the last started is the first to be stopped."""
    parts: list[Part] = []
    try:
        yield parts
    finally:
        for part in reversed(parts):
            part.end()


@contextmanager
def terminable() -> Iterator[None]:
    """SIGTERM is taken like Ctrl-C."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
