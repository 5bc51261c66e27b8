"""The phrases and the stories made of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations
from random import Random

import pytest

from scrapers.sample.articles import CopyKind, SampleArticle
from scrapers.sample.languages import LANGUAGES
from scrapers.sample.phrase import Number, Slot, fill, parse, slots
from scrapers.sample.press import Press
from scrapers.sample.world import Person, world
from scrapers.sample.writer import topics

# Names that an invented world must not contain: countries, cities, agencies, papers, parties of the real one.
REAL_NAMES = re.compile(
    r"\b(?:Ireland|Dublin|London|Britain|England|Scotland|Germany|Berlin|Hamburg|München|Deutschland|Österreich|Spain"
    r"|Madrid|España|Barcelona|Europe|Europa|America|Reuters|Bloomberg|BBC|RTE|Guardian|Microsoft|Google|Amazon|Siemens"
    r"|Volkswagen|Russia|Ukraine|China|Paris|France|Francia|Frankreich|Italy|Rome|Vienna|Wien|Zürich)\b"
)


def _fill(text: str, seed: int = 1) -> str:
    return fill(
        parse(text), Random(seed), lambda slot: f"<{slot.name}.{slot.aspect}>", lambda number, value: str(value)
    )


def test_a_choice_takes_one_of_its_options_and_nests() -> None:
    found = {_fill("a [b|c [d|e]|] f", seed) for seed in range(60)}
    assert found == {"a b f", "a c d f", "a c e f", "a  f"}


def test_a_slot_knows_its_aspect_and_a_number_its_range() -> None:
    assert parse("{a.he} {3-9th}") == (Slot("a", "he"), " ", Number(3, 9, ordinal=True, in_words=True))


@pytest.mark.parametrize(
    ("text", "in_words"), [("{2-9} ships", True), ("{2-9}.{1-9} per cent", False), ("{2-9}-hour", False)]
)
def test_numbers_that_touch_a_point_or_hyphen_stay_digits(text: str, in_words: bool) -> None:
    first = parse(text)[0]
    assert isinstance(first, Number)
    assert first.in_words is in_words


def test_an_open_bracket_is_an_error_that_shows_the_text() -> None:
    with pytest.raises(ValueError, match="left open"):
        parse("[left open")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slot_of_every_phrase_is_in_its_topics_cast(language: str) -> None:
    for topic in topics(language):
        for phrases in topic.text.values():
            for phrase in phrases:
                assert slots(parse(phrase)) <= {*topic.cast, "weekday", "next"}, phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_can_be_cast_twice_over(language: str) -> None:
    tags = Counter(tag for entity in world().values() for tag in entity.tags)
    for topic in topics(language):
        assert all(tags[tag] >= 2 for tag in topic.cast.values()), topic.name


def test_headlines_divide_evenly_among_the_leads() -> None:
    for language in LANGUAGES:
        for topic in topics(language):
            assert len(topic.text["titles"]) % len(topic.text["leads"]) == 0, topic.name


def test_no_two_entities_share_a_form_except_people_of_one_family() -> None:
    owners = defaultdict(set)
    for entity in world().values():
        for form in {form for language in LANGUAGES for form in entity.forms(language)}:
            owners[form].add(entity.key)
    shared = {form: keys for form, keys in owners.items() if len(keys) > 1}
    assert shared == {"Ferrant": {"ferrant_ada", "ferrant_luc"}}
    assert all(isinstance(world()[key], Person) for keys in shared.values() for key in keys)


def test_texts_are_tidy(press: Press) -> None:
    odd = re.compile(r"[\[\]{}|]|\s{2}|\s[,.;:?!]|,,|,\.|\.\.|\b(?:de|a) el\b|^\s|\s$")
    for article in press.articles:
        for text in (article.title, article.lead, *article.paragraphs, *article.captions):
            assert not odd.search(text), text
            assert not re.match(r"[a-zäöüáéíóúñ]", text), text


def test_texts_name_nothing_of_the_real_world(press: Press) -> None:
    for article in press.articles:
        for text in (article.title, article.lead, *article.paragraphs, *article.captions, *article.authors):
            assert not REAL_NAMES.search(text), text


def test_no_paragraph_and_no_lead_is_in_two_stories(press: Press) -> None:
    """Save the lines that are meant to recur."""
    first = _one_article_a_story(press)
    standing = {line.text for publisher in press.publishers for line in publisher.standing}
    texts = Counter(re.sub(r"\d+", "0", text) for article in first for text in (article.lead, *article.paragraphs))
    assert {text for text, times in texts.items() if times > 1} == standing


def test_different_stories_are_not_near_copies(press: Press) -> None:
    """The greatest Jaccard similarity of sets of four words running stays below 0.3."""
    shingles = [_shingles(article) for article in _one_article_a_story(press)]
    places = defaultdict(list)
    for place, found in enumerate(shingles):
        for shingle in found:
            places[shingle].append(place)
    common: Counter[tuple[int, int]] = Counter()
    for sharing in places.values():
        common.update(combinations(sharing, 2))
    assert max(n / (len(shingles[i]) + len(shingles[j]) - n) for (i, j), n in common.items()) < 0.3


def test_copies_of_a_story_are_as_alike_as_their_kind_says(press: Press) -> None:
    original = {article.story: article for article in press.articles if article.copy is CopyKind.ORIGINAL}
    for article in press.articles:
        first = original[article.story]
        alike = _jaccard(_shingles(article), _shingles(first))
        match article.copy:
            case CopyKind.VERBATIM:
                assert (article.title, article.paragraphs) == (first.title, first.paragraphs)
            case CopyKind.RETITLED:
                assert article.title != first.title and article.paragraphs == first.paragraphs
            case CopyKind.TRIMMED:
                assert article.paragraphs == first.paragraphs[: len(article.paragraphs)] and 0.5 < alike < 1
            case CopyKind.EDITED:
                assert 0.4 < alike < 1


def _one_article_a_story(press: Press) -> list[SampleArticle]:
    return list({article.story: article for article in reversed(press.articles)}.values())


def _shingles(article: SampleArticle) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(article.paragraphs).lower())
    return {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def _jaccard(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other)
