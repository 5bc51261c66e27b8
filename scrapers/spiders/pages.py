"""An answer as a page: what is known of it, and the opt-outs from text and data mining that came with it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from scrapy.http import Response

from scrapers.archive import payload_digest
from scrapers.page import Page, PageInfo
from scrapers.spiders.asks import Ask
from scrapers.spiders.base import looks_like_html

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")
# The head of a page; opt-outs further down have no meaning.
HEAD_BYTES = 30_000
LONGEST = 200  # characters of one opt-out
META = re.compile(rb"<meta\s[^>]{0,500}>", re.IGNORECASE)
# The TDM Reservation Protocol (W3C community report), and the values that robots metas and headers carry in practice.
TDM = re.compile(rb"""name\s*=\s*["']?tdm-reservation["']?[^>]*content\s*=\s*["']?1\b""", re.IGNORECASE)
NO_AI_WORD = re.compile(r"\b(?:noai|noimageai|notrain)\b", re.IGNORECASE)
NO_AI = re.compile(rb"""name\s*=\s*["']?robots["']?[^>]*\b(noai|noimageai|notrain)\b""", re.IGNORECASE)


def header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def headers_of(response: Response) -> list[tuple[str, str]]:
    """Every header of the answer, as text that a WARC record can carry."""
    return [
        (name.decode("latin-1"), " ".join(value.decode("latin-1").split()))
        for name, values in response.headers.items()
        for value in values
    ]


def not_a_page(response: Response) -> str | None:
    """Why the answer cannot be an article's page by its content type; None if it can."""
    kind = (header(response, "Content-Type") or "").partition(";")[0].strip().lower()
    if kind in PAGE_TYPES or (not kind and looks_like_html(response.body)):
        return None
    return f"not HTML: {kind[:80] or 'no content type'}"


def make_page(response: Response, ask: Ask, run_id: str, robots: str, stated: tuple[str, ...]) -> Page:
    """The answer to `ask`, with what its headers say; `robots` is the note on the site's robots.txt, `stated` are the
    opt-outs in the site's files."""
    info = PageInfo(
        url=ask.url, final_url=response.url, source_id=ask.source_id, run_id=run_id, via=ask.via or "asked by name",
        fetched_at=datetime.now(UTC), status=response.status, content_type=header(response, "Content-Type") or "",
        digest=payload_digest(response.body), etag=header(response, "ETag"),
        last_modified=header(response, "Last-Modified"), robots=robots, opt_out=opt_outs(response, stated),
    )  # fmt: skip
    return Page(info, response.body)


def opt_outs(response: Response, stated: tuple[str, ...]) -> tuple[str, ...]:
    """The text and data mining opt-outs `stated` for the site, then those in headers and head of the page."""
    tags = [value.decode("latin-1") for value in response.headers.getlist("X-Robots-Tag")]
    metas = META.findall(response.body[:HEAD_BYTES])
    found = [*stated, *(f"X-Robots-Tag: {tag}" for tag in tags if NO_AI_WORD.search(tag))]
    found += ["TDM-Reservation: 1"] if header(response, "TDM-Reservation") == "1" else []
    found += [meta.decode("latin-1") for meta in metas if TDM.search(meta) or NO_AI.search(meta)]
    return tuple(text[:LONGEST] for text in found)
