"""Text -> tokens with their offsets, and where sentences begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from flows.entities.lists import ABBREVIATIONS

# Initials ("U.S."), figures, words (an apostrophe inside belongs: O'Brien; a possessive does not), runs of one mark.
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|['’]s(?!\w)"
    r"|\d+(?:[.,:]\d+)*[^\W\d_]*"
    r"|[^\W_]+(?:['’](?!s(?!\w))[^\W_]+)*"
    r"|_+"
    r"|([^\w\s])\1*"
)
ENDS = frozenset(".!?…")
OPENERS = frozenset("\"'“‘”’«»()[]-–—•*")
LONGEST_WORD = 40  # characters that features look at; a "word" may be a megabyte
LONGEST_SENTENCE = 400  # tokens; what has no end is cut here


class Token(NamedTuple):
    """One token: `word` is its text, cut at `LONGEST_WORD` characters; `text[start:end]` is all of it."""

    word: str
    start: int
    end: int


def sentences(text: str) -> Iterator[list[Token]]:
    """The text's sentences in order. A line break ends a sentence, so does a full stop that an upper-case letter, a
    figure or an opening mark follows, unless an initial or an abbreviation stands before it."""
    sentence: list[Token] = []
    for found in TOKEN.finditer(text):
        start, end = found.span()
        if sentence and (_ends_here(text, sentence, start) or len(sentence) == LONGEST_SENTENCE):
            yield sentence
            sentence = []
        sentence.append(Token(text[start : min(end, start + LONGEST_WORD)], start, end))
    if sentence:
        yield sentence


def _ends_here(text: str, sentence: list[Token], start: int) -> bool:
    last = sentence[-1]
    if last.end == start:
        return False
    if "\n" in text[last.end : start]:
        return True
    end = next((token for token in reversed(sentence[-3:]) if token.word not in OPENERS), last)
    if end.word[-1] not in ENDS or not (text[start].isupper() or text[start].isdigit() or text[start] in OPENERS):
        return False
    if end.word != "." or len(sentence) < 2:
        return len(end.word) == 1 or end.word[0] in ENDS  # "U.S. Senate" goes on
    before = sentence[sentence.index(end) - 1].word
    return not ((len(before) == 1 and before.isupper()) or before in ABBREVIATIONS)
