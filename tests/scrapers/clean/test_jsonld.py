from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.clean import clean
from scrapers.clean.jsonld import MOST_CHARS, MOST_NODES, parse_script, read_jsonld, texts
from scrapers.clean.words import listed
from tests.scrapers.clean.made import URL, body, html, jsonld, page, source, tree

NODE = '{"@type":"NewsArticle","headline":"Bridge reopens"}'


def headline(*scripts: str) -> object:
    return read_jsonld(tree(html("<p>x</p>", "".join(map(jsonld, scripts)))), URL).article.get("headline")


def test_the_article_is_found_wherever_it_stands() -> None:
    for script in (
        NODE,
        f"[{NODE}]",
        f'{{"@graph":[{{"@type":"WebSite"}},{NODE}]}}',
        f'{{"@type":"WebPage","mainEntity":{NODE}}}',
    ):
        assert headline(script) == "Bridge reopens"
    assert headline('{"@type":"WebSite"}', NODE) == "Bridge reopens"
    assert (
        headline('{"@type":["Thing","http://schema.org/ReportageNewsArticle"],"headline":"Bridge reopens"}')
        == "Bridge reopens"
    )


def test_marks_around_the_json_and_trailing_commas_do_no_harm() -> None:
    for script in (
        f"<!--\n{NODE}\n-->",
        f"//<![CDATA[\n{NODE}\n//]]>",
        f"/*<![CDATA[*/{NODE}/*]]>*/",
        '{"@type":"NewsArticle","headline":"Bridge reopens",}',
        '{"@type":"NewsArticle","headline":"Bridge\treopens","keywords":["a","b",]}',
    ):
        parsed = parse_script(script)
        assert isinstance(parsed, dict)
        assert str(parsed["headline"]).split() == ["Bridge", "reopens"]


def test_a_broken_script_is_passed_over_and_the_next_is_read() -> None:
    assert headline('{"@type":"NewsArticle","headline":"Broken', NODE) == "Bridge reopens"


def test_of_several_articles_the_one_of_this_address_is_meant() -> None:
    other = '{"@type":"NewsArticle","headline":"Other","url":"https://www.dailyquay.example/other"}'
    this = f'{{"@type":"NewsArticle","headline":"This","mainEntityOfPage":{{"@id":"{URL}"}}}}'
    assert headline(other, this) == "This"
    assert headline(other, NODE) == "Other"


def test_a_reference_is_resolved_within_the_page() -> None:
    found = read_jsonld(
        tree(
            html("", jsonld('{"@graph":[{"@type":"Article","author":{"@id":"#7"}},{"@id":"#7","name":"Ines Falk"}]}'))
        ),
        URL,
    )
    assert texts(found.resolve(found.article["author"])) == ["Ines Falk"]
    assert found.resolve({"@id": "#8"}) == {"@id": "#8"}


def test_size_and_depth_are_bounded() -> None:
    assert headline('"' + "x" * MOST_CHARS + '"', NODE) is None
    assert parse_script("[" * 200_000) is None
    assert texts(parse_script("[" * 400 + '"x"' + "]" * 400)) == []
    many = read_jsonld(tree(html("", jsonld(json.dumps([{"@type": "Thing"}] * (MOST_NODES + 10))))), URL)
    assert len(many.nodes) == MOST_NODES


KEYS = listed(
    "@type @graph @id headline author name publisher hasPart url image articleSection datePublished inLanguage"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | st.floats() | st.integers(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=12,
)


@given(JSON)
def test_json_of_any_shape_is_read(value: object) -> None:
    found = read_jsonld(tree(html("", jsonld(json.dumps(value).replace("</", "")))), URL)
    for node in found.nodes:
        for part in node.values():
            assert all(isinstance(text, str) for text in texts(found.resolve(part)))


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_an_article_with_fields_of_any_shape_is_cleaned(fields: dict[str, object]) -> None:
    node = json.dumps({**fields, "@type": "NewsArticle"}).replace("</", "")
    clean(page(html(body(), jsonld(node))), source())


@given(st.text(max_size=200))
def test_text_of_any_kind_is_parsed_or_none(text: str) -> None:
    parse_script(text)
