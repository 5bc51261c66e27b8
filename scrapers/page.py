"""What the fetch stage hands over: pages, and what became of each URL.

Frozen values that cross a stage. Times are aware `datetime`s in UTC; sizes are bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

# What the store has room for: checked where a journal is read.
Count = Annotated[int, Field(ge=0, lt=2**31)]
Place = Annotated[int, Field(ge=0, lt=2**63)]


class UrlState(StrEnum):
    """What became of a URL in one run. A URL is `discovered` first and ends the run in exactly one of the others."""

    DISCOVERED = "discovered"
    FETCHED = "fetched"  # archived: its WARC record is on disk
    UNCHANGED = "unchanged"  # asked again; the server said, or the bytes show, that nothing changed
    SKIPPED = "skipped"  # not asked for, on purpose: see SkipReason
    FAILED = "failed"  # asked for in vain; the reason says how
    PENDING = "pending"  # not reached in this run; the next run begins with it


class SkipReason(StrEnum):
    """Why a URL was not asked for. The journal stores the value."""

    KNOWN = "known"  # fetched in an earlier run and no re-visit is due
    ROBOTS = "robots.txt"
    EXCLUDED = "excluded"  # by the source's `include` / `exclude`
    TOO_OLD = "before since"
    OTHER_SOURCE = "belongs to another source"  # another source of this run brought it first
    NOT_WEB = "not http(s)"
    TAKEN_DOWN = "taken down"  # by request; never asked for again
    ADDRESS = "private address"  # a loopback, link-local or private address that the source does not name itself


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again cheaply, and the digest of the body it went with (`sha1:BASE32`)."""

    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class RecordRef:
    """Where a page lies in the archive: file relative to its folder, byte offset and length of its gzip members."""

    file: str
    offset: Place
    length: Place


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What is known of a page without its body; stored in the WARC's metadata record and in the journal.

    `url` is the discovered URL, `final_url` the one that answered after redirects. `opt_out` lists the text and data
    mining opt-outs as seen at fetch time, for example `("X-Robots-Tag: noai",)`.
    """

    url: str
    final_url: str
    source_id: str
    run_id: str
    via: str
    fetched_at: datetime
    status: Count
    content_type: str
    digest: str
    etag: str | None = None
    last_modified: str | None = None
    robots: str = "allowed"
    opt_out: tuple[str, ...] = ()

    @property
    def validators(self) -> Validators:
        return Validators(self.etag, self.last_modified, self.digest)


@dataclass(frozen=True, slots=True)
class Page:
    """One fetched response, raw: what `clean` reads. `body` is free of its content encoding, not of its charset."""

    info: PageInfo
    body: bytes = field(repr=False)
