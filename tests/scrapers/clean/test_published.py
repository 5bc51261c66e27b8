from __future__ import annotations

import pytest

from tests.scrapers.clean.made import NOW, body, cleaned, html, jsonld


def dated(line: str, published: str = "2026-03-11T23:30:00Z") -> str:
    node = jsonld(f'{{"@type":"NewsArticle","headline":"Bridge reopens","datePublished":"{published}"}}')
    return html(body(before=f"<h1>Bridge reopens</h1><p>{line}</p>"), node)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("12 March 2026, 01:30", "2026-03-12T01:30:00+02:00"),
        ("March 11, 2026 at 6:30 p.m.", "2026-03-11T18:30:00-05:00"),
        ("12.03.2026, 00.30 Uhr", "2026-03-12T00:30:00+01:00"),
        ("12 March 2026", "2026-03-11T23:30:00+00:00"),
        ("12 March 2026, 01:44", "2026-03-11T23:30:00+00:00"),
    ],
)
def test_a_time_in_utc_takes_the_zone_of_the_clock_beside_the_title(line: str, published: str) -> None:
    article = cleaned(dated(line))
    assert article.published_at is not None
    assert article.published_at.isoformat() == published


def test_another_statement_of_the_same_time_gives_its_zone() -> None:
    meta = '<meta name="date" content="Thu, 12 Mar 2026 00:30:00 +0100">'
    article = cleaned(dated("x").replace("<head>", f"<head>{meta}"))
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2026-03-12T00:30:00+01:00"


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("Updated March 12, 2026", None, "2026-03-12"),
        ("March 3, 2026 - Updated March 12, 2026", "2026-03-03", "2026-03-12"),
        ("Zuletzt aktualisiert: 12.03.2026", None, "2026-03-12"),
        ("Published March 3, 2026", "2026-03-03", None),
    ],
)
def test_the_time_of_a_change_is_none_of_publication(line: str, published: str | None, modified: str | None) -> None:
    article = cleaned(html(body(before=f"<h1>Bridge reopens</h1><p>{line}</p>")))
    assert (article.published_at and article.published_at.date().isoformat()) == published
    assert (article.modified_at and article.modified_at.date().isoformat()) == modified
    assert article.modified_from == ("text" if modified else None)


def test_times_in_lists_of_other_articles_are_not_this_ones() -> None:
    others = "".join(f"<li><a href='/{n}'>Other</a> <time datetime='2026-01-0{n}'>x</time></li>" for n in range(1, 8))
    links = "".join(f"<li><a href='/section/{n}'>Section {n}</a></li>" for n in range(9))
    page = html(body(before="<h1>Bridge reopens</h1>")).replace("<article>", f"<ul>{others}{links}</ul><article>")
    assert cleaned(page).published_at is None


def test_nothing_is_published_after_it_was_fetched() -> None:
    assert cleaned(dated("x", "2026-11-20T09:00:00Z")).published_at == NOW
