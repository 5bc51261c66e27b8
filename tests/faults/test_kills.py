"""A night that dies at every stage, one after the other, ends as if it had not; so do a backfill and a reclean.

`python -m tests.faults kills` kills a new night at each stage, and at fifty random moments.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.kills import RECLEAN, STAGES, Alone, left_alone
from tests.faults.nights import Nights, nights
from tests.faults.verdict import CONCURRENCY, Before, acknowledged, judge, pages_asked


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    with nights(tmp_path_factory.mktemp("nights"), days=2) as found:
        yield found


@pytest.fixture(scope="module")
def alone(at: Nights) -> Alone:
    return left_alone(at)


def test_a_night_that_dies_at_every_stage_ends_as_if_it_had_not(at: Nights, alone: Alone) -> None:
    desk, since = at.desk("night"), len(at.web.log)
    before = Before.of(desk, at.web, since)
    for stage, moment in STAGES.items():
        at.kill_at(desk, moment)
        assert before.acknowledged <= acknowledged(desk), f"lost by the kill before {stage}"
        assert len(before.asked & pages_asked(at.web, before.log)) <= CONCURRENCY, f"by the kill before {stage}"
        before = Before.of(desk, at.web, since)
    found = judge(desk, at.web, before, at.run(desk), alone.content)
    assert found.right and found.acknowledged and not found.again, found
    at.kill_at(desk, STAGES["store"], *RECLEAN)
    found = judge(desk, at.web, Before.of(desk, at.web, len(at.web.log)), at.run(desk, "reclean"), alone.content)
    assert found.right, found
