"""Labelled texts as sentences of tokens and tags, with the labels' conventions brought into line."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

from flows.entities.ends import no_name
from flows.entities.lexicon import Lexicon, known
from flows.entities.lists import RANKS
from flows.entities.mention import Type
from flows.entities.model import TAGS
from flows.entities.spans import spans_of
from flows.entities.tokens import Token, sentences
from flows.entities.whole import AMBIGUOUS

TRAIN = Path(__file__).parents[3] / "shared" / "corpus" / "entities" / "train"


@dataclass(frozen=True)
class Text:
    """One labelled text."""

    text: str
    sentences: list[list[Token]]
    tags: list[list[str]]

    def sentence(self, draw: random.Random) -> Text:
        """One of its sentences as a text."""
        n = draw.randrange(len(self.sentences))
        return Text(self.text, [self.sentences[n]], [self.tags[n]])


def read(name: str) -> list[Text]:
    """All texts of a file of the training set."""
    rows = [json.loads(line) for line in (TRAIN / f"{name}.jsonl").open(encoding="utf-8")]
    return [labelled(row["text"], row["entities"]) for row in rows]


def in_capitals(text: Text) -> Text:
    """The same as a heading in capitals."""
    raised = [[token._replace(word=token.word.upper()) for token in sentence] for sentence in text.sentences]
    return Text(text.text.upper(), raised, text.tags)


Pools = dict[tuple[str, int], list[list[str]]]


def pools(texts: list[Text]) -> Pools:
    """The distinct names of all texts, by type and number of words."""
    found: dict[tuple[str, int], dict[tuple[str, ...], None]] = {}
    for text in texts:
        for sentence, row in zip(text.sentences, text.tags, strict=True):
            for start, end, kind in spans_of(row):
                words = tuple(token.word for token in sentence[start:end])
                found.setdefault((kind, len(words)), {})[words] = None
    return {key: [list(words) for words in names] for key, names in found.items()}


def swapped(text: Text, others: Pools, draw: random.Random) -> Text:
    """The same with other names of the same types and lengths in the places of its own."""
    cut = []
    for sentence, row in zip(text.sentences, text.tags, strict=True):
        tokens = list(sentence)
        for start, end, kind in spans_of(row):
            words = zip(tokens[start:end], draw.choice(others[kind, end - start]), strict=True)
            tokens[start:end] = [token._replace(word=word) for token, word in words]
        cut.append(tokens)
    return Text(text.text, cut, text.tags)


def labelled(text: str, entities: list[tuple[int, int, Type]]) -> Text:
    cut = list(sentences(text))
    spans = sorted((start, end, kind) for start, end, kind in entities)
    tags = [_tags(sentence, spans) for sentence in cut]
    _complete(cut, tags)
    return Text(text, cut, tags)


def _tags(sentence: list[Token], spans: list[tuple[int, int, Type]]) -> list[str]:
    tags = ["O"] * len(sentence)
    for start, end, kind in spans:
        inside = [n for n, token in enumerate(sentence) if token.start < end and token.end > start and tags[n] == "O"]
        inside = _trimmed(sentence, inside, kind)
        for n in inside:
            tags[n] = f"{'B' if n == inside[0] else 'I'}-{kind}"
    assert set(tags) <= set(TAGS)
    return tags


def _trimmed(sentence: list[Token], inside: list[int], kind: Type) -> list[int]:
    """Without "the", ranks and a possessive; nothing for peoples and faiths."""
    words = [sentence[n].word for n in inside]
    while len(words) > 1 and (words[0].lower() == "the" or (kind == "PER" and words[0].lower() in RANKS)):
        inside, words = inside[1:], words[1:]
    if len(words) > 1 and words[-1] in ("'s", "’s") and kind != "ORG":
        inside, words = inside[:-1], words[:-1]
    if words and no_name(words, kind):
        return []
    return inside


def _complete(cut: list[list[Token]], tags: list[list[str]]) -> None:
    """Labels what the labellers left out: countries and known bodies, and names they labelled elsewhere in the text."""
    named: dict[tuple[str, ...], Type] = {}
    for sentence, row in zip(cut, tags, strict=True):
        for start, end, kind in spans_of(row):
            words = tuple(token.word for token in sentence[start:end])
            if words[0][0].isupper() and (len(words) > 1 or len(words[0]) > 3):
                named.setdefault(words, kind)
    for sentence, row in zip(cut, tags, strict=True):
        words = [token.word for token in sentence]
        for start, end, kind in (*known().find(words), *Lexicon(named.items()).find(words)):
            if set(row[start:end]) == {"O"} and (end - start > 1 or words[start] not in AMBIGUOUS):
                row[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
