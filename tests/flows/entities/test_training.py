"""What training makes of labelled texts, and that the decoder does what CRFsuite does."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from flows.entities.model import TAGS, Model
from flows.entities.tokens import sentences
from tests.train.texts import Text, in_capitals, labelled


def tagged(text: Text) -> list[tuple[str, str]]:
    return [
        (token.word, tag)
        for sentence, tags in zip(text.sentences, text.tags, strict=True)
        for token, tag in zip(sentence, tags, strict=True)
        if tag != "O"
    ]


def test_labels_lose_ranks_articles_and_peoples() -> None:
    text = "President Anna Kelly met the French Rain Board and Germans."
    spans = [(0, 20, "PER"), (25, 46, "ORG"), (51, 58, "LOC")]
    assert tagged(labelled(text, spans)) == [
        ("Anna", "B-PER"),
        ("Kelly", "I-PER"),
        ("French", "B-ORG"),
        ("Rain", "I-ORG"),
        ("Board", "I-ORG"),
    ]


def test_labels_gain_the_countries_and_the_names_that_were_left_out() -> None:
    text = "Corksville is in Kenya. They left Corksville."
    assert tagged(labelled(text, [(0, 10, "LOC")])) == [
        ("Corksville", "B-LOC"),
        ("Kenya", "B-LOC"),
        ("Corksville", "B-LOC"),
    ]


def test_a_sentence_in_capitals_keeps_its_labels() -> None:
    assert tagged(in_capitals(labelled("Anna won.", [(0, 4, "PER")]))) == [("ANNA", "B-PER")]


@pytest.mark.skipif(find_spec("pycrfsuite") is None, reason='CRFsuite is not installed: pip install "nightdesk[train]"')
def test_the_decoder_gives_the_tags_that_crfsuite_gives(tmp_path: Path) -> None:
    import pycrfsuite

    from flows.entities.features import Features
    from tests.train.entities import Rows, export, train

    told = "{} of the Rain Board left {} on a Monday."
    texts = []
    for person in ("Anna Kelly", "Elena Varga", "Omar Byrne"):
        for place in ("Corksville", "Port Ellen", "New Derry"):
            text = told.format(person, place)
            named = ((person, "PER"), ("Rain Board", "ORG"), (place, "LOC"))
            spans = [(text.index(name), text.index(name) + len(name), kind) for name, kind in named]
            texts.append(labelled(text, spans))
    train(texts, "xx", tmp_path / "model")
    export([tmp_path / "model"], tmp_path / "tiny.npz")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(tmp_path / "model"))
    new = labelled("Omar Kelly of the Rain Board left Port Derry on a Monday. Elena Byrne left Corksville.", [])
    theirs = [tagger.tag(rows)[1:-1] for rows, _ in Rows(Features(None)).of(new)]
    ours = Model(tmp_path / "tiny.npz", None).tags(list(sentences(new.text)))
    assert [[TAGS[tag] for tag in row] for row in ours] == theirs
    assert {tag for row in theirs for tag in row} > {"O", "B-PER"}
