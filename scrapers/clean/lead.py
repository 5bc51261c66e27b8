"""The lead (standfirst): the paragraph under the headline that a paper sets apart from the body."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrapers.article import CutReason
from scrapers.clean.blocks import Block
from scrapers.clean.head import Meta
from scrapers.clean.title import fold
from scrapers.clean.words import LEAD_NAMES

SHORTEST, LONGEST = 30, 700
SENTENCE_ENDS = (".", "!", "?", "…", "”", "“", '"', "»", "。")
LEAST_WORDS = 8  # of a sentence right under the title that nothing marks as the lead
SAME_START = 60  # letters: a description that a template cut off still begins like the lead
_LEAD = re.compile(rf"(?:^|[\s_-]|(?<=[a-z])(?=[A-Z]))(?:{LEAD_NAMES})(?:$|[\s_-])", re.IGNORECASE)
DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description")


def is_marked(block: Block) -> bool:
    """Whether the block's element, or the one around it, is named as a lead."""
    element = block.element
    for _ in range(2):
        if element is None or element.tag in ("body", "article", "main"):
            return False
        if _LEAD.search(" ".join(filter(None, map(element.get, ("class", "id", "itemprop", "data-testid"))))):
            return True
        element = element.getparent()
    return False


def is_description(block: Block, meta: Meta) -> bool:
    """Whether the page describes itself with the block's words."""
    folded = fold(block.text)
    for description in (fold(meta[name]) for name in DESCRIPTIONS if name in meta):
        if len(description) >= SHORTEST and description == folded:
            return True
        if len(description) >= SAME_START and folded.startswith(description):
            return True
    return False


def stands_apart(block: Block, following: Block | None) -> bool:
    """Whether the block is not just the body's first paragraph: its element is no sibling of the next paragraph's."""
    if following is None or block.element is None or following.element is None:
        return following is not None
    return block.element.getparent() is not following.element.getparent() or block.element.tag != following.element.tag


def named_apart(block: Block, following: Block) -> bool:
    """Whether the block's element has another class than the next paragraph's."""
    if block.element is None or following.element is None:
        return False
    return bool(block.element.get("class") != following.element.get("class"))


def is_sentence(block: Block) -> bool:
    """Whether the block says something, and is no line of names or links."""
    return len(block.text.split()) >= LEAST_WORDS and block.text.endswith(SENTENCE_ENDS)


def find_lead(
    blocks: Sequence[Block], reasons: Sequence[CutReason | None], title_at: int | None, meta: Meta, likely: set[int]
) -> Block | None:
    """The lead among the blocks between title and body, kept or not, that are nothing else (a caption, a byline); None
    without a clear one. `likely` are the positions that may well be the article, in the eyes of the learned verdict."""
    kept = [position for position, reason in enumerate(reasons) if reason is None]
    if not kept or title_at is None:
        return None
    first = min((p for p in kept if p > title_at), default=None)
    if first is None:
        return None
    second = min((p for p in kept if p > first), default=None)
    for position in range(title_at + 1, first + 1):
        block, after = blocks[position], first if position < first else second
        if reasons[position] not in (None, CutReason.BOILERPLATE):
            continue
        if not SHORTEST <= len(block.text) <= LONGEST or after is None or block.links * 2 > len(block.text):
            continue
        apart = stands_apart(block, blocks[after])
        if (apart and is_description(block, meta)) or (
            (apart or named_apart(block, blocks[after])) and is_marked(block)
        ):
            return block
    return None
