"""A bad disk: never a wrong number without a word, always the command that mends it, and it mends it."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest

from dashboard.snapshot import BrokenError, Snapshot
from flows.desk import Desk
from flows.publish import publish
from flows.store import open_store
from flows.store.connection import wal_of
from scrapers.sample import Press, serve
from tests.bench.replayed import article_hash, snapshot
from tests.faults.disks import SEEN, WRONG, database_flips, kept, small_desk, snapshot_flips
from tests.faults.namespace import UNSHARE, run_inside, why_not
from tests.flows.conftest import Nightdesk, make_desk
from tests.flows.papers import article, night, page, prose

NO_NAMESPACE = why_not()
FLIPS = 20
KILLED_BEFORE_ITS_END = """
import os, signal, sys
from pathlib import Path
from flows.desk import Desk
from flows.store import open_store
from tests.flows.papers import article, night, page, prose
with open_store(Desk(Path(sys.argv[1]))) as store:
    for number in range(10, 40):
        night(store, [page(number, article(number, prose(number)))])
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    return small_desk(tmp_path)


def test_a_flipped_bit_of_the_snapshot_is_seen_or_changes_nothing(small: Desk) -> None:
    found = snapshot_flips(small, FLIPS)
    assert found[SEEN] >= FLIPS // 4 and not found[WRONG]


def test_the_dashboard_says_that_a_snapshot_is_damaged(small: Desk) -> None:
    path = small.snapshots / "r1.duckdb"
    whole = bytearray(path.read_bytes())
    for place in range(12_288, len(whole), 4096):
        whole[place] ^= 1
    path.write_bytes(whole)
    with pytest.raises(BrokenError, match="cannot be read") as told:
        Snapshot(path).ask("meta")
    assert told.value.command == "nightdesk doctor"


def test_a_flipped_bit_of_the_database_is_never_published(small: Desk) -> None:
    found = database_flips(small, FLIPS)
    assert found[SEEN] >= FLIPS // 4 and not found[WRONG]


def test_half_a_write_ahead_log_loses_no_more_than_a_kill(small: Desk) -> None:
    killed = subprocess.run([sys.executable, "-c", KILLED_BEFORE_ITS_END, str(small.root)], check=False)
    assert killed.returncode == -signal.SIGKILL
    log = wal_of(small.database)
    log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])
    with open_store(small) as store:
        [(articles, texts)] = store.rows(
            "SELECT (SELECT count(*) FROM store.articles), (SELECT count(*) FROM store.article_texts)"
        )
        assert 3 <= articles == texts < 33
        night(store, [page(number, article(number, prose(number))) for number in range(10, 40)])
    publish(small, "r2", "UTC", 3)
    with duckdb.connect(snapshot(small.root), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(33,)]


@pytest.fixture(scope="module")
def two_nights(tmp_path_factory: pytest.TempPathFactory, nightdesk: Nightdesk) -> Path:
    """A small desk after two nights."""
    press = Press(date(2026, 11, 20), days=2)
    with serve(press) as served:
        desk = make_desk(tmp_path_factory.mktemp("disks") / "desk", served.sources_toml(delay=0.0))
        for hour in (10, 23):
            press.now = datetime(2026, 11, 20, hour, 59, tzinfo=UTC)
            assert nightdesk("run", "--desk", str(desk)).returncode in (0, 2)
    return desk


@pytest.fixture
def desk(two_nights: Path, tmp_path: Path) -> Desk:
    return Desk(Path(shutil.copytree(two_nights, tmp_path / "desk")))


def test_journals_that_are_torn_damaged_or_gone_come_back_from_the_archive(desk: Desk, nightdesk: Nightdesk) -> None:
    first, second = sorted(desk.journal.glob("*.jsonl"))
    pages = "SELECT count(*) FROM store.pages"
    with duckdb.connect(desk.database, read_only=True) as connection:
        [(before,)] = connection.execute(pages).fetchall()
    articles = article_hash(desk.database)
    first.unlink()
    lines = second.read_bytes().splitlines(keepends=True)
    fetched = next(number for number, line in enumerate(lines) if b'"fetched"' in line and b'"record"' in line)
    lines[fetched] = b"\xff" + lines[fetched][1:]
    second.write_bytes(b"".join(lines)[:-20])

    told = nightdesk("reclean", "--desk", str(desk.root))
    assert told.returncode == 2
    assert f"{first}: 0 bytes are left of" in told.stdout.replace("\n", "") and "nightdesk rebuild" in told.stdout

    mended = nightdesk("rebuild", "--desk", str(desk.root))
    assert mended.returncode == 2, mended.stdout + mended.stderr
    assert "1 of" in mended.stdout and "named by no line" in mended.stdout
    assert second.with_name(second.name + ".damaged").exists()
    with duckdb.connect(desk.database, read_only=True) as connection:
        assert connection.execute(pages).fetchall() == [(before,)]
    assert article_hash(desk.database) == articles == article_hash(snapshot(desk.root))


def test_a_damaged_archive_costs_the_pages_at_that_place_alone(desk: Desk, nightdesk: Nightdesk) -> None:
    path = max(desk.archive.glob("*/*.warc.gz"), key=lambda file: file.stat().st_size)
    with duckdb.connect(desk.database, read_only=True) as connection:
        [(offset, length, before)] = connection.execute(
            'SELECT "offset", length, (SELECT count(*) FROM store.articles) FROM store.pages '
            "WHERE file LIKE '%' || ? AND article_id IS NOT NULL ORDER BY \"offset\" LIMIT 1 OFFSET 5",
            [path.name],
        ).fetchall()
    broken = bytearray(path.read_bytes())
    broken[offset + length // 4] ^= 1
    path.write_bytes(broken)
    for journal in desk.journal.glob("*.jsonl"):
        journal.unlink()
    mended = nightdesk("rebuild", "--desk", str(desk.root))
    assert mended.returncode in (0, 2), mended.stdout + mended.stderr
    with duckdb.connect(desk.database, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM store.articles").fetchall() == [(before - 1,)]


@pytest.mark.skipif(NO_NAMESPACE is not None, reason=NO_NAMESPACE or "")
def test_a_desk_that_may_only_be_read_is_said_so_by_each_command(desk: Desk) -> None:
    script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && "$@"'
    for command in ("run", "status", "index", "rebuild"):
        words = [*UNSHARE, "sh", "-c", script, str(desk.root), sys.executable, "-m", "flows", command]
        done = subprocess.run([*words, "--desk", str(desk.root)], capture_output=True, text=True, check=False)
        assert done.returncode == 1 and "it cannot be written" in done.stderr, done.stdout + done.stderr
        assert "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(NO_NAMESPACE is not None, reason=NO_NAMESPACE or "")
def test_a_disk_that_fills_up_stops_the_night_and_harms_nothing(tmp_path: Path) -> None:
    told = json.loads(run_inside("tests.faults.full_disk", str(tmp_path), "1", timeout=600))
    [one] = told["nights"]
    assert one["code"] == 1 and kept(one, told["articles"]), one["said"]
