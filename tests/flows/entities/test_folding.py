"""Which names are one entity: by the rules alone, and in the store, whatever the order of the articles."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from flows.desk import Desk
from flows.entities.people import same_people
from flows.entities.spelling import is_acronym, key
from flows.store import naming, open_store
from tests.flows.entities.named_desk import CAST, RECOGNISER, entities, make_desk, name, name_all, some_articles

ARTICLES = some_articles(400)
TABLES = ("names", "name_surfaces", "name_links", "entities", "entity_articles", "article_names", "mentions")


def state(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    with open_store(desk) as store:
        return {table: sorted(store.rows(f"SELECT * FROM store.{table}"), key=repr) for table in TABLES}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """All articles named in one batch."""
    desk = make_desk(tmp_path_factory.mktemp("folded"), ARTICLES)
    name_all(desk, ARTICLES)
    return desk


@pytest.mark.parametrize(
    ("one", "other", "type_"),
    [
        ("U.S.", "US", "LOC"),
        ("Erdoğan", "ERDOGAN", "PER"),
        ("J. K. Rowling", "JK Rowling", "PER"),
        ("the United Nations", "United Nations’", "ORG"),
        ("Apple Inc.", "Apple", "ORG"),
        ("NATO", "Nato", "ORG"),
        ("O’Brien's", "O'Brien", "PER"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str, type_: str) -> None:
    assert key(one, type_) == key(other, type_)


@pytest.mark.parametrize(
    ("one", "other", "type_"),
    [("US", "us", "LOC"), ("WHO", "Who", "ORG"), ("Apple Records", "Apple", "ORG"), ("Incorporated", "Inc", "LOC")],
)
def test_other_names_have_other_keys(one: str, other: str, type_: str) -> None:
    assert key(one, type_) != key(other, type_)


def test_every_name_has_a_key() -> None:
    assert all(key(name, "ORG") for name in ("Inc.", "The", "😀", "...", "’s", "X" * 10_000))


def test_an_acronym_is_made_of_first_letters() -> None:
    assert is_acronym("UN", "united nations") and is_acronym("DOJ", "department of justice")
    assert not is_acronym("UN", "united kingdom") and not is_acronym("u", "united")


def pairs(*names: str) -> set[tuple[str, ...]]:
    return {(names[a], names[b]) for a, b in same_people(dict(enumerate(names)))}


def test_forms_of_one_persons_name_are_one_person() -> None:
    assert pairs("Joe Biden", "Joseph R. Biden Jr.", "Hunter Biden") == {("Joe Biden", "Joseph R. Biden Jr.")}
    assert pairs("George W. Bush", "George Walker Bush") == {("George W. Bush", "George Walker Bush")}
    assert pairs("Donald Trump", "Donald J. Trump", "Ivanka Trump") == {("Donald Trump", "Donald J. Trump")}


def test_a_short_form_is_another_person_where_others_have_the_surname() -> None:
    assert pairs("Toby Averquay", "Tobias Averquay") == {("Toby Averquay", "Tobias Averquay")}
    assert not pairs("Mike Smith", "Michael Smith", "Ann Smith")


@pytest.mark.parametrize(
    "names",
    [
        ("George W. Bush", "George H. W. Bush"),
        ("George Bush", "George W. Bush", "George H. W. Bush"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Robert F. Kennedy", "Robert F. Kennedy Jr."),
        ("John Smith", "John A. Smith", "John B. Smith"),
        ("Ada Ferrant", "Luc Ferrant"),
        ("Paris Hilton", "Conrad Hilton"),
    ],
)
def test_people_who_share_a_surname_stay_apart(names: tuple[str, ...]) -> None:
    assert not pairs(*names)


def test_names_fold_over_the_articles(desk: Desk) -> None:
    with open_store(desk) as store:
        found = entities(store)
    assert found["Kamala Harris PER"] == {"Kamala Harris", "Harris"}
    assert found["United States LOC"] == {"United States", "US"}, "U.S. is the same name as US"
    assert found["United Nations ORG"] == {"United Nations", "UN"}
    assert {"Joe Biden", "Joseph R. Biden Jr.", "Biden"} in found.values()
    assert found["Georgia LOC"] == {"Georgia"}, "the slip of type follows the majority"
    assert {"Apple"} in found.values() or {"Apple Inc."} in found.values(), "one name"
    assert len([names for names in found.values() if names & {"Recep Erdoğan", "Recep Erdogan"}]) == 1


def test_what_is_ambiguous_stays_apart(desk: Desk) -> None:
    with open_store(desk) as store:
        found = entities(store)
    alone = [*("George Bush PER", "George W. Bush PER", "George H. W. Bush PER", "Bush PER"), "Washington LOC"]
    alone += ["Denzel Washington PER", "Paris LOC", "Paris Hilton PER", "Hilton ORG"]
    assert [entity for entity in alone if found.get(entity) != {entity.rsplit(" ", 1)[0]}] == []


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_articles_makes_no_difference(desk: Desk, seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    shuffled = rng.sample(ARTICLES, len(ARTICLES))
    size = rng.randint(25, 90)
    other = make_desk(tmp_path, shuffled)
    name_all(other, *(shuffled[start : start + size] for start in range(0, len(shuffled), size)))
    assert state(other) == state(desk)


def test_somebody_new_of_a_surname_unties_what_was_tied_through_it(tmp_path: Path) -> None:
    toby, tobias = (
        ("PER", "Toby Averquay", ("Toby Averquay", "Avvy")),
        ("PER", "Tobias Averquay", ("Tobias Averquay", "Avvy")),
    )
    cast = [toby, tobias] * 3 + [("PER", "Avvy", ("Avvy",))] * 2 + [("PER", "Ann Averquay", ("Ann Averquay",))]
    articles = [name(n, [one]) for n, one in enumerate(cast, 1)]
    late, at_once = make_desk(tmp_path / "late", articles), make_desk(tmp_path / "at once", articles)
    name_all(late, articles[:-1])
    with open_store(late) as store:
        assert list(entities(store).values()) == [{"Toby Averquay", "Tobias Averquay", "Avvy"}]
    name_all(late, articles[-1:])
    name_all(at_once, articles)
    assert state(late) == state(at_once)
    with open_store(late) as store:
        assert len(entities(store)) == 4


def test_an_entity_keeps_its_id_when_another_of_its_names_becomes_the_commonest(tmp_path: Path) -> None:
    early = [name(n, [CAST[6]]) for n in range(1, 5)]
    late = [name(n, [CAST[7]]) for n in range(5, 15)]
    desk = make_desk(tmp_path, [*early, *late])
    name_all(desk, early)
    with open_store(desk) as store:
        before = store.rows("SELECT entity_id, name FROM store.entities")
    name_all(desk, late)
    with open_store(desk) as store:
        after = store.rows("SELECT entity_id, name FROM store.entities")
    assert before == [(before[0][0], "Joe Biden")] and after == [(before[0][0], "Joseph R. Biden Jr.")]


def test_names_follow_a_text_that_changes_and_an_article_that_goes(desk: Desk, tmp_path: Path) -> None:
    other = make_desk(tmp_path, ARTICLES)
    extra = [name(article.article_id, [CAST[3]]) for article in ARTICLES[:200]]
    name_all(other, extra, ARTICLES[200:])
    with open_store(other) as store:
        store.run("UPDATE store.articles SET content_hash = 8 WHERE article_id <= 200")
        assert naming.forget(store, RECOGNISER) == 200
        assert naming.forget(store, RECOGNISER) == 0
        naming.fold_names(store)
        assert naming.articles_to_name(store) == list(range(1, 201))
        store.run("UPDATE store.articles SET content_hash = 7")
    name_all(other, ARTICLES[:200])
    assert state(other) == state(desk)
    with open_store(other) as store:
        store.run("DELETE FROM store.articles")
        assert naming.forget(store, None) == 400
        naming.fold_names(store)
    assert not any(state(other).values())


def test_another_recogniser_names_all_again(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ARTICLES[:5])
    name_all(desk, ARTICLES[:5])
    with open_store(desk) as store:
        assert naming.forget(store, RECOGNISER) == 0 and naming.articles_to_name(store) == []
        assert naming.forget(store, "another 1") == 5
        assert naming.articles_to_name(store) == [1, 2, 3, 4, 5]


def test_a_run_that_is_killed_before_the_fold_is_mended_by_the_next(desk: Desk, tmp_path: Path) -> None:
    other = make_desk(tmp_path, ARTICLES)
    with open_store(other) as store:
        naming.write_names(store, RECOGNISER, ARTICLES[:250])
        with pytest.raises(RuntimeError), store.transaction():
            store.run("DELETE FROM store.unfolded")
            raise RuntimeError("killed")
    name_all(other, ARTICLES[250:])
    assert state(other) == state(desk)
