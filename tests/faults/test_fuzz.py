"""The fuzzer in its short form, the same inputs every time; and whatever the long one has found, once and for all.

`python -m tests.faults.fuzz` is the long form. A finding is mended and kept in `found/`, as TARGET.WHAT.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from tests.faults.fuzz import property_of
from tests.faults.fuzz_targets import TARGETS

INPUTS = 240  # of a cheap target
FOUND = sorted((Path(__file__).parent / "found").iterdir())


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_that_is_read_crashes_its_reader(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    short = settings(
        max_examples=INPUTS // target.weight,
        derandomize=True,
        database=None,
        deadline=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    short(property_of(target, tmp_path))()


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case.name)
def test_what_was_once_found_stays_mended(case: Path, tmp_path: Path) -> None:
    target = TARGETS[case.name.partition(".")[0]]
    with suppress(*target.errors):
        target.take(case.read_bytes(), tmp_path)
