"""The base of the verdict: what trafilatura, run in full, takes for the article. The only importer of trafilatura."""

from __future__ import annotations

import logging
from importlib.metadata import version

from lxml.html import HtmlElement
from trafilatura import bare_extraction
from trafilatura.settings import Document

VERSION = f"trafilatura {version('trafilatura')}"

# It logs each page without text as an error; the stage says so itself, as a Rejection.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def extract(tree: HtmlElement, url: str) -> list[str]:
    """The lines that trafilatura's full extraction keeps, in its order; empty when it finds nothing.

    The tree is left as it is (trafilatura works on a copy). Its own metadata are not asked for: they cost a third of
    its time, and its reading of JSON-LD and htmldate's of dates are where a small page can hold it for a minute.
    """
    found = bare_extraction(tree, url, include_comments=False, include_tables=True, with_metadata=False)
    text = found.text if isinstance(found, Document) else None
    return [line for line in (text or "").split("\n") if line.strip()]
