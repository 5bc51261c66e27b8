"""What a block's text looks like, in numbers that mean the same in every language, and the words it is weighed by."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scrapers.clean.blocks import Block
from scrapers.clean.head import Meta
from scrapers.clean.jsonld import Node, texts
from scrapers.clean.places import Floats

SAMPLE, FIRST_WORDS = 400, 40  # characters and words of a block that are looked at; the rest is only counted
SHORT, SHORTEST = 24, 8  # words up to which a block's last word, and each of its words once more, are weighed
PARAGRAPH, TELLING = 20, 5  # words of a paragraph, and letters of a word, that says what the text is about
SAME_START = 80  # characters of a block that are looked up in the text that JSON-LD gives

_WORD = re.compile(r"[^\W_]+")
_MARK = re.compile(r"https?:|www\.|@|©|\||»|›|#|→|…$")
_TIME = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b")
_STOP = re.compile(r"[.!?…](?=\s)")
_ENDS = ".!?…。”\"'’»)“‘"
_DIGITS, _UPPER = string.digits.encode(), string.ascii_uppercase.encode()
_OPENS = '“"«„‘–—-•'

# In the order of the numbers that `measure` gives.
_MARKUP = ("words", "characters", "link share", "bold share", "slanted share", "line of several")
_LOOKS = (
    *("ends like a sentence", "ends with a colon", "commas", "sentences", "digits", "capitals"),
    *("begins in lower case", "begins with a quote or dash"),
    *("marks and addresses", "years and times", "letters a word", "capitalised words", "short words"),
)
_ECHOES = (
    *("words that the title has", "the title's words", "words that the description has", "the description's words"),
    *("in JSON-LD's text", "names the paper", "wording"),
)
MEASURES = (*_MARKUP, *_LOOKS, *_ECHOES, "words that the kept text has", "copies in the page", "earlier copies")


@dataclass(frozen=True)
class Said:
    """What the page says of itself, for comparison with its blocks; words and names in lower case."""

    title: frozenset[str]
    description: frozenset[str]
    body: str  # without white space
    body_words: int
    papers: tuple[str, ...]


def said(title: str, meta: Meta, article: Node, papers: Sequence[str]) -> Said:
    """What the page says of itself in its head; `article` is its JSON-LD node."""
    body = " ".join(texts(article.get("articleBody")))
    description = next((meta[name] for name in ("description", "og:description") if name in meta), "")
    named = tuple(paper.casefold() for paper in papers if len(paper) > 2)
    return Said(_words(title), _words(description), "".join(body.split()), len(body.split()), named)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))


def first_words(text: str, words: list[str] | None = None) -> list[str]:
    """The words of the block's beginning, in lower case; `words` are those of the whole text, if they are known."""
    first = words if words is not None and len(text) <= SAMPLE else _WORD.findall(text[:SAMPLE])
    return [word.lower() for word in first[:FIRST_WORDS]]


def tokens(words: list[str]) -> list[str]:
    """What a block is weighed by: its first words, each marked with where it stands."""
    few = words if len(words) <= SHORT else words[: SHORT // 2]
    found = ["w:" + ("0" if word.isdigit() else word) for word in few]
    if len(words) <= SHORTEST:
        found += ["s:" + word for word in words]
    if words:
        found += ["f:" + words[0], "b:" + " ".join(words[:2])]
        if len(words) <= SHORT:
            found.append("l:" + words[-1])
    return found


def _counted(text: str, kind: Callable[[str], bool], ascii_ones: bytes) -> int:
    """How many characters are of a kind. Most texts are ASCII, where that takes a hundredth of the time."""
    if text.isascii():
        return len(text) - len(text.encode("ascii").translate(None, ascii_ones))
    return sum(map(kind, text))


def _markup(block: Block, words: int) -> tuple[float, ...]:
    length = len(block.text)
    return words, length, block.links / length, block.bold / length, block.slanted / length, block.after_break


def _looks(text: str, words: list[str]) -> tuple[float, ...]:
    sample, few = text[:SAMPLE], words[:FIRST_WORDS]
    number, looked = max(1, len(words)), max(1, len(few))
    digits = _counted(sample, str.isdigit, _DIGITS)
    times = len(_TIME.findall(sample)) if digits else 0
    return (
        *(text[-1] in _ENDS, text[-1] == ":", text.count(","), len(_STOP.findall(text))),
        *(digits / len(sample), _counted(sample, str.isupper, _UPPER) / len(sample)),
        *(text[0].islower(), text[0] in _OPENS, len(_MARK.findall(sample)), times),
        *(len(text) / number, sum([word[0].isupper() for word in few]) / looked),
        sum([len(word) <= 3 for word in few]) / looked,
    )


def _shared(words: list[str], of: frozenset[str]) -> tuple[float, float]:
    """The share of the words that are in `of`, and of `of` that are among the words."""
    return sum([word in of for word in words]) / max(1, len(words)), len(of.intersection(words)) / max(1, len(of))


def _topic(firsts: list[list[str]], base: set[int]) -> Counter[str]:
    """The long words of the kept text, with the number of paragraphs that begin with them."""
    paragraphs = (set(firsts[position]) for position in base if len(firsts[position]) >= PARAGRAPH)
    return Counter(word for words in paragraphs for word in words if len(word) >= TELLING)


def _on_topic(words: list[str], topic: Counter[str], own: int) -> float:
    telling = [word for word in words if len(word) >= TELLING]
    return sum([topic[word] > own for word in telling]) / len(telling) if telling else 0.5


def _echoes(text: str, words: list[str], about: Said, weights: Mapping[str, float]) -> tuple[float, ...]:
    start = text[:SAME_START]
    in_body = len(words) > 2 and about.body != "" and "".join(start.split()) in about.body
    folded, get = start.casefold(), weights.get
    return (
        *_shared(words, about.title),
        *_shared(words, about.description),
        in_body,
        any(paper in folded for paper in about.papers),
        sum([get(token, 0.0) for token in tokens(words)]),
    )


def measure(blocks: Sequence[Block], base: set[int], about: Said, weights: Mapping[str, float]) -> Floats:
    """One row a block, in the order of `MEASURES`. `base` are the positions that the extraction keeps; `weights` says
    how much each token speaks for the article."""
    copies = Counter(block.text for block in blocks)
    words_of = {text: _WORD.findall(text) for text in copies}
    firsts_of = {text: first_words(text, words) for text, words in words_of.items()}
    says = {
        text: (*_looks(text, words), *_echoes(text, firsts_of[text], about, weights))
        for text, words in words_of.items()
    }
    firsts = [firsts_of[block.text] for block in blocks]
    topic = _topic(firsts, base)
    earlier: Counter[str] = Counter()
    rows = []
    for block, words in zip(blocks, firsts, strict=True):
        own = 1 if block.position in base and len(words) >= PARAGRAPH else 0
        others = (_on_topic(words, topic, own), copies[block.text], earlier[block.text])
        rows.append((*_markup(block, len(words_of[block.text])), *says[block.text], *others))
        earlier[block.text] += 1
    return np.array(rows, dtype=np.float64).reshape(len(blocks), len(MEASURES))
