from __future__ import annotations

import pytest

from scrapers.clean.authors import byline_names, split_names
from scrapers.clean.language import code
from scrapers.clean.title import fold, strip_site
from tests.scrapers.clean.made import body, cleaned, html, jsonld, read

SITE = frozenset({"thedailyquay", "dailyquay"})


def article_node(**fields: str) -> str:
    return jsonld('{"@type":"NewsArticle",' + ",".join(f'"{key}":{value}' for key, value in fields.items()) + "}")


def test_the_title_is_jsonlds_headline_then_the_h1_then_the_social_title_then_the_documents() -> None:
    node, og = article_node(headline='"From JSON-LD &amp; on"'), '<meta property="og:title" content="From og">'
    document = "<title>From title | The Daily Quay</title>"
    assert cleaned(html(body(before="<h1>From h1</h1>"), node + og + document)).title == "From JSON-LD & on"
    assert cleaned(html(body(before="<h1>From h1</h1>"), og + document)).title == "From h1"
    assert cleaned(html(body(), og + document)).title == "From og"
    assert cleaned(html(body(), document)).title == "From title"


def test_the_title_that_h1_and_og_agree_on_outvotes_the_one_for_search_engines() -> None:
    node, document = article_node(headline='"Bridge in Carrowmore open"'), "<title>Bridge in Carrowmore open</title>"
    og, h1 = '<meta property="og:title" content="The long way round is over">', "<h1>The long way round is over</h1>"
    assert cleaned(html(body(before=h1), node + document + og)).title == "The long way round is over"
    assert cleaned(html(body(before=h1), node + document)).title == "Bridge in Carrowmore open"
    assert cleaned(html(body(before=h1), node + og + "<title>Bridge</title>")).title == "Bridge in Carrowmore open"


def test_of_several_h1_the_one_that_other_titles_agree_with_is_taken() -> None:
    found = cleaned(
        html(body(before="<h1>The Daily Quay</h1><h1>Bridge reopens</h1>"), "<title>Bridge reopens - Quay</title>")
    )
    assert found.title == "Bridge reopens"


def test_the_title_of_a_blog_that_sets_its_name_as_h1_is_one_level_below() -> None:
    headings = "<h1>Quayside Notes</h1><h2>The bridge reopens at last</h2><h2>What else</h2>"
    assert cleaned(html(body(before=headings), "<title>The bridge reopens at last | Quayside Notes</title>")).title == (
        "The bridge reopens at last"
    )


def test_an_h1_that_has_nothing_to_do_with_the_other_titles_is_not_the_title() -> None:
    og = '<meta property="og:title" content="The bridge reopens">'
    assert cleaned(html(body(before="<h1>Our Blog</h1>"), og)).title == "The bridge reopens"


def test_kicker_and_section_go_where_another_title_is_without_them() -> None:
    og = '<meta property="og:title" content="The bridge reopens">'
    assert cleaned(html(body(before="<h1>Transport - The bridge reopens</h1>"), og)).title == "The bridge reopens"
    assert cleaned(html(body(), og + article_node(headline='"The bridge reopens | Sea"'))).title == "The bridge reopens"
    alone = cleaned(html(body(before="<h1>Transport - The bridge reopens</h1>")))
    assert alone.title == "Transport - The bridge reopens"


@pytest.mark.parametrize(
    ("text", "stripped"),
    [
        ("Bridge reopens | The Daily Quay", "Bridge reopens"),
        ("Bridge reopens - Daily Quay", "Bridge reopens"),
        ("Bridge reopens | News | The Daily Quay", "Bridge reopens | News"),
        ("The Daily Quay: Bridge reopens", "The Daily Quay: Bridge reopens"),
        ("The Daily Quay – Bridge reopens", "Bridge reopens"),
        ("Arn – a river comes back", "Arn – a river comes back"),
    ],
)
def test_the_sites_name_is_taken_off_a_title(text: str, stripped: str) -> None:
    assert strip_site(text, [fold("The Daily Quay"), "dailyquay"]) == stripped


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("By Ann Lee and Bo Ek, Political Editor", ["Ann Lee", "Bo Ek"]),
        ("Von Lena Oberhuber, Jakob Weiss und Uwe Ohm", ["Lena Oberhuber", "Jakob Weiss", "Uwe Ohm"]),
        ("Por Marta Quiroga | 14 de octubre", ["Marta Quiroga"]),
        ("Ann Lee in Carrowmore", ["Ann Lee"]),
        ("Ann Lee, MD, Staff Writer", ["Ann Lee"]),
        ("By Ann Lee 3 March 2026", ["Ann Lee"]),
        ("By Reuters", []),
        ("The Daily Quay", []),
        ("https://facebook.com/annlee", []),
        ("ann@dailyquay.example", []),
        ("105092", []),
        ("Donnerstag", []),
        ("Ann Lee, ann@dailyquay.example", ["Ann Lee"]),
        ("By Ann Lee @annlee Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("Ana Maio", ["Ana Maio"]),
        ("Ann Lee, Saturday 3", ["Ann Lee"]),
        ("The Daily Quay, Cork, Ireland", []),
        ("page.head.author", []),
        ("J.K. Lee", ["J.K. Lee"]),
        ("Folgen", []),
    ],
)
def test_a_byline_gives_persons_only(byline: str, names: list[str]) -> None:
    assert split_names(byline, SITE) == names


def test_a_sentence_is_no_byline() -> None:
    assert byline_names("By the time the ferry came, everyone had gone home and the slipway was dark.", SITE) == []
    assert byline_names("The bridge was built by Ann Lee", SITE) == []


def test_authors_come_from_jsonld_then_meta_then_a_marked_element_then_a_byline() -> None:
    node, meta = article_node(author='{"@type":"Person","name":"Ann Lee"}'), '<meta name="author" content="Bo Ek">'
    marked, line = '<span class="author">Cy Day</span>', "<h1>Bridge reopens</h1><p>By Di Fox</p>"
    assert cleaned(html(body(before=line + marked), node + meta)).authors == ("Ann Lee",)
    assert cleaned(html(body(before=line + marked), meta)).authors == ("Bo Ek",)
    assert cleaned(html(body(before="<h1>Bridge reopens</h1>" + marked))).authors == ("Cy Day",)
    assert cleaned(html(body(before=line + marked))).authors == ("Di Fox",), "a byline beside the title is surer"
    assert cleaned(html(body(before=line))).authors == ("Di Fox",)


@pytest.mark.parametrize(
    "line",
    [
        '<div>Posted on 3 May 2026 by <a href="/x">Ann Lee</a> | Leave a comment</div>',
        '<div><a href="/author/ann-lee/">Ann Lee</a> <span>6 min read</span></div>',
        '<p class="byline">Written by <span>Ann Lee</span> <span>Gardener and Astrologer</span></p>',
        '<div class="author-line">Von <b>Ann Lee</b><i>Redaktion</i></div>',
    ],
)
def test_an_author_is_found_in_a_line_that_says_more(line: str) -> None:
    assert cleaned(html(body(before=f"<h1>Bridge reopens</h1>{line}"))).authors == ("Ann Lee",)


def test_who_comments_is_no_author() -> None:
    assert cleaned(html(body('<div class="comments"><span class="author">Troll One</span></div>'))).authors == ()


@pytest.mark.parametrize(
    ("node", "desks"),
    [
        ('{"@type":"Organization","name":"Quay Newsroom"}', ("Quay Newsroom",)),
        ('{"name":"The Daily Quay"}', ("The Daily Quay",)),
        ('{"name":"dpa"}', ()),
    ],
)
def test_authors_are_persons_and_a_desk_is_told_apart(node: str, desks: tuple[str, ...]) -> None:
    page = html(body(), article_node(author=node))
    assert cleaned(page).authors == ()
    assert read(page).metadata.desks == desks
    signed = html(body(before="<h1>Bridge reopens</h1><p>By Ann Lee</p>"), article_node(author=node))
    assert (cleaned(signed).authors, read(signed).metadata.desks) == (("Ann Lee",), ())


def test_a_byline_with_all_the_names_of_the_head_and_more_is_preferred() -> None:
    node = article_node(author='{"@type":"Person","name":"Ann Lee"}')
    node += '<meta property="og:site_name" content="Quayside Farmer">'
    for byline, names in {
        "By Ann Lee and Bo Ek": ("Ann Lee", "Bo Ek"),
        "By Bo Ek": ("Ann Lee",),
        "By Ann Lee, Quayside Farmer": ("Ann Lee",),
    }.items():
        assert cleaned(html(body(before=f"<h1>Bridge reopens</h1><p>{byline}</p>"), node)).authors == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("en-IE", "en"),
        ("de_AT", "de"),
        ("German", "de"),
        ("nb-NO", "no"),
        ("deu", "de"),
        ("", None),
        ("x-default!", None),
        ("zz9", None),
    ],
)
def test_language_codes(text: str, expected: str | None) -> None:
    assert code(text) == expected


def test_the_sources_language_is_the_last_resort() -> None:
    assert cleaned(html(body(), attributes=""), language="ga").language == "ga"
    assert cleaned(html(body(), attributes='lang="fr"'), language="ga").language == "fr"
    assert cleaned(html(body(), '<meta property="og:locale" content="es_ES">', "")).language == "es"


def test_publisher_section_image_and_modified_time() -> None:
    node = article_node(
        publisher='{"name":"Quay Media"}',
        articleSection='["Land","Sea"]',
        image='["/i.jpg"]',
        dateModified='"2026-03-12T08:00:00+01:00"',
    )
    article = cleaned(html(body(), node))
    assert (article.publisher, article.section, article.image_url) == (
        "Quay Media",
        "Land",
        "https://www.dailyquay.example/i.jpg",
    )
    assert article.modified_at is not None
    assert article.modified_at.isoformat() == "2026-03-12T08:00:00+01:00"
    assert article.modified_from == "json-ld"


@pytest.mark.parametrize(
    ("head", "walled"),
    [
        (article_node(isAccessibleForFree="false"), True),
        (article_node(isAccessibleForFree='"False"'), True),
        (article_node(isAccessibleForFree='"http://schema.org/False"'), True),
        (article_node(hasPart='{"@type":"WebPageElement","isAccessibleForFree":false}'), True),
        ('<meta property="article:content_tier" content="locked">', True),
        (article_node(isAccessibleForFree="true"), False),
        ("", False),
    ],
)
def test_a_paywall_is_what_the_page_says_of_itself(head: str, walled: bool) -> None:
    assert cleaned(html(body(), head)).paywalled is walled


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (html(body("<p>Müller aß Würste</p>")).encode("utf-8"), "text/html; charset=iso-8859-1"),
        (html(body("<p>Müller aß Würste</p>")).encode("latin-1"), "text/html; charset=iso-8859-1"),
        (html(body("<p>Müller aß Würste</p>"), '<meta charset="windows-1252">').encode("cp1252"), "text/html"),
        (b"\xff\xfe" + html(body("<p>Müller aß Würste</p>")).encode("utf-16-le"), "text/html"),
    ],
)
def test_the_charset_is_found(raw: bytes, content_type: str) -> None:
    assert "Müller aß Würste" in cleaned(raw, content_type=content_type).text
