"""A snapshot appears whole under a new name, then the pointer names it; a failure leaves the last one in place."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from flows.desk import Desk
from flows.publish import VIEWS, PublishError, publish, sweep
from flows.store import open_store
from scrapers.errors import NoSpaceError

ARTICLE = (
    "INSERT INTO store.articles BY NAME SELECT {id} AS article_id, 1 AS page_id, 'courier' AS source_id, 'u' AS url, "
    "'u' AS canonical_url, 't' AS title, []::VARCHAR[] AS authors, "
    "TIMESTAMPTZ '2026-11-01 23:30:00+00' AS first_seen_at, "
    "false AS paywalled, 9 AS word_count, 1 AS version, 1 AS text_hash, 1 AS content_hash, {id} AS story_id"
)
TEXT = "INSERT INTO store.article_texts BY NAME SELECT {id} AS article_id, 'text' AS text, [] AS captions"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.make_folders()
    fill(desk, 1)
    return desk


def fill(desk: Desk, article_id: int, *more: str) -> None:
    with open_store(desk) as store:
        for sql in (ARTICLE, TEXT, *more):
            store.run(sql.format(id=article_id))


def articles(desk: Desk) -> list[tuple[object, ...]]:
    name = desk.pointer.read_text("utf-8").strip()
    with duckdb.connect(desk.snapshots / name, read_only=True) as snapshot:
        return snapshot.execute("SELECT article_id, day::VARCHAR FROM articles ORDER BY 1").fetchall()


def test_the_pointer_names_a_snapshot_with_every_view(desk: Desk) -> None:
    path = publish(desk, "r1", "Europe/Berlin", keep=3)
    assert desk.pointer.read_text("utf-8") == "r1.duckdb\n" and path.stat().st_mode & 0o777 == 0o600
    with duckdb.connect(path, read_only=True) as snapshot:
        for view in VIEWS:
            snapshot.execute(f"SELECT * FROM {view}").fetchall()
        assert dict(snapshot.execute("SELECT key, value FROM meta").fetchall())["run_id"] == "r1"


def test_a_day_is_one_of_the_desks_zone(desk: Desk) -> None:
    publish(desk, "r1", "Europe/Berlin", keep=3)
    assert articles(desk) == [(1, "2026-11-02")]
    publish(desk, "r2", "UTC", keep=3)
    assert articles(desk) == [(1, "2026-11-01")]


def test_a_damaged_snapshot_is_not_pointed_to(desk: Desk) -> None:
    publish(desk, "r1", "UTC", keep=3)
    fill(desk, 1)
    with pytest.raises(PublishError, match="an article twice"):
        publish(desk, "r2", "UTC", keep=3)
    assert articles(desk) == [(1, "2026-11-01")]
    sweep(desk)
    assert sorted(path.name for path in desk.snapshots.iterdir()) == ["latest", "r1.duckdb"]


def test_a_reader_keeps_its_snapshot_while_new_ones_come(desk: Desk) -> None:
    first = publish(desk, "r1", "UTC", keep=1)
    with duckdb.connect(first, read_only=True) as reader:
        fill(desk, 2)
        publish(desk, "r2", "UTC", keep=1)
        assert not first.exists()
        assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
    assert len(articles(desk)) == 2


def test_only_the_newest_are_kept(desk: Desk) -> None:
    for run in ("r1", "r2", "r3", "r4"):
        publish(desk, run, "UTC", keep=2)
    assert sorted(path.name for path in desk.snapshots.iterdir()) == ["latest", "r3.duckdb", "r4.duckdb"]


def test_without_room_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(desk, "r1", "UTC", keep=3)
    monkeypatch.setattr("flows.desk.SPARE_BYTES", 10**18)
    with pytest.raises(NoSpaceError, match="MB are needed"):
        publish(desk, "r2", "UTC", keep=3)
    assert sorted(path.name for path in desk.snapshots.iterdir()) == ["latest", "r1.duckdb"]
