"""Cleaned pages into the store, and back out of it: what is still to clean, and which pages are one article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from flows.articles import CleanedPage, FiledArticle, Rival, content_hash
from flows.furniture import placed
from flows.store.connection import Store
from scrapers.article import Article, Rejection
from scrapers.page import RecordRef

CLEANED = ("page_id", "extractor", "article_id", "text_hash", "reading_hash", "reason", "detail")
ARTICLE = (
    *("article_id", "page_id", "source_id", "publisher", "url", "canonical_url", "title", "authors", "published_at"),
    *("published_from", "modified_at", "first_seen_at", "language", "section", "image_url", "paywalled", "word_count"),
    *("text_hash", "content_hash", "modified_from", "agencies", "opt_out", "flags"),
)
TEXT = ("article_id", "lead", "text", "captions", "credits", "bios", "whole", "positions", "cleaned_hash")
READING = ("article_id", "reading_hash", "title", "lead", "text")
LINE = ("article_id", "source_id", "block_id", "place", "from_end", "heading", "figures", "dated")
CUT = ("article_id", "position", "text", "reason")


@dataclass(frozen=True, slots=True)
class PageToClean:
    """A page in the archive that was not cleaned yet. `listed_on` is the day that its listing gave."""

    page_id: int
    source_id: str
    fetched_at: datetime
    listed_on: date | None
    record: RecordRef
    url: str


def pages_to_clean(store: Store) -> list[PageToClean]:
    """What cleaning has left to do, oldest first."""
    rows = store.rows_file("pages_to_clean")
    return [
        PageToClean(page_id, source_id, fetched_at, listed_on, RecordRef(file, offset, length), url)
        for page_id, source_id, fetched_at, listed_on, file, offset, length, url in rows
    ]


def clean_again(store: Store, source_ids: Sequence[str] | None, unless: str | None) -> None:
    """Have the pages of these sources (None: all pages) cleaned again from the archive, those not that the extractor
    `unless` has cleaned (None: those too)."""
    store.run(
        "UPDATE store.pages SET extractor = NULL "
        "WHERE (? OR source_id IN (SELECT unnest(?::VARCHAR[]))) AND extractor IS DISTINCT FROM ?",
        *(source_ids is None, list(source_ids or ()), unless),
    )


@dataclass(frozen=True, slots=True)
class FiledPage:
    """A page in the archive, the article that it makes, and where it lies."""

    page_id: int
    url: str
    article_id: int | None
    record: RecordRef


def pages_at(store: Store, ids: Iterable[int], source_ids: Sequence[str]) -> list[FiledPage]:
    """The pages of addresses or articles with these ids, and of these sources."""
    return _filed(store.rows_file("pages_at", ids=list(ids), source_ids=list(source_ids)))


def pages_before(store: Store, day: date) -> list[FiledPage]:
    """The pages of articles of a day before this one, and rejected ones that were fetched before it."""
    return _filed(store.rows_file("pages_before", day=day))


def _filed(rows: Iterable[tuple[Any, ...]]) -> list[FiledPage]:
    return [FiledPage(page_id, url, article_id, RecordRef(*place)) for page_id, url, article_id, *place in rows]


def clean_pages_again(store: Store, page_ids: Sequence[int]) -> None:
    """Have these pages cleaned again from the archive."""
    sql = "UPDATE store.pages SET extractor = NULL WHERE page_id IN (SELECT unnest(?::BIGINT[]))"
    store.run(sql, list(page_ids))


def rivals(store: Store, article_ids: Iterable[int]) -> list[Rival]:
    """The pages in the store that are these articles."""
    return [Rival(*row) for row in store.rows_file("rivals", article_ids=list(article_ids))]


def file_articles(
    store: Store, cleaned: Sequence[CleanedPage], filed: Sequence[FiledArticle], earlier: Sequence[CleanedPage]
) -> None:
    """Write one batch, all of it or nothing: what became of its pages, its articles, and their earlier readings.

    What this may change of stories and versions is taken out, to be made anew: see `grouping` and `versioning`.
    """
    with store.transaction():
        store.stage("staged_cleaned", CLEANED, [_cleaned_row(page) for page in cleaned], like="pages")
        store.run_file("mark_cleaned")
        store.stage("staged_articles", ARTICLE, [_article_row(one) for one in filed], like="articles")
        store.stage("staged_texts", TEXT, [_text_row(one) for one in filed], like="article_texts")
        store.stage("staged_cuts", CUT, [row for one in filed for row in _cut_rows(one)], like="cut_blocks")
        store.stage("staged_readings", READING, [_reading_row(page) for page in earlier], like="readings")
        store.run_file("compare_articles")
        if store.rows("SELECT 1 FROM replaced LIMIT 1"):  # each of its statements looks through the store
            store.run_file("replace_articles")
            store.run_file("ungroup")
        store.run_file("file_articles")
        store.stage("staged_lines", LINE, [row for one in filed for row in _line_rows(one)], like="lines")
        store.run_file("file_lines")


def drop_orphans(store: Store) -> None:
    """Drop the articles that no page makes any more; see `sql/drop_orphans.sql`."""
    with store.transaction():
        store.run_file("find_orphans")
        if store.rows("SELECT 1 FROM parted LIMIT 1"):
            store.run_file("ungroup")
        store.run_file("drop_orphans")


def _cleaned_row(page: CleanedPage) -> tuple[object, ...]:
    wrong = page.outcome if isinstance(page.outcome, Rejection) else None
    return (
        *(page.page_id, page.outcome.extractor, page.article_id, page.text_hash, page.reading_hash),
        *(wrong.reason.value if wrong else None, wrong.detail if wrong else None),
    )


def _article_row(filed: FiledArticle) -> tuple[object, ...]:
    a = filed.article
    return (
        *(
            filed.article_id,
            filed.page_id,
            filed.source_id,
            a.publisher,
            a.url,
            a.canonical_url,
            a.title,
            list(a.authors),
        ),
        *(
            _utc(a.published_at),
            a.published_from,
            _utc(a.modified_at),
            filed.first_seen_at,
            a.language,
            a.section,
            a.image_url,
        ),
        *(a.paywalled, filed.trimmed.words if filed.trimmed.cut else a.word_count, filed.text_hash),
        content_hash(filed.cleaned_hash, filed.trimmed.text),
        *(a.modified_from, list(a.agencies), list(a.opt_out), [flag.value for flag in a.flags]),
    )


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None


def _text_row(filed: FiledArticle) -> tuple[object, ...]:
    captions = [{"text": caption.text, "image_url": caption.image_url} for caption in filed.article.captions]
    a, trimmed = filed.article, filed.trimmed
    positions = [line.position for line in a.lines]
    whole = a.text if trimmed.cut else None
    kept = (trimmed.text, captions, list(a.credits), list(a.bios), whole, positions)
    return (filed.article_id, a.lead, *kept, filed.cleaned_hash)


def _line_rows(filed: FiledArticle) -> list[tuple[object, ...]]:
    return line_rows(filed.article_id, filed.source_id, filed.article)


def line_rows(owner: int, source_id: str, article: Article) -> list[tuple[object, ...]]:
    """The lines of an article's whole text; `owner` is the id of the article, or of its page."""
    lines = placed(article.text, article.lines)
    return [(owner, source_id, o.block_id, o.place, o.from_end, o.heading, o.figures, o.dated) for o in lines]


def _reading_row(page: CleanedPage) -> tuple[object, ...]:
    assert isinstance(page.outcome, Article)
    return (page.article_id, page.reading_hash, page.outcome.title, page.outcome.lead, page.outcome.text)


def _cut_rows(filed: FiledArticle) -> list[tuple[object, ...]]:
    blocks = (*filed.article.cut, *filed.trimmed.cut)
    return [(filed.article_id, block.position, block.text, block.reason.value) for block in blocks]
