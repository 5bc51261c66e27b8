from __future__ import annotations

from dashboard.reader import weave
from dashboard.rows import CutBlock


def cut(*positions: int) -> list[CutBlock]:
    return [CutBlock(position, f"cut {position}", "furniture") for position in positions]


def order(paragraphs: list[str], blocks: list[CutBlock]) -> list[str]:
    return [block if isinstance(block, str) else block.text for block in weave(paragraphs, blocks)]


def test_cut_blocks_stand_where_they_stood() -> None:
    assert order(["a", "b", "c"], cut(0, 2, 5)) == ["cut 0", "a", "cut 2", "b", "c", "cut 5"]


def test_positions_beyond_the_text_lose_nothing() -> None:
    assert order(["a", "b"], cut(90, 91)) == ["a", "b", "cut 90", "cut 91"]
    assert order(["a", "b"], cut(0, 0, 0)) == ["cut 0", "cut 0", "cut 0", "a", "b"]
