from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.selection import UNITS, Selection, Span, default_period, link, read_selection

SPAN = Span(date(2026, 1, 1), date(2026, 11, 21))

Names = tuple[str, ...]

days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
names = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40), unique=True).map(tuple)


@given(
    st.tuples(days, days).map(sorted),
    names,
    names,
    names,
    st.text(st.characters(codec="utf-8"), max_size=40).map(str.strip),
    st.sampled_from(UNITS),
)
def test_a_link_opens_the_same_selection(
    period: list[date], sources: Names, languages: Names, sections: Names, words: str, unit: str
) -> None:
    first, last = period
    selection = Selection(first, last, sources, languages, sections, words, "r1", "7", unit)
    query = parse_qs(urlsplit(link("articles", selection)).query, keep_blank_values=True)
    assert read_selection(query, SPAN) == selection


def test_a_bare_address_shows_the_last_eight_weeks() -> None:
    assert read_selection({}, SPAN) == Selection(date(2026, 9, 27), date(2026, 11, 21))
    assert default_period(Span(date(2026, 11, 1), date(2026, 11, 21))) == (date(2026, 11, 1), date(2026, 11, 21))


@pytest.mark.parametrize(
    "query", [{"from": ["yesterday"]}, {"to": ["2026-13-45"]}, {"from": []}, {"count": ["all"]}, {"page": ["2"]}]
)
def test_what_cannot_be_read_counts_as_not_given(query: dict[str, list[str]]) -> None:
    assert read_selection(query, SPAN) == read_selection({}, SPAN)


def test_a_period_written_backwards_is_turned() -> None:
    selection = read_selection({"from": ["2026-11-03"], "to": ["2026-11-01"]}, SPAN)
    assert (selection.first, selection.last) == (date(2026, 11, 1), date(2026, 11, 3))


def test_words_are_bound_as_they_were_typed() -> None:
    assert Selection(SPAN.first, SPAN.last, words='"sea wall" -SAND').parameters()["words"] == '"sea wall" -SAND'
