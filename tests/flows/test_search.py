"""The search index: what it finds, what a night adds, and that it is never in the way."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import tantivy

import dashboard.search as reading
from dashboard.search import find, parse
from dashboard.snippets import snippet
from flows import search
from flows.desk import Desk
from flows.store import open_store

TEXTS = {
    1: ("Strike at the harbour", "Dockers of the Harbour Board vote.", "The Dáil met. Dredging goes on in Kelverport."),
    2: ("Ferry late again", None, "The harbour board said nothing. A harbour master did."),
    3: ("Opera opens", None, "A night of music, Jean-Luc Perrin sang."),
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "desk")
    desk.make_folders()
    with open_store(desk) as store:
        for article_id, words in TEXTS.items():
            write(store, article_id, *words)
    return desk


def write(store: Any, article_id: int, title: str, lead: str | None, text: str) -> None:
    """An article with these words in the place of the one that has this id."""
    for table in ("articles", "article_texts"):
        store.run(f"DELETE FROM store.{table} WHERE article_id = ?", article_id)
    store.run(
        "INSERT INTO store.articles BY NAME SELECT $1 AS article_id, 0 AS page_id, 's' AS source_id, 'u' AS url, "
        "'u' AS canonical_url, $2 AS title, [] AS authors, now() AS first_seen_at, false AS paywalled, 9 AS word_count,"
        " 1 AS version, 0 AS text_hash, $3 AS content_hash, $1 AS story_id",
        *(article_id, title, len(f"{title}{lead}{text}")),
    )
    store.run(
        "INSERT INTO store.article_texts BY NAME SELECT $1 AS article_id, $2 AS lead, $3 AS text, [] AS captions",
        article_id,
        lead,
        text,
    )


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("harbour", {1, 2}),
        ("HARBOUR board", {1, 2}),
        ('"harbour board"', {1, 2}),
        ('"board harbour"', set()),
        ("harbour -ferry", {1}),
        ("-harbour", {3}),
        ("title:harbour", {1}),
        ('title:"strike at the"', {1}),
        ("-title:ferry harbour", {1}),
        ("dail", {1}),
        ("Dáil", {1}),
        ("dredg*", {1}),
        ("jean-luc", {3}),
        ('"jean luc per*"', set()),
        ("nothing here", set()),
        ('"', set()),
    ],
)
def test_a_query_finds_what_it_says(desk: Desk, query: str, ids: set[int]) -> None:
    assert search.update(desk) == 3
    assert ids_of(desk, query) == ids


def test_a_night_adds_what_changed_and_drops_what_is_gone(desk: Desk) -> None:
    assert search.update(desk) == 3
    assert search.update(desk) == 0
    with open_store(desk) as store:
        write(store, 3, "Opera closes", None, "The harbour lights.")
        store.run("DELETE FROM store.articles WHERE article_id = 2")
    assert search.update(desk) == 1
    assert ids_of(desk, "harbour") == {1, 3}
    assert ids_of(desk, "opens") == set()


def test_a_missing_or_damaged_index_is_said_and_made_anew(desk: Desk) -> None:
    search.update(desk)
    folder = next(path for path in desk.index.iterdir() if path.is_dir())
    (folder / "meta.json").write_text("{", "utf-8")
    reading._find.cache_clear()
    found = find(desk.root, "harbour")
    assert found.article_ids is None and "nightdesk index" in found.problems[-1]
    assert search.update(desk) == 3
    assert ids_of(desk, "harbour") == {1, 2}
    shutil.rmtree(desk.index)
    desk.make_folders()
    assert find(desk.root, "harbour").article_ids is None
    assert search.update(desk) == 3


def test_what_is_forgotten_leaves_no_byte(desk: Desk) -> None:
    with open_store(desk) as store:
        write(store, 4, "Quietly", None, "The zyxomorph sang.")
    search.update(desk)
    assert known(desk, "zyxomorph")
    with open_store(desk) as store:
        for table in ("articles", "article_texts"):
            store.run(f"DELETE FROM store.{table} WHERE article_id = 4")
    search.update(desk)
    assert known(desk, "zyxomorph")  # only marked as deleted: why a takedown makes the index anew
    old = {file for file in desk.index.rglob("*") if file.is_file()} - {desk.index_pointer}
    search.update(desk, anew=True)
    assert not known(desk, "zyxomorph")
    assert not any(file.exists() for file in old)
    assert ids_of(desk, "harbour") == {1, 2}


def ids_of(desk: Desk, query: str) -> set[int]:
    found = find(desk.root, query).article_ids
    assert found is not None
    return set(found.to_pylist())


def known(desk: Desk, word: str) -> int:
    """In how many articles the index has a word, those that are only marked as deleted among them."""
    index = tantivy.Index.open(str(desk.index / desk.index_pointer.read_text("utf-8").strip()))
    return index.searcher().doc_freq("text", word)


def test_an_index_that_was_left_half_made_is_swept_away(desk: Desk) -> None:
    search.update(desk)
    (desk.index / f"{search.RULES}-dead").mkdir()
    search.update(desk)
    assert len([path for path in desk.index.iterdir() if path.is_dir()]) == 1
    assert ids_of(desk, "harbour")


def test_the_texts_are_read_for_what_the_query_says(desk: Desk) -> None:
    found = find(desk.root, "harbour -opera title:ferry -title:strike")
    assert found.article_ids is None
    assert found.sought() == {
        "with_text": ["harbour"], "with_title": ["ferry"], "without_text": ["opera"], "without_title": ["strike"]
    }  # fmt: skip


def test_both_sides_cut_words_alike() -> None:
    text = "Çok İstanbul straße O'Brien 3,5 µ naïve " + "x" * 70
    assert list(search.analyzer().analyze(text)) == reading.fold(text)
    assert search.RULES == reading.RULES


@pytest.mark.parametrize(
    "query", ["-", '""', "title:", "(((", "a AND (", "\\", "*", "🙂", 'x"y', "-" * 400, "a " * 300]
)
def test_nothing_that_is_typed_is_an_error(desk: Desk, query: str) -> None:
    search.update(desk)
    found = find(desk.root, query)
    assert found.article_ids is not None
    assert found.terms or found.problems


def test_a_snippet_marks_the_words() -> None:
    terms, _ = parse('dail "dredging goes"')
    pieces = snippet("x " * 200 + "The Dáil met. Dredging goes on.", terms)
    assert [piece.text for piece in pieces if piece.added] == ["Dáil", "Dredging", "goes"]
    assert pieces[0].text == "…"


@pytest.mark.parametrize(("query", "text"), [("strasse", "Straße"), ("lodz", "Łódź"), ("oresund", "Øresund")])
def test_a_snippet_folds_as_the_index_does(query: str, text: str) -> None:
    assert [piece.text for piece in snippet(f"In {text}.", parse(query)[0]) if piece.added] == [text]
