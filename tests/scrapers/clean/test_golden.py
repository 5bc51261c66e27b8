from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import CASES, PAGES, answer, read_case


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.relative_to(PAGES)))
def test_a_golden_page_is_answered_as_expected(case: Path) -> None:
    expected = read_case(case)
    assert answer(case) == {key: expected[key] for key in ("article", "rejection") if key in expected}


def test_there_are_golden_pages() -> None:
    assert len(CASES) >= 8
    assert sum("rejected" in case.parts for case in CASES) >= 25
