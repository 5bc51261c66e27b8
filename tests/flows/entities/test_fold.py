"""Six names for one man: what is joined within one article, and what is not."""

from __future__ import annotations

import pytest

from flows.entities import Mention, Type, fold_article
from flows.entities.fold import fold_names
from flows.entities.names import stands_for


def joined(kind: Type, *names: str, title: str = "") -> set[frozenset[str]]:
    return {frozenset(group) for group in fold_names(kind, names, title=title)}


def test_six_names_for_one_man() -> None:
    names = ("George Walker Bush", "George W. Bush", "President Bush", "Mr. Bush", "Bush’s", "Bush")
    assert joined("PER", *names) == {frozenset(names)}


def test_two_bushes_stay_apart_and_a_bare_one_is_not_guessed() -> None:
    assert joined("PER", "George W. Bush", "Jeb Bush", "Bush") == {
        frozenset({"George W. Bush"}),
        frozenset({"Jeb Bush"}),
        frozenset({"Bush"}),
    }


def test_the_one_in_the_title_is_meant() -> None:
    groups = joined("PER", "George W. Bush", "Jeb Bush", "Bush", title="Jeb Bush drops out")
    assert frozenset({"Jeb Bush", "Bush"}) in groups


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("LOC", "US", "U.S."),
        ("LOC", "United States", "US"),
        ("LOC", "the United States", "USA"),
        ("LOC", "Washington", "Washington, D.C."),
        ("LOC", "Kenya", "Kenya’s"),
        ("LOC", "Kiev", "Kyiv"),
        ("PER", "Patrick Carey Jr.", "Patrick W. Carey"),
        ("ORG", "UN", "United Nations"),
        ("ORG", "U.N.", "UN"),
        ("ORG", "ECB", "European Central Bank"),
        ("ORG", "Acme", "Acme Holdings Ltd"),
        ("ORG", "Acme Inc.", "Acme"),
        ("ORG", "Kenya Airports Authority", "KAA"),
        ("ORG", "Corkonian Rovers", "Rovers"),
        ("PER", "Bill Clinton", "William Clinton"),
        ("PER", "J. Smith", "John Smith"),
        ("PER", "Ms Nic Dhonnchadha", "Máire Nic Dhonnchadha"),
        ("PER", "Jurgen Klopp", "Jürgen Klopp"),
        ("PER", "Elena", "Elena Varga"),
        ("PER", "Rachel Perry", "Rachel Perry Welty"),
    ],
)
def test_joined(kind: Type, one: str, other: str) -> None:
    assert joined(kind, one, other) == {frozenset({one, other})}
    assert joined(kind, other, one) == {frozenset({one, other})}


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("LOC", "Georgia", "South Georgia"),
        ("LOC", "Niger", "Nigeria"),
        ("LOC", "North Korea", "South Korea"),
        ("LOC", "Guinea", "Papua New Guinea"),
        ("ORG", "Council", "Council of Ministers of Health"),
        ("ORG", "ICE", "International Court of Justice"),
        ("PER", "George Bush Sr.", "George Bush Jr."),
        ("PER", "Charles I", "Charles II"),
        ("PER", "Anna Kelly", "Brian Kelly"),
    ],
)
def test_kept_apart(kind: Type, one: str, other: str) -> None:
    assert len(joined(kind, one, other)) == 2


def mentions(text: str, *named: tuple[str, Type]) -> list[Mention]:
    found, at = [], 0
    for surface, kind in named:
        at = text.index(surface, at)
        found.append(Mention(at, at + len(surface), kind, surface))
        at += len(surface)
    return found


def test_a_group_has_the_fullest_name_and_all_mentions() -> None:
    text = "Dr. Anna Kelly met the ECB. Kelly's team thanked the European Central Bank."
    groups = fold_article(
        text, mentions(text, ("Anna Kelly", "PER"), ("ECB", "ORG"), ("Kelly", "PER"), ("European Central Bank", "ORG"))
    )
    assert [(group.type, group.name, group.surfaces, len(group.mentions)) for group in groups] == [
        ("PER", "Anna Kelly", ("Anna Kelly", "Kelly"), 2),
        ("ORG", "European Central Bank", ("ECB", "European Central Bank"), 2),
    ]


def test_a_country_is_shown_by_its_own_name() -> None:
    text = "The U.S. and the UK agreed."
    assert [g.name for g in fold_article(text, mentions(text, ("U.S.", "LOC"), ("UK", "LOC")))] == [
        "United States",
        "United Kingdom",
    ]


def test_a_pope_keeps_his_rank() -> None:
    text = "Francis, or Pope Francis, met Mr Francis Kelly's aunt Ida."
    groups = fold_article(text, mentions(text, ("Francis", "PER"), ("Francis", "PER"), ("Ida", "PER")))
    assert [group.name for group in groups] == ["Pope Francis", "Ida"]


def test_brackets_join_what_initials_do_not() -> None:
    text = "Sveavik Gruvaktiebolag (SVEGA) cut jobs. SVEGA employs 40."
    groups = fold_article(text, mentions(text, ("Sveavik Gruvaktiebolag", "ORG"), ("SVEGA", "ORG"), ("SVEGA", "ORG")))
    assert [(group.name, len(group.mentions)) for group in groups] == [("Sveavik Gruvaktiebolag", 3)]


def test_a_place_and_a_person_of_one_name_are_two() -> None:
    text = "Washington spoke in Washington."
    groups = fold_article(text, mentions(text, ("Washington", "PER"), ("Washington", "LOC")))
    assert [(group.type, len(group.mentions)) for group in groups] == [("PER", 1), ("LOC", 1)]


def test_the_order_of_names_does_not_matter() -> None:
    names = ["Anna Kelly", "A. Kelly", "Kelly", "Anna Maria Kelly", "Brian Byrne", "Byrne", "Anna"]
    assert joined("PER", *names) == joined("PER", *reversed(names))


def test_initials() -> None:
    assert stands_for("BoE", ("Bank", "of", "England")) and not stands_for("us", ("United", "States"))


def test_a_list_of_a_thousand_namesakes_ends() -> None:
    names = [f"{chr(65 + n % 26)}{n} Smith" for n in range(5_000)] + ["Smith"]
    assert len(joined("PER", *names)) == 5_001
