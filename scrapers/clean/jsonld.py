"""JSON-LD: what a page says of itself in schema.org's words, read with patience and within bounds.

Only the standard library's C parser and two linear repairs are tried: searching broken JSON-LD with regular
expressions is what can hold an extractor for most of a minute on a page of 180 KB.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

MOST_CHARS = 2_000_000  # of all scripts together; a news page with its whole body in JSON-LD has a tenth of that
MOST_NODES = 2_000
DEEPEST = 8  # levels of lists and nodes within each other

# `<!--`, `<![CDATA[` and their ends, bare or in a comment of JavaScript.
_OPENING = re.compile(r"\s*(?:/\*\s*|//\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*/)?")
_CLOSING = ("-->", "]]>")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
ARTICLE_TYPES = frozenset({"BlogPosting", "Report", "LiveBlogPosting", "Review", "Recipe"})

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class JsonLd:
    """All nodes of the page, and the one that is the article ({} when there is none)."""

    nodes: tuple[Node, ...]
    article: Node

    def resolve(self, value: Any) -> Any:
        """The node that a bare reference (`{"@id": ...}`) stands for, where the page has it; else the value itself."""
        if isinstance(value, dict) and set(value) <= {"@id", "@type"} and isinstance(value.get("@id"), str):
            same = (node for node in self.nodes if node.get("@id") == value["@id"] and len(node) > len(value))
            return next(same, value)
        return value


def types(node: Node) -> list[str]:
    """The node's `@type`s without their namespace."""
    found = node.get("@type")
    names = found if isinstance(found, list) else [found]
    return [name.rpartition("/")[2].rpartition(":")[2] for name in names if isinstance(name, str)]


def is_article(node: Node) -> bool:
    return any(name.endswith("Article") or name in ARTICLE_TYPES for name in types(node))


def _unwrap(text: str) -> str:
    if (opening := _OPENING.match(text)) is None:
        return text
    end = max(text.rfind(mark) for mark in _CLOSING)
    return text[opening.end() : end if end > opening.end() else len(text)].rstrip("/* \n\t")


def parse_script(text: str) -> Any:
    """The script's value; None when it is no JSON even without wrapping marks and trailing commas."""
    text = _unwrap(text)
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _walk(value: Any, depth: int = 0) -> Iterator[Node]:
    """Nodes in document order: lists, `@graph` and the main entity of a page are opened."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for part in value:
            yield from _walk(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(value.get(key), (dict, list)):
                yield from _walk(value[key], depth + 1)


def _scripts(tree: HtmlElement) -> Iterator[str]:
    left = MOST_CHARS
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            left -= len(script.text)
            if left < 0:
                return
            yield script.text


def _article(nodes: list[Node], url: str) -> Node:
    """The article's node: of several, the one that names this page's address, else the first with a headline."""
    articles = [node for node in nodes if is_article(node)]
    for node in articles if len(articles) > 1 else ():
        page = node.get("mainEntityOfPage")
        names = (node.get("url"), node.get("@id"), page.get("@id") if isinstance(page, dict) else page)
        if any(isinstance(name, str) and name.partition("#")[0] == url for name in names):
            return node
    with_headline = (node for node in articles if node.get("headline"))
    return next(with_headline, articles[0] if articles else {})


def read_jsonld(tree: HtmlElement, url: str) -> JsonLd:
    """What the page's JSON-LD scripts hold; scripts that cannot be read are passed over."""
    found = (node for text in _scripts(tree) for node in _walk(parse_script(text)))
    nodes = list(islice(found, MOST_NODES))
    return JsonLd(tuple(nodes), _article(nodes, url))


def texts(value: Any, depth: int = 0) -> list[str]:
    """The strings of a property that may be a string, a node with a name, or a list of these."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if depth > DEEPEST:
        return []
    if isinstance(value, dict):
        return texts(value.get("name") or value.get("@value"), depth + 1)
    return [text for part in value for text in texts(part, depth + 1)] if isinstance(value, list) else []
