"""One press and one desk for the tests of whole runs: a night is dear, so they look at the same one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from scrapers.sample import Press, serve
from tests.bench.replayed import snapshot

LAST_DAY = date(2026, 11, 20)
Nightdesk = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def press() -> Iterator[object]:
    """The sample press, all 45 days of it."""
    with serve(Press(LAST_DAY)) as server:
        yield server


def ask(desk: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows that a query of the current snapshot gives."""
    with duckdb.connect(snapshot(desk), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def make_desk(folder: Path, sources: str) -> Path:
    """A desk that reads these sources, in UTC."""
    folder.mkdir(parents=True)
    (folder / "sources.toml").write_text(sources, "utf-8")
    (folder / "settings.toml").write_text('time_zone = "UTC"\n', "utf-8")
    return folder


@pytest.fixture(scope="session")
def night(press: object, nightdesk: Nightdesk, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A desk after its first night over the press, and what the command printed."""
    desk = make_desk(tmp_path_factory.mktemp("night") / "desk", press.sources_toml(delay=0.0))  # type: ignore[attr-defined]
    done = nightdesk("run", "--desk", str(desk))
    assert done.returncode in (0, 2), done.stdout + done.stderr
    return desk, done.stdout


@pytest.fixture
def copy(night: tuple[Path, str], tmp_path: Path) -> Path:
    """The desk after its first night, to be damaged or changed."""
    return Path(shutil.copytree(night[0], tmp_path / "copy"))
