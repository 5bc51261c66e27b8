from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.clean.dates import EARLIEST, believable, day_in, day_of_url, parse_time
from tests.scrapers.clean.made import NOW, URL, body, cleaned, html, jsonld

NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-12T10:30:00Z", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
        ("2026-03-12T10:30:00+0200", datetime(2026, 3, 12, 8, 30, tzinfo=UTC)),
        ("2026-03-12 10:30:00", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
        ("Thu, 12 Mar 2026 10:30:00 GMT", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
        ("1773311400", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
        ("1773311400000", datetime(2026, 3, 12, 10, 30, tzinfo=UTC)),
        ("2026-03-12", NOON),
        ("20260312", NOON),
        ("2026/03/12", NOON),
        ("March 12, 2026", NOON),
        ("12 March 2026", NOON),
        ("12. März 2026", NOON),
        ("12 mars 2026", NOON),
        ("12 de marzo de 2026", NOON),
        ("12.03.2026", NOON),
        ("12/3/2026", NOON),
    ],
)
def test_a_time_is_read_in_the_forms_that_pages_use(text: str, expected: datetime) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    "text", ["", "soon", "2026", "March 2026", "31.02.2026", "x" * 100_000, "9" * 40, "May 99, 2026"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_time(text) is None


def test_the_month_comes_first_only_where_that_is_the_habit() -> None:
    assert parse_time("3/12/2026", month_first=True) == NOON
    assert parse_time("3/12/2026") == datetime(2026, 12, 3, 12, tzinfo=UTC)
    assert parse_time("3/25/2026") == datetime(2026, 3, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize("at", [EARLIEST - timedelta(seconds=1), NOW + timedelta(days=1, seconds=1), None])
def test_the_past_before_the_web_and_the_future_are_not_believed(at: datetime | None) -> None:
    assert not believable(at, NOW)
    assert believable(EARLIEST, NOW)
    assert believable(NOW + timedelta(days=1), NOW)


@pytest.mark.parametrize(
    ("path", "found"),
    [("/2026/03/12/story", True), ("/story-20260312.html", True), ("/2026/03/story", False), ("/20261399", False)],
)
def test_the_day_in_an_address(path: str, found: bool) -> None:
    assert day_of_url(f"https://dailyquay.example{path}") == (NOON if found else None)


def test_jsonld_goes_before_meta_before_time_before_address_before_text() -> None:
    meta = '<meta property="article:published_time" content="2026-03-02T00:00:00Z">'
    visible = body(before="<h1>Bridge reopens</h1><p>Published 5 March 2026</p>")
    dated_url = "https://www.dailyquay.example/2026/03/04/bridge"
    node = jsonld('{"@type":"NewsArticle","headline":"Bridge reopens","datePublished":"2026-03-01T00:00:00Z"}')
    time = '<time datetime="2026-03-03T00:00:00Z">3 March</time>'
    cases = [
        ("json-ld", 1, html(visible + time, node + meta), dated_url),
        ("meta", 2, html(visible + time, meta), dated_url),
        ("time", 3, html(visible + time), dated_url),
        ("url", 4, html(visible), dated_url),
        ("text", 5, html(visible, "<title>Bridge reopens</title>"), URL),
    ]
    for origin, day, text, url in cases:
        article = cleaned(text, url)
        assert article.published_at is not None
        assert (article.published_from, article.published_at.day) == (origin, day)


def test_an_unbelievable_date_gives_way_to_the_next_in_line() -> None:
    node = jsonld('{"@type":"NewsArticle","datePublished":"2031-01-01","dateModified":"0001-01-01T00:00:00+14:00"}')
    article = cleaned(html(body(), node + '<meta name="date" content="2026-03-12">'))
    assert (article.published_at, article.published_from, article.modified_at) == (NOON, "meta", None)


@given(st.text(max_size=120))
def test_any_text_gives_a_time_or_none(text: str) -> None:
    for found in (parse_time(text), day_in(text), day_of_url(text)):
        assert found is None or found.tzinfo is not None
        assert believable(found, NOW) in (True, False)


@given(st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(2026, 11, 1)))
def test_an_iso_time_is_read_back(at: datetime) -> None:
    assert parse_time(at.replace(tzinfo=UTC).isoformat()) == at.replace(tzinfo=UTC)
