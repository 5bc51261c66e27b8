"""The simulation, small: the rising list finds planted bursts, does better than simpler rules, and seldom errs."""

from __future__ import annotations

from statistics import mean

import pytest

from tests.bench.newsstream import stream
from tests.bench.rising_simulation import Result, judge

SMALL = {"stories": 300, "entities": 2000, "publishers": 25}
STREAMS = 3
PRECISION, FALSE_WITH_BURSTS, FALSE_ALARMS = 0.88, 3, 1


@pytest.fixture(scope="module")
def bursting() -> list[Result]:
    return [judge(stream(seed, **SMALL)) for seed in range(STREAMS)]


def test_planted_bursts_are_found(bursting: list[Result]) -> None:
    assert mean(result.precision["rising"] for result in bursting) >= PRECISION
    assert mean(result.false for result in bursting) <= FALSE_WITH_BURSTS


@pytest.mark.parametrize("rule", ["Poisson z", "growth", "difference", "raw count"])
def test_simpler_rules_do_worse(bursting: list[Result], rule: str) -> None:
    assert all(result.precision["rising"] > result.precision[rule] for result in bursting)


def test_a_stationary_stream_raises_few_alarms() -> None:
    quiet = [judge(stream(1000 + seed, planted=0, **SMALL)) for seed in range(STREAMS)]
    assert mean(result.false for result in quiet) <= FALSE_ALARMS
