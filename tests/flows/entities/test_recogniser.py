"""The recogniser that ships: what it finds, what it refuses, what it survives."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.entities import Mention, Unsupported, load
from flows.entities.recogniser import MOST_READ
from scrapers.errors import ModelError

RECOGNISER = load()


def find(text: str, language: str | None = "en", title: str | None = None) -> list[Mention]:
    found = RECOGNISER.find(text, language, title)
    assert not isinstance(found, Unsupported)
    return found


def names(text: str, language: str | None = "en", title: str | None = None) -> set[tuple[str, str]]:
    return {(mention.surface, mention.type) for mention in find(text, language, title)}


def test_news_prose() -> None:
    found = names(
        "DUBLIN (Reuters) - Prime Minister Angela Moreno told the European Commission on Tuesday that Kenya Airways "
        "would fly from Nairobi to London, her spokesman David Byrne said. Moreno’s French visit follows talks at "
        "the UN."
    )
    assert found >= {
        ("Angela Moreno", "PER"),
        ("European Commission", "ORG"),
        ("Kenya Airways", "ORG"),
        ("Nairobi", "LOC"),
        ("London", "LOC"),
        ("David Byrne", "PER"),
        ("Moreno", "PER"),
        ("UN", "ORG"),
    }
    assert not {name for name, _ in found} & {"French", "Tuesday", "Prime Minister"}


def test_two_bodies_with_an_and_between_them() -> None:
    found = names("The Kenyan Ministry of Health and Safaricom signed the deal, officials said.")
    assert ("Safaricom", "ORG") in found
    assert any(name.endswith("Ministry of Health") and kind == "ORG" for name, kind in found)


def test_the_title_is_evidence_and_no_place_of_a_mention() -> None:
    text = "The minister met Varga in Budapest."
    assert all(text[m.start : m.end] == m.surface for m in find(text, title="Elena Varga in Budapest"))


def test_another_language_says_so() -> None:
    assert RECOGNISER.find("Le président Macron est arrivé à Lyon.", "fr") == Unsupported("fr")
    text = "Der Kanzler sprach gestern in Berlin mit der Presse über die Lage im Land und sagte, dass er nicht gehe."
    assert RECOGNISER.find(text, None) == Unsupported(None)


def test_an_experimental_language_is_read() -> None:
    assert ("Berlin", "LOC") in names("Angela Merkel sprach gestern in Berlin mit Reportern.", "de")


def test_the_recogniser_has_a_name_with_a_version() -> None:
    assert RECOGNISER.name.split()[0] == "nightdesk" and RECOGNISER.name.split()[1].isdigit()


def test_a_model_nobody_knows_is_named() -> None:
    with pytest.raises(ModelError, match='"nightdesk" or "spacy:NAME"'):
        load("bert")


@given(st.text(st.characters(codec="utf-8"), max_size=300) | st.text("Ab '’.-(\n“😀Жé漢\x00\u202e", max_size=300))
@settings(max_examples=150, deadline=None)
def test_offsets_hold_whatever_the_text(text: str) -> None:
    found = find(text)
    assert all(text[m.start : m.end] == m.surface and m.surface for m in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A" * MEGABYTE,
        "é" * MEGABYTE,
        "THE MINISTER OF HEALTH LEFT DUBLIN. " * 5_000,
        "DUBLIN " * 30_000,
        "😀" * 100_000,
        "Киев Ουγγαρία 北京 London " * 10_000,
        "\x00\x01\x1b\u200b\u202e " * 50_000,
        "'" * MEGABYTE,
        "A." * (MEGABYTE // 2),
        "((((" * 100_000,
        "Anna Kelly (AK) met " * 20_000,
    ],
    ids=[
        "empty",
        "one word",
        "one accented word",
        "capitals",
        "one name",
        "emoji",
        "scripts",
        "controls",
        "quotes",
        "initials",
        "brackets",
        "names",
    ],
)
def test_bad_input_ends(text: str) -> None:
    assert all(text[m.start : m.end] == m.surface for m in find(text))


def test_of_ten_megabytes_the_beginning_is_read() -> None:
    text = "Anna Kelly of the Kerry Water Board spoke in Dublin about the rain. " * 150_000
    found = find(text)
    assert len(text) > 10 * MEGABYTE and len(found) > 20_000
    assert found[-1].end <= MOST_READ
