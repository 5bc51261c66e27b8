"""Articles searched and read one after the other, what changed in them, and how copies differ."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.answers import PAGE_SIZE, Answers
from dashboard.differences import compare
from dashboard.neighbours import neighbours
from dashboard.selection import Selection
from tests.dashboard import snapshots
from tests.dashboard.indexed import add_index
from tests.dashboard.screens import Open, words

ALL = {"from": str(snapshots.FIRST), "to": str(snapshots.LAST)}
ARTICLES, STORIES = "screens/articles.py", "screens/stories.py"


@pytest.fixture(scope="module")
def searched_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = snapshots.make_desk(tmp_path_factory.mktemp("searched") / "desk")
    add_index(desk)
    return desk


def heading(shown: str) -> str:
    found = re.search(r"<h1[^>]*>(?:<[^>]*>)*([^<]+)", shown)
    assert found
    return found.group(1)


def leads(shown: str) -> dict[str, dict[str, str]]:
    """Where the steps above an article lead."""
    steps = shown[shown.index('aria-label="List"') :].split("</nav>")[0]
    return {
        text: {name: value for name, [value] in parse_qs(urlsplit(html.unescape(href)).query).items()}
        for href, text in re.findall(r'<a href="([^"]+)">([^<]+)</a>', steps)
    }


def test_a_search_marks_its_words_and_its_count_is_that_of_other_screens(
    open_screen: Open, searched_desk: Path
) -> None:
    shown = words(open_screen(searched_desk, ARTICLES, words="orchard -choir", **ALL))
    assert "<mark>Orchard</mark>" in shown and "Search:" not in shown
    count = heading(shown)
    assert count.endswith("articles") and count != f"{snapshots.article_total()} articles"
    assert f">{count}</a>" in words(open_screen(searched_desk, "screens/morning.py", words="orchard -choir", **ALL))


def test_a_search_without_an_index_says_so_and_finds_as_much(
    open_screen: Open, full_desk: Path, searched_desk: Path
) -> None:
    slow = words(open_screen(full_desk, ARTICLES, words="orchard", **ALL))
    assert "there is no search index: `nightdesk index` makes it" in slow
    assert heading(slow) == heading(words(open_screen(searched_desk, ARTICLES, words="orchard", **ALL)))


def test_what_was_not_understood_is_said(open_screen: Open, searched_desk: Path) -> None:
    shown = words(open_screen(searched_desk, ARTICLES, words='orchard title:"?!"', **ALL))
    assert "has no word in it and was left out" in shown and "<mark>Orchard</mark>" in shown


def test_an_index_that_is_made_meanwhile_is_asked_at_once(tmp_path: Path) -> None:
    desk = snapshots.make_desk(tmp_path / "desk")
    answers = Answers(desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")
    part = Selection(snapshots.FIRST, snapshots.LAST, words="rchard")
    assert answers.totals(part).articles > 0  # the texts have it as a part of a word
    add_index(desk)
    assert answers.totals(part).articles == 0
    shutil.rmtree(desk / "index")
    assert answers.totals(part).articles > 0


@pytest.mark.parametrize("more", [{}, {"words": "orchard", "sort": "relevance"}, {"count": "stories"}])
def test_one_reads_on_through_the_list_and_back_to_it(
    open_screen: Open, searched_desk: Path, more: dict[str, str]
) -> None:
    listed = re.findall(
        r'<div class="title"><a href="[^"]*article=(\d+)', words(open_screen(searched_desk, ARTICLES, **ALL, **more))
    )
    first = leads(words(open_screen(searched_desk, ARTICLES, article=listed[0], **ALL, **more)))
    assert "← Previous" not in first and first["Next →"]["article"] == listed[1]
    second = leads(words(open_screen(searched_desk, ARTICLES, **first["Next →"])))
    assert second["← Previous"]["article"] == listed[0] and second["Next →"]["article"] == listed[2]
    assert second["Back to the list"].items() >= {**ALL, **more, "page": "1"}.items()


def test_the_next_article_may_be_on_the_next_page(searched_desk: Path) -> None:
    answers = Answers(searched_desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")
    whole = Selection(snapshots.FIRST, snapshots.LAST)
    one, two = (answers.article_list(whole, page) for page in (1, 2))
    _, after = neighbours(answers, whole, 1, False, one[-1].article_id)
    assert after and (after.article_id, after.page) == (two[0].article_id, 2)
    before, _ = neighbours(answers, whole, 2, False, two[0].article_id)
    assert before and (before.article_id, before.page) == (one[-1].article_id, 1)
    last = -(-snapshots.article_total() // PAGE_SIZE)
    assert neighbours(answers, whole, last, False, answers.article_list(whole, last)[-1].article_id)[1] is None
    assert neighbours(answers, whole, 3, False, one[0].article_id) == (None, None)


def test_a_version_shows_what_it_took_out_and_put_in(open_screen: Open, full_desk: Path) -> None:
    corrected = snapshots.article_id(snapshots.PRESSES[1], snapshots.LAST, 0)
    shown = words(open_screen(full_desk, ARTICLES, article=str(corrected), **ALL))
    changed = shown[shown.index("difference") :]
    assert "<del" in changed and "<ins" in changed


@pytest.mark.parametrize("query", [{"story": "1"}, {"story": "<script>"}])
def test_a_story_that_is_not_there_says_so(open_screen: Open, full_desk: Path, query: dict[str, str]) -> None:
    assert "no such story" in words(open_screen(full_desk, STORIES, **query))


def test_stories_of_nothing_say_so(open_screen: Open, full_desk: Path) -> None:
    assert "No story of these filters" in words(open_screen(full_desk, STORIES, source="nobody", **ALL))


def test_a_difference_has_both_texts_whole() -> None:
    before, after = "The board met.\n\nIt said no.", "The harbour board met.\n\nIt said yes, at last."
    pieces = compare(before, after)
    assert "".join(piece.text for piece in pieces if not piece.added) == before
    assert "".join(piece.text for piece in pieces if not piece.removed) == after
    assert [piece.text for piece in pieces if piece.removed] == ["no"]


def test_long_texts_are_compared_by_line() -> None:
    lines = [f"Line {number}.\n" for number in range(2_500)]
    pieces = compare("".join(lines), "".join([*lines[:9], "Line IX.\n", *lines[10:]]))
    assert [(piece.text, piece.added) for piece in pieces if piece.added or piece.removed] == [
        ("Line 9.\n", False),
        ("Line IX.\n", True),
    ]
