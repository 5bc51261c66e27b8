"""The page's head: `meta` tags and links, each name once, names in lower case."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from lxml.html import HtmlElement

from scrapers.clean.blocks import tidy

Meta = dict[str, str]


def read_meta(tree: HtmlElement) -> Meta:
    """Content by `property`, `name`, `itemprop` or `http-equiv`; the first that is not empty wins."""
    found: Meta = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        if content and (content := tidy(unescape(content))):
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if name := element.get(attribute):
                    found.setdefault(name.strip().lower(), content)
    return found


def first(meta: Meta, *names: str) -> str | None:
    """The first of these that the page has."""
    return next((meta[name] for name in names if name in meta), None)


def link_targets(tree: HtmlElement, rel: str) -> Iterator[str]:
    """Targets of `<link rel=...>` with that relation, as written."""
    for link in tree.iter("link"):
        if rel in (link.get("rel") or "").lower().split() and link.get("href"):
            yield link.get("href").strip()
