"""Lines that go to fields of their own, and what each rule must leave alone."""

from __future__ import annotations

import json

import pytest

from scrapers.article import CutReason
from scrapers.clean.blocks import split
from tests.scrapers.clean.made import PARAGRAPHS, body, cleaned, html, jsonld, tree

TITLE = "<h1>Bridge reopens</h1>"
BY_ANN = '<title>Bridge reopens</title><meta name="author" content="Ann Lindqvist">'
BIO = "Ann Lindqvist is a reporter for this paper and has lived on the northern bank since the ferry days."


def test_a_credit_on_a_line_of_its_own_is_a_field() -> None:
    article = cleaned(html(body("<p>Photograph: Ivo Brand</p>", body(), before=TITLE)))
    assert article.credits == ("Photograph: Ivo Brand",)
    assert "Ivo Brand" not in article.text


def test_the_papers_own_copyright_line_is_no_credit() -> None:
    assert cleaned(html(body("<p>© The Daily Quay 2026</p>", before=TITLE))).credits == ()


def test_a_line_about_the_author_at_the_end_is_a_field() -> None:
    article = cleaned(html(body(f"<p><em>{BIO}</em></p>", before=TITLE), BY_ANN))
    assert article.bios == (BIO,)
    assert BIO not in article.text


def test_a_line_about_somebody_else_stays() -> None:
    line = "Bo Ek is the foreman of the crew and has worked on every bridge over the Arn since he left school."
    article = cleaned(html(body(f"<p>{line}</p>", before=TITLE), BY_ANN))
    assert article.bios == ()
    assert line in article.text


def test_a_box_named_for_the_author_is_a_bio_without_any_word_for_a_trade() -> None:
    line = "Ann Lindqvist grew up on the river and never learned to swim."
    article = cleaned(html(body(f'<div class="author-box"><p>{line}</p></div>', before=TITLE), BY_ANN))
    assert article.bios == (line,)


@pytest.mark.parametrize("label", ["The Daily Quay", "Daily Quay, late edition", "Sunday Quayside Daily"])
def test_the_papers_label_at_the_foot_is_cut(label: str) -> None:
    article = cleaned(html(body(f"<p>{label}</p>", before=TITLE)))
    assert article.text.endswith(PARAGRAPHS[-1])


def test_a_last_sentence_with_the_papers_name_stays() -> None:
    line = "The Daily Quay was the first to report it."
    assert cleaned(html(body(f"<p>{line}</p>", before=TITLE))).text.endswith(line)


@pytest.mark.parametrize("name", ["cap", "img-caption", "bildunterschrift", "legende", "pie-foto"])
def test_captions_go_by_many_names(name: str) -> None:
    caption = "The first lorry waits at the barrier"
    picture = f'<div class="pic"><img src="/a.jpg"><div class="{name}">{caption}</div></div>'
    article = cleaned(html(body(before=f"{TITLE}{picture}")))
    assert [found.text for found in article.captions] == [caption]
    assert caption not in article.text


def test_what_a_pictures_title_says_is_a_caption_when_a_paragraph_repeats_it() -> None:
    caption = "The first lorry of the day waits at the barrier"
    article = cleaned(html(body(f'<p>{caption}</p><img src="/a.jpg" title="{caption}">', body(), before=TITLE)))
    assert caption not in article.text
    assert [found.text for found in article.captions] == [caption]


def test_a_marked_caption_is_not_taken_for_the_lead() -> None:
    caption = "The first lorry of the day waits at the barrier on the northern bank of the river."
    picture = f'<div class="lead-picture"><img src="/a.jpg"><p class="lead-picture-caption">{caption}</p></div>'
    article = cleaned(html(f"{TITLE}{picture}<div>{body()}</div>"))
    assert article.lead is None
    assert [found.text for found in article.captions] == [caption]


def test_a_cell_of_a_table_that_is_a_time_stays() -> None:
    rows = "<tr><td>Ann</td><td>41:07</td></tr><tr><td>Bo</td><td>44:30</td></tr>"
    assert "Bo | 44:30" in cleaned(html(body(f"<table>{rows}</table>", before=TITLE))).text


def test_what_the_verdict_cuts_is_named_by_the_rules() -> None:
    article = cleaned(html(body(before=f"{TITLE}<p>By Ann Lee</p><p>12 March 2026</p>")))
    named = {block.reason for block in article.cut}
    assert {CutReason.TITLE, CutReason.BYLINE, CutReason.DATE} <= named


def test_a_button_that_nobody_closed_does_not_swallow_the_page() -> None:
    page = f"<html><body><button>Menu<div><h1>Bridge</h1>{body()}</div></body></html>"
    assert [block.text for block in split(tree(page))][-1] == PARAGRAPHS[-1]
    closed = f"<html><body><button>Menu</button>{body()}</body></html>"
    assert [block.text for block in split(tree(closed))] == list(PARAGRAPHS)


def test_the_body_in_json_alone_still_has_its_fields() -> None:
    node = {"@type": "NewsArticle", "headline": "Bridge reopens", "articleBody": " ".join(PARAGRAPHS * 3)}
    article = cleaned(f"<html><head>{jsonld(json.dumps(node))}</head><body><div id='app'></div></body></html>")
    assert article.credits == article.bios == ()
