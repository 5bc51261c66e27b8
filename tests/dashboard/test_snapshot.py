from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from dashboard.selection import Selection
from dashboard.snapshot import BrokenError, NoDeskError, NoSnapshotError, Snapshot, TooNewError, read_pointer
from tests.dashboard import snapshots


def test_the_pointer_names_the_snapshot(full_desk: Path) -> None:
    assert read_pointer(full_desk) == f"{snapshots.LAST_RUN}.duckdb"


def test_no_desk_and_no_snapshot_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NoDeskError, match="no desk in"):
        read_pointer(tmp_path / "desk")
    with pytest.raises(NoSnapshotError, match="no snapshot yet"):
        read_pointer(tmp_path)


@pytest.mark.parametrize("line", ["", "../desk.duckdb", "/etc/passwd", "a.duckdb\nb.duckdb", "a.txt", "\x00.duckdb"])
def test_a_pointer_that_is_no_file_name_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "snapshots").mkdir()
    snapshots.point(tmp_path, line)
    with pytest.raises(BrokenError, match="one line") as found:
        read_pointer(tmp_path)
    assert found.value.command == "nightdesk doctor"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenError, match=r"gone\.duckdb, but there is no such file"):
        Snapshot(tmp_path / "gone.duckdb").meta()


def test_a_damaged_file_is_named(tmp_path: Path, full_desk: Path) -> None:
    whole = full_desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb"
    torn = tmp_path / "torn.duckdb"
    torn.write_bytes(b"not a database" * 500)
    with pytest.raises(BrokenError, match=r"torn\.duckdb cannot be read"):
        Snapshot(torn).meta()
    assert Snapshot(whole).meta()["time_zone"] == snapshots.ZONE


def test_a_newer_schema_is_refused_with_the_way_out(tmp_path: Path) -> None:
    desk = snapshots.make_desk(tmp_path / "desk", empty=True, schema_version=99)
    with pytest.raises(TooNewError, match=r"Nightdesk 9\.9 \(schema 99\).*Update"):
        Snapshot(desk / "snapshots" / read_pointer(desk)).meta()


def test_a_query_leaves_no_handle_and_no_file(tmp_path: Path, full_desk: Path) -> None:
    path = Path(shutil.copy(full_desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb", tmp_path))
    path.chmod(0o400)
    Snapshot(path).ask("meta")
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
    assert not [fd for fd in Path("/proc/self/fd").iterdir() if fd.is_symlink() and fd.readlink() == path]


def test_visitors_ask_at_the_same_time(full_desk: Path) -> None:
    """Connections of one process to one file share an instance: what one of them closes, it closes for all."""
    one = Snapshot(full_desk / "snapshots" / read_pointer(full_desk))
    with ThreadPoolExecutor(8) as visitors:
        told = list(visitors.map(lambda _: one.ask("meta").num_rows, range(64)))
    assert len(set(told)) == 1


def test_a_snapshot_from_before_article_days_had_times_still_answers(tmp_path: Path, full_desk: Path) -> None:
    path = Path(shutil.copy(full_desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb", tmp_path))
    asked = {**Selection(snapshots.FIRST, snapshots.LAST).parameters(), "stories": False, "relevance": False}
    now = Snapshot(path).ask("article_list", {**asked, "limit": 50, "skip": 0})
    with duckdb.connect(path) as connection:
        [(made,)] = connection.execute("SELECT sql FROM duckdb_views() WHERE view_name = 'article_days'").fetchall()
        query = made.split(" AS ", 1)[1].rstrip(";")
        connection.execute(f"CREATE OR REPLACE VIEW article_days AS SELECT * EXCLUDE (dated_at) FROM ({query})")
    assert Snapshot(path).ask("article_list", {**asked, "limit": 50, "skip": 0}) == now


def test_a_question_takes_no_more_than_its_share_of_the_memory(
    full_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.snapshot._sql", lambda name: "SELECT current_setting('memory_limit') AS allowed")
    [row] = Snapshot(full_desk / "snapshots" / read_pointer(full_desk), kept=True).ask("any").to_pylist()
    assert row["allowed"] == "732.4 MiB"
