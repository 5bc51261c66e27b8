"""What a click does: it gives the command that a person could type, so that both go through the same functions.

The dashboard itself never opens the write database: a correction, a scrape, a change to sources.toml is a
`nightdesk` command in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 90.0
"""Seconds that a command may take while somebody waits for it on screen: more than `nightdesk cancel` waits itself."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command answered. `code` is its exit code: 0 done, 2 done in part, 75 another run has the desk."""

    code: int
    text: str

    @property
    def done(self) -> bool:
        return self.code == 0


def ask(desk: Path, *arguments: str, patience: float = PATIENCE) -> Said:
    """Run `nightdesk ARGUMENTS` to its end and return what it printed, errors included.

    `patience` is in seconds; a command that takes longer is ended, and said to be.
    """
    try:
        ended = subprocess.run(
            _command(arguments),
            env=_environment(desk),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Said(1, f"nightdesk {arguments[0]} was ended: it had not finished within {patience:.0f} seconds.")
    return Said(ended.returncode, ended.stdout.decode("utf-8", "replace").strip())


def begin(desk: Path, log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start `nightdesk ARGUMENTS` and leave it to itself: it outlives the page. Its words are added to `log`."""
    log.parent.mkdir(mode=0o700, exist_ok=True)
    with log.open("ab") as words:
        return subprocess.Popen(
            _command(arguments),
            env=_environment(desk),
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,
        )


def _command(arguments: Sequence[str]) -> list[str]:
    return [sys.executable, "-m", "flows", *arguments]


def _environment(desk: Path) -> dict[str, str]:
    return {**os.environ, "NIGHTDESK_HOME": str(desk.absolute()), "NO_COLOR": "1", "COLUMNS": "200"}
