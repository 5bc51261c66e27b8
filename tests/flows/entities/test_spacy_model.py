"""A spaCy pipeline in the place of our own; a real one, made here."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from flows.entities import Mention, Unsupported, load
from flows.entities.spacy_model import pieces
from scrapers.errors import ModelError

needs_spacy = pytest.mark.skipif(
    find_spec("spacy") is None, reason='spaCy is not installed: pip install "nightdesk[spacy]"'
)


@pytest.fixture
def pipeline(tmp_path: Path) -> str:
    """A pipeline of spaCy's own parts, saved as a folder."""
    import spacy

    made = spacy.blank("en", meta={"name": "tiny", "version": "0.1"})
    made.add_pipe("entity_ruler").add_patterns(
        [
            {"label": "GPE", "pattern": "Nairobi"},
            {"label": "PERSON", "pattern": "Anna Kelly"},
            {"label": "DATE", "pattern": "Tuesday"},
        ]
    )
    made.max_length = 40
    made.to_disk(tmp_path / "tiny")
    return str(tmp_path / "tiny")


@needs_spacy
def test_a_pipelines_entities_become_mentions(pipeline: str) -> None:
    recogniser = load(f"spacy:{pipeline}")
    assert recogniser.name == "spacy:en_tiny 0.1"
    text = "Anna Kelly left Nairobi on Tuesday."
    assert recogniser.find(text, "en") == [Mention(0, 10, "PER", "Anna Kelly"), Mention(16, 23, "LOC", "Nairobi")]


@needs_spacy
def test_a_pipeline_answers_for_its_own_language(pipeline: str) -> None:
    assert load(f"spacy:{pipeline}").find("Anna Kelly", "de") == Unsupported("de")


@needs_spacy
def test_a_pipeline_that_is_not_installed_is_named() -> None:
    with pytest.raises(ModelError, match="python -m spacy download en_core_web_lg"):
        load("spacy:en_core_web_lg")


@pytest.mark.skipif(find_spec("spacy") is not None, reason="spaCy is installed here")
def test_without_spacy_it_is_said_what_to_install() -> None:
    with pytest.raises(ModelError, match=r"nightdesk\[spacy\]"):
        load("spacy:en_core_web_lg")


@pytest.mark.parametrize(
    "text", ["", "a", "one two three\nfour five six seven", "x" * 55, "one two three four five six seven"]
)
def test_a_long_text_is_read_in_pieces_that_make_it_up(text: str) -> None:
    cut = list(pieces(text, 20))
    assert "".join(piece for _, piece in cut) == text
    assert all(len(piece) <= 20 and text.startswith(piece, start) for start, piece in cut)
