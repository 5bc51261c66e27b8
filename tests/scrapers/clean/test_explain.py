from __future__ import annotations

from lxml.html import document_fromstring

from scrapers.article import CutReason
from scrapers.clean.explain import explain
from scrapers.clean.explain_page import FOLDED, POLICY, explain_html
from tests.scrapers.clean.made import PARAGRAPHS, body, html, page, source

PAGE = page(
    html(body("<p>Photo: &lt;script&gt;alert(1)&lt;/script&gt;</p>" + body(), before="<h1>Bridge reopens</h1>"))
)


def test_every_block_is_explained_in_document_order() -> None:
    blocks = explain(PAGE, source())
    assert [block.position for block in blocks] == list(range(len(blocks)))
    assert (blocks[0].text, blocks[0].kept, blocks[0].reason) == ("Bridge reopens", False, CutReason.TITLE)
    assert (blocks[1].text, blocks[1].kept, blocks[1].reason) == (PARAGRAPHS[0], True, None)


def test_a_page_that_is_not_html_has_no_blocks() -> None:
    assert explain(page(b"%PDF", content_type="application/pdf"), source()) == []
    assert "not HTML" in explain_html(page(b"%PDF", content_type="application/pdf"), source())


def test_the_page_strikes_through_what_was_cut_and_runs_nothing() -> None:
    text = explain_html(PAGE, source())
    shown = document_fromstring(text)
    assert not list(shown.iter("script", "img", "link", "iframe"))
    assert shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [POLICY]
    struck = [(element.get("title"), element.text_content()) for element in shown.iter("del")]
    assert struck == [("title", "Bridge reopens"), ("credit", "Photo: <script>alert(1)</script>")]
    assert [element.text_content() for element in shown.xpath("//p[not(del)]")][-1] == PARAGRAPHS[-1]


def test_each_verdict_comes_with_its_strongest_evidence() -> None:
    first, last = explain(PAGE, source())[1], explain(PAGE, source())[-1]
    assert first.probability is not None
    assert first.probability > 0.5
    assert 0 < len(first.evidence) == len(last.evidence)
    weights = [abs(piece.weight) for piece in first.evidence]
    assert weights == sorted(weights, reverse=True)


def test_many_blocks_in_a_row_that_are_no_part_of_the_article_are_folded() -> None:
    menu = "".join(f"<li><a href='/{n}'>Entry {n}</a></li>" for n in range(FOLDED))
    text = explain_html(page(f"<html><body><nav><ul>{menu}</ul></nav><main>{body()}</main></body></html>"), source())
    (run,) = document_fromstring(text).find_class("run")
    assert [element.text_content() for element in run.iter("del")] == [f"Entry {n}" for n in range(FOLDED)]
