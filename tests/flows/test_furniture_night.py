"""Furniture after a whole night over the sample press, and the commands that speak of it."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from scrapers.sample.articles import SampleArticle
from scrapers.sample.site import Site, weather
from tests.flows.conftest import Nightdesk, ask

PROMO = "The Morning Tide: what matters in Dunmarrow, in your inbox before the first tram. Sign up free."
BROUGHT_BACK = f"SELECT count(*) FROM articles WHERE source_id = 'courier' AND text LIKE '%{PROMO}%'"


@pytest.fixture
def texts(night: tuple[Path, str], press: Any) -> list[tuple[SampleArticle, str]]:
    """Each article of the press with its text as it came out."""
    right = {article.url(press.port): article for article in press.press.answers.up}
    found = [(right[url], text) for url, text in ask(night[0], "SELECT url, text FROM articles")]
    assert len(found) == len(right)
    return found


def planted(article: SampleArticle, site: Site, press: Any) -> list[str]:
    """The furniture that stands on the article's page."""
    page = unescape(site.respond(article.publisher.host, article.path).body.decode())
    widget = weather(article.publisher, article.day)
    boxes = [text for text in press.press.furniture[article.source_id] if text in page]
    return [*boxes, *([widget[2:]] if article.publisher.furniture.weather else [])]


def test_planted_furniture_and_captions_are_gone(texts: list[tuple[SampleArticle, str]], press: Any) -> None:
    site, there = Site(press.press, press.port), Counter[str]()
    left = Counter[str]()
    for article, text in texts:
        for kind, lines in (("furniture", planted(article, site, press)), ("captions", article.captions)):
            there[kind] += len(lines)
            left[kind] += sum(line in text for line in lines)
    print({kind: f"{left[kind]} of {there[kind]} left" for kind in there})
    assert all(left[kind] <= 0.005 * there[kind] for kind in there), left


def test_no_paragraph_is_lost(texts: list[tuple[SampleArticle, str]], press: Any) -> None:
    """Standing headings and phrases are paragraphs of the press's articles as well."""
    missing = [
        (article.path, paragraph)
        for article, text in texts
        for paragraph in article.paragraphs_at(press.press.now)
        if paragraph not in text.split("\n\n")
    ]
    assert missing == []
    standing = [line.text for publisher in press.press.publishers for line in publisher.standing]
    assert all(sum(line in text for _, text in texts) >= 30 for line in standing)


def test_the_list_and_the_status_name_it(night: tuple[Path, str], nightdesk: Nightdesk) -> None:
    listed = nightdesk("furniture", "list", "--source", "courier", "--desk", str(night[0])).stdout
    assert re.search(
        rf"cut   [0-9a-f]{{8}}  {PROMO}\n +\d+ articles, \d+%, 2026-\S+ to 2026-\S+, by the evidence", listed
    )
    assert re.search(r"keep  [0-9a-f]{8}  What happens next\n", listed) and "ledger" not in listed
    assert "http://courier.localhost" in listed
    status = nightdesk("status", "--desk", str(night[0])).stdout
    assert re.search(r"Blocks cut as furniture: .*courier \d+", status)
    assert re.search(r"courier .* not known yet +well *\n", status)


def test_the_users_word_acts_at_once_and_is_taken_back(copy: Path, nightdesk: Nightdesk) -> None:
    before = ask(copy, "SELECT * FROM articles ORDER BY article_id")
    [(left,)] = ask(copy, BROUGHT_BACK)  # in texts that would be nothing without it
    [(short_id,)] = ask(copy, f"SELECT block_id FROM furniture WHERE text = '{PROMO}'")
    kept = nightdesk("furniture", "keep", "--source", "courier", short_id, "--desk", str(copy))
    assert kept.returncode == 0 and PROMO in kept.stdout, kept.stderr
    [(back,)] = ask(copy, BROUGHT_BACK)
    assert left < 10 and back > 200 and f"{back - left} articles changed" in kept.stdout
    assert ask(copy, f"SELECT decision, decided_by FROM furniture WHERE text = '{PROMO}'") == [("keep", "user")]
    cut = nightdesk("furniture", "cut", "--source", "courier", "WHAT happens next", "--desk", str(copy))
    assert ask(copy, "SELECT count(*) FROM articles WHERE text LIKE '%What happens next%'") == [(0,)], cut.stderr
    assert ask(copy, BROUGHT_BACK) == [(back,)]
    for _ in range(2):
        assert nightdesk("furniture", "undo", "--desk", str(copy)).returncode == 0
    assert ask(copy, "SELECT * FROM articles ORDER BY article_id") == before
    done = nightdesk("furniture", "undo", "--desk", str(copy))
    assert done.returncode == 1 and "nothing to undo" in done.stderr


def test_a_wrong_source_is_told_and_nothing_written_down(copy: Path, nightdesk: Nightdesk) -> None:
    done = nightdesk("furniture", "cut", "--source", "corier", "x", "--desk", str(copy))
    assert done.returncode == 1 and 'did you mean "courier"?' in done.stderr
    assert not (copy / "corrections.jsonl").exists()


def test_a_line_that_cannot_be_used_turns_the_night_amber(copy: Path, nightdesk: Nightdesk) -> None:
    (copy / "corrections.jsonl").write_text('{"id": "torn\n', "utf-8")
    done = nightdesk("reclean", "--desk", str(copy))
    assert done.returncode == 2 and "corrections.jsonl, line 1: " in done.stdout
