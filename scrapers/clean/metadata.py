"""Everything about the article that is not its text: gathered from JSON-LD, `meta`, and the blocks around the title."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from scrapers.clean.authors import find_authors, find_desks
from scrapers.clean.blocks import Block
from scrapers.clean.canonical import find_canonical
from scrapers.clean.dates import Found
from scrapers.clean.head import Meta, first, read_meta
from scrapers.clean.jsonld import JsonLd, Node, read_jsonld, texts, types
from scrapers.clean.language import find_language
from scrapers.clean.optout import find_opt_outs
from scrapers.clean.published import find_modified, find_published, in_the_past
from scrapers.clean.title import find_title, fold, plain, site_suffix
from scrapers.page import PageInfo
from scrapers.sources import Source
from scrapers.urls import registrable_domain

LONGEST = 300  # characters of a title, a section or a publisher's name
PAPER_TYPES = frozenset({"NewsMediaOrganization", "WebSite"})  # nodes that name the publisher of all their pages
BEFORE_TITLE, AFTER_TITLE = 4, 14  # blocks around the title in which bylines and dates stand


@dataclass(frozen=True, slots=True)
class Head:
    """What the page says of itself, before its text is looked at; `papers` are all names of the site that it gives."""

    jsonld: JsonLd
    meta: Meta
    title: str
    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields of `Article` that come from the page's own statements; times keep the page's offset. `desks` are who
    is credited where no person is: a desk, or the paper."""

    title: str
    authors: tuple[str, ...]
    desks: tuple[str, ...]
    published: Found | None
    modified: Found | None
    language: str | None
    section: str | None
    canonical_url: str
    publisher: str | None
    image_url: str | None
    paywalled: bool
    opt_out: tuple[str, ...]


def _publisher(jsonld: JsonLd, meta: Meta) -> str | None:
    named = texts(jsonld.resolve(jsonld.article.get("publisher"))) or texts(meta.get("og:site_name"))
    named = named or [
        text for node in jsonld.nodes if PAPER_TYPES & set(types(node)) for text in texts(node.get("name"))
    ]
    return plain(named[0])[:LONGEST] or None if named else None


def _mostly(name: str, text: str) -> bool:
    """Whether the name is at least a third of the text."""
    return name in text and 3 * len(name) >= len(text)


def _papers(tree: HtmlElement, publisher: str | None, meta: Meta, info: PageInfo, source: Source) -> tuple[str, ...]:
    host = (urlsplit(info.final_url).hostname or "").removeprefix("www.")
    label = registrable_domain(info.final_url).partition(".")[0]
    of_page = (publisher, meta.get("og:site_name"), meta.get("application-name"))
    named = list(filter(None, (*of_page, source.name, source.publisher, host, label)))
    suffix = site_suffix(tree) or ""
    # A part of <title> counts as the site's name only where something else agrees with it.
    known = [folded for folded in map(fold, named) if len(folded) > 2]
    if fold(suffix) and any(fold(suffix) in name or _mostly(name, fold(suffix)) for name in known):
        named.append(suffix)
    return tuple(dict.fromkeys(named))


def read_head(tree: HtmlElement, info: PageInfo, source: Source) -> Head:
    """The page's JSON-LD, `meta` tags, title and the names it gives its site."""
    jsonld, meta = read_jsonld(tree, info.final_url), read_meta(tree)
    papers = _papers(tree, _publisher(jsonld, meta), meta, info, source)
    return Head(jsonld, meta, find_title(tree, jsonld, meta, list(papers), info.final_url)[:LONGEST], papers)


def title_at(blocks: list[Block], title: str) -> int | None:
    """Position of the block that is the title (an `h1` if several say the same); of the first `h1` otherwise."""
    folded = fold(title)
    headings = [block.position for block in blocks if block.element is not None and block.element.tag == "h1"]
    longest = 2 * len(folded)  # spaces and marks are folded away, hardly ever as many as letters
    same = [b.position for b in blocks if len(b.text) <= longest and fold(b.text) == folded] if folded else []
    return next((p for p in same if p in headings), next(iter(same), next(iter(headings), None)))


def near_title(blocks: list[Block], at: int | None, kept: Iterable[int]) -> list[Block]:
    """Blocks in which a reader looks for author and date: around the title, then at the body's beginning and end."""
    body = sorted(kept)
    ranges = [range(at - BEFORE_TITLE, at + AFTER_TITLE)] if at is not None else []
    if body:
        ranges += [range(body[0] - 5, body[0] + 6), range(body[-1] - 2, body[-1] + 4)]
    positions = dict.fromkeys(p for span in ranges for p in span if 0 <= p < len(blocks))
    return [blocks[p] for p in positions]


def _image(jsonld: JsonLd, meta: Meta, base: str) -> str | None:
    value: Any = first(meta, "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
    value = value or jsonld.resolve(jsonld.article.get("image"))
    for _ in range(3):
        value = value[0] if isinstance(value, list) and value else value
        value = value.get("url") or value.get("contentUrl") if isinstance(value, dict) else value
    try:
        return urljoin(base, value) if isinstance(value, str) and value.strip() else None
    except ValueError:  # "http://[" and the like
        return None


def _walled(node: Node) -> bool:
    free = node.get("isAccessibleForFree")
    return free is False or (isinstance(free, str) and free.strip().lower().rpartition("/")[2] == "false")


def _paywalled(jsonld: JsonLd, meta: Meta) -> bool:
    parts = jsonld.article.get("hasPart")
    nodes = [jsonld.article, *(parts if isinstance(parts, list) else [parts])]
    tier = (first(meta, "article:content_tier", "content_tier", "og:article:content_tier") or "").lower()
    return any(_walled(node) for node in nodes if isinstance(node, dict)) or tier in ("locked", "paid", "premium")


def _section(jsonld: JsonLd, meta: Meta) -> str | None:
    of_meta = first(meta, "article:section", "section", "og:article:section")
    stated = texts(jsonld.article.get("articleSection")) or texts(of_meta)
    return plain(stated[0])[:LONGEST] or None if stated else None


def _month_first(tree: HtmlElement, meta: Meta, source: Source) -> bool:
    """Whether 3/4/2020 is the fourth of March: the habit of the United States alone."""
    locale = (tree.get("lang") or meta.get("og:locale") or "").lower().replace("_", "-")
    return source.country == "US" or (source.country is None and locale == "en-us")


def read_metadata(tree: HtmlElement, head: Head, near: list[Block], info: PageInfo, source: Source) -> Metadata:
    """All fields; `near` are the blocks of `near_title`."""
    jsonld, meta = head.jsonld, head.meta
    month_first, now = _month_first(tree, meta, source), info.fetched_at
    authors = find_authors(tree, jsonld, meta, near, head.papers)
    return Metadata(
        title=head.title,
        authors=authors,
        desks=() if authors else find_desks(tree, jsonld, meta),
        published=in_the_past(find_published(tree, jsonld, meta, info.final_url, near, now, month_first), now),
        modified=in_the_past(find_modified(jsonld, meta, near, now, month_first), now),
        language=find_language(tree, jsonld, meta, source.language),
        section=_section(jsonld, meta),
        canonical_url=find_canonical(tree, meta, info.final_url),
        publisher=_publisher(jsonld, meta),
        image_url=_image(jsonld, meta, info.final_url),
        paywalled=_paywalled(jsonld, meta),
        opt_out=find_opt_outs(tree, info),
    )
