"""What a template is given, and the small pieces of HTML that several templates need."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import escape
from importlib.resources import files

from scrapers.sample.articles import SampleArticle
from scrapers.sample.languages import LANGUAGES
from scrapers.sample.publishers import Publisher

Link = tuple[str, str]
"""A text and the address it leads to."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds any page of a publisher. `weather` is "" where the publisher has no such widget."""

    publisher: Publisher
    base: str
    sections: tuple[Link, ...]
    latest: tuple[Link, ...]
    weather: str
    feeds: tuple[tuple[str, str], ...]  # media type and address, for <link rel=alternate>

    @property
    def lang(self) -> str:
        return self.publisher.language


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article as a template prints it: its text as of the press's clock, its address, its pictures."""

    frame: Frame
    article: SampleArticle
    paragraphs: tuple[str, ...]
    changed_at: datetime | None
    url: str
    amp_url: str | None
    pictures: tuple[Link, ...]  # caption and address
    related: tuple[Link, ...]

    @property
    def label(self) -> str | None:
        return self.frame.publisher.furniture.label_on(self.article.day)

    @property
    def opening(self) -> tuple[str, ...]:
        """What stands before the text like a paragraph of it."""
        return (self.frame.weather,) if self.frame.publisher.furniture.weather_in_text else ()

    @property
    def closing(self) -> tuple[str, ...]:
        """What stands after the text like a paragraph of it; the label is not among it."""
        box = self.frame.publisher.furniture
        return (box.newsletter,) if box.newsletter_in_text else ()

    @property
    def printed_date(self) -> str:
        return LANGUAGES[self.article.language].long_time(self.article.published_at)

    @property
    def byline(self) -> str:
        joint = {"en": " and ", "de": " und ", "es": " y "}[self.article.language]
        return joint.join(self.article.authors)


def links(found: Iterable[Link]) -> str:
    """List elements, one a link."""
    return "".join(f'<li><a href="{escape(url)}">{escape(text)}</a></li>' for text, url in found)


def menu(frame: Frame) -> str:
    """The publisher's sections and then its other menu entries, which lead nowhere new."""
    other = tuple((text, f"{frame.base}/") for text in frame.publisher.furniture.menu)
    return links((*frame.sections, *other))


def body(view: ArticleView, paragraphs: Iterable[str], element: str = "p", attributes: str = "") -> str:
    """Paragraphs of the article, each in an element of its own, its standing headings in one for headings."""
    headings = {line.text for line in view.article.publisher.standing if line.heading}
    return "\n".join(
        f"<h3>{text}</h3>" if text in headings else blocks([text], element, attributes) for text in paragraphs
    )


def blocks(paragraphs: Iterable[str], element: str = "p", attributes: str = "") -> str:
    """Each paragraph in an element of its own."""
    return "\n".join(f"<{element}{attributes}>{escape(text, quote=False)}</{element}>" for text in paragraphs)


def alternates(frame: Frame) -> str:
    """The publisher's feeds, as a page's head announces them."""
    return "".join(f'<link rel="alternate" type="{kind}" href="{escape(url)}">' for kind, url in frame.feeds)


def meta(pairs: Iterable[tuple[str, str | None]], key: str = "property") -> str:
    """Meta elements; a pair without content is left out."""
    return "\n".join(f'<meta {key}="{name}" content="{escape(text)}">' for name, text in pairs if text)


def style(template: str) -> str:
    """The style sheet of a template: TEMPLATE.css beside it."""
    return files("scrapers.sample.templates").joinpath(f"{template}.css").read_text("utf-8")


def json_ld(value: object) -> str:
    """A script element with `value`, safe inside HTML."""
    text = json.dumps(value, ensure_ascii=False, indent=1).replace("</", "<\\/")
    return f'<script type="application/ld+json">{text}</script>'


def isodate(at: datetime) -> str:
    """`2026-11-03T09:15:00Z`."""
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"
