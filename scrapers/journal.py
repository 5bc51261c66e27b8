"""The journal: what happened to each URL in one run, one JSON line an event, only ever appended.

A line counts once it is on disk: `Journal.flush` returns after fsync. The last line of a run that was killed may be
torn; `read_journal` stops before it and `mend_journal` cuts it off. The ledger in the database is made of these lines.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from scrapers.errors import ArchiveError
from scrapers.page import Count, PageInfo, RecordRef, UrlState, Validators

NONE_GIVEN = Validators()


class ListingKind(StrEnum):
    FEED = "feed"
    SITEMAP = "sitemap"
    SECTION = "section"
    FRONT = "front page"
    ROBOTS = "robots.txt"


@dataclass(frozen=True, slots=True)
class RunStarted:
    """The first line. `source_ids` are the sources that this run asks."""

    at: datetime
    run_id: str
    kind: str
    source_ids: tuple[str, ...]
    event: Literal["run started"] = "run started"


@dataclass(frozen=True, slots=True)
class ListingRead:
    """A feed, sitemap, section page, front page or robots.txt was asked for. `state` is fetched, unchanged or failed.

    `entries` counts the article URLs in it. `reason` tells a failure, or what was odd about a listing that was read
    ("HTML instead of a feed").
    """

    at: datetime
    source_id: str
    url: str
    kind: ListingKind
    state: UrlState
    reason: str | None = None
    entries: Count = 0
    validators: Validators = NONE_GIVEN
    event: Literal["listing"] = "listing"


@dataclass(frozen=True, slots=True)
class UrlSeen:
    """An article URL changed state. `via` is the listing that named it; `published` is what that listing says.

    `reason` goes with skipped, failed and pending. `page` and `record` go with fetched. `attempts` counts requests.
    """

    at: datetime
    source_id: str
    url: str
    state: UrlState
    via: str | None = None
    published: date | None = None
    reason: str | None = None
    status: Count | None = None
    page: PageInfo | None = None
    record: RecordRef | None = None
    event: Literal["url"] = "url"


@dataclass(frozen=True, slots=True)
class RunEnded:
    """The last line of a run that was not killed. `reason` is "finished", "cancelled", "no space" or "time budget"."""

    at: datetime
    reason: str
    event: Literal["run ended"] = "run ended"


Event = RunStarted | ListingRead | UrlSeen | RunEnded
_EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="event")])


class Journal:
    """Appends events to one run's journal."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("ab")

    def write(self, event: Event) -> None:
        """Buffer one event; it counts after the next `flush`."""
        self._file.write(_EVENT.dump_json(event, exclude_defaults=False, exclude_none=True) + b"\n")

    def flush(self) -> None:
        """Put everything written so far on disk (fsync)."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self.flush()
        self._file.close()


def read_journal(path: Path, offset: int = 0) -> Iterator[tuple[Event, int]]:
    """Each event from byte `offset` on, with the offset after it; ends silently before a torn last line.

    Raises:
        ArchiveError: a line that is whole but no event, with its place.
    """
    for event, line in read_lines(path, offset):
        if event is None:
            raise ArchiveError(
                f"{path}: byte {offset}: this line is no journal event. Restore the file from a backup, or run "
                f"`nightdesk rebuild`: it leaves that line out and takes its page from the archive."
            )
        offset += len(line)
        yield event, offset


def read_lines(path: Path, offset: int = 0) -> Iterator[tuple[Event | None, bytes]]:
    """Each whole line from byte `offset` on, with its event; None for a line that is damaged."""
    with path.open("rb") as lines:
        lines.seek(offset)
        for line in lines:
            if line.endswith(b"\n"):
                yield _event(line), line


def _event(line: bytes) -> Event | None:
    try:
        return _EVENT.validate_json(line)
    except ValidationError:
        return None


def mend_journal(path: Path) -> int:
    """Cut a torn last line off; returns how many bytes were cut."""
    size = path.stat().st_size
    with path.open("rb+") as file:
        body = file.read()
        whole = body.rfind(b"\n") + 1
        file.truncate(whole)
        file.flush()
        os.fsync(file.fileno())
    return size - whole
