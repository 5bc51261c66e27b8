"""A damaged database is told with the command that mends it, and the command mends it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flows.desk import Desk
from flows.lifecycle import put_aside
from tests.bench.replayed import article_hash, snapshot
from tests.flows.conftest import Nightdesk


def test_a_damaged_database_is_rebuilt_from_the_archive(copy: Path, press: Any, nightdesk: Nightdesk) -> None:
    desk, asked = Desk(copy), len(press.log)
    before = article_hash(desk.database)
    desk.database.write_bytes(b"\0" * 8192 + desk.database.read_bytes()[8192:])
    refused = nightdesk("run", "--desk", str(copy))
    assert refused.returncode == 1 and "nightdesk rebuild" in refused.stderr
    done = nightdesk("rebuild", "--desk", str(copy))
    assert done.returncode == 0, done.stdout + done.stderr
    assert article_hash(desk.database) == before == article_hash(snapshot(copy))
    assert not desk.damaged.exists() and len(press.log) == asked, "nobody was asked for anything"


def test_what_was_put_aside_first_is_kept(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for content in ("the old one", "half made"):
        desk.database.write_text(content, "utf-8")
        put_aside(desk)
    assert desk.damaged.read_text("utf-8") == "the old one" and not desk.database.exists()
