from __future__ import annotations

from scrapers.clean.blocks import join, split
from scrapers.clean.match import match
from tests.scrapers.clean.made import tree


def texts(markup: str) -> list[str]:
    return [block.text for block in split(tree(f"<html><body>{markup}</body></html>"))]


def joined(markup: str) -> str:
    return join(split(tree(f"<html><body>{markup}</body></html>")))


def kept(markup: str, *lines: str) -> list[int]:
    return sorted(match(split(tree(f"<html><body>{markup}</body></html>")), list(lines))[0])


def test_inline_markup_stays_in_its_block() -> None:
    assert texts("<p>A <b>bold</b> <a href='/'>link</a>, done.</p>") == ["A bold link, done."]


def test_text_between_and_after_blocks_is_in_document_order() -> None:
    assert texts("<div>one<p>two</p>three<ul><li>four</li></ul>five</div>") == ["one", "two", "three", "four", "five"]


def test_what_nobody_sees_is_no_block() -> None:
    assert texts("<script>x</script><style>y</style><svg><text>z</text></svg><p>seen</p>") == ["seen"]


def test_a_line_break_parts_blocks_of_one_paragraph() -> None:
    assert texts("<p>one<br>two</p><p>three</p>") == ["one", "two", "three"]
    assert joined("<p>one<br>two</p><p>three</p>") == "one\ntwo\n\nthree"


def test_cells_of_a_row_and_entries_of_a_list_stay_together() -> None:
    table = "<table><tr><td>Arn</td><td>4</td></tr><tr><td>Bel</td><td>2</td></tr></table>"
    assert joined(table) == "Arn | 4\nBel | 2"
    assert joined("<ul><li>one</li><li>two</li></ul><p>three</p>") == "one\ntwo\n\nthree"


def test_positions_count_every_block_and_links_their_characters() -> None:
    blocks = split(tree("<html><body><a href='/'>Home</a><p>a <a href='/b'>bc</a></p></body></html>"))
    assert [(block.position, block.links) for block in blocks] == [(0, 4), (1, 2)]


def test_a_line_is_matched_to_its_block_however_it_was_spaced() -> None:
    assert kept("<p>Menu</p><p>The\u00a0text of\nthe page</p>", "The text of the page") == [1]


def test_of_a_repeated_text_the_one_beside_its_neighbours_is_meant() -> None:
    page = "<p>Same</p><p>Nav</p><p>First paragraph</p><p>Same</p><p>Last paragraph</p>"
    assert kept(page, "First paragraph", "Same", "Last paragraph") == [2, 3, 4]


def test_a_text_that_the_extraction_kept_twice_is_kept_twice() -> None:
    page = "<p>Refrain</p><p>Verse one</p><p>Refrain</p><p>Verse two</p>"
    assert kept(page, "Refrain", "Verse one", "Refrain", "Verse two") == [0, 1, 2, 3]


def test_blocks_that_were_joined_into_one_line_are_found_with_their_short_neighbours() -> None:
    page = "<div>Price</div><div>The whole of it costs two hundred and six</div><div>a year</div><p>Other</p>"
    assert kept(page, "Price The whole of it costs two hundred and six a year") == [0, 1, 2]


def test_a_line_with_bars_is_no_table_row() -> None:
    assert kept("<li>Top speed: 55 km/h | 34 mph</li>", "- Top speed: 55 km/h | 34 mph") == [0]
    assert kept("<table><tr><td>Arn</td><td>4</td></tr></table>", "| Arn | 4 |") == [0, 1]


def test_text_that_is_nowhere_in_the_markup_is_handed_back() -> None:
    blocks = split(tree("<html><body><p>Loading</p></body></html>"))
    assert match(blocks, ["A body that only a script carries."]) == (set(), ["A body that only a script carries."])
