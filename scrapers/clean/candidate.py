"""A page that may be an article, with all that the rules of rejection look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from scrapers.clean.jsonld import types
from scrapers.clean.reading import Reading
from scrapers.page import PageInfo
from scrapers.sources import Source

# Of the corpus's articles the shortest 1 % have fewer; a paywalled page shows about 50 words.
LEAST_WORDS, LEAST_LETTERS = 25, 120


@dataclass(frozen=True)
class Candidate:
    """The page's tree and reading, where it was found and for which source."""

    tree: HtmlElement
    reading: Reading
    info: PageInfo
    source: Source

    @cached_property
    def is_stub(self) -> bool:
        """Whether there is less text than the shortest articles have: few words, and few letters (for scripts without
        spaces)."""
        lead = self.reading.lead or ""
        words = self.reading.words + len(lead.split())
        return words < LEAST_WORDS and sum(map(str.isalpha, f"{lead}{self.reading.text}")) < LEAST_LETTERS

    @cached_property
    def types(self) -> frozenset[str]:
        """The types of all JSON-LD nodes."""
        return frozenset(name for node in self.reading.head.jsonld.nodes for name in types(node))

    @cached_property
    def heading(self) -> str:
        """The page's title and its upper headings, as one text."""
        blocks = self.reading.blocks
        upper = (b.text for b in blocks if b.element is not None and b.element.tag in ("h1", "h2"))
        return " ".join((self.reading.metadata.title, *upper))

    def classes(self) -> Iterator[str]:
        """`class` and `id` of each element that has one, in one case."""
        for element in self.tree.iter():
            if name := f"{element.get('class') or ''} {element.get('id') or ''}".strip():
                yield name.lower()
