"""A source's own word on where its articles are: the CSS selectors `body` and `drop` of sources.toml."""

from __future__ import annotations

from functools import lru_cache

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from scrapers.clean.blocks import Block
from scrapers.sources import Source


@lru_cache(maxsize=256)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")  # a Source has none that is not CSS


def _within(tree: HtmlElement, blocks: list[Block], selector: str) -> set[int]:
    """Positions of the blocks whose element, or one around it, the selector matches."""
    inside = {part for element in _compiled(selector)(tree) for part in element.iter()}
    return {block.position for block in blocks if block.element in inside}


def chosen_blocks(tree: HtmlElement, blocks: list[Block], source: Source) -> set[int] | None:
    """The blocks of the source's `body`; None without one, or when it matches no text on this page."""
    if source.body is None:
        return None
    return _within(tree, blocks, source.body) or None


def dropped_blocks(tree: HtmlElement, blocks: list[Block], source: Source) -> set[int]:
    """The blocks that any of the source's `drop` matches."""
    return {p for selector in source.drop for p in _within(tree, blocks, selector)}
