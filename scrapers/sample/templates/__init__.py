"""Six page templates, one a publisher, each in a markup that news sites really use.

    semantic.py     HTML5 elements, JSON-LD NewsArticle
    soup.py         nested div and span, no JSON-LD; the date only in <time>
    amp.py          a plain page and its AMP page, both with meta tags
    graph.py        JSON-LD @graph with article, page, breadcrumbs and organisation
    microdata.py    schema.org microdata
    opengraph.py    OpenGraph and article: meta tags with a local time offset
    view.py         what a template is given; what all of them share

Each module has `article(view)` and `page(frame, title, body)`; the latter surrounds everything that is no article.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scrapers.sample.templates import amp, graph, microdata, opengraph, semantic, soup
from scrapers.sample.templates.view import ArticleView, Frame


@dataclass(frozen=True, slots=True)
class Template:
    """How one publisher's pages are made: an article, and any other page around a body of HTML."""

    article: Callable[[ArticleView], str]
    page: Callable[[Frame, str, str], str]


TEMPLATES = {
    "semantic": Template(semantic.article, semantic.page),
    "soup": Template(soup.article, soup.page),
    "amp": Template(amp.article, amp.page),
    "graph": Template(graph.article, graph.page),
    "microdata": Template(microdata.article, microdata.page),
    "opengraph": Template(opengraph.article, opengraph.page),
}
