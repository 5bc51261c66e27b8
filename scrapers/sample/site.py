"""What the press answers to a request, without any socket: host and path become a response as of the press's clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from random import Random

from scrapers.sample.articles import DisallowedPage, Entry, RejectedPage, SampleArticle
from scrapers.sample.feeds import media_type, render
from scrapers.sample.languages import LANGUAGES
from scrapers.sample.pictures import landscape
from scrapers.sample.press import Press
from scrapers.sample.publishers import Publisher
from scrapers.sample.sitemaps import robots, sitemap
from scrapers.sample.templates import TEMPLATES
from scrapers.sample.templates.amp import amp_article
from scrapers.sample.templates.view import ArticleView, Frame, Link, blocks, links
from scrapers.sample.walls import wall

_HTML = "text/html; charset=utf-8"
_FRONT_PAGE = 40
_LATEST = 6
_RELATED = 4
_PICTURE = re.compile(r"/media/(\d+)\.svg")


@dataclass(frozen=True, slots=True)
class Response:
    """`modified` is the Last-Modified time, None where there is none to tell."""

    status: int
    content_type: str
    body: bytes
    modified: datetime | None = None


def _response(status: int, content_type: str, body: str | bytes, modified: datetime | None = None) -> Response:
    return Response(status, content_type, body.encode() if isinstance(body, str) else body, modified)


class Site:
    """All six hosts of a press that is served at `port`."""

    def __init__(self, press: Press, port: int) -> None:
        self.press, self.port = press, port
        self._publishers = {publisher.host: publisher for publisher in press.publishers}
        pages: tuple[Entry, ...] = (*press.articles, *press.rejected, *press.disallowed)
        self._pages = {(page.publisher.id, page.path): page for page in pages}
        self._printed = {
            publisher.id: [article for article in press.articles if article.publisher is publisher]
            for publisher in press.publishers
        }

    def respond(self, host: str, path: str) -> Response:
        """The response to a GET; `host` without port, `path` without query. Other hosts get a list of publishers."""
        publisher = self._publishers.get(host.lower())
        if not publisher:
            return self._directory() if path == "/" else _response(404, "text/plain", "no such page\n")
        return self._machine_page(publisher, path) or self._listing(publisher, path) or self._page(publisher, path)

    def _directory(self) -> Response:
        found = links((publisher.name, f"{publisher.base(self.port)}/") for publisher in self.press.publishers)
        return _response(
            200, _HTML, f'<!doctype html><html lang="en"><title>Sample press</title><ul>{found}</ul></html>'
        )

    def _machine_page(self, publisher: Publisher, path: str) -> Response | None:
        """Feeds, sitemaps, robots.txt and pictures."""
        if picture := _PICTURE.fullmatch(path):
            return _response(200, "image/svg+xml", landscape(int(picture[1])))
        if path == "/robots.txt":
            text = robots(publisher, self.port)
            return _response(200, "text/plain; charset=utf-8", text) if text else None
        if path == publisher.feed_path and publisher.feed:
            entries = self.press.entries(publisher)
            body = render(publisher, entries, self.port)
            modified = entries[0].published_at if entries else None
            return _response(200, media_type(publisher.feed), body, modified)
        if path.startswith(("/sitemap", "/news-sitemap")):
            body_or_none = sitemap(publisher, path, self.press.entries(publisher), self.press.now, self.port)
            kind = "application/gzip" if path.endswith(".gz") else "application/xml"
            return _response(200, kind, body_or_none) if body_or_none else None
        return None

    def _listing(self, publisher: Publisher, path: str) -> Response | None:
        """The front page, with the newest articles, and the section pages, with all of theirs."""
        entries = self.press.entries(publisher)
        if path == "/":
            return self._frame(publisher, publisher.name, entries[:_FRONT_PAGE])
        sections = {publisher.section_path(section): section for section in publisher.sections}
        if path not in sections:
            return None
        section = sections[path]
        first = next(iter(publisher.sections))
        mine = [entry for entry in entries if getattr(entry, "section", first) == section]
        return self._frame(publisher, publisher.sections[section], mine)

    def _frame(self, publisher: Publisher, title: str, entries: list[Entry]) -> Response:
        language = LANGUAGES[publisher.language]
        rows = "".join(
            f'<li><a href="{escape(entry.url(self.port))}">{escape(entry.title)}</a> '
            f"<small>{language.long_date(entry.published_at.date())}</small>{_teaser(entry)}</li>\n"
            for entry in entries
        )
        body = TEMPLATES[publisher.template].page(
            self._around(publisher, self.press.now), title, f'<ul class="teasers">{rows}</ul>'
        )
        return _response(200, _HTML, body)

    def _page(self, publisher: Publisher, path: str) -> Response:
        amp = publisher.template == "amp" and path.startswith("/amp/")
        page = self._pages.get((publisher.id, path.removeprefix("/amp") if amp else path))
        if isinstance(page, SampleArticle) and page.is_gone(self.press.now):
            return self._plain(publisher, 410, "Gone", blocks(["410"]))
        if page is None or not page.is_up(self.press.now):
            return self._plain(publisher, 404, "404", blocks(["404"]))
        if isinstance(page, RejectedPage):
            return self._plain(publisher, 200, page.title, wall(page.kind, publisher.language))
        if isinstance(page, DisallowedPage):
            return self._plain(publisher, 200, page.title, blocks([page.text]))
        view = self._view(page)
        body = amp_article(view) if amp else TEMPLATES[publisher.template].article(view)
        return _response(200, _HTML, body, self._made_at(page))

    def _plain(self, publisher: Publisher, status: int, title: str, body: str) -> Response:
        frame = self._around(publisher, self.press.now)
        return _response(status, _HTML, TEMPLATES[publisher.template].page(frame, title, body))

    def _made_at(self, article: SampleArticle) -> datetime:
        """When the article's page was last made: `live` publishers make it for each reader."""
        return self.press.now if article.publisher.live else article.changed_at(self.press.now) or article.published_at

    def _around(self, publisher: Publisher, at: datetime) -> Frame:
        base = publisher.base(self.port)
        latest = [article for article in self._printed[publisher.id] if article.is_up(at)][-_LATEST:][::-1]
        feed = ((media_type(publisher.feed), f"{base}{publisher.feed_path}"),) if publisher.feed else ()
        return Frame(
            publisher=publisher,
            base=base,
            sections=tuple((name, base + publisher.section_path(key)) for key, name in publisher.sections.items()),
            latest=tuple(self._link(article) for article in latest),
            weather=weather(publisher, at.date()) if publisher.furniture.weather else "",
            feeds=feed,
        )

    def _link(self, article: SampleArticle) -> Link:
        return article.title, article.url(self.port)

    def _view(self, article: SampleArticle) -> ArticleView:
        at = self._made_at(article)
        earlier = [other for other in self._printed[article.source_id] if other.published_at < article.published_at]
        related = [other for other in earlier if other.section == article.section and other.is_up(at)]
        base = article.publisher.base(self.port)
        return ArticleView(
            frame=self._around(article.publisher, at),
            article=article,
            paragraphs=article.paragraphs_at(self.press.now),
            changed_at=article.changed_at(self.press.now),
            url=article.url(self.port),
            amp_url=article.amp_url(self.port),
            pictures=tuple(
                (caption, f"{base}/media/{article.number * 10 + place}.svg")
                for place, caption in enumerate(article.captions)
            ),
            related=tuple(self._link(other) for other in related[-_RELATED:][::-1]),
        )


def _teaser(entry: Entry) -> str:
    return f"<div>{escape(entry.lead)}</div>" if isinstance(entry, SampleArticle) else ""


def weather(publisher: Publisher, day: date) -> str:
    """The widget in the header: `| 12.4°C Dunmarrow`, another figure every day."""
    tenths = Random(f"{publisher.id} {day}").randint(-20, 240)
    point = LANGUAGES[publisher.language].decimal
    return f"| {'-' if tenths < 0 else ''}{abs(tenths) // 10}{point}{abs(tenths) % 10}°C {publisher.city}"
