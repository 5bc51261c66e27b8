from __future__ import annotations

import numpy as np

from scrapers.clean.blocks import split
from scrapers.clean.features import featurise
from scrapers.clean.measures import Said, first_words, said, tokens
from scrapers.clean.places import KINDS, Places, name_parts
from tests.scrapers.clean.made import tree

ABOUT = said("Bridge reopens at last", {"description": "The bridge is back."}, {}, ["The Daily Quay"])


def columns(
    body: str, base: set[int], about: Said = ABOUT, weights: dict[str, float] | None = None
) -> dict[str, list[float]]:
    table = featurise(split(tree(f"<html><body>{body}</body></html>")), base, about, weights or {})
    return {name: np.round(table.matrix[:, at].astype(float), 3).tolist() for at, name in enumerate(table.names)}


def kinds(body: str) -> set[str]:
    places = Places(split(tree(f"<html><body>{body}</body></html>")))
    return {kind for bit, kind in enumerate(KINDS) if places.kinds[places.of_block[0]] >> bit & 1}


def test_a_block_knows_what_it_lies_in() -> None:
    assert kinds("<main><aside><ol><li>x</li></ol></aside></main>") == {"main", "aside", "list"}
    assert kinds('<div style="display: none"><p>x</p></div>') == {"hidden", "p"}
    assert kinds('<div itemprop="articleBody"><h2>x</h2></div>') == {"body_text", "heading"}


def test_places_of_one_shape_have_the_same_tags_and_classes_all_the_way_up() -> None:
    body = "<div class='a'><p>1</p><p>2</p></div><div class='a'><p>3</p></div><div class='b'><p>4</p></div>"
    places = Places(split(tree(f"<html><body>{body}</body></html>")))
    one, two, three, four = (places.shapes[place] for place in places.of_block)
    assert one == two == three != four


def test_names_are_parted_at_marks_and_capitals() -> None:
    assert name_parts("articleBody lead-text lead_TEXT2") == ("article", "body", "lead", "text")


def test_words_are_marked_with_where_they_stand() -> None:
    assert tokens(first_words("Read more")) == [
        "w:read",
        "w:more",
        "s:read",
        "s:more",
        "f:read",
        "b:read more",
        "l:more",
    ]
    assert "w:0" in tokens(first_words("12 comments"))
    assert not any(token.startswith(("s:", "l:")) for token in tokens(first_words("word " * 30)))


def test_a_block_is_compared_with_what_the_page_says_of_itself() -> None:
    of = columns("<h1>Bridge reopens at last</h1><p>The bridge is back.</p><p>The Daily Quay</p>", set())
    assert of["words that the title has"] == [1.0, 0.25, 0.0]
    assert of["the description's words"][1] == 1.0
    assert of["names the paper"] == [0.0, 0.0, 1.0]


def test_bold_and_slanted_and_linked_text_is_counted() -> None:
    (block,) = split(tree("<html><body><p><b>bold</b> <em>slanted</em> <a href='/'>li<i>nk</i></a></p></body></html>"))
    assert (block.bold, block.slanted, block.links) == (4, 9, 4)


def test_sums_hold_what_lies_within() -> None:
    of = columns("<div><p>one two</p><p>three</p></div><p>four</p>", {0})
    assert of["words, one level up"] == [3.0, 3.0, 4.0]
    assert of["trafilatura's verdict, one level up"][:2] == [0.667, 0.667]


def test_the_main_part_is_the_innermost_that_has_most_of_the_base_verdict() -> None:
    story = "<div class='s'>" + "<p>word word word word</p>" * 4 + "</div>"
    of = columns(f"<div><p>aside</p></div><div>{story}<p>after</p></div>", {1, 2, 3, 4})
    assert of["levels below the main part"] == [-5.0, 1.0, 1.0, 1.0, 1.0, -5.0]
    assert of["trafilatura's verdict, its branch of the main part"] == [-1.0, 1.0, 1.0, 1.0, 1.0, -1.0]


def test_weights_of_names_and_words_add_up() -> None:
    weights = {"o:lead": 1.0, "a:story": 2.0, "w:more": -1.0}
    of = columns("<div class='story'><p class='lead'>more</p></div>", set(), weights=weights)
    assert of["naming of its element"] == [1.0]
    assert of["naming of what it lies in"] == [2.0]
    assert of["wording"] == [-1.0]
