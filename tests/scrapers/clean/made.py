"""Pages made for one test each."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml.html import HtmlElement

from scrapers.article import Article, Rejection
from scrapers.clean import assess, clean
from scrapers.clean.reading import Reading
from scrapers.clean.tree import parse
from scrapers.page import Page, PageInfo
from scrapers.sources import Source, make_source

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
URL = "https://www.dailyquay.example/news/bridge-reopens"
PARAGRAPHS = (
    "The old bridge over the Arn opened again on Monday after four years, and the first to cross it was a dog.",
    "Engineers had taken the iron span apart piece by piece and shipped it to a yard on the coast, where each rivet "
    "was drawn, measured and replaced.",
    "The town had expected to wait until spring. A dry autumn let the crews work through October without losing a day, "
    "said the foreman, Bo Ek.",
    "Lorries will still have to take the long way round by the quarry: the deck may carry no more than seven tonnes.",
)


def body(*extra: str, before: str = "") -> str:
    """An article of four paragraphs, with markup before and after them."""
    return before + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "".join(extra)


def html(content: str, head: str = "<title>Bridge reopens</title>", attributes: str = 'lang="en"') -> str:
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body><article>{content}</article></body></html>"


def tree(text: str) -> HtmlElement:
    found = parse(text)
    assert found is not None
    return found


def page(text: str | bytes, url: str = URL, content_type: str = "text/html", asked: str | None = None) -> Page:
    raw = text.encode() if isinstance(text, str) else text
    info = PageInfo(asked or url, url, "quay", "test", "feed", NOW, 200, content_type, "")
    return Page(info, raw)


def source(**keys: object) -> Source:
    return make_source("quay", {"name": "The Daily Quay", "site": "https://www.dailyquay.example/", **keys})


def cleaned(text: str | bytes, url: str = URL, content_type: str = "text/html", **keys: object) -> Article:
    outcome = clean(page(text, url, content_type), source(**keys))
    assert isinstance(outcome, Article), outcome
    return outcome


def refused(text: str | bytes, url: str = URL, content_type: str = "text/html", **keys: object) -> Rejection:
    outcome = clean(page(text, url, content_type), source(**keys))
    assert isinstance(outcome, Rejection), outcome
    return outcome


def read(text: str) -> Reading:
    reading = assess(page(text), source())[1]
    assert reading is not None
    return reading


def jsonld(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'
