from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.clean.canonical import find_canonical, plain_page, trusted
from scrapers.clean.head import read_meta
from tests.scrapers.clean.made import URL, body, cleaned, html, tree


def canonical(head: str, final_url: str = URL, attributes: str = "") -> str:
    found = tree(html("<p>x</p>", head, attributes))
    return find_canonical(found, read_meta(found), final_url)


def link(target: str) -> str:
    return f'<link rel="canonical" href="{target}">'


def test_the_pages_own_word_is_taken_and_cleaned() -> None:
    named = link("https://www.dailyquay.example/bridge?id=7&amp;utm_source=x#top")
    assert canonical(named) == "https://www.dailyquay.example/bridge?id=7"
    assert canonical(link("/bridge")) == "https://www.dailyquay.example/bridge"


def test_another_host_of_the_same_registrable_domain_is_trusted() -> None:
    assert trusted("https://example.com/bridge", "https://m.example.com/bridge") == "https://example.com/bridge"
    assert trusted("https://other.co.uk/bridge", "https://example.co.uk/bridge") is None


@pytest.mark.parametrize(
    "target",
    [
        "https://www.dailyquay.example/",
        "https://www.dailyquay.example/news/",
        "https://www.dailyquay.example/tag/bridges",
        "https://other.example/bridge",
        "javascript:void(0)",
        "http://[",
        "http://www.dailyquay.example:port/x",
        "x" * 3000,
    ],
)
def test_a_root_a_listing_another_site_and_nonsense_are_not_trusted(target: str) -> None:
    assert canonical(link(target)) == URL


def test_og_url_is_the_second_word_and_the_answering_url_the_last() -> None:
    og = '<meta property="og:url" content="https://www.dailyquay.example/og">'
    assert canonical(link("https://other.example/x") + og) == "https://www.dailyquay.example/og"
    assert canonical("", URL + "?utm_medium=x#frag") == URL


def test_an_amp_page_stands_for_its_plain_page() -> None:
    assert canonical("", "https://www.dailyquay.example/bridge/amp", "amp") == "https://www.dailyquay.example/bridge"
    assert canonical("", "https://www.dailyquay.example/bridge?amp=1", "⚡") == "https://www.dailyquay.example/bridge"
    assert canonical("", "https://www.dailyquay.example/bridge/amp") == "https://www.dailyquay.example/bridge/amp"
    assert (
        plain_page("https://www.dailyquay.example/amp/bridge.amp.html") == "https://www.dailyquay.example/bridge.html"
    )


@given(st.text(max_size=80))
def test_any_candidate_is_a_url_of_the_site_or_none(candidate: str) -> None:
    found = trusted(candidate, URL)
    assert found is None or urlsplit(found).scheme in ("http", "https")


def test_a_mobile_edition_stands_for_the_plain_host_where_the_page_names_both() -> None:
    mobile, plain = "https://m.example.com/news/a", "https://www.example.com/news/a"
    both = f'<link rel="canonical" href="{mobile}"><meta property="og:url" content="{plain}">'
    assert cleaned(html(body(), both), mobile).canonical_url == plain
    assert cleaned(html(body(), ""), mobile).canonical_url == mobile
