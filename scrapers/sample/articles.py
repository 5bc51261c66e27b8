"""What the sample press knows of each of its pages: the right answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from scrapers.article import RejectionReason
from scrapers.sample.publishers import Publisher


class CopyKind(StrEnum):
    """How an article relates to the story it carries. Without a wire story it is ORIGINAL."""

    ORIGINAL = "original"
    VERBATIM = "verbatim"
    RETITLED = "retitled"  # same text under another headline
    TRIMMED = "trimmed"  # the last paragraphs are missing
    EDITED = "edited"  # 10 to 30 per cent of the sentences are others


@dataclass(frozen=True, slots=True)
class Correction:
    """From `at` on the article reads `paragraphs`, the last of which is the note on the correction."""

    at: datetime
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One article and the right answer for it.

    `paragraphs` are what a reader without subscription sees, title, lead and captions not among them; see also
    `paragraphs_at`. `story` is the same for all articles that carry the same text. `cast` are the keys of the
    entities that the story is about. Times are aware, in UTC; `removed_at` is when the page begins to answer 410.
    """

    publisher: Publisher
    number: int
    path: str
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    authors: tuple[str, ...]
    published_at: datetime
    section: str
    story: str
    copy: CopyKind
    cast: tuple[str, ...]
    paywalled: bool = False
    correction: Correction | None = None
    removed_at: datetime | None = None

    @property
    def source_id(self) -> str:
        return self.publisher.id

    @property
    def language(self) -> str:
        return self.publisher.language

    @property
    def section_name(self) -> str:
        """The section as the page has it, in the publisher's language."""
        return self.publisher.sections[self.section]

    @property
    def day(self) -> date:
        return self.published_at.date()

    def url(self, port: int) -> str:
        """Its canonical URL on a press that is served at `port`."""
        return self.publisher.base(port) + self.path

    def amp_url(self, port: int) -> str | None:
        """The URL of its second page, whose canonical URL is `url`; None where the publisher has no such pages."""
        return f"{self.publisher.base(port)}/amp{self.path}" if self.publisher.template == "amp" else None

    def paragraphs_at(self, now: datetime) -> tuple[str, ...]:
        """The right answer for its text as of `now`."""
        return self.correction.paragraphs if self.correction and self.correction.at <= now else self.paragraphs

    def changed_at(self, now: datetime) -> datetime | None:
        """When it was last corrected, as of `now`."""
        return self.correction.at if self.correction and self.correction.at <= now else None

    def is_up(self, now: datetime) -> bool:
        """Published and not removed."""
        return self.published_at <= now and not self.is_gone(now)

    def is_gone(self, now: datetime) -> bool:
        return self.removed_at is not None and self.removed_at <= now


@dataclass(frozen=True, slots=True)
class RejectedPage:
    """A page that is linked like an article and is none; a cleaner may say any of `reasons`."""

    publisher: Publisher
    path: str
    title: str
    kind: str  # "consent", "missing" or "video": see walls.py
    published_at: datetime
    reasons: tuple[RejectionReason, ...]

    def url(self, port: int) -> str:
        return self.publisher.base(port) + self.path

    def is_up(self, now: datetime) -> bool:
        return self.published_at <= now


@dataclass(frozen=True, slots=True)
class DisallowedPage:
    """A page that is linked like an article but that robots.txt disallows: nobody polite ever asks for it."""

    publisher: Publisher
    path: str
    title: str
    text: str
    published_at: datetime

    def url(self, port: int) -> str:
        return self.publisher.base(port) + self.path

    def is_up(self, now: datetime) -> bool:
        return self.published_at <= now


Entry = SampleArticle | RejectedPage | DisallowedPage
