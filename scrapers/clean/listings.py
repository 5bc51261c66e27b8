"""Pages that lead to articles: the home page, sections, tags, authors, results of a search."""

from __future__ import annotations

from itertools import chain
from urllib.parse import urljoin, urlsplit

from scrapers.clean.blocks import HEADINGS, Block
from scrapers.clean.candidate import Candidate
from scrapers.clean.head import link_targets
from scrapers.urls import registrable_domain

LISTING_LINKS = 0.6  # share of the text that lies in links
LISTING_TYPES = frozenset({"CollectionPage", "SearchResultsPage", "ProfilePage"})
LEAST_TEASERS = 3
PARAGRAPH = 40  # characters from which a block is more than a label
TEASER_WORDS = 40  # of the text below a headline
MOST = 0.6  # share of the paragraphs


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


def _calls_itself_home(page: Candidate) -> bool:
    """Whether the page gives the site's root as its own address. Some templates do so on each article: a page that
    names an author's work in JSON-LD, a date or the type of an article is one of those."""
    head = page.reading.head
    if head.jsonld.article or page.reading.metadata.published or head.meta.get("og:type") == "article":
        return False
    named = [*link_targets(page.tree, "canonical"), *([head.meta["og:url"]] if "og:url" in head.meta else [])]
    try:
        return bool(named) and all(_is_root(urljoin(page.info.final_url, address)) for address in named)
    except ValueError:  # "http://[" and the like
        return False


def home_page(page: Candidate) -> str | None:
    """The site's root, or its front page at another address: a story that is gone often leads there."""
    if _is_root(page.info.final_url):
        return f"{page.info.final_url} is the site's root"
    return "it gives the site's root as its own address" if _calls_itself_home(page) else None


def _is_teaser(block: Block, final_url: str) -> bool:
    """Whether a block is the headline of another page of the site, linked to it."""
    element = block.element
    if element is None or element.tag not in HEADINGS or block.links < 0.8 * len(block.text):
        return False
    link = next(chain(element.iter("a"), element.iterancestors("a")), None)
    try:
        target = urljoin(final_url, link.get("href") or "") if link is not None else ""
        return target.startswith("http") and registrable_domain(target) == registrable_domain(final_url)
    except ValueError:  # "http://[" and the like
        return False


def _teasers(page: Candidate) -> int:
    """How many paragraphs follow the headline of another page, where most do and are short; else 0."""
    blocks = page.reading.blocks
    paragraphs = [b for b in (blocks if page.is_stub else page.reading.kept) if len(b.text) >= PARAGRAPH]
    led = [
        b
        for b in paragraphs
        if any(_is_teaser(o, page.info.final_url) for o in blocks[max(0, b.position - 3) : b.position])
    ]
    words = sum(len(block.text.split()) for block in led)
    most = len(led) >= max(LEAST_TEASERS, MOST * len(paragraphs))
    return len(led) if most and words <= TEASER_WORDS * len(led) else 0


def listing(page: Candidate) -> str | None:
    """A page of links to articles: it calls itself one, it is all headlines that lead elsewhere, or all links."""
    if page.reading.head.jsonld.article:
        return None
    length = sum(len(block.text) for block in page.reading.kept)
    share = sum(block.links for block in page.reading.kept) / length if length else 0.0
    if page.types & LISTING_TYPES and page.reading.metadata.published is None:
        return "its JSON-LD calls it a collection"
    if teasers := _teasers(page):
        return f"{teasers} of its paragraphs are teasers of other pages"
    return f"{share:.0%} of its text are links" if share >= LISTING_LINKS else None
