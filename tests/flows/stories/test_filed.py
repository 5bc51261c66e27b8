"""Stories and versions in a real store: the same for every order of nights and batches, and after a reclean."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.articles import CleanedPage, choose, earlier_readings
from flows.desk import Desk
from flows.publish import publish
from flows.stages import file_pages, form_groups
from flows.store import Store, filing, ledger, open_store
from scrapers.article import Article, Rejection, RejectionReason
from scrapers.journal import Journal, RunStarted, UrlSeen
from scrapers.page import PageInfo, RecordRef, UrlState
from tests.flows.stories.planted import Planted, planted
from tests.flows.test_versions import REAL, TEXT, TRIVIAL
from tests.made_article import made_article

AT = datetime(2026, 11, 20, 2, tzinfo=UTC)
Visit = tuple[PageInfo, RecordRef, Article]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "desk")
    desk.make_folders()
    return desk


def visit(number: int, text: str, at: datetime, url: str | None = None, title: str = "Bridge opens") -> Visit:
    """One fetch of a page, and the article in it; the page's number is its place in the archive."""
    url = url or f"https://paper{number % 7}.example/{number}"
    info = PageInfo(url, url, f"paper{number % 7}", "r1", "feed", at, 200, "text/html", f"sha1:{number}")
    article = made_article(url, text, title=title, published_at=at, published_from="meta")
    return info, RecordRef("r1.warc.gz", number * 100, 100), article


def fetch(store: Store, visits: Sequence[Visit]) -> None:
    """The pages into the store, to be cleaned."""
    store.stage("staged_pages", ledger.PAGE_COLUMNS, [ledger.page_row(*one[:2]) for one in visits], like="pages")
    store.run("INSERT INTO store.pages BY NAME SELECT * FROM staged_pages")


def clean(store: Store, visits: Iterable[Visit], batch: int = 200) -> None:
    """Clean what waits, as a run does: in batches, then what they made obsolete."""
    articles = {ledger.page_id(record): article for _, record, article in visits}
    while waiting := filing.pages_to_clean(store):
        for start in range(0, len(waiting), batch):
            cleaned = [
                CleanedPage(page.page_id, page.source_id, page.fetched_at, None, articles[page.page_id])
                for page in waiting[start : start + batch]
            ]
            file_pages(store, cleaned)
        filing.drop_orphans(store)


def group(store: Store) -> None:
    form_groups(store, ())


def stories(store: Store) -> dict[str, int]:
    return dict(store.rows("SELECT url, story_id FROM store.articles ORDER BY url"))


PLANTED = planted(seed=3, days=2, fillings=4)


def visits_of(articles: Sequence[Planted]) -> list[Visit]:
    return [visit(one.number, one.text, one.at) for one in articles]


@pytest.mark.parametrize(("seed", "nights", "batch"), [(1, 1, 50), (2, 3, 200), (3, 7, 17)])
def test_stories_do_not_depend_on_the_order_of_nights_and_batches(
    desk: Desk, tmp_path: Path, seed: int, nights: int, batch: int
) -> None:
    visits = visits_of(PLANTED)
    once = Desk(tmp_path / "once")
    once.make_folders()
    with open_store(once) as store:
        fetch(store, visits)
        clean(store, visits)
        group(store)
        at_once = stories(store)
    random.Random(seed).shuffle(visits)
    with open_store(desk) as store:
        for night in range(nights):
            fetch(store, visits[night::nights])
            clean(store, visits, batch)
            group(store)
        assert stories(store) == at_once
    assert 50 < len(set(at_once.values())) < len(at_once) / 2


def test_a_story_is_formed_anew_without_an_article_that_is_none_any_more(desk: Desk) -> None:
    words = [f"word{number}" for number in range(400)]
    texts = [" ".join(words[start : start + 150]) for start in (0, 80, 160)]  # the second hangs together with both
    visits = [visit(number, text, AT + timedelta(hours=number)) for number, text in enumerate(texts)]
    with open_store(desk) as store:
        fetch(store, visits)
        clean(store, visits)
        group(store)
        assert len(set(stories(store).values())) == 1
        store.run("UPDATE store.pages SET extractor = NULL WHERE url = ?", visits[1][0].url)
        refuse(store)
        group(store)
        assert len(set(stories(store).values())) == 2 == len(stories(store))


def refuse(store: Store) -> None:
    """What waits is cleaned by rules that find no article in it."""
    cleaned = [
        CleanedPage(p.page_id, p.source_id, p.fetched_at, None, Rejection(p.url, RejectionReason.LISTING, "", "y"))
        for p in filing.pages_to_clean(store)
    ]
    filing.file_articles(store, cleaned, [], [])
    filing.drop_orphans(store)


def test_a_text_that_changes_leaves_its_story(desk: Desk) -> None:
    one, other = [planted.text for planted in PLANTED if planted.kind == "original"][:2]
    first = [visit(1, one, AT), visit(2, one, AT + timedelta(hours=1))]
    later = visit(3, other, AT + timedelta(days=1), url=first[0][0].url)
    with open_store(desk) as store:
        fetch(store, first)
        clean(store, first)
        group(store)
        assert len(set(stories(store).values())) == 1
        fetch(store, [later])
        clean(store, [later])
        group(store)
        assert len(set(stories(store).values())) == 2


def versions_of(texts: Iterable[str], url: str = "https://paper.example/bridge") -> list[Visit]:
    return [visit(number, text, AT + timedelta(days=number), url) for number, text in enumerate(texts)]


VERSIONS = "SELECT version, page_id, why FROM store.versions ORDER BY version"


def test_trivial_edits_raise_nothing_and_substantive_ones_a_version_each(desk: Desk) -> None:
    visits = versions_of([TEXT, *TRIVIAL.values(), *REAL.values()])
    with open_store(desk) as store:
        for number, one in enumerate(visits):
            fetch(store, [one])
            clean(store, [one])
            group(store)
            [(version, articles)] = store.rows("SELECT max(version), count(*) FROM store.articles")
            assert version == 1 + max(0, number - len(TRIVIAL)) and articles == 1
        before = store.rows(VERSIONS)
        filing.clean_again(store, None, None)
        clean(store, visits, batch=5)
        group(store)
        assert store.rows(VERSIONS) == before and len(before) == len(REAL) + 1


def snapshot(desk: Desk, run_id: str, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(publish(desk, run_id, "UTC", 3), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_every_version_and_headline_can_be_read_and_counts_stay(desk: Desk) -> None:
    visits = versions_of([TEXT, TRIVIAL["spaces"], REAL["a number"]])
    counts = "SELECT day, source_id, articles, stories FROM article_counts"
    seen = []
    for number, (info, record, article) in enumerate(visits):
        one = (info, record, article if number else replace(article, title="Bridge to open"))
        with open_store(desk) as store:
            fetch(store, [one])
            clean(store, [one])
            group(store)
        seen.append(snapshot(desk, f"r{number}", counts))
    # The article's day is the page's, which says another one at each visit here.
    assert [[row[2:] for row in rows] for rows in seen] == [[(1, 1)]] * 3
    told = snapshot(desk, "r8", "SELECT version, text, title, why FROM versions ORDER BY version")
    assert told == [(1, TEXT, "Bridge to open", None), (2, REAL["a number"], "Bridge opens", "other figures")]
    titles = snapshot(desk, "r9", "SELECT title, seen_at FROM headlines ORDER BY seen_at")
    assert [title for title, _ in titles] == ["Bridge to open", "Bridge opens"]


def missing(desk: Desk, run_id: str, at: datetime, url: str, reason: str | None) -> None:
    """A run that asks for one page; `reason` is how it failed, None: it came."""
    journal = Journal(desk.journal / f"{run_id}.jsonl")
    journal.write(RunStarted(at, run_id, "nightly", ("paper",)))
    info = PageInfo(url, url, "paper", run_id, "feed", at, 200, "text/html", f"sha1:{run_id}")
    record = RecordRef(f"{run_id}.warc.gz", 0, 100)
    came = {"page": info, "record": record} if reason is None else {"reason": reason}
    state = UrlState.FETCHED if reason is None else UrlState.FAILED
    journal.write(UrlSeen(at, "paper", url, state, "feed", **came))  # type: ignore[arg-type]
    journal.close()


@pytest.mark.parametrize(
    ("answers", "gone"),
    [
        (["HTTP 404"], None),
        (["HTTP 404", "HTTP 410"], 1),
        (["HTTP 410", "HTTP 410", "HTTP 410"], 1),
        (["HTTP 500", "HTTP 404"], None),
        (["HTTP 404", "HTTP 500", "HTTP 404"], 1),
        (["HTTP 404", None, "HTTP 404"], None),
        (["HTTP 404", "HTTP 404", None], None),
    ],
)
def test_a_page_that_is_missing_twice_is_gone_and_its_article_stays(
    desk: Desk, answers: list[str | None], gone: int | None
) -> None:
    url = "https://paper.example/bridge"
    for number, answer in enumerate([None, *answers]):
        missing(desk, f"r{number}", AT + timedelta(days=number), url, answer)
    article = visit(0, TEXT, AT, url)[2]
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        articles = {page.page_id: article for page in filing.pages_to_clean(store)}
        cleaned = [
            CleanedPage(page.page_id, page.source_id, page.fetched_at, None, articles[page.page_id])
            for page in filing.pages_to_clean(store)
        ]
        filing.file_articles(store, cleaned, choose(cleaned, []), earlier_readings(cleaned, []))
        group(store)
        assert store.rows("SELECT url, gone_at FROM store.articles") == [
            (url, gone and AT + timedelta(days=gone)),
        ]
        due = {target.url for target in ledger.due_targets(store, ["paper"], AT + timedelta(days=len(answers)))}
        assert (url in due) is (gone is None and answers[-1] == "HTTP 404"), "asked once more, to be sure"


def test_a_page_that_never_was_there_is_not_asked_for_again(desk: Desk) -> None:
    missing(desk, "r1", AT, "https://paper.example/never", "HTTP 404")
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        assert ledger.due_targets(store, ["paper"], AT + timedelta(days=1)) == ()
        assert store.rows("SELECT missing FROM store.urls") == [(0,)]


def test_sketches_of_another_make_are_made_anew(desk: Desk) -> None:
    visits = visits_of(PLANTED[:30])
    with open_store(desk) as store:
        fetch(store, visits)
        clean(store, visits)
        group(store)
        before = stories(store)
        store.run("UPDATE store.sketches SET made_by = 'another', bands = [1]")
        group(store)
        assert stories(store) == before
        assert store.rows("SELECT count(*) FROM store.sketches WHERE made_by = 'another'") == [(0,)]
