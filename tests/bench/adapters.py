"""What the scoring tools call: one page or one text in, plain values out. No store, no network."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from trafilatura import bare_extraction
from trafilatura.settings import Document

from flows.entities import Recogniser, Unsupported, load
from scrapers.article import Rejection
from scrapers.clean import assess
from scrapers.page import Page, PageInfo
from scrapers.sources import Source

SOURCE = Source(id="bench", name="Bench", site="http://bench.invalid/")
FETCHED_AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def page_of(html: str, url: str) -> Page:
    """The page as the archive would hand it over."""
    info = PageInfo(
        url=url,
        final_url=url,
        source_id=SOURCE.id,
        run_id="bench",
        via="urls",
        fetched_at=FETCHED_AT,
        status=200,
        content_type="text/html; charset=utf-8",
        digest="",
    )
    return Page(info, html.encode("utf-8", "surrogatepass"))


def clean(html: str, url: str) -> dict[str, Any]:
    """Text (lead and body as a reader reads them, without the title), title, authors (else the desks that the page
    credits, else the agencies), date (the day as the page's own zone has it), captions, publisher, and `rejected`: the
    reason, or None. A rejected page has no text."""
    outcome, reading = assess(page_of(html, url), SOURCE)
    if isinstance(outcome, Rejection):
        return {"text": "", "rejected": outcome.reason.value}
    published, desks = (reading.metadata.published, reading.metadata.desks) if reading else (None, ())
    return {
        "text": "\n\n".join(filter(None, (outcome.lead, outcome.text))),
        "title": outcome.title,
        "authors": list(outcome.authors or desks or outcome.agencies),
        "date": published.at.date().isoformat() if published else None,
        "captions": [caption.text for caption in outcome.captions],
        "publisher": outcome.publisher,
        "rejected": None,
    }


@cache
def recogniser() -> Recogniser:
    return load()


def entities(text: str) -> list[tuple[int, int, str]]:
    """(start, end, type) of each mention. The scorer states no language: what is not English is read as one of the
    languages that share the experimental model."""
    found = recogniser().find(text)
    if isinstance(found, Unsupported):
        found = recogniser().find(text, language="de")
    assert not isinstance(found, Unsupported)
    return [(mention.start, mention.end, mention.type) for mention in found]


def trafilatura_default(html: str, url: str) -> dict[str, Any]:
    """What the base alone makes of the page: trafilatura as it comes, with its own metadata."""
    found = bare_extraction(html, url, with_metadata=True)
    if not isinstance(found, Document):
        return {"text": ""}
    authors = [author.strip() for author in (found.author or "").split(";") if author.strip()]
    return {"text": found.text, "title": found.title, "authors": authors, "date": found.date}
