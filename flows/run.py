"""One run: its identity, what a person should look at in it, and how it ended."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from importlib.metadata import version

from scrapers.crawl import Tally

# The states that a URL can end in, after the sum of them.
STATES = tuple(field.name for field in fields(Tally))


class Kind(StrEnum):
    """What kind of run it is."""

    NIGHTLY = "nightly"
    SCRAPE = "scrape"
    RECLEAN = "reclean"
    IMPORT = "import"
    TAKEDOWN = "takedown"
    BACKFILL = "backfill"


class Outcome(StrEnum):
    """How a run ended, in colours; `exit_code` is what the command line exits with."""

    OK = "ok"
    AMBER = "amber"
    RED = "red"

    @property
    def exit_code(self) -> int:
        return {Outcome.OK: 0, Outcome.AMBER: 2, Outcome.RED: 1}[self]


@dataclass(frozen=True, slots=True)
class Issue:
    """Something that a person should look at. `source_id` is None when it concerns the whole run."""

    source_id: str | None
    severity: Outcome
    reason: str
    next_step: str


@dataclass(frozen=True, slots=True)
class SourceTally:
    """One source in one run: the sums of its URLs, and what its pages became."""

    source_id: str
    urls: Tally
    articles: int
    rejected: int


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run as `status` and the end of each command show it; `late_for`: when the night that was missed was due."""

    run_id: str
    kind: str
    started_at: datetime
    finished_at: datetime | None
    outcome: Outcome | None
    ended: str | None
    tallies: tuple[SourceTally, ...]
    issues: tuple[Issue, ...]
    late_for: datetime | None = None


def new_run_id(now: datetime | None = None) -> str:
    """A name that sorts by time: `20261123T020000Z-ab12`."""
    return f"{now or datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}"


def product_version() -> str:
    """The installed Nightdesk's version."""
    return version("nightdesk")
