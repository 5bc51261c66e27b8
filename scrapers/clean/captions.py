"""Pictures' captions: each once, with its picture, however often the page repeats it.

A caption is what stands in a `figcaption`, or in an element of a caption-like class right beside a picture. A class
alone is not enough: papers give it to headings, summaries and whole columns as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml.etree import XPath
from lxml.html import HtmlElement

from scrapers.article import Caption
from scrapers.clean.blocks import HEADINGS, Block, tidy
from scrapers.clean.title import fold
from scrapers.clean.words import CAPTION_NAMES, CREDIT

LONGEST = 600
SHORTEST_ALT = 25  # characters; shorter alternative texts and titles ("Logo", a name) may well be lines of the article
MOST = 100
CREDIT_ROOM = 100  # characters that a credit may add to a caption

_CREDIT_TAIL = re.compile(
    rf"[\s.(\[|–—-]*(?:\b(?:{CREDIT})\b\s*(?:by\b|von\b|de\b|par\b)?\s*[:/]|©).{{0,80}}$", re.IGNORECASE
)
# Classes that hold "cap" (both cases of the first letter in one comparison) or another language's word for a caption.
# Asked of attributes, since most elements have none: half the time of asking all elements.
_CLASSED = XPath(
    "//@class[contains(.,'cap') or contains(.,'Cap') or contains(.,'ildunter') or contains(.,'ildtext')"
    " or contains(.,'egend') or contains(.,'idascalia') or contains(.,'foto')]/parent::*[not(self::figcaption)]"
)
_CAPTION_NAME = re.compile(CAPTION_NAMES, re.IGNORECASE)


def key(text: str) -> str:
    """What two captions have in common that differ in their credit only (`..., Picture: AP`)."""
    with_credit = ":" in text or "/" in text or "©" in text
    return (fold(_CREDIT_TAIL.sub("", text)) if with_credit else "") or fold(text)


def _picture(element: HtmlElement) -> HtmlElement | None:
    """The picture that a caption stands beside: in the same figure, or in one of the two enclosing elements."""
    figure = next(element.iterancestors("figure"), None)
    if figure is not None:
        return next(figure.iter("img", "amp-img", "source", "video", "iframe"), None)
    text = len(tidy(element.text_content()))
    if text > LONGEST:
        return None
    for _, holder in zip(range(2), element.iterancestors(), strict=False):
        if len(tidy(holder.text_content())) > 1.5 * text + 40:
            return None
        if (picture := next(holder.iter("img", "amp-img"), None)) is not None:
            return picture
    return None


def image_of(picture: HtmlElement, base: str) -> str | None:
    """The picture's absolute address; None for a placeholder."""
    for name in ("data-src", "data-original", "src"):
        address = (picture.get(name) or "").strip()
        if address and not address.startswith(("data:", "blob:")):
            try:
                return str(urljoin(base, address))
            except ValueError:
                return None
    return None


def _holders(tree: HtmlElement) -> Iterator[tuple[HtmlElement, HtmlElement | None]]:
    for element in tree.iter("figcaption"):
        yield element, _picture(element)
    named = [element for element in _CLASSED(tree) if _CAPTION_NAME.search(element.get("class"))]
    for element in named[:MOST]:
        if element.tag not in HEADINGS and (picture := _picture(element)) is not None:
            yield element, picture


class Captions:
    """The page's captions, as blocks: `texts_of` has each block's caption, `alts` what their `alt` or `title` says."""

    def __init__(self, tree: HtmlElement, blocks: list[Block], base: str) -> None:
        self.image_urls: dict[str, str | None] = {}
        self._parts: dict[HtmlElement, HtmlElement] = {}
        for holder, picture in _holders(tree):
            text = tidy(holder.text_content())
            if holder not in self._parts and len(text) <= LONGEST:
                self._parts.update(dict.fromkeys(holder.iter(), holder))
                self.image_urls.setdefault(key(text), None if picture is None else image_of(picture, base))
        self.holders = {b.position: self._parts[b.element] for b in blocks if b.element in self._parts}
        images = [(image, name) for image in tree.iter("img", "amp-img") for name in ("alt", "title")]
        alts = ((tidy(image.get(name) or ""), image) for image, name in images)
        self.alts = {key(alt): image_of(image, base) for alt, image in alts if len(alt) >= SHORTEST_ALT}
        self.known = {folded for folded in (*self.image_urls, *self.alts) if folded}
        self.longest = 2 * max(map(len, self.known), default=0) + CREDIT_ROOM
        self._copies: dict[int, bool] = {}

    def is_copy(self, block: Block) -> bool:
        """Whether a block outside of any caption says what a caption or a picture's alternative text says."""
        if not self.known or len(block.text) > self.longest:
            return False
        if block.position not in self._copies:
            is_heading = block.element is not None and block.element.tag in HEADINGS
            self._copies[block.position] = not is_heading and key(block.text) in self.known
        return self._copies[block.position]

    def listed(self, blocks: list[Block]) -> tuple[Caption, ...]:
        """Each caption that these blocks hold or repeat, once, the longest wording first met."""
        found: dict[str, Caption] = {}
        joined: dict[object, list[str]] = {}
        for block in blocks:
            joined.setdefault(self.holders.get(block.position, block.position), []).append(block.text)
        for text in map(" ".join, joined.values()):
            folded = key(text)
            if folded and len(text) <= LONGEST and (folded not in found or len(found[folded].text) < len(text)):
                found[folded] = Caption(text, self.image_urls.get(folded) or self.alts.get(folded))
        return tuple(found.values())
