"""Stories: articles that carry the same text. The earliest of them is the original. Pure functions.

The ladder begins with what is certain: one canonical URL is one article (see `flows.articles`), one text is one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

# Shorter texts ("This video is no longer available") are the same by chance, not by copying.
LEAST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Told:
    """What grouping needs to know of an article. `seen_at`: when it was published, or first seen."""

    article_id: int
    text_hash: int
    seen_at: datetime
    word_count: int


def group(articles: Iterable[Told]) -> dict[int, int]:
    """For each article the id of its story, which is the id of the story's earliest article."""
    same: dict[tuple[int, int], list[Told]] = defaultdict(list)
    for article in articles:
        alone = article.article_id if article.word_count < LEAST_WORDS else 0
        same[article.text_hash, alone].append(article)
    originals = ((min(told, key=lambda t: (t.seen_at, t.article_id)).article_id, told) for told in same.values())
    return {article.article_id: original for original, told in originals for article in told}
