"""An article of a few words, as cleaning would hand it over: tests name only what they are about."""

from __future__ import annotations

from typing import Any

from scrapers.article import Article


def made_article(url: str, text: str, **fields: Any) -> Article:
    """The article of that text at `url`, its canonical URL; `fields` are the others, which are empty otherwise."""
    empty: dict[str, Any] = dict.fromkeys(("lead", "published_at", "published_from", "modified_at"))
    empty |= dict.fromkeys(("modified_from", "section", "publisher", "image_url"))
    empty |= dict.fromkeys(("authors", "agencies", "captions", "credits", "bios", "opt_out", "flags", "cut"), ())
    empty |= {"title": "Bridge opens", "language": "en", "paywalled": False, "extractor": "x"}
    return Article(
        **{**empty, "url": url, "canonical_url": url, "text": text, "word_count": len(text.split()), **fields}
    )
