from __future__ import annotations

from scrapers.article import ArticleFlag
from tests.scrapers.clean.made import PARAGRAPHS, body, cleaned, html, jsonld

TRUNCATED = (ArticleFlag.TRUNCATED,)


def test_a_whole_page_has_no_flags() -> None:
    assert cleaned(html(body())).flags == ()
    assert cleaned(html(body()).replace("</body></html>", "")).flags == (), "end tags may be left out"


def test_a_page_that_ends_in_a_tag_or_a_sentence_is_truncated() -> None:
    page = html(body(body()))
    assert cleaned(page[: page.rindex("<p>") + 40]).flags == TRUNCATED
    assert cleaned(page[: page.rindex("<p>") + 2]).flags == TRUNCATED


def test_a_text_that_breaks_off_is_truncated_where_jsonld_knows_of_far_more_words() -> None:
    teaser = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2]) + "<p>The town had expected to wait...</p>"

    def flags(words: int) -> tuple[ArticleFlag, ...]:
        return cleaned(html(teaser, jsonld(f'{{"@type":"NewsArticle","wordCount":{words}}}'))).flags

    assert (flags(700), flags(60), cleaned(html(teaser)).flags) == (TRUNCATED, (), ())


def test_text_below_the_parsers_limit_of_nesting_is_flagged() -> None:
    deep = "<div>" * 3000 + "<p>Too deep to be read.</p>" + "</div>" * 3000
    assert cleaned(html(body(deep))).flags == (ArticleFlag.TOO_DEEP,)
    assert cleaned(html(body("<div>" * 300 + "<p>Deep.</p>" + "</div>" * 300))).flags == ()
