"""Every page that the press serves, against what the press says of it."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
import trafilatura
from lxml import html

from scrapers.sample.articles import SampleArticle
from scrapers.sample.press import Press
from scrapers.sample.publishers import PUBLISHERS, Publisher
from scrapers.sample.site import Site, weather

LAST_DAY = date(2026, 11, 22)
each_publisher = pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda publisher: publisher.id)


def _text(site: Site, article: SampleArticle, path: str | None = None) -> str:
    response = site.respond(article.publisher.host, path or article.path)
    assert response.status == 200
    return response.body.decode()


def _sample(press: Press, publisher: Publisher) -> list[SampleArticle]:
    return press.articles_of(publisher)[::9]


@each_publisher
def test_pages_hold_the_right_answers(press: Press, site: Site, publisher: Publisher) -> None:
    for article in _sample(press, publisher):
        page = html.fromstring(_text(site, article))
        shown = " ".join(page.text_content().split())
        for text in (
            article.title,
            article.lead,
            *article.paragraphs_at(press.now),
            *article.authors,
            article.section_name,
        ):
            assert text in shown
        assert page.get("lang", "").startswith(article.language)
        assert page.xpath("string(//link[@rel='canonical']/@href)") == article.url(8765)


@each_publisher
def test_the_time_of_publication_is_in_the_page(press: Press, site: Site, publisher: Publisher) -> None:
    article = _sample(press, publisher)[0]
    source = unescape(_text(site, article))
    utc = f"{article.published_at:%Y-%m-%dT%H:%M:%SZ}"
    local = f"{article.published_at + timedelta(hours=1):%Y-%m-%dT%H:%M:%S}+01:00"
    assert (local if publisher.id == "candil" else utc) in source
    assert ("application/ld+json" in source) is (publisher.id in ("courier", "record"))
    if publisher.id == "ledger":
        assert source.replace(f'<time datetime="{utc}">', "").count(utc) == 0


@each_publisher
def test_captions_stand_there_two_or_three_times_and_in_no_paragraph(
    press: Press, site: Site, publisher: Publisher
) -> None:
    for article in _sample(press, publisher):
        source = unescape(_text(site, article))
        for caption in article.captions:
            assert source.count(caption) >= 2
            assert not any(caption in paragraph for paragraph in article.paragraphs)


@each_publisher
def test_furniture_is_on_every_page_and_in_no_article(press: Press, site: Site, publisher: Publisher) -> None:
    box = publisher.furniture
    for article in _sample(press, publisher):
        source = unescape(_text(site, article))
        for text in (box.share, box.newsletter, box.imprint, box.cookies, box.related):
            assert text in source
        assert (box.paywall in source) is article.paywalled
        if label := box.label_on(article.day):
            assert f">{label}<" in source
    for article in press.articles_of(publisher):
        answer = "\n".join((article.title, article.lead, *article.paragraphs_at(press.now)))
        assert not any(text in answer for text in press.furniture[publisher.id])


@each_publisher
def test_a_common_extractor_finds_the_paragraphs(press: Press, site: Site, publisher: Publisher) -> None:
    """A fair news page: trafilatura's default finds nine paragraphs out of ten."""
    found = wanted = 0
    for article in press.articles_of(publisher)[::30]:
        text = " ".join((trafilatura.extract(_text(site, article)) or "").split())
        paragraphs = article.paragraphs_at(press.now)
        wanted += len(paragraphs)
        found += sum(paragraph in text for paragraph in paragraphs)
    assert found >= 0.9 * wanted > 0


def test_the_weather_changes_daily_and_only_in_its_figures(press: Press) -> None:
    widgets = {weather(PUBLISHERS[0], press.first_day + timedelta(days=n)) for n in range(press.days)}
    assert len(widgets) > 20
    assert {re.sub(r"\d+", "0", widget) for widget in widgets} <= {"| 0.0°C Dunmarrow", "| -0.0°C Dunmarrow"}


def test_json_ld_tells_the_paywall(press: Press, site: Site) -> None:
    article = next(article for article in press.articles if article.paywalled and article.source_id == "courier")
    script = html.fromstring(_text(site, article)).xpath("string(//script[@type='application/ld+json'])")
    assert json.loads(script)["isAccessibleForFree"] is False


def test_an_amp_page_and_its_plain_page_are_one_article(press: Press, site: Site) -> None:
    article = next(article for article in press.answers.up if article.source_id == "beacon")
    plain, amp = html.fromstring(_text(site, article)), html.fromstring(_text(site, article, f"/amp{article.path}"))
    assert plain.xpath("string(//link[@rel='amphtml']/@href)") == article.amp_url(8765)
    assert amp.xpath("string(//link[@rel='canonical']/@href)") == article.url(8765)
    assert amp.xpath("//amp-img") and not plain.xpath("//amp-img")


def test_pages_that_are_no_articles_answer_200(press: Press, site: Site) -> None:
    for page in (*press.rejected, *press.disallowed):
        response = site.respond(page.publisher.host, page.path)
        assert response.status == 200 and page.title in response.body.decode()


def test_what_is_not_there(site: Site) -> None:
    assert site.respond("courier.localhost", "/nothing").status == 404
    assert site.respond("elsewhere.localhost", "/feed.xml").status == 404
    assert site.respond("bote.localhost", "/robots.txt").status == 404


def test_pictures_are_drawn(site: Site) -> None:
    response = site.respond("courier.localhost", "/media/12.svg")
    assert response.content_type == "image/svg+xml"
    assert html.fromstring(response.body).tag == "svg"


def test_the_clock_opens_corrects_and_removes() -> None:
    press = Press(LAST_DAY)
    site = Site(press, 8765)
    removed = next(article for article in press.articles if article.removed_at)
    corrected = next(article for article in press.articles if article.correction)
    assert removed.removed_at and corrected.correction
    for moment, status in (
        (removed.published_at - timedelta(seconds=1), 404),
        (removed.published_at, 200),
        (removed.removed_at, 410),
    ):
        press.now = moment
        assert site.respond(removed.publisher.host, removed.path).status == status
        listed = removed.url(8765) in site.respond(removed.publisher.host, "/").body.decode()
        assert listed is (status == 200)
    note = corrected.correction.paragraphs[-1]
    for moment, corrected_by_then in ((corrected.published_at, False), (corrected.correction.at, True)):
        press.now = moment
        source = unescape(_text(site, corrected))
        assert (note in source) is corrected_by_then


def test_only_live_publishers_change_a_page_whose_article_did_not() -> None:
    press = Press(LAST_DAY, days=10)
    site = Site(press, 8765)
    for publisher in press.publishers:
        article = next(a for a in press.articles if a.publisher is publisher and not a.correction and not a.removed_at)
        press.now = article.published_at + timedelta(hours=1)
        before = site.respond(publisher.host, article.path).body
        press.now = article.published_at + timedelta(days=5)
        assert (site.respond(publisher.host, article.path).body != before) is publisher.live, publisher.id
