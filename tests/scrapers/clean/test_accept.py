from __future__ import annotations

from datetime import date

import pytest

from scrapers.article import Article, RejectionReason
from scrapers.clean import clean
from tests.scrapers.clean.made import PARAGRAPHS, URL, body, cleaned, html, jsonld, page, refused, source


@pytest.mark.parametrize(
    ("raw", "content_type"),
    [
        (b"%PDF-1.7 ...", "application/pdf"),
        (b'{"a": "<p>"}', "application/json"),
        (b"plain words only", "text/plain"),
        (b"no markup", "text/html"),
    ],
)
def test_what_is_not_html(raw: bytes, content_type: str) -> None:
    assert refused(raw, content_type=content_type).reason is RejectionReason.NOT_HTML


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "application/xhtml+xml", "TEXT/HTML", ""])
def test_html_under_its_names_and_none_is_read(content_type: str) -> None:
    assert cleaned(html(body()), content_type=content_type).title == "Bridge reopens"


def test_a_page_without_text() -> None:
    assert (
        refused("<html><head><title>App</title></head><body><div id='root'></div></body></html>").reason
        is RejectionReason.EMPTY
    )


def test_a_line_or_two_is_too_short_and_a_stub_behind_a_paywall_is_not() -> None:
    assert refused(html("<p>Video: the bridge from above.</p>")).reason is RejectionReason.TOO_SHORT
    assert cleaned(html(f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>")).word_count < 60


def test_scripts_without_spaces_are_not_too_short() -> None:
    text = "老桥在四年之后于星期一重新开放第一个过桥的是一条狗。" * 8
    assert cleaned(html(f"<p>{text}</p>", attributes='lang="zh"')).language == "zh"


@pytest.mark.parametrize("path", ["", "/", "/#top"])
def test_the_sites_root_is_no_article(path: str) -> None:
    assert refused(html(body()), f"https://www.dailyquay.example{path}").reason is RejectionReason.HOME_PAGE


def test_an_address_with_a_query_at_the_root_may_be_an_article() -> None:
    assert cleaned(html(body()), "https://www.dailyquay.example/?p=1871").title == "Bridge reopens"


def test_a_page_of_links_is_a_listing() -> None:
    links = "".join(f"<p><a href='/{n}'>{text}</a></p>" for n, text in enumerate(PARAGRAPHS * 2))
    assert refused(html(links)).reason is RejectionReason.LISTING


def test_an_article_with_many_links_is_none() -> None:
    links = "".join(f"<p><a href='/{n}'>{text}</a></p>" for n, text in enumerate(PARAGRAPHS))
    assert cleaned(
        html(links, jsonld('{"@type":"NewsArticle","headline":"Further reading","datePublished":"2026-03-12"}'))
    )


@pytest.mark.parametrize(
    "heading",
    [
        "Page not found",
        "404 – Not Found",
        "Seite nicht gefunden",
        "Page introuvable",
        "Página no encontrada",
        "Pagina non trovata",
    ],
)
def test_an_error_page_in_disguise(heading: str) -> None:
    text = f"<h1>{heading}</h1><p>{PARAGRAPHS[1]}</p>"
    assert refused(html(text, f"<title>{heading}</title>")).reason is RejectionReason.SOFT_404
    assert refused(html(text, "<title>The Daily Quay</title>")).reason is RejectionReason.SOFT_404


def test_an_article_about_error_pages_is_none() -> None:
    text = body("<p>Its website said “page not found” for most of the four years.</p>" + body() * 2)
    assert "page not found" in cleaned(html(text)).text


@pytest.mark.parametrize(
    "text",
    [
        "We value your privacy. We and our 812 partners store and/or access information on a device. Accept all.",
        "Wir und unsere 183 Partner verarbeiten Daten. Ihre Einwilligung gilt bis auf Widerruf. Zustimmen und weiter.",
        "Nous et nos 90 partenaires déposons des traceurs sur votre appareil. Tout accepter, tout refuser, ou régler.",
        "Nosotros y nuestros 77 socios tratamos datos personales. Puede aceptar todo o configurar cookies abajo.",
    ],
)
def test_a_request_for_consent_is_a_wall(text: str) -> None:
    assert refused(html(f"<h1>Before you read</h1><p>{text}</p>")).reason is RejectionReason.CONSENT_WALL


def test_a_consent_banner_on_an_article_is_no_wall() -> None:
    banner = "<div id='cmp'><p>We value your privacy. Accept all or manage preferences.</p></div>"
    assert cleaned(html(body(banner, body() * 4))).title == "Bridge reopens"


@pytest.mark.parametrize(
    "text", ["Verify you are human by completing the action below.", "Bitte bestätigen: Ich bin kein Roboter."]
)
def test_a_captcha(text: str) -> None:
    assert refused(html(f"<h1>One moment</h1><p>{text} {PARAGRAPHS[1]}</p>")).reason is RejectionReason.CAPTCHA


def test_what_was_published_before_since_is_too_old() -> None:
    dated = html(body(), '<title>Bridge reopens</title><meta name="date" content="2026-03-12">')
    rejection = refused(dated, since=date(2026, 3, 13))
    assert rejection.reason is RejectionReason.TOO_OLD
    assert "2026-03-12" in rejection.detail
    assert cleaned(dated, since=date(2026, 3, 12)).title == "Bridge reopens"


def test_a_rejection_names_the_page_as_it_was_asked_for() -> None:
    outcome = clean(page(html("<p>x</p>"), "https://www.dailyquay.example/moved", asked=URL), source())
    assert not isinstance(outcome, Article)
    assert outcome.url == URL
