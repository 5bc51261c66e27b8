from __future__ import annotations

import sys
from pathlib import Path

import pytest

from flows.parts import AT_ONCE, MOST_IN_A_ROW, Part, PartError, watch


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def dying(tmp_path: Path, clock: Clock) -> Part:
    part = Part("server", [sys.executable, "-c", "raise SystemExit(3)"], tmp_path / "server.log", clock=clock)
    part.start()
    part.child.wait(20)
    return part


def test_a_part_is_started_again_after_a_wait_that_doubles_and_given_up_in_the_end(tmp_path: Path) -> None:
    clock = Clock()
    part = dying(tmp_path, clock)
    waits = []
    while "given up" not in (told := part.look() or ""):
        assert "ended by itself with code 3" in told and part.again_at is not None
        waits.append(part.again_at - clock.now)
        assert part.look() is None and part.child.poll() == 3, "not before its time"
        clock.now = part.again_at
        assert part.look() is None
        part.child.wait(20)
    assert waits == [1, 2, 4, 8] and len(part.groups) == MOST_IN_A_ROW
    assert "server.log says why; the rest goes on" in told
    assert part.look() is None, "it is said once"


def test_a_part_that_had_lived_for_a_while_begins_anew(tmp_path: Path) -> None:
    clock = Clock()
    part = dying(tmp_path, clock)
    part.deaths, clock.now = MOST_IN_A_ROW - 1, AT_ONCE + 1
    assert "starting it again in 1 s" in (part.look() or "")


def test_when_nothing_is_left_to_run_that_is_an_error(tmp_path: Path) -> None:
    part = dying(tmp_path, Clock())
    part.deaths = MOST_IN_A_ROW - 1
    said: list[str] = []
    with pytest.raises(PartError, match=r"server\.log"):
        watch([part], said.append)
    assert len(said) == 1
