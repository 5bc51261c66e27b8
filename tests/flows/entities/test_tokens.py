"""Text to sentences of tokens."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.entities.tokens import LONGEST_SENTENCE, LONGEST_WORD, sentences


def words(text: str) -> list[list[str]]:
    return [[token.word for token in sentence] for sentence in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. Senate voted.", [["The", "U.S.", "Senate", "voted", "."]]),
        ("Kenya’s UN envoy", [["Kenya", "’s", "UN", "envoy"]]),
        ("Miriam O'Brien's", [["Miriam", "O'Brien", "'s"]]),
        ("Moscow-based 6PR paid 1,000.50", [["Moscow", "-", "based", "6PR", "paid", "1,000.50"]]),
        ("Dr. Kelly left. She won.", [["Dr", ".", "Kelly", "left", "."], ["She", "won", "."]]),
        ("J. Smith left.\nRain", [["J", ".", "Smith", "left", "."], ["Rain"]]),
        ("“Go!” He went.", [["“", "Go", "!", "”"], ["He", "went", "."]]),
        ("DUBLIN (Reuters) - Rain", [["DUBLIN", "(", "Reuters", ")", "-", "Rain"]]),
    ],
)
def test_where_words_and_sentences_end(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


@given(st.text())
def test_offsets_are_those_of_the_text(text: str) -> None:
    tokens = [token for sentence in sentences(text) for token in sentence]
    assert all(token.word == text[token.start : token.end][:LONGEST_WORD] for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


def test_what_has_no_end_is_cut() -> None:
    assert {len(sentence) for sentence in sentences("word " * 3 * LONGEST_SENTENCE)} == {LONGEST_SENTENCE}
