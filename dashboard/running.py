"""The run that is under way, as it says of itself in desk/running.json; and what a run has said, in desk/logs."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

LOG_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
LONGEST_LOG = 60_000  # bytes of the end of a log that are shown


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a stage is; `total` is None while it is not known."""

    name: str
    done: int
    total: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Running:
    """A run under way, its stages in the order in which they began."""

    run_id: str
    kind: str
    started_at: datetime
    stages: Sequence[Stage]


def running(desk: Path) -> Running | None:
    """The run that has the desk now; None when there is none, or when what is written there was left by a dead one."""
    try:
        told = json.loads((desk / "running.json").read_text("utf-8"))
        if not _alive(int(told["pid"])):
            return None
        stages = [Stage(name, how["done"], how["total"], how["note"]) for name, how in told["stages"].items()]
        return Running(told["run_id"], told["kind"], datetime.fromisoformat(told["started_at"]), stages)
    except (FileNotFoundError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def run_log(desk: Path, run_id: str) -> str | None:
    """The end of what a run said; None when it left no log, or it was cleared away."""
    return log_end(desk / "logs" / f"{run_id}.log") if LOG_NAME.fullmatch(run_id) else None


def log_end(path: Path, begin: int = 0) -> str | None:
    """The last lines of a log, none from before byte `begin`."""
    try:
        with path.open("rb") as lines:
            size = lines.seek(0, os.SEEK_END)
            start = max(begin, size - LONGEST_LOG)
            lines.seek(start)
            words = lines.read().decode("utf-8", "replace")
    except OSError:
        return None
    return words.partition("\n")[2] if start > begin else words
