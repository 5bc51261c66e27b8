"""The store on a real DuckDB file: journals in, ledger out; batches in, articles out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from flows.desk import Desk
from flows.store import filing, ledger, open_store, runs
from flows.store.connection import StoreError, schema_version
from scrapers.errors import DeskTooNewError
from scrapers.journal import Journal, ListingKind, ListingRead, RunEnded, RunStarted, UrlSeen
from scrapers.page import PageInfo, RecordRef, UrlState, Validators
from scrapers.urls import stable_id
from tests.flows.papers import article, page, prose
from tests.flows.papers import night as file_night

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
FEED = "https://courier.example/feed"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.make_folders()
    return desk


def url(number: int) -> str:
    return f"https://courier.example/{number}"


def seen(number: int, state: UrlState, at: datetime = NOW, **more: object) -> UrlSeen:
    return UrlSeen(at, "courier", url(number), state, FEED, **more)  # type: ignore[arg-type]


def fetched(number: int, at: datetime = NOW, run: str = "r1") -> UrlSeen:
    page = PageInfo(url(number), url(number), "courier", run, FEED, at, 200, "text/html", f"sha1:{number}", etag='"e"')
    return seen(
        number, UrlState.FETCHED, at, page=page, record=RecordRef(f"{run}.warc.gz", number * 100, 100), status=200
    )


def write(desk: Desk, run_id: str, *events: object) -> None:
    journal = Journal(desk.journal / f"{run_id}.jsonl")
    for event in events:
        journal.write(event)  # type: ignore[arg-type]
    journal.close()


def night(desk: Desk, run_id: str = "r1", *more: object) -> None:
    write(
        desk,
        run_id,
        RunStarted(NOW, run_id, "nightly", ("courier", "herald")),
        ListingRead(NOW, "courier", FEED, ListingKind.FEED, UrlState.FETCHED, entries=5, validators=Validators('"f"')),
        *(seen(number, UrlState.DISCOVERED, published=date(2026, 11, number)) for number in (1, 2, 3, 4)),
        fetched(1, run=run_id),
        seen(2, UrlState.SKIPPED, reason="robots.txt"),
        seen(3, UrlState.FAILED, reason="HTTP 500", status=500),
        *more,
    )


def test_each_url_of_a_journal_ends_in_one_state(desk: Desk) -> None:
    night(desk)
    with open_store(desk) as store:
        assert ledger.read_journals(store, desk.journal) == ["r1"]
        states = dict(store.rows("SELECT url, state FROM store.urls"))
        courier, herald = runs.tallies(store, "r1")
    assert states == {url(1): "fetched", url(2): "skipped", url(3): "failed", url(4): "pending"}
    u = courier.urls
    assert (u.discovered, u.fetched, u.skipped, u.failed, u.pending) == (4, 1, 1, 1, 1)
    assert herald.urls.discovered == 0, "a source that was asked has a row even when it gave nothing"


def test_a_journal_is_taken_once(desk: Desk) -> None:
    night(desk)
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        assert ledger.read_journals(store, desk.journal) == []
        assert store.rows("SELECT visits FROM store.urls WHERE url = ?", url(1)) == [(1,)]
        assert store.rows("SELECT count(*) FROM store.pages") == [(1,)]


def test_a_torn_last_line_is_left_for_later(desk: Desk) -> None:
    night(desk)
    path = desk.journal / "r1.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        assert store.rows("SELECT count(*) FROM store.urls WHERE state = 'failed'") == [(0,)]
        path.write_bytes(whole)
        ledger.read_journals(store, desk.journal)
        assert store.rows("SELECT count(*) FROM store.urls WHERE state = 'failed'") == [(1,)]


def test_the_next_crawl_begins_with_what_is_pending_and_what_may_succeed(desk: Desk) -> None:
    failed = {5: 404, 6: 403, 7: 451}  # a wall that shuts everybody out for a night is over the next; the others last
    night(desk, "r1", *(seen(n, UrlState.FAILED, reason=f"HTTP {code}", status=code) for n, code in failed.items()))
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        due = ledger.due_targets(store, ["courier"], NOW + timedelta(hours=1))
        known = ledger.known_ids(store, due)
    assert {target.url for target in due} == {url(3), url(4), url(6)}
    assert known == {stable_id(url(n)) for n in (1, 5, 7)}, "fetched, and gone for good: neither is asked again"


def test_pending_urls_come_newest_first_in_turns_and_those_of_a_backfill_wait_for_it(desk: Desk) -> None:
    left = [replace(seen(n, UrlState.PENDING), published=date(2026, 11, n)) for n in (4, 9)]
    old = [replace(seen(n, UrlState.PENDING), published=date(2026, 10, n)) for n in (11, 12)]
    theirs = replace(seen(30, UrlState.PENDING), source_id="herald", published=date(2026, 11, 1))
    night(desk, "r1", *left, theirs)
    write(desk, "r2", RunStarted(NOW, "r2", "backfill", ("courier",)), *old)
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        due = ledger.due_targets(store, ["courier", "herald"], NOW + timedelta(hours=7))
        rest = ledger.backfill_targets(store, ["courier"], date(2026, 10, 1), date(2026, 10, 31))
    assert [target.url for target in due if not target.revisit] == [url(n) for n in (30, 9, 4, 3)]
    assert [target.url for target in due][-1] == url(1) and due[-1].revisit
    assert [target.url for target in rest] == [url(12), url(11)]


@pytest.mark.parametrize(("hours", "due"), [(5, False), (7, True), (24 * 20, False)])
def test_a_page_is_read_again_after_six_hours_while_it_is_young(desk: Desk, hours: int, due: bool) -> None:
    night(desk)
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        targets = ledger.due_targets(store, ["courier"], NOW + timedelta(hours=hours))
    again = [target for target in targets if target.url == url(1)]
    assert bool(again) is due
    if due:
        assert again[0].validators == Validators('"e"', None, "sha1:1")


def test_a_known_url_that_is_met_again_stays_fetched(desk: Desk) -> None:
    night(desk)
    write(desk, "r2", RunStarted(NOW, "r2", "nightly", ("courier",)), seen(1, UrlState.SKIPPED, reason="known"))
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        assert store.rows("SELECT state, visits FROM store.urls WHERE url = ?", url(1)) == [("fetched", 1)]
        assert runs.tallies(store, "r2")[0].urls.skipped == 1


def test_a_url_that_was_read_stays_known_when_a_listing_leaves_it_out(desk: Desk) -> None:
    night(desk)
    write(
        desk,
        "r2",
        RunStarted(NOW, "r2", "nightly", ("courier",)),
        seen(1, UrlState.SKIPPED, NOW + timedelta(days=1), reason="before since"),
    )
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        assert store.rows("SELECT state, reason FROM store.urls WHERE url = ?", url(1)) == [("fetched", None)]
        assert ledger.url_id(url(1)) in ledger.known_ids(store, ())


def test_two_sources_that_bring_one_url_make_one_row(desk: Desk) -> None:
    night(desk, "r1", UrlSeen(NOW, "herald", url(1), UrlState.SKIPPED, FEED, reason="belongs to another source"))
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        assert store.rows("SELECT source_id, state FROM store.urls WHERE url = ?", url(1)) == [("courier", "fetched")]


def test_an_article_that_two_sources_bring_in_one_run_counts_once_where_it_is_filed(desk: Desk) -> None:
    brought = article(1, prose(1))
    with open_store(desk) as store:
        file_night(store, [replace(page(1, brought, visit), source_id=who) for visit, who in enumerate(("a", "quay"))])
        [(filed,)] = store.rows("SELECT source_id FROM store.articles")
        for who in ("a", "quay"):
            store.run("INSERT INTO store.run_tallies VALUES ('r', ?, 1, 1, 0, 0, 0, 0, 1, 0)", who)
        runs.count_articles(store)
        assert {t.source_id: t.articles for t in runs.tallies(store, "r")} == {
            who: int(who == filed) for who in ("a", "quay")
        }


def test_where_a_click_came_from_makes_no_other_page(desk: Desk) -> None:
    night(desk)
    tagged = UrlSeen(NOW, "courier", url(1) + "?utm_source=feed", UrlState.SKIPPED, FEED, reason="known")
    write(desk, "r2", RunStarted(NOW, "r2", "nightly", ("courier",)), tagged)
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        assert store.rows("SELECT count(*), max(visits) FROM store.urls WHERE url LIKE '%/1%'") == [(1, 1)]


def test_a_lost_database_comes_back_from_the_journals(desk: Desk) -> None:
    night(desk, "r1", RunEnded(NOW, "finished"))
    with open_store(desk) as store:
        runs.start_run(store, "r1", runs.Kind.NIGHTLY, NOW)
        ledger.read_journals(store, desk.journal)
        before = store.rows("SELECT * FROM store.urls ORDER BY url_id")
    desk.database.unlink()
    with open_store(desk) as store:
        ledger.read_journals(store, desk.journal)
        assert store.rows("SELECT * FROM store.urls ORDER BY url_id") == before
        assert runs.unfinished_runs(store, but="") == ["r1"]
        assert len(filing.pages_to_clean(store)) == 1


def test_a_newer_desk_is_refused(desk: Desk) -> None:
    with open_store(desk) as store:
        store.run("INSERT INTO schema_version VALUES (?, now())", schema_version() + 1)
    with pytest.raises(DeskTooNewError, match="newer version"), open_store(desk):
        pass


def test_a_damaged_database_is_told_with_the_way_out(desk: Desk) -> None:
    desk.database.write_bytes(b"not a database" * 1000)
    with pytest.raises(StoreError, match="nightdesk rebuild"), open_store(desk):
        pass


def test_a_migration_that_fails_leaves_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {1: "CREATE SCHEMA store; CREATE TABLE store.half (a INTEGER); SELECT nonsense;"}
    monkeypatch.setattr("flows.store.connection.migrations", lambda: broken)
    with pytest.raises(StoreError), open_store(desk):
        pass
    monkeypatch.undo()
    with open_store(desk) as store:
        assert store.rows("SELECT count(*) FROM store.articles") == [(0,)]
