"""Who and what an article names: text -> mentions -> the article's entities. Pure functions; no store, no network.

    load(model)                    "nightdesk", or "spacy:NAME" for an installed spaCy pipeline
    recogniser.find(text, language, title)     mentions, or Unsupported
    fold_article(text, mentions)   names of one article that mean one entity

    mention.py         Mention, Unsupported
    recogniser.py      what a recogniser promises; our own, of the steps below
    tokens.py          text -> sentences of tokens
    features.py classes.py lists.py    what the model looks at, and what is known of words beforehand
    model.py           sentences -> tags: a CRF
    whole.py ends.py   tags -> mentions: the pass over the whole article; where a name begins and ends
    spans.py lexicon.py                runs of tokens; names as sequences of words, found in one walk
    fold.py names.py   mentions -> groups: six names for one man
    spacy_model.py     a spaCy pipeline as a recogniser; the only importer of spaCy
    countries.toml known.toml          countries with their peoples, well-known organisations
    weights/           what was learned, and from what (PROVENANCE.md); made by tests/train

English is the promise; the languages of `EXPERIMENTAL` are served by one model without word classes; for any other
the recogniser says `Unsupported`.
"""

from __future__ import annotations

from flows.entities.fold import Group, fold_article
from flows.entities.mention import Mention, Type, Unsupported
from flows.entities.recogniser import EXPERIMENTAL, Nightdesk, Recogniser
from scrapers.errors import ModelError

__all__ = ["EXPERIMENTAL", "Group", "Mention", "Recogniser", "Type", "Unsupported", "fold_article", "load"]


def load(model: str = "nightdesk") -> Recogniser:
    """The recogniser of that name. ModelError says what to install when there is none, or what names there are."""
    kind, _, name = model.partition(":")
    if kind == "spacy" and name:
        from flows.entities import spacy_model  # spaCy is an extra

        return spacy_model.load(name)
    if model != "nightdesk":
        raise ModelError(
            f'no recogniser is called "{model}": use "nightdesk" or "spacy:NAME", such as "spacy:en_core_web_lg"'
        )
    return Nightdesk()
