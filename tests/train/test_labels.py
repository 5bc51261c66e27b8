from __future__ import annotations

from tests.train.labels import shares, words


def held(blocks: list[str], answer: str) -> list[float]:
    return [round(share, 2) for share in shares([words(block) for block in blocks], words(answer))]


ONE = "The old bridge over the Arn opened again on Monday after four years"
TWO = "Engineers had taken the iron span apart piece by piece"


def test_a_block_of_the_answer_is_held_and_others_are_not() -> None:
    assert held(["Home", ONE, "Read more", TWO, "All rights reserved by us"], f"{ONE}\n\n{TWO}") == [0, 1, 0, 1, 0]


def test_a_block_that_the_answer_has_in_part_is_held_in_part() -> None:
    (share,) = held([f"{ONE} {TWO} and shipped it to the coast"], ONE)
    assert 0.3 < share < 0.6


def test_of_two_copies_the_one_in_order_counts() -> None:
    assert held(["No racing", ONE, "No racing", TWO], f"{ONE} No racing {TWO}") == [0, 1, 1, 1]


def test_a_line_that_the_answer_repeats_counts_as_often() -> None:
    assert held([ONE, "No racing", TWO, "No racing"], f"{ONE} No racing {TWO} No racing") == [1, 1, 1, 1]


def test_a_long_block_counts_in_any_order_and_a_short_one_does_not() -> None:
    assert held([TWO, "No racing", ONE], f"{ONE} No racing {TWO}")[0] == 1


def test_an_empty_page_holds_nothing() -> None:
    assert held([], ONE) == []
    assert held(["", "word"], "") == [0, 0]
