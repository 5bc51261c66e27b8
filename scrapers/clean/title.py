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
SURE = 15  # letters of a lower heading from which it is hardly by chance that `<title>` has it, too


def fold(text: str) -> str:
    """Letters and digits only, in one case: two headings that fold alike say the same."""
    return _NOT_LETTERS.sub("", text.casefold())


def plain(text: str) -> str:
    """A title without markup and entities, which some templates escape twice."""
    return tidy(_TAG.sub("", unescape(unescape(text))))


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


def headings(tree: HtmlElement, *tags: str) -> list[str]:
    """Texts of the page's headings of these kinds."""
    found = (tidy(" ".join(element.itertext())) for element in tree.iter(*tags))
    return [text for text in found if text]


def _document_title(tree: HtmlElement) -> str:
    element = next(tree.iter("title"), None)
    return plain(element.text_content()) if element is not None else ""


def _related(heading: str, others: str, url: str) -> bool:
    """Whether a heading has a word in common with the page's other titles, or is all in its address."""
    if any(fold(word) in others for word in heading.split() if len(fold(word)) > 2):
        return True
    return len(fold(heading)) >= SURE and fold(heading) in fold(url)


def _heading(tree: HtmlElement, rivals: list[str], site_names: list[str], url: str) -> str | None:
    """The longest heading that another title of the page has in it, else the only `h1` that is at all like them.

    The longest, and not of `h1` alone, because blogs set their own name as `h1` and the title one level below.
    """
    folded = [fold(rival) for rival in rivals if rival]
    top = [text for text in headings(tree, "h1") if not _names_site(text, site_names)]
    lower = [text for text in headings(tree, "h2", "h3") if len(fold(text)) >= SURE]
    agreed = [text for text in (*top, *lower) if len(fold(text)) > 3 and any(fold(text) in rival for rival in folded)]
    best = max(agreed, key=lambda text: len(fold(text)), default="")
    related = [text for text in top if not folded or _related(text, "".join(folded), url)]
    if best not in top and len(related) == 1 and len(related[0]) > len(best):
        return related[0]
    return best or None


def _without_kicker(title: str, rivals: list[str]) -> str:
    """The title without a kicker before it or a section after a bar, where another title of the page goes without."""
    said = {fold(rival) for rival in rivals}
    for cut in SEPARATOR.finditer(title):
        if fold(title[cut.end() :]) in said:
            return title[cut.end() :]
        if "|" in cut[0] and fold(title[: cut.start()]) in said:
            return title[: cut.start()]
    return title


def _for_search(headline: str, document: str, heading: str, social: str) -> bool:
    """Whether JSON-LD's headline is the one of `<title>`, which is written for search engines, and the title that
    readers see on the page and when it is shared is another."""
    return fold(headline) == fold(document) != fold(heading) == fold(social)


def find_title(tree: HtmlElement, jsonld: JsonLd, meta: Meta, site_names: list[str], url: str) -> str:
    """JSON-LD's headline unless `h1` and `og:title` outvote it, else the `h1`, else `og:title`, else `<title>`; empty
    when the page has none of them."""
    folded = [fold(name) for name in site_names if fold(name)]
    headline = next((plain(text) for text in texts(jsonld.article.get("headline"))), "")
    social = plain(first(meta, "og:title", "twitter:title", "dc.title", "title") or "")
    document = _document_title(tree)
    heading = _heading(tree, [headline, social, document], folded, url)
    rivals = [strip_site(text, folded) for text in (heading or "", social, document) if text]
    if heading and _for_search(*(strip_site(text, folded) for text in (headline, document, heading, social))):
        return heading
    if headline and not headline.endswith(_CUT_OFF):
        return _without_kicker(strip_site(headline, folded), rivals)
    if heading:
        return _without_kicker(heading, rivals)
    return strip_site(social or headline or document, folded)


def site_suffix(tree: HtmlElement) -> str | None:
    """What `<title>` says after its last separator: often the site's name."""
    parts = SEPARATOR.split(_document_title(tree))
    return parts[-1].strip() or None if len(parts) > 1 else None
