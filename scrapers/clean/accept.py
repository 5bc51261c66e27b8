"""Whether a page is an article at all. One rule, one function; `RULES` has them in the order they are asked in."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from scrapers.article import RejectionReason
from scrapers.clean.dates import Found
from scrapers.clean.jsonld import types
from scrapers.clean.phrases import CAPTCHA, CONSENT, NOT_FOUND
from scrapers.clean.reading import Reading
from scrapers.page import PageInfo
from scrapers.sources import Source

# Of the corpus's articles the shortest 1 % have fewer; a paywalled page shows about 50 words.
LEAST_WORDS, LEAST_LETTERS = 25, 120
WALL_WORDS = 250  # a wall or an error page says what it has to say in fewer
WALL_REST = 80  # words on a request for consent outside of the paragraphs that ask; an article has more
LISTING_LINKS = 0.6  # share of the text that lies in links
LISTING_TYPES = frozenset({"CollectionPage", "SearchResultsPage"})

_CAPTCHA, _CONSENT, _NOT_FOUND = (re.compile(words, re.IGNORECASE) for words in (CAPTCHA, CONSENT, NOT_FOUND))
_ERROR_TITLE = re.compile(rf"^\W*(?:404|error 404|{NOT_FOUND})", re.IGNORECASE)


def _said(reading: Reading) -> str:
    """All that the page says, when that is short enough to be a wall: its title and text, else its blocks."""
    if reading.words >= 2 * WALL_WORDS:
        return ""
    text = reading.text or " ".join(block.text for block in reading.blocks)
    return "\n".join((reading.metadata.title, reading.lead or "", text))


def _heading(reading: Reading) -> str:
    """The page's title and its upper headings, as one text."""
    upper = (b.text for b in reading.blocks if b.element is not None and b.element.tag in ("h1", "h2"))
    return " ".join((reading.metadata.title, *upper))


def captcha(reading: Reading, info: PageInfo, source: Source) -> str | None:
    """A page that asks the visitor to prove to be human."""
    found = _CAPTCHA.search(_said(reading)) if reading.words < WALL_WORDS else None
    return f'it says "{found[0]}"' if found else None


def consent_wall(reading: Reading, info: PageInfo, source: Source) -> str | None:
    """A page that is only a request for consent: two of its phrases, little else, and no article in its JSON-LD."""
    if reading.head.jsonld.article or reading.words >= 2 * WALL_WORDS:
        return None
    texts = [block.text for block in reading.kept or reading.blocks]
    asking = {position: found for position, text in enumerate(texts) if (found := _CONSENT.findall(text))}
    phrases = {
        phrase.casefold() for found in (*asking.values(), _CONSENT.findall(_heading(reading))) for phrase in found
    }
    rest = sum(len(text.split()) for position, text in enumerate(texts) if position not in asking)
    return f"it asks for consent ({min(phrases)}, ...)" if len(phrases) >= 2 and rest < WALL_REST else None


def soft_404(reading: Reading, info: PageInfo, source: Source) -> str | None:
    """An error page that was served as if all were well."""
    title, text = reading.metadata.title, reading.text
    if reading.words >= WALL_WORDS or (reading.metadata.published is not None and reading.head.jsonld.article):
        return None
    if _ERROR_TITLE.search(title):
        return f'its title is "{title[:80]}"'
    if reading.words >= WALL_WORDS // 2:
        return None
    found = _NOT_FOUND.search(f"{_heading(reading)} {text[:300]}")
    return f'it says "{found[0]}"' if found else None


def home_page(reading: Reading, info: PageInfo, source: Source) -> str | None:
    """The URL that answered is the site's root: a story that is gone often leads there."""
    parts = urlsplit(info.final_url)
    return f"{info.final_url} is the site's root" if parts.path in ("", "/") and not parts.query else None


def listing(reading: Reading, info: PageInfo, source: Source) -> str | None:
    """A page of links to articles: it calls itself one and names no author, or what text it has lies in links."""
    named = {name for node in reading.head.jsonld.nodes for name in types(node)}
    length = sum(len(block.text) for block in reading.kept)
    share = sum(block.links for block in reading.kept) / length if length else 0.0
    if reading.head.jsonld.article:
        return None
    if named & LISTING_TYPES and reading.metadata.published is None:
        return "its JSON-LD calls it a collection"
    return f"{share:.0%} of its text are links" if share >= LISTING_LINKS else None


def empty(reading: Reading, info: PageInfo, source: Source) -> str | None:
    """No text at all."""
    return None if reading.text or reading.lead else "no text was found in it"


def too_short(reading: Reading, info: PageInfo, source: Source) -> str | None:
    """Less than a stub: fewer words than the shortest articles have, and few letters (for scripts without spaces)."""
    words = reading.words + len((reading.lead or "").split())
    if words >= LEAST_WORDS or sum(map(str.isalpha, f"{reading.lead or ''}{reading.text}")) >= LEAST_LETTERS:
        return None
    return f"{words} words"


def too_old(reading: Reading, info: PageInfo, source: Source) -> str | None:
    """Published before the source's `since`."""
    published: Found | None = reading.metadata.published
    if source.since is None or published is None or published.at.date() >= source.since:
        return None
    return f"published on {published.at.date()}, before {source.since}"


Rule = Callable[[Reading, PageInfo, Source], str | None]
RULES: tuple[tuple[RejectionReason, Rule], ...] = (
    (RejectionReason.CAPTCHA, captcha),
    (RejectionReason.CONSENT_WALL, consent_wall),
    (RejectionReason.SOFT_404, soft_404),
    (RejectionReason.HOME_PAGE, home_page),
    (RejectionReason.LISTING, listing),
    (RejectionReason.EMPTY, empty),
    (RejectionReason.TOO_SHORT, too_short),
    (RejectionReason.TOO_OLD, too_old),
)


def refuse(reading: Reading, info: PageInfo, source: Source) -> tuple[RejectionReason, str] | None:
    """Why the page is no article, with one line of detail; None when it is one."""
    for reason, rule in RULES:
        if detail := rule(reading, info, source):
            return reason, detail
    return None
