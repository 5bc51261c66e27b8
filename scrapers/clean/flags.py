"""What a reader should know of an article's text: that the page ends early, or that part of it could not be parsed."""

from __future__ import annotations

from lxml.html import HtmlElement

from scrapers.article import ArticleFlag
from scrapers.clean.jsonld import texts
from scrapers.clean.reading import Reading
from scrapers.clean.tree import too_deep

_ELLIPSES = ("...", "…", "[…]", "[...]")
FAR_LONGER = 1.5  # an article that JSON-LD says is so many times as long as the text: counts differ by captions, lists


def _ends_early(html: str) -> bool:
    """Whether the page ends in the middle of a tag or a sentence: an answer that was cut off."""
    end = html.rstrip()
    return not end.endswith(">") and "</html" not in end[-10_000:].lower()


def _stated_words(reading: Reading) -> int:
    """Words of the whole article as its JSON-LD says: by number, or in full."""
    article = reading.head.jsonld.article
    count = str(article.get("wordCount") or "")
    stated = int(count) if count.isdecimal() and len(count) < 8 else 0
    return max([stated, *(len(body.split()) for body in texts(article.get("articleBody")))])


def _shows_beginning(reading: Reading) -> bool:
    """Whether the text breaks off with an ellipsis and JSON-LD says that the article is far longer."""
    return reading.text.endswith(_ELLIPSES) and _stated_words(reading) > FAR_LONGER * reading.words


def find_flags(html: str, tree: HtmlElement, reading: Reading) -> tuple[ArticleFlag, ...]:
    """The article's flags, in the order of `ArticleFlag`."""
    holds = {
        ArticleFlag.TRUNCATED: _ends_early(html) or _shows_beginning(reading),
        ArticleFlag.TOO_DEEP: too_deep(tree),
    }
    return tuple(flag for flag in ArticleFlag if holds[flag])
