"""The parts that read what a page says of itself take whatever it says."""

from __future__ import annotations

import json
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.clean.authors import byline_names
from scrapers.clean.canonical import plain_page, trusted
from scrapers.clean.dates import believable, clocks_in, day_of_url, days_in_line, parse_time
from scrapers.clean.jsonld import parse_script, read_jsonld, texts
from scrapers.clean.names import split_names
from scrapers.clean.words import listed
from tests.scrapers.clean.made import NOW, URL, body, cleaned, html, jsonld, tree

ANY = st.text(max_size=200)
# Text that looks like dates and bylines often enough to get past their first letters.
DATED = st.text(alphabet="0123456789-/.:, TZ+apmMayMarchbyvonund年月日\u0661", max_size=60)
KEYS = st.sampled_from(
    listed("""
    @type @id @graph name headline author publisher datePublished dateModified mainEntityOfPage url image hasPart
    articleSection inLanguage isAccessibleForFree wordCount articleBody
    """)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY | DATED,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | ANY, inner, max_size=6),
    max_leaves=25,
)
NODES = st.dictionaries(KEYS, VALUES, max_size=12).map(lambda node: {"@type": "NewsArticle"} | node)


@given(ANY | DATED, st.booleans())
def test_dates(text: str, month_first: bool) -> None:
    at = parse_time(text, month_first)
    assert at is None or at.tzinfo is not None
    assert believable(at, NOW) in (True, False)
    list(days_in_line(text, month_first, changed=True))
    list(clocks_in(text, month_first))
    day_of_url(f"https://dailyquay.example/{text}")


@given(ANY | DATED)
def test_authors(text: str) -> None:
    assert all(name.strip() for name in split_names(text, frozenset()))
    assert set(byline_names(text, frozenset())) <= set(split_names(text, frozenset()))


@given(ANY | ANY.map("https://{}".format) | ANY.map("https://www.dailyquay.example/{}".format))
def test_canonical(candidate: str) -> None:
    url = trusted(candidate, URL)
    assert url is None or plain_page(url).startswith(("http://", "https://"))


@given(ANY)
def test_jsonld_scripts(text: str) -> None:
    read_jsonld(tree(f"<html><body>{jsonld(text)}</body></html>"), URL)
    texts(parse_script(text))


@settings(max_examples=60, deadline=None)
@given(NODES)
def test_an_article_whose_jsonld_holds_anything(node: dict[str, object]) -> None:
    script = jsonld(json.dumps(node).replace("</", "<\\/"))
    article = cleaned(html(body(), script))
    for at in (article.published_at, article.modified_at):
        assert at is None or (at.tzinfo is not None and at <= NOW + timedelta(0))
