"""The rules that take a block out of the text, one test each, with what each must leave alone."""

from __future__ import annotations

import json

import pytest

from scrapers.article import Article, CutReason
from scrapers.clean import EXTRACTOR, LONGEST_CUT, MOST_CUT, RULES_VERSION
from tests.scrapers.clean.made import PARAGRAPHS, body, cleaned, html, jsonld

CAPTION = "The first lorry of the day waits at the barrier on the northern bank"
TITLE = "<h1>Bridge reopens</h1>"


def cut(article: Article, reason: CutReason) -> list[str]:
    return [block.text for block in article.cut if block.reason is reason]


def test_the_body_is_the_paragraphs_parted_by_a_blank_line() -> None:
    assert cleaned(html(body())).text == "\n\n".join(PARAGRAPHS)


def test_what_the_extraction_left_out_is_in_the_cut_list_with_its_position() -> None:
    article = cleaned(
        f"<html><body><nav><ul><li><a href='/'>Home</a></li></ul></nav><main>{body()}</main></body></html>"
    )
    assert [(block.position, block.text, block.reason) for block in article.cut] == [(0, "Home", CutReason.BOILERPLATE)]


def test_every_block_is_in_the_text_or_in_the_cut_list() -> None:
    article = cleaned(html(body("<p>By Ann Lee</p>", before=TITLE)))
    cut_positions = {block.position for block in article.cut}
    assert len(cut_positions) + len(article.text.split("\n\n")) == 2 + len(PARAGRAPHS)


def test_the_cut_list_is_bounded() -> None:
    links = "".join(f"<li><a href='/{n}'>Entry {n}</a></li>" for n in range(2 * MOST_CUT))
    menu = f"<nav><ul>{links}</ul><p>{'long ' * 300}</p></nav>"
    article = cleaned(f"<html><body>{menu}<article>{body()}</article></body></html>")
    assert len(article.cut) == MOST_CUT
    assert max(len(block.text) for block in article.cut) <= LONGEST_CUT


def test_the_title_is_cut_wherever_it_is_a_heading_and_at_the_top() -> None:
    article = cleaned(html(body(before=f"{TITLE}<p>Bridge reopens</p>")))
    assert cut(article, CutReason.TITLE) == ["Bridge reopens", "Bridge reopens"]
    assert "Bridge reopens" not in article.text


def test_a_byline_is_cut_and_a_sentence_that_begins_like_one_is_not() -> None:
    sentence = "By Monday evening the queue at the barrier had gone and the last of the stewards went home."
    article = cleaned(html(body(f"<p>{sentence}</p>", before=f"{TITLE}<p>By Ann Lee</p>")))
    assert "By Ann Lee" not in article.text
    assert sentence in article.text


def test_a_bare_date_is_cut_and_a_price_or_a_dated_sentence_is_not() -> None:
    lines = "<p>Updated: 12 March 2026, 14:05 GMT</p><p>€12.50 – €13.90</p><p>On 12 March 2026 it rained.</p>"
    article = cleaned(html(body(before=TITLE + lines)))
    assert "Updated" not in article.text
    assert "€12.50 – €13.90" in article.text
    assert "On 12 March 2026 it rained." in article.text


@pytest.mark.parametrize("credit", ["Photo: AP", "Picture by Ivo Brand", "Foto: dpa/Ivo Brand", "© Ivo Brand"])
def test_a_credit_is_cut(credit: str) -> None:
    assert credit not in cleaned(html(body(f"<p>{credit}</p>" + body()))).text


def test_a_line_about_pictures_is_no_credit() -> None:
    line = "Pictures of the old bridge hang in every café along the quay."
    assert line in cleaned(html(body(f"<p>{line}</p>" + body()))).text


def test_the_papers_name_as_the_last_line_is_cut_and_names_the_publisher() -> None:
    article = cleaned(html(body("<p>The Daily Quay</p>")))
    assert cut(article, CutReason.PUBLISHER) == ["The Daily Quay"]
    assert article.publisher == "The Daily Quay"


def test_the_papers_name_within_the_text_stays() -> None:
    assert "The Daily Quay" in cleaned(html(body("<p>The Daily Quay</p>" + body()))).text


def test_a_caption_is_kept_once_with_its_picture_however_often_it_stands_in_the_page() -> None:
    figure = (
        f'<figure><img src="/lorry.jpg" alt="{CAPTION}"><figcaption>{CAPTION}. Photo: Ivo Brand</figcaption></figure>'
    )
    copies = f"<p>{CAPTION}</p><p>{CAPTION} (Photo: Ivo Brand)</p>"
    article = cleaned(html(body(copies, body(), before=TITLE + figure)))
    assert CAPTION not in article.text
    (caption,) = article.captions
    assert caption.text.startswith(CAPTION)
    assert caption.image_url == "https://www.dailyquay.example/lorry.jpg"


def test_a_paragraph_that_repeats_an_alternative_text_is_the_caption() -> None:
    article = cleaned(html(body(f'<p>{CAPTION}</p><img src="/lorry.jpg" alt="{CAPTION}">', body(), before=TITLE)))
    assert CAPTION not in article.text
    assert [caption.text for caption in article.captions] == [CAPTION]


def test_a_caption_like_class_without_a_picture_is_no_caption() -> None:
    line = "Contests for captions have been held on the quay every summer since the war, and nobody knows why."
    article = cleaned(html(body(f'<div class="caption-column"><p>{line}</p></div>', body())))
    assert cut(article, CutReason.CAPTION) == []
    assert article.captions == ()


def test_a_heading_that_repeats_an_alternative_text_stays() -> None:
    picture = '<img src="/k.jpg" alt="Kensington Pro Fit Trackball, second edition">'
    article = cleaned(
        html(body(f"<h2>Kensington Pro Fit Trackball, second edition</h2>{picture}", body(), before=TITLE))
    )
    assert "Kensington Pro Fit Trackball, second edition" in article.text


def test_a_line_that_the_article_repeats_stays() -> None:
    refrain = "<p>And the river went on beneath, as rivers do.</p>"
    assert cleaned(html(body(refrain, body(), refrain))).text.count("And the river went on beneath") == 2


LEAD = "Four years of waiting are over, and the town that had learned to live with a ferry has its crossing again."


def test_a_marked_lead_is_a_field_of_its_own() -> None:
    article = cleaned(html(f'{TITLE}<div class="standfirst">{LEAD}</div><div class="body">{body()}</div>'))
    assert article.lead == LEAD
    assert LEAD not in article.text
    assert cut(article, CutReason.LEAD) == [LEAD]


def test_a_block_that_is_the_pages_description_is_the_lead() -> None:
    head = f'<title>Bridge reopens</title><meta name="description" content="{LEAD}">'
    assert cleaned(html(f"{TITLE}<h2>{LEAD}</h2><div>{body()}</div>", head)).lead == LEAD


def test_a_first_paragraph_that_serves_as_description_stays_in_the_body() -> None:
    head = f'<title>Bridge reopens</title><meta name="description" content="{PARAGRAPHS[0]}">'
    article = cleaned(html(body(before=TITLE), head))
    assert article.lead is None
    assert article.text.startswith(PARAGRAPHS[0])


def test_tables_lists_quotes_and_subheadings_stay() -> None:
    extra = "<h2>What it cost</h2><table><tr><td>Iron</td><td>2.1 million</td></tr></table>"
    extra += "<ul><li>No lorries over seven tonnes</li><li>No racing</li></ul>"
    extra += "<blockquote><p>“It sings,” she said.</p></blockquote>"
    text = cleaned(html(body(extra, body()))).text
    for part in ("What it cost", "Iron | 2.1 million", "No racing", "“It sings,” she said."):
        assert part in text


def test_a_sources_body_and_drop_selectors_have_the_last_word() -> None:
    chosen = f'<div id="story"><p>{PARAGRAPHS[2]} {PARAGRAPHS[3]}</p><p class="ad">Buy {"now " * 40}</p></div>'
    article = cleaned(html(chosen + body()), body="#story", drop=(".ad",))
    assert article.text == f"{PARAGRAPHS[2]} {PARAGRAPHS[3]}"


def test_a_body_selector_that_matches_nothing_leaves_it_to_the_extraction() -> None:
    assert cleaned(html(body()), body="#gone").text == "\n\n".join(PARAGRAPHS)


def test_a_body_that_only_json_carries_is_the_text() -> None:
    node = {"@type": "NewsArticle", "headline": "Bridge reopens", "articleBody": " ".join(PARAGRAPHS * 3)}
    article = cleaned(f"<html><head>{jsonld(json.dumps(node))}</head><body><div id='app'></div></body></html>")
    assert article.text.startswith(PARAGRAPHS[0])


def test_the_same_page_is_always_answered_alike() -> None:
    text = html(body(before=TITLE))
    assert cleaned(text) == cleaned(text)
    assert cleaned(text).extractor == EXTRACTOR
    assert EXTRACTOR.endswith(f"nightdesk clean {RULES_VERSION}")
