"""What makes another version of an article: twenty edits that do not, twenty that do."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from flows.versions import Reading, change, headlines, versions

LEAD = "The harbour bridge opened a day late."
TEXT = """The harbour bridge in Dunmarrow opened on Tuesday after 14 months of work, the city said.

Engineer Harriet Lomquist called the night of the last test "long and wet". About 1,200 people crossed before noon.

The bridge cost 38 million crowns, six million more than planned. A second span will follow in spring.

Council leader Oscar Tamsin accused the builders of delays. They rejected the claim and did not pay a fine.

More from the harbour

12 comments"""

TRIVIAL = {
    "case": TEXT.replace("The harbour bridge", "THE HARBOUR BRIDGE"),
    "spaces": TEXT.replace(" ", "  ").replace("\n\n", "\n"),
    "curly quotes": TEXT.replace('"long and wet"', "“long and wet”"),
    "a comma less": TEXT.replace("crowns, six", "crowns six"),
    "a dash for a comma": TEXT.replace("work, the", "work — the"),
    "a counter in a label": TEXT.replace("12 comments", "57 comments"),
    "a counter in a sentence": TEXT + "\n\n1,204 people have shared this story.",
    "another counter": TEXT + "\n\nThis story has been viewed 88 times by our readers.",
    "a stamp in a label": TEXT + "\n\nUpdated 3 hours ago",
    "a stamp in a sentence": TEXT + "\n\nThis article was last updated on 12 November 2026 at 14:05.",
    "a German stamp": TEXT + "\n\nZuletzt aktualisiert am 12. November 2026 um 14.05 Uhr.",
    "another related link": TEXT.replace("More from the harbour", "Harbour tolls to rise in spring"),
    "a related line with a full stop": TEXT + "\n\nRead more: The tolls of the harbour bridge are to rise in spring.",
    "a related line in Spanish": TEXT + "\n\nTe puede interesar: el puente del puerto, en imágenes.",
    "a letter more": TEXT.replace("builders", "buildders"),
    "a letter less": TEXT.replace("planned", "planed"),
    "two letters swapped": TEXT.replace("crossed", "corssed"),
    "another letter in a name": TEXT.replace("Lomquist", "Lomqvist"),
    "an article more": TEXT.replace("after 14 months of work", "after the 14 months of work"),
    "a word written apart": TEXT.replace("before noon", "be fore noon"),
    "a heading": TEXT.replace("Council leader", "Late and over budget\n\nCouncil leader"),
    "paragraphs in another order": "\n\n".join(reversed(TEXT.split("\n\n"))),
}
REAL = {
    "a number": TEXT.replace("1,200", "12,000"),
    "a number of one figure": TEXT.replace("14 months", "15 months"),
    "a number in words": TEXT.replace("six million", "nine million"),
    "millions to billions": TEXT.replace("38 million", "38 billion"),
    "a name": TEXT.replace("Oscar Tamsin", "Agnes Tiverell"),
    "a surname": TEXT.replace("Lomquist", "Bellandine"),
    "a place": TEXT.replace("Dunmarrow", "Kelverport"),
    "a day": TEXT.replace("Tuesday", "Wednesday"),
    "a short name": TEXT.replace("Tamsin", "Tam"),
    "not taken out": TEXT.replace("did not pay", "did pay"),
    "now for not": TEXT.replace("did not pay", "did now pay"),
    "another verb": TEXT.replace("accused", "acquitted"),
    "a sentence more": TEXT.replace("before noon.", "before noon. One fell ill."),
    "a sentence less": TEXT.replace(" A second span will follow in spring.", ""),
    "a paragraph more": TEXT + "\n\nThe mayor will speak about the costs on Thursday.",
    "a paragraph less": TEXT.replace(TEXT.split("\n\n")[3] + "\n\n", ""),
    "a correction": TEXT + "\n\nCorrection: an earlier version of this report gave a wrong figure for the costs.",
    "an amendment with its date": TEXT + "\n\nThis article was amended on 12 November 2026 to correct a name.",
    "a quotation": TEXT.replace("long and wet", "short and dry"),
    "half of a sentence": TEXT.replace(" and did not pay a fine", ""),
    "an aside": TEXT.replace("Council leader", "Former council leader"),
    "a title": TEXT.replace("Engineer Harriet", "Chief engineer Harriet"),
}
AT = datetime(2026, 11, 20, 2, tzinfo=UTC)


def reading(number: int, text: str, title: str = "Bridge opens") -> Reading:
    return Reading(number, AT + timedelta(days=number), title, LEAD, text)


@pytest.mark.parametrize("text", TRIVIAL.values(), ids=TRIVIAL)
def test_a_trivial_edit_is_no_change(text: str) -> None:
    assert text != TEXT
    assert change(TEXT, text) is None and change(text, TEXT) is None


@pytest.mark.parametrize("text", REAL.values(), ids=REAL)
def test_a_substantive_edit_is_a_change(text: str) -> None:
    assert text != TEXT
    assert change(TEXT, text) and change(text, TEXT)


def test_a_change_is_told_in_words() -> None:
    assert change(TEXT, REAL["a number"]) == "other figures"
    assert change(TEXT, REAL["a paragraph less"]) == "2 sentences less"
    assert change(TEXT, REAL["a correction"]) == "a correction, 1 sentence more"


def test_trivial_edits_one_after_the_other_make_no_version() -> None:
    readings = [reading(number, text) for number, text in enumerate([TEXT, *TRIVIAL.values()])]
    assert [found.number for found in versions(readings)] == [1]


def test_each_substantive_edit_makes_one_version_in_any_order_of_reading() -> None:
    readings = [reading(number, text) for number, text in enumerate([TEXT, *REAL.values()])]
    random.Random(1).shuffle(readings)
    found = versions(readings)
    assert [one.number for one in found] == list(range(1, len(REAL) + 2))
    assert [one.reading.page_id for one in found] == list(range(len(REAL) + 1))


def test_a_text_that_is_put_back_is_a_version_of_its_own() -> None:
    found = versions([reading(1, TEXT), reading(2, REAL["a number"]), reading(3, TEXT), reading(4, TEXT)])
    assert [(one.number, one.reading.page_id) for one in found] == [(1, 1), (2, 2), (3, 3)]


def test_a_sentence_that_moves_from_the_lead_into_the_text_is_no_change() -> None:
    bare = Reading(2, AT + timedelta(days=9), "Bridge opens", None, f"{LEAD}\n\n{TEXT}")
    assert len(versions([reading(1, TEXT), bare])) == 1


def test_headlines_are_kept_apart_from_versions() -> None:
    readings = [reading(1, TEXT), reading(2, TEXT, "Bridge  opens"), reading(3, TEXT, "Bridge opens at last")]
    assert [one.page_id for one in headlines(readings)] == [1, 3]
    assert len(versions(readings)) == 1
