"""Walls that a reader sees: a line that asks for a subscription where the text breaks off."""

from __future__ import annotations

from scrapers.clean.phrases import PAYWALL, finder
from scrapers.clean.reading import Reading

LONGEST_LINE = 300
AFTER_END = 8  # blocks after the text in which a wall stands: it takes the place of the rest
MOST_WORDS = 500  # of a text that was cut off by a wall
_WALL = finder(PAYWALL)


def shows_wall(reading: Reading) -> bool:
    """Whether a wall stands right after a short text; not where JSON-LD says that the article is free."""
    if reading.words > MOST_WORDS or reading.head.jsonld.article.get("isAccessibleForFree") in (True, "True", "true"):
        return False
    last = max((block.position for block in reading.kept), default=-1)
    lines = (b.text for b in reading.blocks[max(last, 0) : last + 1 + AFTER_END] if len(b.text) <= LONGEST_LINE)
    return any(_WALL.search(line) for line in lines)
