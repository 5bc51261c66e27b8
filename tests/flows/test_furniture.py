"""Furniture: what recurs at the edges of different stories goes, everywhere, and nothing else does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.desk import Desk
from flows.furniture import LEAST_DAYS, LEAST_STORIES, Word, fold, trim
from flows.store import Store, furnishing, open_store
from tests.flows.papers import article, night, page, prose, state, texts, verdicts

LABEL, PROMO = "The Quay, evening edition", "Get The Quay by post: write to the harbour office."
ENOUGH = range(1, 2 * LEAST_STORIES + 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    desk = Desk(tmp_path)
    desk.make_folders()
    with open_store(desk) as store:
        yield store


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("| 12.4°C Dublin", "| -9°C  DUBLIN"),
        ("By Ann Roe — 31 October 2026, 11:43", "By Ann Roe — 3 May 2027, 9:00"),
        ("Updated November 3, 2026", "updated October 12, 2026"),
        ("Valdemira, 3 de mayo de 2026", "Valdemira, 12 de octubre de 2026"),
        ("1,204 readers", "17 readers"),
    ],
)
def test_showings_of_one_block_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) == fold(fold(one))


def test_words_that_differ_are_two_blocks() -> None:
    assert fold("You may go") != fold("You march on") and fold("Dublin 4°C") != fold("Cork 4°C")


def test_a_cut_line_leaves_the_widest_gap() -> None:
    text = "One.\n\na\nb\nc\n\nTwo."
    assert trim(text, range(5), {2}).text == "One.\n\nb\nc\n\nTwo."
    assert trim(text, range(5), {3}).text == "One.\n\na\nc\n\nTwo."
    assert trim(text, range(5), {1, 5}).text == "a\nb\nc"
    assert trim(text, range(5), {1, 2, 3, 4, 5}).text == text, "never to nothing"


def test_what_recurs_at_the_edges_is_cut_and_listed_with_its_place(store: Store) -> None:
    lines = {n: [f"| {n}.{n}°C Kelver", *prose(n), PROMO, LABEL] for n in ENOUGH}
    changed = night(store, [page(n, article(n, lines[n])) for n in ENOUGH])
    assert changed == len(ENOUGH)
    for n in ENOUGH:
        assert texts(store)[f"https://quay.example/{n}"] == "\n\n".join(prose(n))
    cut = store.rows(
        "SELECT position, text FROM store.cut_blocks WHERE reason = 'furniture' ORDER BY article_id, position"
    )
    assert len(cut) == 3 * len(ENOUGH) and (10, PROMO) in cut and (12, LABEL) in cut
    assert sorted(position for position, _ in cut[:3]) == [2, 10, 12]


def test_too_few_stories_or_days_are_no_evidence(store: Store) -> None:
    few = range(1, LEAST_STORIES)
    night(store, [page(n, article(n, [*prose(n), LABEL])) for n in few])
    assert verdicts(store) == {}
    same_day = [page(100 + n, article(100, [*prose(100 + n), PROMO], source=f"q{n}"), source="tide") for n in ENOUGH]
    night(store, same_day)
    assert verdicts(store) == {}, f"on fewer than {LEAST_DAYS} days"


def test_copies_of_one_story_are_no_evidence(store: Store) -> None:
    night(store, [page(n, article(n, [*prose(1), LABEL])) for n in ENOUGH])
    assert verdicts(store) == {}


def test_a_heading_and_a_phrase_with_prose_on_both_sides_stay(store: Store) -> None:
    heading, phrase = "What happens next", "We own shares in the harbour."
    for n in ENOUGH:
        a, b, c = prose(n)
        night(store, [page(n, article(n, [a, phrase, b, heading, c, LABEL], headings=[heading]))])
    assert verdicts(store) == {LABEL: ("cut", "evidence"), heading: ("keep", "evidence"), phrase: ("keep", "evidence")}
    assert all(phrase in text and heading in text and LABEL not in text for text in texts(store).values())


def test_a_heading_that_opens_the_text_stays_and_one_that_heads_nothing_goes(store: Store) -> None:
    lines = {n: ["Key points", *prose(n), "Related", PROMO] for n in ENOUGH}
    night(store, [page(n, article(n, lines[n], headings=["Key points", "Related"])) for n in ENOUGH])
    assert {text for text, (decision, _) in verdicts(store).items() if decision == "cut"} == {"Related", PROMO}


def test_a_phrase_that_mostly_stands_inside_stays_at_the_end_too(store: Store) -> None:
    phrase = "The harbour office did not reply."
    inside = [page(n, article(n, [prose(n)[0], phrase, *prose(n)[1:]])) for n in range(1, 20)]
    last = [page(n, article(n, [*prose(n), phrase])) for n in range(20, 30)]
    night(store, [*inside, *last])
    assert verdicts(store) == {phrase: ("keep", "evidence")}


def test_figures_that_differ_need_a_larger_share(store: Store) -> None:
    lines = {n: [*prose(n), *([f"Attendance: {4000 + n}"] if n % 5 == 0 else [])] for n in range(1, 60)}
    ours = [page(n, article(n, lines[n])) for n in lines]
    theirs = [page(n, article(n, [*prose(n), f"{n} readers"], source="tide"), source="tide") for n in range(60, 80)]
    night(store, [*ours, *theirs])
    assert [text for text, (decision, _) in verdicts(store).items() if decision == "cut"] == ["79 readers"]


def test_evidence_acts_on_what_was_stored_before(store: Store) -> None:
    first = range(1, LEAST_STORIES)
    night(store, [page(n, article(n, [*prose(n), LABEL])) for n in first])
    assert all(LABEL in text for text in texts(store).values())
    before = dict(store.rows("SELECT url, version FROM store.articles"))
    assert night(store, [page(n, article(n, [*prose(n), LABEL])) for n in range(LEAST_STORIES, 10)]) == 9
    assert not any(LABEL in text for text in texts(store).values())
    assert before.items() <= dict(store.rows("SELECT url, version FROM store.articles")).items()


def test_a_block_that_begins_to_recur_lays_bare_the_one_before_it(store: Store) -> None:
    """Although that one is in none of the articles of the night that shows it."""
    lines = {n: [*prose(n), PROMO, *([LABEL] if n < LEAST_STORIES else [])] for n in range(1, LEAST_STORIES + 3)}
    night(store, [page(n, article(n, lines[n])) for n in lines])
    assert verdicts(store) == {PROMO: ("keep", "evidence")}, "it stands inside of most"
    night(store, [page(n, article(n, [*prose(n), LABEL])) for n in range(20, 30)])
    assert verdicts(store) == {PROMO: ("cut", "evidence"), LABEL: ("cut", "evidence")}
    assert all(text.count("\n\n") == 2 for text in texts(store).values())


def test_what_is_known_is_cut_when_it_comes(store: Store) -> None:
    night(store, [page(n, article(n, [*prose(n), LABEL])) for n in ENOUGH])
    assert night(store, [page(90, article(90, [*prose(90), LABEL]))]) == 0, "nothing is left to do at the night's end"
    assert texts(store)["https://quay.example/90"] == "\n\n".join(prose(90))


def test_another_visit_with_another_furniture_is_no_new_version(store: Store) -> None:
    night(store, [page(n, article(n, [f"| {n}°C Kelver", *prose(n), LABEL])) for n in ENOUGH])
    night(store, [page(1, article(1, ["| 99°C Kelver", *prose(1), LABEL]), visit=1)])
    night(store, [page(2, article(2, [*prose(2)[:2], "It was corrected.", LABEL]), visit=1)])
    versions = dict(store.rows("SELECT url, version FROM store.articles"))
    assert (versions["https://quay.example/1"], versions["https://quay.example/2"]) == (1, 2)


def test_stories_see_the_text_without_furniture(store: Store) -> None:
    ours = [page(n, article(n, [*prose(n), LABEL])) for n in ENOUGH]
    theirs = [page(100 + n, article(n, prose(n), source="tide"), source="tide") for n in ENOUGH]
    night(store, [*ours, *theirs])
    assert store.rows("SELECT count(DISTINCT story_id), count(*) FROM store.articles") == [
        (len(ENOUGH), 2 * len(ENOUGH))
    ]


def test_the_users_word_is_the_last_and_taken_back_without_a_trace(store: Store) -> None:
    phrase = "We own shares in the harbour."
    lines = {n: [prose(n)[0], phrase, *prose(n)[1:], LABEL] for n in ENOUGH}
    night(store, [page(n, article(n, lines[n])) for n in ENOUGH])
    before, said = state(store), [Word("quay", phrase.upper(), "cut"), Word("quay", LABEL, "keep")]
    assert furnishing.settle(store, said) == len(ENOUGH)
    assert all(LABEL in text and phrase not in text for text in texts(store).values())
    assert verdicts(store) == {phrase: ("cut", "user"), LABEL: ("keep", "user")}
    assert night(store, [page(90, article(90, [prose(90)[0], phrase, *prose(90)[1:], LABEL]))], words=said) == 0
    assert texts(store)["https://quay.example/90"] == "\n\n".join([*prose(90), LABEL])
    furnishing.settle(store, [])
    assert [row for row in state(store) if row[0] != "https://quay.example/90"] == before


def test_a_word_on_a_block_that_never_came_waits_for_it(store: Store) -> None:
    said = [Word("quay", PROMO, "cut")]
    furnishing.settle(store, said)
    night(store, [page(1, article(1, [prose(1)[0], PROMO, *prose(1)[1:]]))], words=said)
    assert texts(store)["https://quay.example/1"] == "\n\n".join(prose(1))


def test_an_article_without_lines_is_left_as_it_is(store: Store) -> None:
    """One that was cleaned before lines were kept."""
    night(
        store,
        [page(n, replace(article(n, [*prose(n), LABEL]), lines=())) for n in ENOUGH],
        words=[Word("quay", LABEL, "cut")],
    )
    assert all(LABEL in text for text in texts(store).values())


def paper() -> list[object]:
    """Sixty articles with furniture of every kind, some of it only now and then."""
    rng = random.Random(7)
    pages = []
    for n in range(1, 61):
        a, b, c = prose(n if n % 9 else n - 1)
        lines = [a, *(["We own shares."] if n % 4 == 0 else []), b, *(["Next"] if n % 3 == 0 else []), c]
        lines = [*([f"{n}°C"] if n % 2 else []), *lines, *([PROMO] if n % 5 else []), *([LABEL] if n > 10 else [])]
        pages.append(page(n, article(n, lines, headings=["Next"], gap=rng.choice(["\n", "\n\n"]))))
    return pages


def filed(folder: Path, nights: list[list[object]]) -> list[tuple[object, ...]]:
    desk = Desk(folder)
    desk.make_folders()
    with open_store(desk) as store:
        for pages in nights:
            night(store, pages)  # type: ignore[arg-type]
        return state(store)


@pytest.mark.parametrize("seed", range(5))
def test_neither_the_order_nor_the_number_of_nights_makes_a_difference(tmp_path: Path, seed: int) -> None:
    pages = paper()
    once = filed(tmp_path / "once", [pages])
    random.Random(seed).shuffle(pages)
    size = (60, 20, 13, 7, 60)[seed]
    parts = [pages[start : start + size] for start in range(0, 60, size)]
    assert filed(tmp_path / "parts", parts) == once
