"""Who wrote the article: persons by name, without "By", job titles, agencies and the paper itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from scrapers.clean.blocks import Block, tidy
from scrapers.clean.dates import day_in
from scrapers.clean.head import Meta
from scrapers.clean.jsonld import JsonLd, texts, types
from scrapers.clean.names import LONGEST_BYLINE, is_name, parts, split_names, without_by
from scrapers.clean.title import fold
from scrapers.clean.words import AGENCIES, listed

MOST_AUTHORS = 20
MOST_ELEMENTS = 40  # marked elements that are looked at: a page of comments marks each commenter as an author
NEAREST = 8  # blocks around the title: a byline there is surer than an element marked as an author anywhere

META = listed("""
    author parsely-author sailthru.author byl dc.creator dcterms.creator article:author og:article:author
    dcsext.author creator article-author cxenseparse:author authors rnews:author
""")

# "uthor" and "yline" find both cases of the first letter in one comparison.
_MARKED = XPath(
    "//*[@rel or @itemprop or @class]"
    '[@rel="author" or contains(@itemprop,"author") or contains(@class,"uthor") or contains(@class,"yline")]'
    "[not(ancestor::aside or ancestor::nav or ancestor::footer[not(ancestor::article or ancestor::main)])]"
    '[not(ancestor-or-self::*[contains(@class,"comment") or contains(@id,"comment")])]'
)
_AUTHOR_PAGE = re.compile(
    r"/(?:author|autor|auteur|autore|autoren|profile|profil|people|person|staff|team|contributor|columnist|user|users|u)"
    r"s?/[^/]",
    re.IGNORECASE,
)
_JOINS = re.compile(r"(?:[,;/+&]|\b(?:and|und|et|y|og|och|with|mit|e|en))$", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:by|von|vom|par|por|da|di|door|av|af|przez)\s+")


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Each person once."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return tuple(islice(found.values(), MOST_AUTHORS))


def jsonld_authors(jsonld: JsonLd) -> list[Any]:
    """The article's authors as JSON-LD has them: strings or nodes."""
    dated = next((node for node in jsonld.nodes if node.get("author") and node.get("datePublished")), {})
    values = jsonld.article.get("author") or jsonld.article.get("creator") or dated.get("author")
    return [jsonld.resolve(value) for value in (values if isinstance(values, list) else [values])]


def _organisation(value: Any) -> bool:
    return isinstance(value, dict) and any(name.endswith("Organization") for name in types(value))


def of_persons(jsonld: JsonLd) -> list[str]:
    """JSON-LD's authors that it does not call organisations."""
    return [text for value in jsonld_authors(jsonld) if not _organisation(value) for text in texts(value)]


def _links_author(element: HtmlElement) -> bool:
    """Whether a link leads to what the site has by one author."""
    if element.get("rel") == "author":
        return True
    try:
        return _AUTHOR_PAGE.search(urlsplit(element.get("href") or "").path) is not None
    except ValueError:  # "http://[" and the like
        return False


def _text(element: HtmlElement) -> str:
    return tidy(" ".join(element.itertext()))


def _linked_names(element: HtmlElement, site: frozenset[str]) -> list[str]:
    """Names in an element's links to author pages."""
    links = (link for link in element.iter("a") if _links_author(link))
    return [name for link in links for name in split_names(_text(link), site) if " " in name]


def _pieced_names(element: HtmlElement, site: frozenset[str]) -> list[str]:
    """Names in an element's runs of text: the first that has any, and those that "and" or a comma joins to it."""
    names: list[str] = []
    joined = True
    for piece in filter(None, map(tidy, element.itertext())):
        found = split_names(piece, site) if joined else []
        names += found
        joined = not names or _JOINS.search(piece) is not None
    return names


def _marked(tree: HtmlElement) -> list[HtmlElement]:
    """Elements that are marked as author or byline and are short enough to be one."""
    return [element for element in _MARKED(tree)[:MOST_ELEMENTS] if 0 < len(_text(element)) <= LONGEST_BYLINE]


def byline_names(text: str, site_names: frozenset[str]) -> list[str]:
    """Names of a line that begins as a byline does; empty for any other line."""
    if len(text) > LONGEST_BYLINE or without_by(text) is None:
        return []
    return [name for name in split_names(text, site_names) if name[:1].isupper()]


def _byline_of(block: Block, site: frozenset[str]) -> list[str]:
    """Names of a block that begins as a byline does, by its runs of text: "By <a>Ann Lee</a> <i>Editor</i>"."""
    if not byline_names(block.text, site) or block.element is None or len(_text(block.element)) > LONGEST_BYLINE:
        return byline_names(block.text, site)
    return _pieced_names(block.element, site)


def _dated_names(text: str, site: frozenset[str]) -> list[str]:
    """Names of a line that says when and by whom: `Posted on 3 May 2019 by Ann Lee | Leave a comment`."""
    if len(text) > LONGEST_BYLINE or day_in(text) is None:
        return []
    by = _INSIDE.search(text)
    return split_names(text[by.end() :], site) if by else []


def _fuller(names: list[str], others: Iterable[list[str]], site: frozenset[str]) -> list[str]:
    """The names, or those of another place that has them all and more, the paper's own not counted."""
    folded = set(map(fold, names))
    return next((other for other in others if folded < set(map(fold, other)) - site), names)


def _sure_answers(jsonld: JsonLd, meta: Meta, near: list[Block], site: frozenset[str]) -> Iterator[list[str]]:
    """What the surest places say in turn: the page's head, and bylines beside the title."""
    yield [name for text in of_persons(jsonld) for name in split_names(text, site)]
    yield from (split_names(meta[key], site) for key in META if key in meta)
    yield from (_byline_of(block, site) for block in near[:NEAREST])


def _further_answers(tree: HtmlElement, jsonld: JsonLd, near: list[Block], site: frozenset[str]) -> Iterator[list[str]]:
    """What less sure places say in turn: elements marked as author, and other lines."""
    of_jsonld = of_persons(jsonld)
    marked = [] if of_jsonld else _marked(tree)  # a page whose JSON-LD names a desk as its author marks no other
    yield from (_linked_names(element, site) for element in marked)
    yield from (_pieced_names(element, site) for element in marked)
    lines = [block for block in near if len(block.text) <= LONGEST_BYLINE]
    yield from (_linked_names(block.element, site) for block in lines if block.element is not None)
    yield from (byline_names(block.text, site) for block in lines)
    yield from (_dated_names(block.text, site) for block in lines)


def find_authors(
    tree: HtmlElement, jsonld: JsonLd, meta: Meta, near: list[Block], site_names: Iterable[str]
) -> tuple[str, ...]:
    """JSON-LD's authors, else `meta`'s, else those of a byline beside the title, an element marked so, or another line;
    persons alone. `near` are the blocks where a reader looks for them.

    Some pages name the first of several authors in their head: a byline that has these names and more is preferred.
    """
    site = frozenset(fold(name) for name in site_names)
    sure = list(filter(None, _sure_answers(jsonld, meta, near, site)))
    if sure:
        return _unique(_fuller(sure[0], sure[1:], site))
    return _unique(next(filter(None, _further_answers(tree, jsonld, near, site)), []))


def _desks(text: str) -> list[str]:
    return [name for name in parts(text) if is_name(name) and name.casefold() not in AGENCIES]


def find_desks(tree: HtmlElement, jsonld: JsonLd, meta: Meta) -> tuple[str, ...]:
    """Whom a page credits that names no person as its author: a desk, or the paper itself."""
    stated = [text for value in jsonld_authors(jsonld) for text in texts(value)]
    stated += [meta[key] for key in META if key in meta]
    found = [desk for text in stated for desk in _desks(text)]
    marked = () if of_persons(jsonld) else map(_text, _marked(tree))
    return _unique(found or next(filter(None, map(_desks, marked)), []))
