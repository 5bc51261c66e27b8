"""An installed spaCy pipeline as a recogniser."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

from flows.entities.mention import Mention, Type, Unsupported
from scrapers.errors import ModelError

# The labels of spaCy's own pipelines (OntoNotes, WikiNER) -> ours; others, such as NORP and DATE, are no entities here.
LABELS: dict[str, Type] = {
    "PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC",
}  # fmt: skip


def load(name: str) -> SpacyRecogniser:
    """The pipeline of that name: an installed package, or a folder."""
    if find_spec("spacy") is None:
        raise ModelError(
            f'the recogniser "spacy:{name}" needs spaCy: pip install "nightdesk[spacy]", '
            f"then python -m spacy download {name}"
        )
    import spacy

    try:
        return SpacyRecogniser(spacy.load(name))
    except OSError as error:
        raise ModelError(f'spaCy has no pipeline "{name}": python -m spacy download {name}') from error


class SpacyRecogniser:
    """Answers for the pipeline's own language only."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline
        meta = pipeline.meta
        self.name = f"spacy:{meta['lang']}_{meta['name']} {meta['version']}"

    def find(self, text: str, language: str | None = None, title: str | None = None) -> list[Mention] | Unsupported:
        if self._pipeline.lang not in (language or self._pipeline.lang, "xx"):
            return Unsupported(language)
        return [
            mention for start, piece in pieces(text, self._pipeline.max_length) for mention in self._piece(start, piece)
        ]

    def _piece(self, start: int, piece: str) -> Iterator[Mention]:
        for span in self._pipeline(piece).ents:
            if span.label_ in LABELS:
                yield Mention(start + span.start_char, start + span.end_char, LABELS[span.label_], span.text)


def pieces(text: str, most: int) -> Iterator[tuple[int, str]]:
    """(offset, piece) of at most `most` characters, spaCy's limit for one text, cut before a line break or a space."""
    start = 0
    while start < len(text):
        end = start + most
        if end < len(text):
            end = max(text.rfind("\n", start, end), 0) or max(text.rfind(" ", start, end), 0) or end
        yield start, text[start:end]
        start = end
