"""What a part of `python -m tests.faults` hands over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """What was found, as lines of Markdown, and whether every promise was kept."""

    lines: Sequence[str]
    right: bool
