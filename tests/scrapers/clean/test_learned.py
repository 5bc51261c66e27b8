from __future__ import annotations

import json

import numpy as np
import pytest

from scrapers.clean import learned
from scrapers.clean.blocks import split
from scrapers.clean.features import featurise
from scrapers.clean.learned import MOST_BLOCKS, WEIGHTS, best_cut, judge, shipped
from scrapers.clean.measures import said
from tests.scrapers.clean.made import PARAGRAPHS, body, html, read, tree

ABOUT = said("Bridge reopens", {}, {}, ["The Daily Quay"])
MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12)) + "</ul></nav>"
PAGE = f"<html><body>{MENU}<main><h1>Bridge reopens</h1>{body()}</main></body></html>"


def test_the_weights_are_small_and_say_where_they_come_from() -> None:
    assert WEIGHTS.stat().st_size < 2_000_000
    record = json.loads(WEIGHTS.with_suffix(".json").read_text("utf-8"))
    assert len(record["corpus"]) == 64
    assert set(record["sets"]) == set(record["scores out of fold"]["nightdesk"]) == {"sh", "tf", "fundus", "wcxb"}


def test_the_weights_hold_plain_arrays_only() -> None:
    with np.load(WEIGHTS, allow_pickle=False) as held:
        assert all(held[name].dtype.kind in "iuf" for name in held.files)


def test_the_columns_are_those_that_the_weights_were_made_for() -> None:
    table = featurise(split(tree(PAGE)), {0}, ABOUT, {})
    assert table.names == shipped().names
    assert table.matrix.shape == (12 + 1 + len(PARAGRAPHS), len(table.names))
    assert np.isfinite(table.matrix).all()


def test_the_paragraphs_are_likelier_than_the_menu() -> None:
    verdict = read(PAGE).verdict
    assert verdict is not None
    assert verdict.probability[-len(PARAGRAPHS) :].min() > verdict.probability[:12].max()


@pytest.mark.parametrize(
    ("probability", "cut"),
    [([1.0, 1.0, 0.0], 0.5), ([0.9, 0.2], 0.4286), ([0.3, 0.3], 0.2308)],
    ids=["sure", "half sure", "unsure"],
)
def test_the_cut_is_half_the_best_f1_to_expect(probability: list[float], cut: float) -> None:
    assert best_cut(np.array(probability), np.ones(len(probability))) == pytest.approx(cut, abs=1e-4)


def test_a_page_of_very_many_blocks_is_left_to_the_base_verdict() -> None:
    blocks = split(tree(html("<p>word</p>" * (MOST_BLOCKS + 1))))
    assert judge(blocks, set(), ABOUT, shipped()) is None
    assert judge([], set(), ABOUT, shipped()) is None


def test_text_that_only_json_carries_is_not_judged() -> None:
    node = json.dumps({"@type": "NewsArticle", "headline": "Bridge reopens", "articleBody": " ".join(PARAGRAPHS * 3)})
    page = f"<html><head><script type='application/ld+json'>{node}</script></head><body><div></div></body></html>"
    assert read(page).verdict is None


def test_the_weights_are_read_once() -> None:
    assert shipped() is learned.shipped()
