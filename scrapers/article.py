"""What the clean stage hands over: an `Article`, or a `Rejection` that says why the page is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RejectionReason(StrEnum):
    """Why a page did not become an article. Stored and shown by its value."""

    NOT_HTML = "not HTML"
    EMPTY = "no text"
    TOO_SHORT = "too short"
    LISTING = "listing"
    HOME_PAGE = "home page"
    SOFT_404 = "soft 404"
    CONSENT_WALL = "consent wall"
    CAPTCHA = "captcha"
    NEEDS_SCRIPTS = "needs scripts"
    VIDEO_OR_GALLERY = "video or gallery"
    TOO_OLD = "before since"
    TOO_SLOW = "took too long to clean"
    TOO_BIG = "took too much memory to clean"
    CRASHED = "cleaner crashed"
    UNREADABLE = "unreadable"
    REMOVED = "taken out of the archive"  # by a request, or by age


class ArticleFlag(StrEnum):
    """What a reader should know of an article's text. Stored and shown by its value."""

    TRUNCATED = "truncated"  # the page ends early, or the site shows the beginning only
    TOO_DEEP = "too deep"  # the page nests its elements deeper than they can be parsed: what follows is missing


class CutReason(StrEnum):
    """Why a block of the page is not in the article's text."""

    TITLE = "title"
    LEAD = "lead"
    CAPTION = "caption"
    CREDIT = "credit"
    BYLINE = "byline"
    BIO = "author's bio"
    DATE = "date"
    PUBLISHER = "publisher"
    FURNITURE = "furniture"
    BOILERPLATE = "not the article"  # the extraction left it out


@dataclass(frozen=True, slots=True)
class Caption:
    """A picture's caption, once, with the picture's address where the page gives one."""

    text: str
    image_url: str | None = None


@dataclass(frozen=True, slots=True)
class CutBlock:
    """One block of the page that is not in `text`: its position among all blocks of the page (from 0), and why."""

    position: int
    text: str
    reason: CutReason


@dataclass(frozen=True, slots=True)
class Line:
    """Where one line of a text comes from: its position among all blocks of the page (from 0), and whether it stands
    there as a heading."""

    position: int
    heading: bool


@dataclass(frozen=True, slots=True)
class Article:
    """Cleaned text and metadata of one page; `canonical_url` is its identity.

    `text` holds the body's paragraphs, parted by one blank line; title, lead, captions, picture credits that stand on a
    line of their own (`credits`) and lines about the authors (`bios`) are not in it. `lines` has an entry for each of
    its lines that is not blank.
    `published_at` and `modified_at` are aware, in the page's own zone where it shows one, never in the future, None
    when unknown; `published_from` and `modified_from` name where they were found ("json-ld", "meta", "time", "url",
    "text"). `authors` are persons, or the desk that a page without any names; `agencies` are the news agencies that it
    credits. `opt_out` lists the opt-outs from text and data mining of the page and of its answer's headers.
    `language` is an ISO 639-1 code.
    """

    url: str
    canonical_url: str
    title: str
    lead: str | None
    text: str
    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    published_at: datetime | None
    published_from: str | None
    modified_at: datetime | None
    modified_from: str | None
    language: str | None
    section: str | None
    publisher: str | None
    image_url: str | None
    captions: tuple[Caption, ...]
    credits: tuple[str, ...]
    bios: tuple[str, ...]
    paywalled: bool
    opt_out: tuple[str, ...]
    flags: tuple[ArticleFlag, ...]
    word_count: int
    cut: tuple[CutBlock, ...]
    extractor: str
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A page that is no article, and why; `detail` is one line for a person."""

    url: str
    reason: RejectionReason
    detail: str
    extractor: str
