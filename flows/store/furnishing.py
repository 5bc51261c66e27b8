"""Furniture in the store: what is known of it, what the evidence of a night makes of it, and the texts without it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flows import furniture
from flows.articles import CleanedPage, content_hash, text_hash
from flows.furniture import Trimmed, Word, trim
from flows.store.connection import Store
from flows.store.filing import CUT, LINE, line_rows
from scrapers.article import Article

PART = 20_000  # articles whose texts are in memory at once: some 60 MB


@dataclass(frozen=True, slots=True)
class Block:
    """A block that recurs, or that the user has spoken of, as `store.furniture` has it."""

    source_id: str
    block_id: int
    text: str
    articles: int
    share: float
    first_day: date | None
    last_day: date | None
    url: str | None
    decision: str
    decided_by: str

    @property
    def short_id(self) -> str:
        """What the user may call it by; `views/furniture.sql` makes the same of the id."""
        return f"{self.block_id:016x}"[:8]


@dataclass(frozen=True, slots=True)
class _Retold:
    """An article whose furniture has changed. `whole` is its text with all of it, `trimmed` the text as it now is."""

    article_id: int
    whole: str
    cleaned_hash: int
    trimmed: Trimmed


def trim_pages(store: Store, cleaned: Sequence[CleanedPage]) -> list[CleanedPage]:
    """The pages with their texts trimmed of the furniture that is known by now."""
    rows = [
        row
        for page in cleaned
        if isinstance(page.outcome, Article)
        for row in line_rows(page.page_id, page.source_id, page.outcome)
    ]
    store.stage("examined", LINE, rows, like="lines")
    places = _places(store)
    return [_trimmed(page, places[page.page_id]) for page in cleaned]


def _trimmed(page: CleanedPage, places: set[int]) -> CleanedPage:
    if not isinstance(page.outcome, Article) or not places:
        return page
    article = page.outcome
    return replace(page, trimmed=trim(article.text, [line.position for line in article.lines], places))


def _places(store: Store) -> Mapping[int, set[int]]:
    """Whose lines are to be cut, and which, of those in `examined`."""
    _find_edges(store)
    found: dict[int, set[int]] = defaultdict(set)
    for owner, place in store.rows_file("furniture_places"):
        found[owner].add(place)
    return found


def _find_edges(store: Store) -> None:
    _stage_figures(store)
    store.run_file("furniture_edges")


def _stage_figures(store: Store) -> None:
    """What `flows.furniture` asks for, as the table `needed`."""
    store.run(
        "CREATE OR REPLACE TEMP TABLE needed AS SELECT ? AS stories, ? AS days, ? AS at_edge, ? AS share, "
        "? AS share_with_figures, ? AS dateline_place",
        *(furniture.LEAST_STORIES, furniture.LEAST_DAYS, furniture.AT_EDGE),
        *(furniture.LEAST_SHARE, furniture.LEAST_SHARE_WITH_FIGURES, furniture.DATELINE_PLACE),
    )


def settle(store: Store, words: Iterable[Word]) -> int:
    """Weigh the evidence that came since the last time, let the user's words overrule it, and cut or bring back
    furniture in every stored text that this changes; returns how many those are. All of it or nothing."""
    with store.transaction():
        rows = [(word.source_id, furniture.block_id(word.text), word.text, word.decision) for word in words]
        store.stage("staged_words", ("source_id", "block_id", "text", "decision"), rows, like="furniture")
        _stage_figures(store)
        store.run_file("furniture_recurring")
        _find_edges(store)
        store.run_file("furniture_verdicts")
        altered = store.rows("SELECT article_id FROM altered ORDER BY 1")
        return sum(_retell(store, altered[start : start + PART]) for start in range(0, len(altered), PART))


def _retell(store: Store, part: Sequence[tuple[int]]) -> int:
    """Trim these articles anew, and write those whose text is another one now; returns how many those are."""
    store.stage("staged_part", ("article_id",), part, like="articles")
    store.run_file("examine_altered")
    changed = _retold(store)
    _write(store, changed)
    return len(changed)


def _retold(store: Store) -> list[_Retold]:
    """The examined articles whose text is another one now."""
    places = _places(store)
    changed = []
    for article_id, whole, positions, text, cleaned_hash in store.rows_file("examined_texts"):
        trimmed = trim(whole, positions, places[article_id])
        if trimmed.text != text:
            changed.append(_Retold(article_id, whole, cleaned_hash, trimmed))
    return changed


def _write(store: Store, changed: Sequence[_Retold]) -> None:
    articles = [
        (one.article_id, text_hash(now.text), content_hash(one.cleaned_hash, now.text), now.words)
        for one in changed
        for now in (one.trimmed,)
    ]
    texts = [(one.article_id, one.trimmed.text, one.whole if one.trimmed.cut else None) for one in changed]
    cuts = [(one.article_id, b.position, b.text, b.reason.value) for one in changed for b in one.trimmed.cut]
    columns = ("article_id", "text_hash", "content_hash", "word_count")
    store.stage("staged_trimmed", columns, articles, like="articles")
    store.stage("staged_texts", ("article_id", "text", "whole"), texts, like="article_texts")
    store.stage("staged_cuts", CUT, cuts, like="cut_blocks")
    store.run_file("apply_furniture")
    store.run_file("ungroup")


def furniture_by_source(store: Store) -> dict[str, int]:
    """How many blocks are cut as furniture, by source; sources without any are missing."""
    sql = "SELECT source_id, count(*) FROM store.furniture WHERE decision = 'cut' GROUP BY 1 ORDER BY 2 DESC, 1"
    return dict(store.rows(sql))


def blocks(store: Store, source_ids: Sequence[str] = ()) -> list[Block]:
    """The blocks of these sources (none named: all), by source, what is cut first, the commonest first."""
    return [Block(*row) for row in store.rows_file("furniture_list", source_ids=list(source_ids))]
