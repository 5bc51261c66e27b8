"""The article's title: the page's own word for it, without the site's name."""

from __future__ import annotations

import re
from html import unescape

from lxml.html import HtmlElement

from scrapers.clean.blocks import tidy
from scrapers.clean.head import Meta, first
from scrapers.clean.jsonld import JsonLd, texts

SEPARATOR = re.compile(r"\s+[|·•»«:\-–—~]+\s+|\s*\|\s*|\s+::\s+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_TAG = re.compile(r"<[^<>]{1,200}>")
_CUT_OFF = ("...", "…")


def fold(text: str) -> str:
    """Letters and digits only, in one case: two headings that fold alike say the same."""
    return _NOT_LETTERS.sub("", text.casefold())


def plain(text: str) -> str:
    """A title without markup and entities."""
    return tidy(_TAG.sub("", unescape(text)))


def _names_site(part: str, site_names: list[str]) -> bool:
    folded = fold(part)
    return bool(folded) and any(folded in (name, name.removeprefix("the")) for name in site_names)


def strip_site(text: str, site_names: list[str]) -> str:
    """The text without leading and trailing parts that are the site's name (`Headline | Section | The Paper`).

    `site_names` are folded. Everything from the site's name on goes, when it is at the end.
    """
    for cut in SEPARATOR.finditer(text):
        if any(_names_site(part, site_names) for part in SEPARATOR.split(text[cut.end() :])[:1]):
            return text[: cut.start()].strip()
    head = SEPARATOR.search(text)
    if head and _names_site(text[: head.start()], site_names):
        return text[head.end() :].strip()
    return text


def headings(tree: HtmlElement) -> list[str]:
    """Texts of the page's `h1` elements."""
    found = (tidy(" ".join(element.itertext())) for element in tree.iter("h1"))
    return [text for text in found if text]


def _heading(tree: HtmlElement, rivals: list[str], site_names: list[str]) -> str | None:
    """The `h1` that the page's other titles agree with; the only one otherwise."""
    found = [text for text in headings(tree) if not _names_site(text, site_names)]
    for text in found:
        if any(fold(text) and (fold(text) in fold(rival)) for rival in rivals) and len(fold(text)) > 3:
            return text
    return found[0] if len(found) == 1 else None


def _document_title(tree: HtmlElement) -> str:
    element = next(tree.iter("title"), None)
    return plain(element.text_content()) if element is not None else ""


def find_title(tree: HtmlElement, jsonld: JsonLd, meta: Meta, site_names: list[str]) -> str:
    """JSON-LD's headline, else the `h1`, else `og:title`, else `<title>`; empty when the page has none of them."""
    folded = [fold(name) for name in site_names if fold(name)]
    headline = next((plain(text) for text in texts(jsonld.article.get("headline"))), "")
    social = plain(first(meta, "og:title", "twitter:title", "dc.title", "title") or "")
    document = _document_title(tree)
    heading = _heading(tree, [headline, social, document], folded)
    if headline and not headline.endswith(_CUT_OFF):
        return strip_site(headline, folded)
    if heading:
        return heading
    return strip_site(social or headline or document, folded)


def site_suffix(tree: HtmlElement) -> str | None:
    """What `<title>` says after its last separator: often the site's name."""
    parts = SEPARATOR.split(_document_title(tree))
    return parts[-1].strip() or None if len(parts) > 1 else None
