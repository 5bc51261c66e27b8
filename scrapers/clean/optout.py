"""Opt-outs from text and data mining, and from training, as the page and the headers of its answer state them.

TDM Reservation Protocol (W3C community group report, 2024): `tdm-reservation` as header or `meta`, 1 for reserved.
`noai`, `noimageai` and `notrain` are values that robots metas and headers carry in practice, for all robots or for one.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from scrapers.page import PageInfo

NO_AI = re.compile(r"\b(?:noai|noimageai|notrain|noml)\b", re.IGNORECASE)
# Whom a robots meta speaks to: all, us, and those of the crawlers that gather texts for models.
ROBOTS = re.compile(
    r"robots|nightdesk|googlebot(?:-news)?|google-extended|bingbot|gptbot|ccbot|claudebot|applebot(?:-extended)?"
)
LONGEST = 200


def find_opt_outs(tree: HtmlElement, info: PageInfo) -> tuple[str, ...]:
    """Those of the headers as the fetcher noted them, then those of the page as `name: content`; each once."""
    found = [text for text in info.opt_out if not text.startswith("<")]  # the page's own metas are read here
    for meta in tree.iter("meta"):
        name, content = (meta.get("name") or "").strip().lower(), (meta.get("content") or "").strip()
        reserved = name == "tdm-reservation" and content == "1"
        if reserved or (ROBOTS.fullmatch(name) and NO_AI.search(content)):
            found.append(f"{name}: {content}"[:LONGEST])
    return tuple(dict.fromkeys(found))
