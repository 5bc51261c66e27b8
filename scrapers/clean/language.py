"""The article's language as an ISO 639-1 code."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from scrapers.clean.head import Meta, first
from scrapers.clean.jsonld import JsonLd, texts
from scrapers.clean.words import listed

_CODE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
# Names and codes in use that are not ISO 639-1.
_OTHER_NAMES = dict(
    pair.split("=")
    for pair in listed("""
    english=en deutsch=de german=de español=es spanish=es français=fr french=fr italian=it portuguese=pt dutch=nl
    eng=en deu=de ger=de spa=es fra=fr fre=fr ita=it por=pt nld=nl gle=ga
    iw=he nb=no nn=no jp=ja cz=cs gr=el dk=da se=sv
    """)
)


def code(text: str | None) -> str | None:
    """`de` of `de-AT`, `DE_de` or `German`; None when the text names no language."""
    text = (text or "").strip().lower()
    if text in _OTHER_NAMES:
        return _OTHER_NAMES[text]
    found = _CODE.fullmatch(text)
    if not found:
        return None
    found_code = _OTHER_NAMES.get(found[1], found[1])
    return found_code if len(found_code) == 2 else None


def find_language(tree: HtmlElement, jsonld: JsonLd, meta: Meta, source_language: str | None) -> str | None:
    """JSON-LD's `inLanguage` of the article, else `<html lang>`, else `og:locale` or `content-language`, else the
    source's own language. Detection from the text is left to the reader of the store: it costs more than it finds."""
    stated = (
        *texts(jsonld.article.get("inLanguage")),
        tree.get("lang"),
        tree.get("{http://www.w3.org/XML/1998/namespace}lang"),
        tree.get("xml:lang"),
        first(meta, "og:locale", "content-language", "language", "dc.language"),
        source_language,
    )
    return next(filter(None, map(code, stated)), None)
