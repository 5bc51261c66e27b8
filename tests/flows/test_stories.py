"""One text is one story; the earliest article is the original."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from flows.stories import LEAST_WORDS, Told, group

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def told(article_id: int, text: int, hours: int = 0, words: int = 300) -> Told:
    return Told(article_id, text, NOON + timedelta(hours=hours), words)


def test_the_earliest_is_the_original_in_any_order() -> None:
    articles = [told(1, 7, hours=5), told(2, 7, hours=1), told(3, 7, hours=1), told(4, 8)]
    for _ in range(5):
        random.Random(_).shuffle(articles)
        assert group(articles) == {1: 2, 2: 2, 3: 2, 4: 4}


def test_short_texts_that_are_the_same_are_not_one_story() -> None:
    assert group([told(1, 7, words=LEAST_WORDS - 1), told(2, 7, words=LEAST_WORDS - 1)]) == {1: 1, 2: 2}
