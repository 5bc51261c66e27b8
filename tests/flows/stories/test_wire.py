"""Agencies as articles credit them."""

from __future__ import annotations

import pytest

from flows.stories import agency

PROSE = "The harbour bridge opened a day late, the city said on Tuesday.\n\nIt cost 38 million crowns."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DUNMARROW, Nov 1 (Reuters) - " + PROSE, "Reuters"),
        ("Dunmarrow (dpa) - " + PROSE, "dpa"),
        ("Dunmarrow (dpa/lnw) – " + PROSE, "dpa"),
        ("DUNMARROW (AP) — " + PROSE, "AP"),
        ("Dunmarrow (LWS) — " + PROSE, "LWS"),
        (PROSE + "\n\nWith reporting by Agence France-Presse.", "AFP"),
        (PROSE + "\n\n© dpa", "dpa"),
        (PROSE + "\n\n(Reporting by Reuters)", "Reuters"),
        (PROSE + "\n\nMit Material von dpa", "dpa"),
        (PROSE + "\n\nCon información de EFE", "EFE"),
        (PROSE + "\n\nAP writer Lena Holt contributed to this report.", "AP"),
        (PROSE, None),
        ("The Harbour Board (HB) said on Tuesday that the bridge is open. " + PROSE, None),
        ("Sales at Apa Hotels rose. " + PROSE, None),
        (PROSE + "\n\nHe told Reuters that he would go.", None),
    ],
)
def test_what_a_text_credits(text: str, name: str | None) -> None:
    assert agency(text, ()) == name


@pytest.mark.parametrize(
    ("authors", "name"),
    [
        (("Associated Press",), "AP"),
        (("Lena Holt", "dpa"), "dpa"),
        (("Lorvenian Wire Service",), "LWS"),
        (("Lena Holt",), None),
        ((), None),
    ],
)
def test_agencies_among_the_authors(authors: tuple[str, ...], name: str | None) -> None:
    assert agency(PROSE, authors) == name
