"""A source's own word on where its articles are: the CSS selectors `body` and `drop` of sources.toml."""

from __future__ import annotations

from functools import lru_cache

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from scrapers.clean.blocks import Block
from scrapers.errors import ConfigError
from scrapers.sources import Source


@lru_cache(maxsize=256)
def _compiled(selector: str, where: str) -> CSSSelector:
    try:
        return CSSSelector(selector, translator="html")
    except SelectorError as why:
        raise ConfigError(f'{where}: "{selector}" is not a CSS selector: {why}. Mend it in sources.toml.') from None


def _within(tree: HtmlElement, blocks: list[Block], selector: str, where: str) -> set[int]:
    """Positions of the blocks whose element, or one around it, the selector matches."""
    inside = {part for element in _compiled(selector, where)(tree) for part in element.iter()}
    return {block.position for block in blocks if block.element in inside}


def chosen_blocks(tree: HtmlElement, blocks: list[Block], source: Source) -> set[int] | None:
    """The blocks of the source's `body`; None without one, or when it matches no text on this page."""
    if source.body is None:
        return None
    return _within(tree, blocks, source.body, f"[{source.id}] body") or None


def dropped_blocks(tree: HtmlElement, blocks: list[Block], source: Source) -> set[int]:
    """The blocks that any of the source's `drop` matches."""
    return {p for selector in source.drop for p in _within(tree, blocks, selector, f"[{source.id}] drop")}
