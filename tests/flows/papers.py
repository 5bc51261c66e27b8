"""Articles of an invented paper, line by line, filed into a real store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from flows.articles import CleanedPage
from flows.furniture import Word
from flows.stages import file_pages
from flows.store import Store, furnishing
from flows.store.ledger import PAGE_COLUMNS, page_row
from scrapers.article import Article, CutBlock, CutReason, Line
from scrapers.page import PageInfo, RecordRef

FIRST_DAY = datetime(2026, 11, 1, 8, tzinfo=UTC)
PROSE = (
    "number {n} of the fishing boats left the harbour before dawn with a crew of strangers and {n} barrels of salt",
    "the harbour master wrote a remark into book {n} that nobody could read and everybody came to look at afterwards",
    "in the evening lamp {n} was seen again from the cliffs, and the bells of both churches were rung without an order",
)


def prose(story: int) -> list[str]:
    """Three paragraphs that no other story has."""
    letters = "".join(chr(97 + int(digit)) for digit in str(story))
    return [f"{letters} {paragraph.replace('{n}', letters)}" for paragraph in PROSE]


def article(
    number: int, lines: Iterable[str], *, source: str = "quay", headings: Sequence[str] = (), gap: str = "\n\n"
) -> Article:
    """An article of these lines, published on day number/2; line k is block 2k of its page, a menu is block 1."""
    text = list(lines)
    url = f"https://{source}.example/{number}"
    return Article(
        url=url,
        canonical_url=url,
        title=f"Story {number}",
        lead=None,
        text=gap.join(text),
        authors=(),
        agencies=(),
        published_at=FIRST_DAY + timedelta(hours=12 * number),
        published_from="meta",
        modified_at=None,
        modified_from=None,
        language="en",
        section=None,
        publisher=None,
        image_url=None,
        captions=(),
        paywalled=False,
        opt_out=(),
        flags=(),
        word_count=len(gap.join(text).split()),
        cut=(CutBlock(1, "Home News Sport", CutReason.BOILERPLATE),),
        extractor="x",
        lines=tuple(Line(2 * k, line in headings) for k, line in enumerate(text, 1)),
    )


def page(number: int, outcome: Article, visit: int = 0, source: str = "quay") -> CleanedPage:
    return CleanedPage(number * 10 + visit, source, FIRST_DAY + timedelta(days=30 + visit), None, outcome)


def night(
    store: Store, pages: Sequence[CleanedPage], more: Sequence[Sequence[CleanedPage]] = (), words: Sequence[Word] = ()
) -> int:
    """File these pages, a batch, and more batches, as one night; returns how many texts its furniture changed."""
    for batch in (pages, *more):
        store.stage("staged_pages", PAGE_COLUMNS, [_page_row(one) for one in batch], like="pages")
        store.run("INSERT INTO store.pages BY NAME FROM staged_pages ANTI JOIN store.pages USING (page_id)")
        file_pages(store, batch)
    return furnishing.settle(store, words)


def _page_row(one: CleanedPage) -> tuple[object, ...]:
    info = PageInfo(one.outcome.url, one.outcome.url, one.source_id, "r", "", one.fetched_at, 200, "text/html", "")
    return (one.page_id, *page_row(info, RecordRef("", one.page_id, 0))[1:])


def texts(store: Store) -> dict[str, str]:
    return dict(store.rows("SELECT url, text FROM store.articles JOIN store.article_texts USING (article_id)"))


def state(store: Store) -> list[tuple[object, ...]]:
    """All that furniture may change of articles, and what was cut."""
    return store.rows(
        "SELECT a.url, text, whole, word_count, version, a.text_hash, content_hash, story_id, p.text_hash, (SELECT "
        "list((position, text, reason) ORDER BY position) FROM store.cut_blocks c WHERE c.article_id = a.article_id) "
        "FROM store.articles a JOIN store.article_texts USING (article_id) JOIN store.pages p USING (page_id) "
        "ORDER BY a.url"
    )


def verdicts(store: Store) -> dict[str, tuple[str, str]]:
    return {block.text: (block.decision, block.decided_by) for block in furnishing.blocks(store)}
