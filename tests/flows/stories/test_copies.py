"""Planted copies are found, two fillings of one template are not: the figures of the grouping as a whole."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Hashable, Iterable
from datetime import timedelta
from functools import cache
from itertools import combinations

import pytest

from flows.articles import text_hash
from flows.stories import Told, agency, group, sketches
from flows.stories.copies import WITHIN, WITHIN_WIRE, copied_within
from tests.flows.stories.planted import NOON, Planted, planted

LEAST_PRECISION, LEAST_RECALL = 0.99, 0.95
KINDS = (
    *("title changed", "trimmed", "edited: replaced", "edited: reworded", "edited: refigured", "edited: dropped"),
    *("agency line", "agency line, trimmed and edited", "template, trimmed"),
)


def told(articles: Iterable[Planted]) -> list[Told]:
    articles = list(articles)
    bands = sketches([one.text for one in articles])
    return [
        Told(one.number, one.at, text_hash(one.text), own, agency(one.text, ()), one.text)
        for one, own in zip(articles, bands, strict=True)
    ]


@cache
def corpus() -> tuple[list[Planted], dict[int, int]]:
    articles = planted(seed=7, days=4, fillings=15)
    return articles, group(told(articles))


def pairs(clusters: Iterable[Hashable]) -> set[tuple[int, int]]:
    """Which articles, by place, are put together."""
    together: dict[Hashable, list[int]] = defaultdict(list)
    for place, cluster in enumerate(clusters):
        together[cluster].append(place)
    return {pair for places in together.values() for pair in combinations(places, 2)}


def test_pairs_are_found_and_right() -> None:
    articles, stories = corpus()
    found, right = pairs(stories[one.number] for one in articles), pairs(one.story for one in articles)
    assert len(found & right) >= LEAST_PRECISION * len(found)
    assert len(found & right) >= LEAST_RECALL * len(right)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_copy_is_found(kind: str) -> None:
    articles, stories = corpus()
    first = {one.story: one.number for one in reversed(articles)}
    copies = [one for one in articles if one.kind == kind]
    found = sum(stories[one.number] == stories[first[one.story]] for one in copies)
    assert copies and found >= LEAST_RECALL * len(copies)


def test_two_fillings_of_a_template_are_two_stories() -> None:
    fillings = [one for one in corpus()[0] if one.kind == "template"]
    pairs = [
        (one, other) for one, other in combinations(fillings, 2) if one.story.split()[:-1] == other.story.split()[:-1]
    ]
    joined = [one.story for one, other in pairs if copied_within(one.text, other.text, same_agency=False)]
    assert len(pairs) > 500 and len(joined) <= 0.01 * len(pairs)


def test_the_same_for_every_order_of_the_articles() -> None:
    articles, stories = corpus()
    for seed in range(3):
        shuffled = told(articles)
        random.Random(seed).shuffle(shuffled)
        assert group(shuffled) == stories


def test_the_earliest_is_the_original() -> None:
    articles, stories = corpus()
    at = {one.number: (one.at, one.number) for one in articles}
    assert all(at[original] <= at[one] for one, original in stories.items())


TEXT = corpus()[0][0].text
SHORT = "This video is no longer available. Please come back later, or look for it in our archive."


def alone(*articles: tuple[float, str], credits: tuple[str | None, ...] = ()) -> int:
    """How many stories these texts are, told so many days after the first day."""
    bands = sketches([text for _, text in articles])
    return len(
        set(
            group(
                Told(i, NOON + timedelta(days=days), text_hash(text), own, credit, text)
                for i, ((days, text), own, credit) in enumerate(
                    zip(articles, bands, credits or (None,) * len(articles), strict=True)
                )
            ).values()
        )
    )


def test_short_texts_that_are_the_same_are_not_one_story() -> None:
    assert alone((0, SHORT), (0, SHORT)) == 2
    assert alone((0, TEXT), (0, TEXT)) == 1


def test_a_text_that_is_printed_again_much_later_is_a_story_of_its_own() -> None:
    within = WITHIN.days
    assert alone((0, TEXT), (within, TEXT)) == 1
    assert alone((0, TEXT), (within + 0.1, TEXT)) == 2
    assert alone((0, TEXT), (within, TEXT), (2 * within, TEXT)) == 1, "it was about all the time"


def test_a_round_up_is_none_of_its_stories() -> None:
    several = [one.text for one in corpus()[0] if one.kind == "original"][:8]
    assert alone((0, "\n\n".join(several)), *((0, text) for text in several)) == len(several) + 1


def test_one_agency_needs_less_within_its_time() -> None:
    other = next(one.text for one in corpus()[0] if one.kind == "original" and one.text != TEXT)
    half = len(TEXT) * 35 // 100
    worked_on = TEXT[:half] + other[: len(TEXT) - half]
    near, late = (0.0, worked_on), (WITHIN_WIRE.days + 0.1, worked_on)
    assert alone((0, TEXT), near) == 2
    assert alone((0, TEXT), near, credits=("AP", "AP")) == 1
    assert alone((0, TEXT), near, credits=("AP", "dpa")) == 2
    assert alone((0, TEXT), late, credits=("AP", "AP")) == 2


def test_one_agency_alone_makes_no_story() -> None:
    texts = [one.text for one in corpus()[0] if one.kind == "original"][:20]
    assert alone(*((0, text) for text in texts), credits=("AP",) * 20) == 20
