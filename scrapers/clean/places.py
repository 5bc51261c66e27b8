"""Where blocks stand: the elements around them, each looked at once, parents before children."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from lxml.html import HtmlElement

from scrapers.clean.blocks import Block
from scrapers.clean.words import listed

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# What an element is to the blocks within it, by its tag: one bit each.
KINDS = listed("article main aside nav footer header form figure table list quote section heading p hidden body_text")
_OF_TAG = {tag: tag for tag in KINDS} | {
    "figcaption": "figure",
    "ul": "list",
    "ol": "list",
    "dl": "list",
    "blockquote": "quote",
    **dict.fromkeys(listed("h1 h2 h3 h4 h5 h6"), "heading"),
}
_BITS = {tag: 1 << KINDS.index(kind) for tag, kind in _OF_TAG.items() if kind in KINDS}
_HIDDEN, _BODY = 1 << KINDS.index("hidden"), 1 << KINDS.index("body_text")
_STYLED_AWAY = re.compile(r"display:\s*none|visibility:\s*hidden", re.IGNORECASE)

# Attributes in which templates name their parts, and how much of each is read.
NAMING = ("class", "id", "itemprop", "role", "data-testid", "data-component")
LONGEST_NAME = 200
_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@lru_cache(maxsize=50_000)
def name_parts(value: str) -> tuple[str, ...]:
    """The words of an attribute's value, in one case, each once: `articleBody lead-text` are four."""
    parts = (part.lower() for part in _PART.findall(value[:LONGEST_NAME]) if len(part) > 1)
    return tuple(dict.fromkeys(parts))


class Places:
    """The elements that hold blocks and all around them. Each attribute has one entry a place.

    `kinds` has the bits of `KINDS` of the element and of those around it; `names` the words of its own attributes;
    places of the same `shape` have the same tag and class, and so have all elements around them.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.tags: list[str] = []
        self.parents: list[int] = []
        self.depths: list[int] = []
        self.kinds: list[int] = []
        self.names: list[tuple[str, ...]] = []
        self.shapes: list[int] = []
        self._shape_of: dict[tuple[str, str, int], int] = {}
        self._known: dict[HtmlElement, int] = {}
        self.of_block = [0 if block.element is None else self._place(block.element) for block in blocks]

    def _place(self, element: HtmlElement) -> int:
        unknown = []
        at: HtmlElement | None = element
        while at is not None and at not in self._known:
            unknown.append(at)
            at = at.getparent()
        place = 0 if at is None else self._known[at]
        for part in reversed(unknown):
            place = self._add(part, place)
        return place

    def _add(self, element: HtmlElement, parent: int) -> int:
        place = len(self.tags)
        tag, attributes = str(element.tag), dict(element.items())
        kinds = _BITS.get(tag, 0) | (self.kinds[parent] if place else 0)
        names = ["<" + tag]
        if attributes:
            for value in filter(None, map(attributes.get, NAMING)):
                names += name_parts(value)
            kinds |= _hidden_or_body(attributes)
        shape = (tag, attributes.get("class") or "", self.shapes[parent] if place else -1)
        self.tags.append(tag)
        self.parents.append(parent)
        self.depths.append(self.depths[parent] + 1 if place else 0)
        self.kinds.append(kinds)
        self.names.append(tuple(names))
        self.shapes.append(self._shape_of.setdefault(shape, len(self._shape_of)))
        self._known[element] = place
        return place

    def sums(self, values: Floats) -> Floats:
        """For each place the sum of its blocks' values (one row a block), those of all places within it included."""
        total = np.zeros((len(self.tags), values.shape[1]))
        np.add.at(total, self.of_block, values)
        rows = list(total)
        for place in range(len(rows) - 1, 0, -1):
            rows[self.parents[place]] += rows[place]
        return total


def _hidden_or_body(attributes: dict[str, str]) -> int:
    styled_away = "style" in attributes and _STYLED_AWAY.search(attributes["style"])
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true" or styled_away
    return (_HIDDEN if hidden else 0) | (_BODY if attributes.get("itemprop") == "articleBody" else 0)
