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
from scrapers.clean.labels import AFTER_END, NEAR_END, NEAR_TOP, Around, bare_name, label
from scrapers.clean.lead import find_lead
from scrapers.clean.learned import Verdict, judge, shipped
from scrapers.clean.match import match
from scrapers.clean.measures import said
from scrapers.clean.metadata import Head, Metadata, near_title, read_head, read_metadata, title_at
from scrapers.clean.selection import chosen_blocks, dropped_blocks
from scrapers.clean.title import fold
from scrapers.page import PageInfo
from scrapers.sources import Source

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Reading:
    """`reasons` has one entry a block: why it is not in the text, or None when it is; `text` are the blocks with None,
    as paragraphs parted by a blank line; `verdict` is the learned word on the blocks, None where there was none."""

    blocks: list[Block]
    reasons: list[CutReason | None]
    metadata: Metadata
    head: Head
    lead: str | None
    captions: tuple[Caption, ...]
    text: str
    verdict: Verdict | None

    @cached_property
    def kept(self) -> list[Block]:
        """The blocks that are the text."""
        return [block for block, reason in zip(self.blocks, self.reasons, strict=True) if reason is None]

    def lines(self, reason: CutReason) -> tuple[str, ...]:
        """The texts that were cut for this reason, each once."""
        pairs = zip(self.blocks, self.reasons, strict=True)
        return tuple(dict.fromkeys(block.text for block, why in pairs if why is reason))

    @cached_property
    def words(self) -> int:
        """Unicode words of the text: runs of letters, digits and underscores."""
        return len(_WORD.findall(self.text))


def _body(
    tree: HtmlElement, blocks: list[Block], head: Head, info: PageInfo, source: Source
) -> tuple[set[int], Verdict | None]:
    """Positions of the blocks that make up the body; text that only JSON carries is added to `blocks`."""
    kept, verdict = chosen_blocks(tree, blocks, source), None
    if kept is None:
        kept, elsewhere = match(blocks, extract(tree, info.final_url))
        if not elsewhere:
            verdict = judge(blocks, kept, said(head.title, head.meta, head.jsonld.article, head.papers), shipped())
            kept = verdict.kept if verdict else kept
        for line in filter(None, map(tidy, elsewhere)):
            kept.add(len(blocks))
            blocks.append(Block(len(blocks), line, None))
    return kept - dropped_blocks(tree, blocks, source), verdict


def _around(head: Head, metadata: Metadata, captions: Captions, kept: set[int]) -> Around:
    body = sorted(kept) or [0]
    return Around(
        title=fold(head.title),
        authors=frozenset({*map(fold, (*metadata.authors, *metadata.desks)), fold("".join(metadata.authors))} - {""}),
        papers=frozenset(fold(bare_name(paper)) for paper in head.papers) - {""},
        captions=captions,
        top=body[: NEAR_TOP + 1][-1],
        end=body[-NEAR_END:][0],
        last=body[-1],
    )


def _reasons(blocks: list[Block], kept: set[int], around: Around, begin: int) -> list[CutReason | None]:
    """Why each block is not in the text. From the title to a little after the end a rule names what the verdict only
    calls no part of the article, and takes out what the verdict would leave in."""
    reasons: list[CutReason | None] = [CutReason.BOILERPLATE] * len(blocks)
    for position in {*kept, *range(begin, min(around.last + AFTER_END + 1, len(blocks)))} if kept else ():
        found = label(blocks[position], around)
        reasons[position] = found if found or position in kept else CutReason.BOILERPLATE
    return reasons


def _own_captions(captions: Captions, blocks: list[Block], begin: int, end: int) -> tuple[Caption, ...]:
    """The captions of the article's own pictures: those between its title and its end."""
    return captions.listed([b for b in blocks[begin:end] if b.position in captions.holders or captions.is_copy(b)])


def read(tree: HtmlElement, info: PageInfo, source: Source) -> Reading:
    """The page with a verdict on each block."""
    blocks = split(tree)
    head = read_head(tree, info, source)
    kept, verdict = _body(tree, blocks, head, info, source)
    at = title_at(blocks, head.title)
    metadata = read_metadata(tree, head, near_title(blocks, at, kept), info, source)
    captions = Captions(tree, blocks, info.final_url)
    around = _around(head, metadata, captions, kept)
    begin = min(at if at is not None else around.last, min(kept, default=0))
    reasons = _reasons(blocks, kept, around, begin)
    if metadata.publisher is None and CutReason.PUBLISHER in reasons:
        metadata = replace(metadata, publisher=blocks[reasons.index(CutReason.PUBLISHER)].text)
    lead = find_lead(blocks, reasons, at, head.meta, verdict.likely if verdict else set())
    if lead is not None:
        reasons[lead.position] = CutReason.LEAD
    text = join(block for block, reason in zip(blocks, reasons, strict=True) if reason is None)
    listed = _own_captions(captions, blocks, begin, around.last + NEAR_END) if kept else ()
    return Reading(blocks, reasons, metadata, head, lead.text if lead else None, listed, text, verdict)
