from __future__ import annotations

import numpy as np
import pytest

from scrapers.clean.forest import CHUNK, Forest

# One tree of two decisions, and one that is a leaf: 0.5 more for everybody.
FOREST = Forest(
    feature=np.array([1, 0, 0, 0, 0, 0], np.int32),
    threshold=np.array([2.0, np.inf, -1.0, np.inf, np.inf, np.inf], np.float32),
    left=np.array([1, 1, 3, 3, 4, 5], np.int32),
    value=np.array([1.0, -3.0, 2.0, 1.0, 4.0, 0.5], np.float32),
    roots=np.array([0, 5], np.int32),
    depth=2,
)
ROWS = np.array([[0.0, 2.0], [-1.0, 2.1], [0.0, 9.0]], np.float32)


def test_each_row_goes_to_the_leaf_that_its_numbers_lead_to() -> None:
    assert FOREST.margins(ROWS).tolist() == [-2.5, 1.5, 4.5]


def test_many_rows_are_walked_in_chunks_to_the_same_end() -> None:
    many = np.tile(ROWS, (CHUNK, 1))
    assert FOREST.margins(many).tolist() == [-2.5, 1.5, 4.5] * CHUNK


@pytest.mark.parametrize(("row", "added"), [(0, [0.0, -4.0]), (1, [-1.0, 1.0]), (2, [2.0, 1.0])])
def test_evidence_is_what_each_decision_changed_and_adds_up(row: int, added: list[float]) -> None:
    evidence = FOREST.evidence(ROWS[row])
    assert evidence.tolist() == added
    start = FOREST.value[FOREST.roots].sum()
    assert start + evidence.sum() == pytest.approx(FOREST.margins(ROWS)[row])
