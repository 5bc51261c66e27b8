"""What is taken down is nowhere in the desk, and never comes back."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from warcio.archiveiterator import ArchiveIterator

from flows.desk import Desk
from flows.lifecycle import Run
from flows.plans import plan_night
from flows.run import Kind
from scrapers.sample import Press, serve
from tests.bench.replayed import snapshot
from tests.flows.conftest import Nightdesk, make_desk

LAST_DAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def paper() -> Iterator[Any]:
    with serve(Press(LAST_DAY, days=6)) as server:
        yield server


@pytest.fixture(scope="module")
def desk(paper: Any, nightdesk: Nightdesk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = make_desk(tmp_path_factory.mktemp("takedown") / "desk", paper.sources_toml(delay=0.0))
    done = nightdesk("run", "--desk", str(desk))
    assert done.returncode in (0, 2), done.stdout + done.stderr
    return desk


def ask(desk: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(snapshot(desk), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def holds(desk: Path, words: str) -> list[str]:
    """The files of the desk that have these words, packed or not."""
    found = []
    for path in (path for path in desk.rglob("*") if path.is_file()):
        body = path.read_bytes()
        if path.suffix == ".gz":
            body = b"".join(_members(body))
        if words.encode() in body:
            found.append(str(path.relative_to(desk)))
    return found


def _members(body: bytes) -> Iterator[bytes]:
    while body:
        unzip = zlib.decompressobj(31)
        yield unzip.decompress(body)
        body = unzip.unused_data


def test_a_page_and_a_source_go_for_good(desk: Path, paper: Any, nightdesk: Nightdesk) -> None:
    [(url, text, others)] = ask(
        desk,
        "SELECT url, text, (SELECT count(*) FROM articles) FROM articles "
        "WHERE source_id = 'record' AND story_id = article_id AND story_id NOT IN "
        "(SELECT story_id FROM articles GROUP BY 1 HAVING count(*) > 1) ORDER BY url LIMIT 1",
    )
    canary = max(text.split("\n\n"), key=len)[:60]
    before = holds(desk, canary)
    assert any(name.startswith("archive") for name in before) and any(name.startswith("snap") for name in before)
    [(of_source,)] = ask(desk, "SELECT count(*) FROM articles WHERE source_id = 'ledger'")

    done = nightdesk("takedown", url, "--yes", "--desk", str(desk))
    assert done.returncode == 0, done.stdout + done.stderr
    assert holds(desk, canary) == []
    assert ask(desk, "SELECT count(*) FROM articles") == [(others - 1,)]
    done = nightdesk("takedown", "--source", "ledger", "--yes", "--desk", str(desk))
    assert done.returncode == 0, done.stdout + done.stderr
    assert ask(desk, "SELECT count(*) FROM articles WHERE source_id = 'ledger'") == [(0,)]
    assert of_source > 0 and len(list((desk / "snapshots").glob("*.duckdb"))) == 1

    for file in (desk / "archive").rglob("*.warc.gz"):  # every tool still reads it to its end
        with file.open("rb") as stream:
            assert sum(1 for _ in ArchiveIterator(stream)) > 1
        assert gzip.decompress(file.read_bytes())

    left = ask(desk, "SELECT article_id, title FROM articles ORDER BY 1")
    nightdesk("run", "--desk", str(desk))
    assert nightdesk("scrape", url, "--desk", str(desk)).returncode == 1
    assert ask(desk, "SELECT article_id, title FROM articles ORDER BY 1") == left
    (desk / "desk.duckdb").unlink()
    assert nightdesk("reclean", "--desk", str(desk)).returncode in (0, 2)
    assert ask(desk, "SELECT article_id, title FROM articles ORDER BY 1") == left
    assert holds(desk, canary) == []


def test_text_goes_by_age(desk: Path, nightdesk: Nightdesk) -> None:
    old = ask(desk, "SELECT count(*) FROM articles WHERE day < '2026-11-19'")[0][0]
    whole = ask(desk, "SELECT count(*) FROM articles")[0][0]
    assert 0 < old < whole
    days = (date.today() - date(2026, 11, 19)).days
    (desk / "settings.toml").write_text(f'time_zone = "UTC"\n[retention]\ndays = {days}\n', "utf-8")
    assert nightdesk("run", "--desk", str(desk)).returncode in (0, 2)
    assert ask(desk, "SELECT count(*) FROM articles") == [(whole - old,)]
    assert ask(desk, "SELECT min(day) FROM articles") == [(date(2026, 11, 19),)]


def test_a_night_without_what_was_taken_down_is_a_whole_one(tmp_path: Path) -> None:
    table = '[{0}]\nname = "{0}"\nsite = "http://{0}.localhost/"\n'
    desk = Desk(make_desk(tmp_path / "desk", "".join(map(table.format, ("beacon", "ledger")))))
    desk.make_folders()
    desk.takedown_file.write_text('{"ids": [], "sources": ["ledger"]}\n', "utf-8")
    run = Run(desk, "r1", Kind.NIGHTLY, 0)
    plan_night(run)
    assert [source.id for source in run.asked] == ["beacon"] and run.whole
    plan_night(run, ["beacon"])
    assert not run.whole
