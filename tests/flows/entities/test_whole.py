"""The pass over the whole article, rule by rule, from tags made by hand."""

from __future__ import annotations

import pytest

from flows.entities.model import TAGS
from flows.entities.tokens import sentences
from flows.entities.whole import settle


def settled(text: str, *named: tuple[str, str]) -> list[tuple[str, str]]:
    """What the pass makes of `text` when the model found `named`, each at its next place."""
    cut, at, spans = list(sentences(text)), 0, []
    for surface, kind in named:
        at = text.index(surface, at)
        spans.append((at, at + len(surface), kind))
        at += len(surface)
    tags = [
        [
            next((TAGS.index(f"{'B' if t.start == a else 'I'}-{kind}") for a, b, kind in spans if a <= t.start < b), 0)
            for t in sentence
        ]
        for sentence in cut
    ]
    found = settle(text, cut, tags)
    assert all(text[mention.start : mention.end] == mention.surface for mention in found)
    return [(mention.surface, mention.type) for mention in found]


def test_ranks_articles_and_possessives_are_no_part_of_a_name() -> None:
    text = "President Varga’s aide met the Finance Ministry."
    assert settled(text, ("President Varga’s", "PER"), ("the Finance Ministry", "ORG")) == [
        ("Varga", "PER"),
        ("Finance Ministry", "ORG"),
    ]


@pytest.mark.parametrize("word", ["French", "Muslims", "Germans", "Tuesday"])
def test_peoples_faiths_and_days_are_no_entities(word: str) -> None:
    assert settled(f"Two {word} spoke.", (word, "LOC")) == []


def test_countries_and_bodies_are_found_and_typed() -> None:
    text = "Kenya asked the UN and the United States."
    assert settled(text, ("Kenya", "ORG")) == [("Kenya", "LOC"), ("UN", "ORG"), ("United States", "LOC")]


def test_us_is_not_us() -> None:
    assert settled("They told us that the US left.") == [("US", "LOC")]


def test_a_country_inside_a_longer_name_is_left_alone() -> None:
    assert settled("The Bank of Kenya acted.", ("Bank of Kenya", "ORG")) == [("Bank of Kenya", "ORG")]


def test_georgia_may_be_a_woman() -> None:
    assert settled("Georgia smiled.", ("Georgia", "PER")) == [("Georgia", "PER")]


def test_paris_hilton_is_one_person() -> None:
    text = "Paris Hilton flew to Paris. Hilton left."
    assert settled(text, ("Paris Hilton", "PER"), ("Paris", "LOC"), ("Hilton", "LOC")) == [
        ("Paris Hilton", "PER"),
        ("Paris", "LOC"),
        ("Hilton", "PER"),
    ]


def test_one_name_has_one_type() -> None:
    text = "Acme rose. Acme fell. Acme slept."
    assert settled(text, ("Acme", "ORG"), ("Acme", "PER"), ("Acme", "ORG")) == [("Acme", "ORG")] * 3


def test_a_name_of_several_words_is_found_again_and_so_is_a_surname() -> None:
    text = "Anna Kelly won. They cheered Anna Kelly. Later Kelly spoke."
    assert settled(text, ("Anna Kelly", "PER")) == [("Anna Kelly", "PER"), ("Anna Kelly", "PER"), ("Kelly", "PER")]


def test_a_surname_that_is_a_common_word_in_the_text_is_not_spread() -> None:
    text = "Anna Young won. Young people cheered; the young danced."
    assert settled(text, ("Anna Young", "PER")) == [("Anna Young", "PER")]


def test_a_bank_is_no_place_and_the_west_bank_is() -> None:
    text = "The Royal Bank of Canada left the West Bank."
    assert settled(text, ("Royal Bank of Canada", "LOC"), ("West Bank", "LOC")) == [
        ("Royal Bank of Canada", "ORG"),
        ("West Bank", "LOC"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ministry of Health and Safaricom", ["Ministry of Health", "Safaricom"]),
        ("Rain Society and the Kerry Water Board", ["Rain Society", "Kerry Water Board"]),
        ("Rain Society and Kerry Water Authority", ["Rain Society", "Kerry Water Authority"]),
        ("Academy of Arts and Sciences", ["Academy of Arts and Sciences"]),
        ("Securities and Exchange Commission", ["Securities and Exchange Commission"]),
    ],
)
def test_two_bodies_with_and_between_them(name: str, expected: list[str]) -> None:
    assert settled(f"It met the {name}.", (name, "ORG")) == [(part, "ORG") for part in expected]


def test_a_quotation_that_ends_within_a_name_is_no_part_of_it() -> None:
    assert settled("The ‘Butcher’ Anna Kelly left.", ("Butcher’ Anna Kelly", "PER")) == [("Anna Kelly", "PER")]


def test_two_countries_as_one_word_are_no_entity() -> None:
    assert settled("A US-Philippine pact.", ("US-Philippine", "ORG")) == [("US", "LOC")]


def test_a_rank_parts_a_place_from_a_person() -> None:
    text = "Ohio Gov. Anna Kelly left."
    assert settled(text, ("Ohio Gov. Anna Kelly", "PER")) == [("Ohio", "LOC"), ("Anna Kelly", "PER")]


def test_an_owner_is_not_what_it_owns() -> None:
    text = "Ukraine’s Donbas lies far from King’s Cross."
    assert settled(text, ("Ukraine’s Donbas", "LOC"), ("King’s Cross", "LOC")) == [
        ("Ukraine", "LOC"),
        ("Donbas", "LOC"),
        ("King’s Cross", "LOC"),
    ]


def test_a_dateline_names_a_place_and_an_agency() -> None:
    assert settled("CORKSVILLE (AP) - Rain fell.", ("CORKSVILLE", "ORG")) == [("CORKSVILLE", "LOC"), ("AP", "ORG")]
    assert settled("Rain.\nNEW DERRY, Oct 3 (Reuters) — It fell.") == [("NEW DERRY", "LOC"), ("Reuters", "ORG")]
    assert settled("New Derry (LWS) — It fell.", ("Derry", "PER")) == [("New Derry", "LOC"), ("LWS", "ORG")]
    assert settled("The KWB (AP) fell.", ("KWB", "ORG")) == [("KWB", "ORG")]
    assert settled("Ann Duda (Malta) - 4 goals", ("Ann Duda", "PER")) == [("Ann Duda", "PER"), ("Malta", "LOC")]
    assert settled("Ann Duda (MEP) - in her words", ("Ann Duda", "PER")) == [("Ann Duda", "PER")]


def test_a_name_with_an_and_in_it_is_whole_where_its_short_form_follows() -> None:
    text = "The Search and Rescue Board (SRB) met. The Rescue Board is new."
    found = settled(text, ("Search and Rescue Board", "ORG"), ("Rescue Board", "ORG"))
    assert found[:2] == [("Search and Rescue Board", "ORG"), ("SRB", "ORG")]


def test_a_common_noun_is_no_name() -> None:
    assert settled("All the states agreed.", ("states", "LOC")) == []


def test_a_surname_of_two_parts_is_a_surname() -> None:
    text = "Duda Zuma-Kelly won. Zuma-Kelly spoke."
    assert settled(text, ("Duda Zuma-Kelly", "PER"), ("Zuma-Kelly", "LOC"))[1] == ("Zuma-Kelly", "PER")


def test_halves_of_a_hyphenated_name_are_joined() -> None:
    assert settled("Rolls-Royce rose.", ("Rolls", "ORG"), ("Royce", "ORG")) == [("Rolls-Royce", "ORG")]


def test_in_brackets_small_letters_will_do() -> None:
    text = "The South Atlantic Rain Service (Sars) met. Sars paid."
    assert settled(text, ("South Atlantic Rain Service", "ORG"))[1:] == [("Sars", "ORG")] * 2


def test_an_acronym_in_brackets_is_of_its_long_forms_kind() -> None:
    text = "The Kerry Water Board (KWB) met. KWB paid."
    assert settled(text, ("Kerry Water Board", "ORG")) == [("Kerry Water Board", "ORG"), ("KWB", "ORG"), ("KWB", "ORG")]
