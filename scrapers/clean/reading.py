"""One page, read: its blocks in document order, a verdict on each, and its metadata.

Everything the stage hands over is taken from here: the text are the blocks without a reason, the cut list are those
with one. Whatever judges blocks later (furniture learned over many pages, a learned model) changes these verdicts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from lxml.html import HtmlElement

from scrapers.article import Caption, CutReason
from scrapers.clean.blocks import Block, join, split, tidy
from scrapers.clean.captions import Captions
from scrapers.clean.extract import extract
from scrapers.clean.labels import NEAR_END, NEAR_TOP, Around, label, trailing_links
from scrapers.clean.lead import find_lead
from scrapers.clean.match import match
from scrapers.clean.metadata import Head, Metadata, near_title, read_head, read_metadata, title_at
from scrapers.clean.selection import chosen_blocks, dropped_blocks
from scrapers.clean.title import fold
from scrapers.page import PageInfo
from scrapers.sources import Source

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Reading:
    """`reasons` has one entry a block: why it is not in the text, or None when it is; `text` are the blocks with None,
    as paragraphs parted by a blank line."""

    blocks: list[Block]
    reasons: list[CutReason | None]
    metadata: Metadata
    head: Head
    lead: str | None
    captions: tuple[Caption, ...]
    text: str

    @cached_property
    def kept(self) -> list[Block]:
        """The blocks that are the text."""
        return [block for block, reason in zip(self.blocks, self.reasons, strict=True) if reason is None]

    @cached_property
    def words(self) -> int:
        """Unicode words of the text: runs of letters, digits and underscores."""
        return len(_WORD.findall(self.text))


def _body(tree: HtmlElement, blocks: list[Block], info: PageInfo, source: Source) -> set[int]:
    """Positions of the blocks that make up the body; text that only JSON carries is added to `blocks`."""
    kept = chosen_blocks(tree, blocks, source)
    if kept is None:
        kept, elsewhere = match(blocks, extract(tree, info.final_url))
        for line in filter(None, map(tidy, elsewhere)):
            kept.add(len(blocks))
            blocks.append(Block(len(blocks), line, None))
    kept -= dropped_blocks(tree, blocks, source)
    return kept - trailing_links(blocks, kept)


def _around(head: Head, metadata: Metadata, captions: Captions, kept: set[int]) -> Around:
    body = sorted(kept) or [0]
    return Around(
        title=fold(head.title),
        authors=frozenset({*map(fold, metadata.authors), fold("".join(metadata.authors))} - {""}),
        papers=frozenset(map(fold, head.papers)) - {""},
        captions=captions,
        top=body[: NEAR_TOP + 1][-1],
        end=body[-NEAR_END:][0],
        last=body[-1],
    )


def _own_captions(captions: Captions, blocks: list[Block], begin: int, end: int) -> tuple[Caption, ...]:
    """The captions of the article's own pictures: those between its title and its end."""
    return captions.listed([b for b in blocks[begin:end] if b.position in captions.holders or captions.is_copy(b)])


def read(tree: HtmlElement, info: PageInfo, source: Source) -> Reading:
    """The page with a verdict on each block."""
    blocks = split(tree)
    head = read_head(tree, info, source)
    kept = _body(tree, blocks, info, source)
    at = title_at(blocks, head.title)
    metadata = read_metadata(tree, head, near_title(blocks, at, kept), info, source)
    captions = Captions(tree, blocks, info.final_url)
    around = _around(head, metadata, captions, kept)
    reasons = [label(block, around) if block.position in kept else CutReason.BOILERPLATE for block in blocks]
    if metadata.publisher is None and CutReason.PUBLISHER in reasons:
        metadata = replace(metadata, publisher=blocks[reasons.index(CutReason.PUBLISHER)].text)
    lead = find_lead(blocks, {p for p, reason in enumerate(reasons) if reason is None}, at, head.meta)
    if lead is not None:
        reasons[lead.position] = CutReason.LEAD
    begin = min(at if at is not None else around.last, min(kept, default=0))
    text = join(block for block, reason in zip(blocks, reasons, strict=True) if reason is None)
    listed = _own_captions(captions, blocks, begin, around.last + NEAR_END) if kept else ()
    return Reading(blocks, reasons, metadata, head, lead.text if lead else None, listed, text)
