"""Articles of an invented paper, line by line, filed into a real store."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from flows.articles import CleanedPage
from flows.furniture import Word
from flows.stages import file_pages, form_groups
from flows.store import Store, furnishing
from flows.store.ledger import PAGE_COLUMNS, page_row
from scrapers.article import Article, CutBlock, CutReason, Line
from scrapers.clean.words import listed
from scrapers.page import PageInfo, RecordRef
from tests.made_article import made_article

FIRST_DAY = datetime(2026, 11, 1, 8, tzinfo=UTC)
WORDS = listed("""
    boats harbour dawn crew strangers barrels salt master wrote remark book nobody read everybody came look afterwards
    evening lamp seen cliffs bells churches rung without order ferry island winter market rope anchor storm rescue pilot
    lighthouse keeper letter council vote bridge quarrel fish auction price cargo timber wreck diver inquest widow choir
    school bell teacher road mud cart horse bakery bread flour mill river flood meadow hay barn fire brigade bucket well
    doctor fever ship quarantine flag tower clock hour stopped repaired guild tailor cloth dye blue festival drum parade
""")


def prose(story: int) -> list[str]:
    """Three paragraphs that no other story has anything like."""
    chance = random.Random(story)
    return [f"{' '.join(chance.choices(WORDS, k=20))}." for _ in range(3)]


def article(
    number: int, lines: Iterable[str], *, source: str = "quay", headings: Sequence[str] = (), gap: str = "\n\n"
) -> Article:
    """An article of these lines, published on day number/2; line k is block 2k of its page, a menu is block 1."""
    text = list(lines)
    url = f"https://{source}.example/{number}"
    return made_article(
        url,
        gap.join(text),
        title=f"Story {number}",
        published_at=FIRST_DAY + timedelta(hours=12 * number),
        published_from="meta",
        cut=(CutBlock(1, "Home News Sport", CutReason.BOILERPLATE),),
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
    return form_groups(store, words)


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
