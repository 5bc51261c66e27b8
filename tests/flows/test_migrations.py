"""A desk of every earlier schema is brought up to this one, also when it is killed on the way; a copy is left."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from flows.desk import Desk
from flows.store import open_store
from flows.store.connection import migrate_to, schema_version
from scrapers.errors import NoSpaceError

KILLED = """
import os, signal, sys
from pathlib import Path
from flows.desk import Desk
from flows.store.connection import Store, open_store
run = Store.run
def die(self, sql, *parameters):
    if sql.startswith("INSERT INTO schema_version") and parameters == (int(sys.argv[2]),):
        os.kill(os.getpid(), signal.SIGKILL)
    run(self, sql, *parameters)
Store.run = die
with open_store(Desk(Path(sys.argv[1]))):
    pass
"""


def desk_of(root: Path, version: int) -> Desk:
    desk = Desk(root)
    desk.make_folders()
    with duckdb.connect(desk.database) as connection:
        migrate_to(connection, version)
        connection.execute(
            "INSERT INTO store.sources (source_id, name, paused, listed) VALUES ('quay', 'Quay', false, true)"
        )
    return desk


def schema(file: Path) -> int:
    with duckdb.connect(file, read_only=True) as connection:
        [(version,)] = connection.execute("SELECT max(version) FROM schema_version").fetchall()
    return int(version)


@pytest.mark.parametrize("version", range(1, schema_version()))
def test_an_earlier_desk_keeps_its_rows_and_leaves_a_copy(tmp_path: Path, version: int) -> None:
    desk = desk_of(tmp_path, version)
    with open_store(desk) as store:
        assert store.rows("SELECT source_id, name FROM store.sources") == [("quay", "Quay")]
    assert schema(desk.database) == schema_version()
    [backup] = desk.backups
    assert schema(backup) == version and backup.stat().st_mode & 0o077 == 0


def test_a_desk_of_this_schema_is_not_copied(tmp_path: Path) -> None:
    for _ in range(2):
        with open_store(Desk(tmp_path)):
            pass
    assert Desk(tmp_path).backups == []


def test_killed_in_each_step_it_goes_on_from_there(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, 1)
    for step in range(2, schema_version() + 1):
        done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(step)], check=False)
        assert done.returncode == -signal.SIGKILL
        assert schema(desk.database) == step - 1, "the step that was killed left nothing, those before it stand"
    with open_store(desk) as store:
        assert store.rows("SELECT name FROM store.sources") == [("Quay",)]
    assert [schema(backup) for backup in desk.backups] == [1], "as it was before the first step"


def test_without_room_for_the_copy_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = desk_of(tmp_path, 1)
    monkeypatch.setattr("flows.desk.SPARE_BYTES", 10**18)
    with pytest.raises(NoSpaceError), open_store(desk):
        pass
    assert schema(desk.database) == 1
