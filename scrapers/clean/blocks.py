"""The page as a list of blocks in document order: the ground that every verdict stands on.

A block is a leaf-like run of text: what a reader sees as one paragraph, heading, list entry, table cell or line.
Every later step says of blocks that they stay or why they go; nothing else decides what the text is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from scrapers.clean.words import listed

# What no reader sees as text of the page.
UNSEEN = frozenset(
    listed("head script style noscript template svg math iframe object canvas audio video select option textarea")
    + listed("button datalist map")
)
# What begins and ends a block (the elements that HTML's rendering section gives `display: block`, and table parts).
# An unknown element is inline, as in a browser.
PARTS = frozenset(
    listed("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol p plaintext pre search
    section summary table tbody td tfoot th thead tr ul xmp
    """)
)
HEADINGS = frozenset(listed("h1 h2 h3 h4 h5 h6"))
# Inline elements whose text is counted: which of the counts of `_Splitter.marked` they are.
MARKS = {"a": 0, "b": 1, "strong": 1, "i": 2, "em": 2}
# Browsers end these where a paragraph begins; libxml2 lets one that nobody closed swallow the rest of the page.
NEVER_AROUND_TEXT = frozenset(listed("svg button"))


@dataclass(slots=True)
class Block:
    """One block: its position among all blocks of the page (from 0), its text with single spaces, and where it stands.

    `element` is the nearest enclosing block-level element, None for text that is not in the page's markup (a body
    that only JSON carries). `links`, `bold` and `slanted` count the characters of `text` that lie in links, in bold
    type and in italics. `after_break` is true when only a line break parts the block from the one before.
    """

    position: int
    text: str
    element: HtmlElement | None
    links: int = 0
    after_break: bool = False
    bold: int = 0
    slanted: int = 0


def tidy(text: str) -> str:
    """The text with single spaces, without soft hyphens, zero-width and control characters."""
    text = " ".join(text.split())
    return text if text.isprintable() else "".join(filter(str.isprintable, text)).strip()


class _Splitter:
    """Collects runs of text; `flush` makes a block of what was collected. `marked` counts its characters in links, in
    bold type and in italics."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.marked = [0, 0, 0]
        self.after_break = False

    def flush(self, element: HtmlElement, at_break: bool = False) -> None:
        if self.pieces:
            text = "".join(self.pieces)
            self.pieces.clear()
            for line in text.splitlines() if element.tag == "pre" else (text,):
                self._add(tidy(line), element)
                self.after_break = element.tag == "pre"
            self.marked = [0, 0, 0]
        self.after_break = at_break

    def _add(self, text: str, element: HtmlElement) -> None:
        if text:
            links, bold, slanted = self.marked
            most = len(text)
            found = (min(links, most), self.after_break, min(bold, most), min(slanted, most))
            self.blocks.append(Block(len(self.blocks), text, element, *found))


def split(tree: HtmlElement) -> list[Block]:
    """All blocks of the page in document order, in one pass."""
    found = _Splitter()
    holders: list[HtmlElement] = [tree]
    within = [0, 0, 0]
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in UNSEEN and (tag not in NEVER_AROUND_TEXT or element.find(".//p") is None):
                walk.skip_subtree()
                continue
            if tag in PARTS:
                found.flush(holders[-1])
                holders.append(element)
            elif tag == "br":
                found.flush(holders[-1], at_break=True)
            elif tag in MARKS:
                within[MARKS[tag]] += 1
            text = element.text
        else:
            if tag in PARTS:
                found.flush(holders.pop())
            elif tag in MARKS:
                within[MARKS[tag]] -= 1
            text = element.tail
        # White space counts only between words: most of it is indentation.
        if text and (found.pieces or not text.isspace()):
            found.pieces.append(text)
            for mark, depth in enumerate(within):
                if depth:
                    found.marked[mark] += len(text.strip())
    found.flush(tree)
    return found.blocks


def joint(before: Block, block: Block) -> str:
    """What parts two blocks that follow each other in the text: a blank line between paragraphs, one line break
    between lines and list entries, a bar between the cells of a table's row."""
    if block.after_break and block.element is before.element:
        return "\n"
    if before.element is None or block.element is None:
        return "\n\n"
    tag, parent = block.element.tag, block.element.getparent()
    if tag in ("td", "th"):
        if before.element.getparent() is parent:
            return " | "
        return "\n" if before.element.tag in ("td", "th") else "\n\n"
    return "\n" if tag == "li" and before.element.tag == "li" and before.element.getparent() is parent else "\n\n"


def join(blocks: Iterable[Block]) -> str:
    """The blocks as one text of paragraphs."""
    pieces: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None:
            pieces.append(joint(before, block))
        pieces.append(block.text)
        before = block
    return "".join(pieces)
