"""From bytes to one tree, which every step of the stage shares."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from w3lib.encoding import html_to_unicode, read_bom

# All control characters but tab, line feed and carriage return: lxml refuses to write them back into a tree.
CONTROL = bytes([*range(9), 11, 12, *range(14, 32)])
MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|div|p|article|section|main|h1|table)\b", re.IGNORECASE)
HTML_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml")

# huge_tree raises libxml2's limit of nesting from 256 to 2,048; at that depth it stops without a word.
DEEPEST = 2_040
_PARSER = HTMLParser(
    encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False, huge_tree=True
)
# One class for all elements, found in C: lxml.html's own look-up calls Python each time an element is touched, which
# is a fifth of an extraction's time. Only what it adds to form fields is lost.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))


def decode(body: bytes, content_type: str) -> str:
    """The page's text: by its byte-order mark, else as UTF-8 if it is valid UTF-8, else as header or `meta` say.

    Bytes that decode as UTF-8 are UTF-8 whatever the server claims: other charsets hardly ever come out valid.
    """
    text = _as_utf8(body) if read_bom(body)[0] is None and b"\0" not in body else None
    return text if text is not None else html_to_unicode(content_type or None, body)[1]


def _as_utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def looks_like_html(text: str, content_type: str) -> bool:
    """Whether the server calls it HTML (or nothing at all) and there is any markup in it."""
    kind = content_type.partition(";")[0].strip().lower()
    return (not kind or kind in HTML_TYPES) and MARKUP.search(text) is not None


def parse(text: str) -> HtmlElement | None:
    """The page's tree without comments; None when libxml2 finds no element in it. Raises MemoryError when it runs out
    of memory."""
    raw = text.encode("utf-8", "surrogatepass").translate(None, CONTROL)
    try:
        return cast("HtmlElement", document_fromstring(raw, parser=_PARSER))
    except etree.XMLSyntaxError as why:
        if why.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from why
        return None
    except etree.ParserError:
        return None


def too_deep(tree: HtmlElement) -> bool:
    """Whether the parser stopped at its limit of nesting: then the tree's very last element is that deep."""
    depth, last = 0, tree
    while len(last):
        depth, last = depth + 1, last[-1]
    return depth >= DEEPEST
