"""Who wrote the article: persons by name, without "By", job titles, agencies and the paper itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from itertools import chain, islice

from lxml.etree import XPath
from lxml.html import HtmlElement

from scrapers.clean.blocks import Block, tidy
from scrapers.clean.head import Meta
from scrapers.clean.jsonld import JsonLd, texts
from scrapers.clean.title import fold
from scrapers.clean.words import AGENCIES, BY, MONTHS, NOBODY, PAPERS, ROLES, listed, whole_words

LONGEST_NAME = 50
LONGEST_BYLINE = 160
MOST_WORDS = 6
MOST_AUTHORS = 20
MOST_ELEMENTS = 40  # marked elements that are looked at: a page of comments marks each commenter as an author

META = listed("""
    author parsely-author sailthru.author byl dc.creator dcterms.creator article:author og:article:author
    dcsext.author creator article-author cxenseparse:author authors rnews:author
""")

_BY = re.compile(rf"^\W*(?:{BY})\b\s*:?\s*", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[,;/+&]|\band\b|\bund\b|\bet\b|\by\b|\bog\b|\boch\b|\bwith\b|\bmit\b)\s*", re.IGNORECASE)
_END = re.compile(r"\s+[|•·–—-]\s+|[|•·]|\d|\(|\b(?:in|for|für|pour|para|at|bei)\s", re.IGNORECASE)
_ROLE, _PAPER = whole_words(ROLES), whole_words(PAPERS)
_DEGREE = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z.]{1,3}")
# "uthor" and "yline" find both cases of the first letter in one comparison.
_MARKED = XPath(
    '//*[@rel="author" or contains(@itemprop,"author") or contains(@class,"uthor") or contains(@class,"yline")]'
    "[not(ancestor::aside or ancestor::footer or ancestor::nav)]"
    '[not(ancestor-or-self::*[contains(@class,"comment") or contains(@id,"comment")])]'
)


def is_name(name: str) -> bool:
    """Whether the text can name anybody at all: short, in letters, no address, no word of a page's machinery."""
    return (
        2 <= len(fold(name)) <= LONGEST_NAME
        and len(name.split()) <= MOST_WORDS
        and name[0].isalpha()
        and not any(mark in name for mark in "{}?!:=<>")
        and name.casefold() not in NOBODY
        and name.casefold() not in MONTHS
    )


def _names_paper(name: str, site_names: frozenset[str]) -> bool:
    """Whether the name is the site's own; a site that carries a person's name is that person's."""
    return fold(name) in site_names and (len(name.split()) < 2 or _PAPER.search(name) is not None)


def is_person(name: str, site_names: frozenset[str]) -> bool:
    """Whether the text can be the name of a person: not a role, a desk, an agency or the paper."""
    return (
        is_name(name)
        and name.casefold() not in AGENCIES
        and not _ROLE.search(name)
        and not _names_paper(name, site_names)
    )


def split_names(text: str, site_names: frozenset[str]) -> list[str]:
    """The persons that a byline names: `By Ann Lee and Bo Ek, Political Editor` gives Ann Lee and Bo Ek."""
    return [name for name in _parts(text) if is_person(name, site_names)]


def _parts(text: str) -> list[str]:
    if "://" in text or "@" in text:
        return []
    bare = _BY.sub("", tidy(unescape(text[: 4 * LONGEST_BYLINE])))
    end = _END.search(bare)
    bare = bare[: end.start()] if end and end.start() else bare
    names = [part.strip(" .-–—|\"'") for part in _AND.split(bare)]
    return [name for position, name in enumerate(names) if name and not (position and _DEGREE.fullmatch(name))]


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    """Each person once; a name that another one contains whole is the same person."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name), name)
    return tuple(islice(found.values(), MOST_AUTHORS))


def _jsonld_names(jsonld: JsonLd) -> Iterator[str]:
    dated = next((node for node in jsonld.nodes if node.get("author") and node.get("datePublished")), {})
    values = jsonld.article.get("author") or jsonld.article.get("creator") or dated.get("author")
    for value in values if isinstance(values, list) else [values]:
        yield from texts(jsonld.resolve(value))


def _marked_names(tree: HtmlElement, site_names: frozenset[str]) -> list[str]:
    """Names of the first element that is marked as author or byline and holds one."""
    for element in _MARKED(tree)[:MOST_ELEMENTS]:
        text = tidy(" ".join(element.itertext()))
        if 0 < len(text) <= LONGEST_BYLINE and (names := split_names(text, site_names)):
            return names
    return []


def byline_names(text: str, site_names: frozenset[str]) -> list[str]:
    """Names of a line that begins as a byline does; empty for any other line."""
    if len(text) > LONGEST_BYLINE or not _BY.match(text):
        return []
    return [name for name in split_names(text, site_names) if name[:1].isupper()]


def find_authors(
    tree: HtmlElement, jsonld: JsonLd, meta: Meta, near_title: Iterable[Block], site_names: Iterable[str]
) -> tuple[str, ...]:
    """JSON-LD's authors, else `meta`'s, else those of an element marked so, else those of a byline near the title.

    A page that names no person anywhere is by the desk or agency that its JSON-LD or `meta` name, if they do.
    """
    site = frozenset(fold(name) for name in site_names)
    by_meta = [meta[key] for key in META if key in meta]
    ladder: Iterator[Iterable[str]] = chain(
        ([name for text in _jsonld_names(jsonld) for name in split_names(text, site)],),
        (split_names(text, site) for text in by_meta),
        (_marked_names(tree, site) for _ in "1"),
        (byline_names(block.text, site) for block in near_title),
        ([part for text in (*_jsonld_names(jsonld), *by_meta) for part in _desks(text, site)],),
    )
    return _unique(next(filter(None, ladder), []))


def _desks(text: str, site_names: frozenset[str]) -> list[str]:
    return [name for name in _parts(text) if is_name(name) and fold(name) not in site_names]
