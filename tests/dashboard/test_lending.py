"""Connections that are kept between questions: reused, given up with their snapshot, never in the way of another."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import pytest

from dashboard.lending import Lender
from dashboard.snapshot import READY, Snapshot
from tests.dashboard import snapshots


class Thing:
    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def lender() -> Iterator[Lender[Thing]]:
    lender: Lender[Thing] = Lender(60, nullcontext(True))
    yield lender
    lender.close()


def handles(path: Path) -> int:
    return sum(fd.is_symlink() and fd.readlink() == path for fd in Path("/proc/self/fd").iterdir())


def test_the_next_one_to_ask_gets_the_same(lender: Lender[Thing]) -> None:
    with lender.lend("a", Thing) as first, lender.lend("a", Thing) as second:
        assert first is not second
    with lender.lend("a", Thing) as third:
        assert third in (first, second) and not third.closed


def test_another_key_closes_what_was_kept_and_what_comes_back_later(lender: Lender[Thing]) -> None:
    with lender.lend("a", Thing) as kept:
        pass
    with lender.lend("a", Thing) as used:
        assert used is kept
        with lender.lend("b", Thing):
            assert not used.closed
    assert used.closed


def test_after_an_error_it_is_not_used_again(lender: Lender[Thing]) -> None:
    with pytest.raises(ValueError, match="no answer"), lender.lend("a", Thing) as one:
        raise ValueError("no answer")
    assert one.closed


def test_what_nobody_asks_for_is_closed() -> None:
    lender: Lender[Thing] = Lender(0.01, nullcontext(True))
    with lender.lend("a", Thing) as one:
        pass
    give_up = time.monotonic() + 10
    while not one.closed and time.monotonic() < give_up:
        time.sleep(0.01)
    assert one.closed


def test_a_snapshot_that_was_replaced_is_let_go(tmp_path: Path, full_desk: Path) -> None:
    whole = full_desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb"
    old, new = (Path(shutil.copy(whole, tmp_path / f"{name}.duckdb")) for name in ("old", "new"))
    Snapshot(old, kept=True).ask("meta")
    assert handles(old)
    old.unlink()
    Snapshot(new, kept=True).ask("meta")
    assert handles(new) and not handles(tmp_path / "old.duckdb (deleted)")
    READY.close()
    assert not handles(new)


def test_kept_connections_serve_visitors_at_the_same_time(full_desk: Path) -> None:
    one = Snapshot(full_desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb", kept=True)
    with ThreadPoolExecutor(8) as visitors:
        told = list(visitors.map(lambda _: one.ask("meta").num_rows, range(64)))
    assert len(set(told)) == 1
