"""What cleaning again changed, by source and as a diff; only what other rules have cleaned is cleaned again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from flows.changes import count_changes
from flows.desk import Desk
from flows.publish import publish
from flows.stages import file_pages
from flows.store import Store, filing, open_store
from flows.store.comparing import comparing
from scrapers.article import Rejection, RejectionReason
from tests.bench.replayed import article_hash, count
from tests.flows.conftest import Nightdesk
from tests.flows.papers import article, night, page, prose


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Nine articles of two papers, published."""
    desk = Desk(tmp_path)
    desk.make_folders()
    with open_store(desk) as store:
        night(store, [page(n, article(n, prose(n))) for n in range(1, 7)])
        night(store, [page(n, article(n, prose(n), source="tide"), source="tide") for n in range(7, 10)])
    publish(desk, "r1", "UTC", keep=3)
    return desk


def test_without_a_change_there_is_nothing_to_tell(desk: Desk) -> None:
    with comparing(desk) as compare:
        found = compare()
        assert found is not None and count_changes(found, None) == []


def test_each_source_tells_what_changed(desk: Desk, tmp_path: Path) -> None:
    with comparing(desk) as compare:
        with open_store(desk) as store:
            a, b, c = prose(1)
            night(store, [page(1, article(1, [a, b, f"{c} at last"]), visit=1)])
            night(store, [page(2, article(2, prose(2)[:2]), visit=1), page(50, article(50, prose(50)))])
            store.run("UPDATE store.articles SET title = 'Another' WHERE url = 'https://quay.example/3'")
            _reject(store, 4)
        for old in desk.snapshots.glob("r1*"):
            old.unlink()  # as a run may do that keeps one snapshot only
        found = compare()
        assert found is not None
        [quay] = count_changes(found, tmp_path / "out.diff")
    assert (quay.sums.source_id, quay.texts, quay.titles, quay.authors, quay.dates) == ("quay", 2, 1, 0, 0)
    assert (quay.sums.articles_before, quay.sums.articles, quay.sums.rejected_before, quay.sums.rejected) == (
        6,
        6,
        0,
        1,
    )
    words = [sum(len(re.findall(r"\w+", line)) for line in lines) for lines in (prose(50), prose(2)[2:], prose(4))]
    assert (quay.words_added, quay.words_removed) == (2 + words[0], words[1] + words[2])
    diff = (tmp_path / "out.diff").read_text("utf-8")
    assert f"-{c}\n+{c} at last\n" in diff and "+title: Another" in diff and f"-{prose(2)[2]}" in diff
    assert "--- before: https://quay.example/1\n+++ after: https://quay.example/1\n" in diff


def _reject(store: Store, number: int) -> None:
    """The page of an article is none any more."""
    refused = Rejection(f"https://quay.example/{number}", RejectionReason.TOO_SHORT, "", "y")
    store.run("UPDATE store.pages SET extractor = NULL WHERE url = ?", refused.url)
    file_pages(store, [page(number, refused)])  # type: ignore[arg-type]
    filing.drop_orphans(store)


def test_without_a_snapshot_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.make_folders()
    with comparing(desk) as compare:
        assert compare() is None


@pytest.mark.parametrize(
    ("sources", "unless", "again"), [(None, "x", 1), (["quay"], "x", 1), (["tide"], "x", 0), (["tide"], None, 3)]
)
def test_only_what_other_rules_have_cleaned_is_cleaned_again(
    desk: Desk, sources: list[str] | None, unless: str | None, again: int
) -> None:
    with open_store(desk) as store:
        store.run("UPDATE store.pages SET extractor = 'older' WHERE url = 'https://quay.example/5'")
        filing.clean_again(store, sources, unless)
        assert len(filing.pages_to_clean(store)) == again


def test_reclean_after_a_change_of_rules_touches_only_what_changed(
    copy: Path, nightdesk: Nightdesk, tmp_path: Path
) -> None:
    """Some pages were cleaned by other rules, which had lost a paragraph, a title and an article."""
    import duckdb

    before = article_hash(copy / "desk.duckdb")
    with duckdb.connect(copy / "desk.duckdb") as store:
        urls = store.execute("SELECT url FROM store.articles WHERE source_id = 'ledger' ORDER BY 1 LIMIT 3").fetchall()
    done = nightdesk("reclean", "--desk", str(copy))
    assert done.returncode == 0 and "No article changed." in done.stdout and "clean:" not in done.stderr, done.stderr
    damage(copy / "desk.duckdb", [url for (url,) in urls])
    publish(Desk(copy), "20261121T000000Z-0000", "UTC", keep=3)
    done = nightdesk("reclean", "--desk", str(copy), "--diff", str(tmp_path / "out.diff"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "clean: 3 of 3" in done.stderr, "nothing but the three is cleaned"
    assert re.search(r"ledger +189 → 190 +1 → 1 +1 +\+\d+ −2 +1 +0 +0 ", done.stdout), done.stdout
    assert "-Lost text" in (tmp_path / "out.diff").read_text("utf-8")
    assert article_hash(copy / "desk.duckdb") == before
    assert count(copy / "desk.duckdb", "SELECT count(DISTINCT extractor) FROM store.pages") == 1


def damage(database: Path, urls: list[str]) -> None:
    import duckdb

    text, title, gone = urls
    with duckdb.connect(database) as store:
        store.execute("UPDATE store.pages SET extractor = 'older' WHERE url IN (SELECT unnest(?))", [urls])
        owner = "(SELECT article_id FROM store.articles WHERE url = ?)"
        store.execute(f"UPDATE store.article_texts SET text = 'Lost text' WHERE article_id = {owner}", [text])
        store.execute("UPDATE store.articles SET title = 'Old' WHERE url = ?", [title])
        store.execute("UPDATE store.articles SET content_hash = 0 WHERE url IN (SELECT unnest(?))", [urls])
        for table in ("lines", "article_texts", "cut_blocks", "articles"):
            store.execute(f"DELETE FROM store.{table} WHERE article_id = {owner}", [gone])
