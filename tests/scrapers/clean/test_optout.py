from __future__ import annotations

from dataclasses import replace

import pytest

from scrapers.clean.optout import find_opt_outs
from tests.scrapers.clean.made import body, cleaned, html, page, tree


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ('<meta name="robots" content="index, noai, noimageai">', ("robots: index, noai, noimageai",)),
        ('<meta name="TDM-Reservation" content="1">', ("tdm-reservation: 1",)),
        ('<meta name="tdm-reservation" content="0">', ()),
        ('<meta name="GPTBot" content="noai">', ("gptbot: noai",)),
        ('<meta name="robots" content="noindex, noarchive">', ()),
        ('<meta name="description" content="noai is a word">', ()),
    ],
)
def test_the_opt_outs_of_a_page(head: str, found: tuple[str, ...]) -> None:
    assert cleaned(html(body(), head)).opt_out == found


def test_those_of_the_headers_come_first_and_each_is_listed_once() -> None:
    meta = '<meta name="robots" content="noai">'
    info = replace(page("").info, opt_out=("X-Robots-Tag: noai", meta))
    assert find_opt_outs(tree(html(body(), meta * 2)), info) == ("X-Robots-Tag: noai", "robots: noai")
