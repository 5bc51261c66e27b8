from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta

import pytest
from markdown_it import MarkdownIt

from dashboard.wording import counted, defuse, duration, moment, number, plain, web_link
from tests.dashboard.snapshots import HOSTILE


@pytest.mark.parametrize("title", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_titles_are_nothing_but_text(title: str) -> None:
    """As HTML and as Markdown one gets the characters back, and no tag, link, image or emphasis."""
    escaped = plain(title)
    printable = title.replace("\u202e", "")
    assert html.unescape(escaped) == printable
    assert not set("<>[]()*_`$:\"'") & set(escaped)
    [paragraph, inline, _] = MarkdownIt().parse(escaped)
    assert [token.type for token in inline.children or []] == ["text"] * len(inline.children or [])
    assert html.unescape(MarkdownIt().render(escaped)).strip() == f"<p>{printable}</p>"
    assert paragraph.type == "paragraph_open"


@pytest.mark.parametrize(
    "line",
    ["# heading", "1. list", "- list", "+ list", "> quote", "    code", "***", "a | b\n--|--", "https://x.example"],
)
def test_no_line_starts_a_block(line: str) -> None:
    assert MarkdownIt().parse(plain(line.strip()))[0].type == "paragraph_open"


def test_control_characters_and_overrides_go() -> None:
    assert plain("a\x00b\u202ec\x1b[0m\u2028d") == "abc&#91;0md"


def test_a_limit_cuts_with_an_ellipsis() -> None:
    assert plain("x" * 10_000, 300) == "x" * 300 + "…"
    assert plain("short", 300) == "short"


@pytest.mark.parametrize("url", ["https://a.example/x?y=1#z", "http://127.0.0.1:8000/ü"])
def test_web_links_pass(url: str) -> None:
    assert web_link(url) == url


REFUSED = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "//a.example",
    "https://",
    "ftp://a.example",
    "https://user@a.example/",
    "https://[bad",
]


@pytest.mark.parametrize("url", [*REFUSED, "", " https://a.example", "java\nscript:x", "https://a.example/\x00"])
def test_other_links_do_not(url: str) -> None:
    assert web_link(url) is None


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_are_defused(cell: str) -> None:
    assert defuse(cell) == "'" + cell


def test_other_cells_stay() -> None:
    assert defuse("Council weighs = sign") == "Council weighs = sign"
    assert defuse("") == ""


def test_numbers() -> None:
    assert number(1204) == "1,204"
    assert counted(1, "story", "stories") == "1 story"
    assert counted(1204, "article") == "1,204 articles"


def test_times_are_in_the_desks_zone_and_say_so() -> None:
    assert moment(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Europe/Dublin") == "Thu 2 Jul 2026, 00:30 IST"


@pytest.mark.parametrize(("seconds", "words"), [(20, "under a minute"), (1440, "24 min"), (3900, "1 h 05 min")])
def test_durations(seconds: int, words: str) -> None:
    start = datetime(2026, 11, 22, tzinfo=UTC)
    assert duration(start, start + timedelta(seconds=seconds)) == words
