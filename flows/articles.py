"""From cleaned pages to articles: which page of an article counts, and what the others read like. Pure functions.

Several pages can be one article: the same URL read again after a correction, or two addresses with one canonical URL.
Which of them is the article does not depend on the order in which they were cleaned. The other visits to its URL are
its earlier readings; `flows.versions` says which of them are versions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import lru_cache

from flows.furniture import Trimmed
from scrapers.article import Article, Rejection
from scrapers.urls import clean_url, stable_id

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """A page and what cleaning made of it. `listed_on` is the day that a feed or sitemap gave for it, if any; `trimmed`
    the article's text without the furniture that is known by now (None: none was looked for)."""

    page_id: int
    source_id: str
    fetched_at: datetime
    listed_on: date | None
    outcome: Article | Rejection
    trimmed: Trimmed | None = None

    @property
    def article_id(self) -> int | None:
        return stable_id(self.outcome.canonical_url) if isinstance(self.outcome, Article) else None

    @property
    def text_hash(self) -> int | None:
        return text_hash(self.without_furniture.text) if isinstance(self.outcome, Article) else None

    @property
    def without_furniture(self) -> Trimmed:
        """The text that counts. Raises AttributeError for a rejection."""
        return self.trimmed or Trimmed(self.outcome.text)  # type: ignore[union-attr]

    @property
    def reading_hash(self) -> int | None:
        return reading_hash(self.outcome) if isinstance(self.outcome, Article) else None


@dataclass(frozen=True, slots=True)
class Rival:
    """A page, cleaned before or just now, that is the same article. `url` is the one that was asked for."""

    page_id: int
    article_id: int
    url: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class FiledArticle:
    """An article as it is stored: the page that counts, and since when it is known.

    `article` is as cleaned, `trimmed` its text without furniture.
    """

    article_id: int
    page_id: int
    source_id: str
    first_seen_at: datetime
    text_hash: int
    article: Article
    trimmed: Trimmed

    @property
    def cleaned_hash(self) -> int:
        """Of everything that another cleaning may change."""
        return stable_id(repr((replace(self.article, extractor=""), self.page_id, self.first_seen_at)))

    @property
    def seen_at(self) -> datetime:
        """When it was published, or first seen where that is unknown."""
        return self.article.published_at or self.first_seen_at


@lru_cache(maxsize=1024)  # each text of a batch is asked for three times
def text_hash(text: str) -> int:
    """Of the words alone: two texts that differ in case, spaces or punctuation are one."""
    return stable_id(" ".join(WORD.findall(text.casefold())))


@lru_cache(maxsize=1024)
def reading_hash(article: Article) -> int:
    """Of what a reader reads: title, lead and text, furniture included: what is known of that may change."""
    return stable_id(repr((article.title, article.lead, article.text)))


def content_hash(cleaned_hash: int, text: str) -> int:
    """Of all that is stored of an article: what cleaning made of its page, and the text without furniture."""
    return stable_id(f"{cleaned_hash} {text}")


def choose(cleaned: Iterable[CleanedPage], earlier: Iterable[Rival]) -> list[FiledArticle]:
    """The articles that these pages make or change. `earlier` are the store's pages that are the same articles."""
    pages = {page.page_id: page for page in cleaned}
    return [_file(pages[won.page_id], won, rivals) for won, rivals in _contests(pages, earlier) if won.page_id in pages]


def earlier_readings(cleaned: Iterable[CleanedPage], earlier: Iterable[Rival]) -> list[CleanedPage]:
    """Those of these pages that are other visits to the URL of the page that counts."""
    pages = {page.page_id: page for page in cleaned}
    return [
        pages[rival.page_id]
        for won, rivals in _contests(pages, earlier)
        for rival in rivals
        if rival.page_id in pages and rival is not won and clean_url(rival.url) == clean_url(won.url)
    ]


def _contests(pages: Mapping[int, CleanedPage], earlier: Iterable[Rival]) -> Iterator[tuple[Rival, list[Rival]]]:
    """For each article the page that counts, and all its pages."""
    rivals: dict[int, list[Rival]] = defaultdict(list)
    for rival in (*(r for r in earlier if r.page_id not in pages), *_rivals(pages.values())):
        rivals[rival.article_id].append(rival)
    return ((_best(article_id, pages), pages) for article_id, pages in rivals.items())


def _rivals(pages: Iterable[CleanedPage]) -> list[Rival]:
    return [
        Rival(
            page.page_id,
            stable_id(page.outcome.canonical_url),
            page.outcome.url,
            page.fetched_at,
        )
        for page in pages
        if isinstance(page.outcome, Article)
    ]


def _best(article_id: int, rivals: Sequence[Rival]) -> Rival:
    """The page at the canonical URL itself, else at the first URL in order; of that URL the latest."""
    urls = {rival.page_id: clean_url(rival.url) for rival in rivals}
    url = min((stable_id(url) != article_id, url) for url in urls.values())[1]
    return max((r for r in rivals if urls[r.page_id] == url), key=lambda r: (r.fetched_at, r.page_id))


def _file(page: CleanedPage, won: Rival, rivals: Sequence[Rival]) -> FiledArticle:
    assert isinstance(page.outcome, Article)
    return FiledArticle(
        article_id=won.article_id,
        page_id=won.page_id,
        source_id=page.source_id,
        first_seen_at=min(rival.fetched_at for rival in rivals),
        text_hash=text_hash(page.without_furniture.text),
        article=_dated(page.outcome, page.listed_on),
        trimmed=page.without_furniture,
    )


def _dated(article: Article, listed_on: date | None) -> Article:
    """Where the page itself has no date, the day that the listing gave, at noon UTC: the same day in most zones."""
    if article.published_at or not listed_on:
        return article
    return replace(article, published_at=datetime.combine(listed_on, time(12), UTC), published_from="listing")
