"""The simulation, small: trouble is seen soon, seldom wrongly, and sooner than by the rule of thumb."""

from __future__ import annotations

import pytest

from tests.bench.health_simulation import false_alarms, ours, seen, thumb, thumb_of_means

PAPERS = 8


@pytest.mark.parametrize(
    ("volume", "trouble", "share", "delay"),
    [
        (1, "silent", 0.75, 10),
        (10, "silent", 1, 1),
        (100, "silent", 1, 1),
        (10, "half", 0.85, 7),
        (100, "decline", 0.85, 21),
    ],
)
def test_trouble_is_seen_soon(volume: float, trouble: str, share: float, delay: float) -> None:
    found = seen(ours, volume, trouble, PAPERS)
    assert found.share >= share and found.delay is not None and found.delay <= delay


def test_false_alarms_are_few() -> None:
    assert sum(false_alarms(ours, volume, 4) for volume in (1, 10, 100)) / 3 <= 0.5


def test_the_rule_of_thumb_sees_less_or_errs_more() -> None:
    assert seen(thumb, 10, "half", PAPERS).share < seen(ours, 10, "half", PAPERS).share
    assert false_alarms(thumb_of_means, 10, 4) > 4 * false_alarms(ours, 10, 4)
