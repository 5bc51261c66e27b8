"""The sequence model: a linear-chain CRF over BIO tags, trained by CRFsuite (tests/train/entities.py), decoded here.

A token's score for each tag is a sum over its features, and all features but one follow from a word or a pair of
words; summing once per word and pair, and walking all uncertain stretches of a text at once, decodes several times
faster than CRFsuite does with the same features handed over as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from flows.entities.classes import Classes, unpacked
from flows.entities.features import DISTANCES, EDGE, MOST_KEPT, SIDES, Features, places
from flows.entities.tokens import Token

TAGS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
Scores = NDArray[np.float32]
REACH = 3  # certain tokens between two possible ones that are walked as well
NEVER = -20.0  # the score of a move that no text showed
BATCH = 4_000  # tokens decoded at once: bounds the memory


class Table:
    """Weights by feature name: for each feature, rows of scores (one for each way it can stand to a token)."""

    def __init__(self, kept: Mapping[str, NDArray[np.generic]], name: str) -> None:
        self._rows = {feature: row for row, feature in enumerate(unpacked(kept[f"{name}_features"]))}
        weights = kept[f"{name}_weights"].astype(np.float32) * np.float32(kept["scale"])
        self._weights: Scores = np.concatenate([weights, np.zeros_like(weights[:1])])

    def sums(self, features: Sequence[list[str]]) -> Scores:
        """For each list of features the sum of their weights."""
        rows = [[self._rows[name] for name in names if name in self._rows] for names in features]
        flat = np.array([row for each in rows for row in (*each, -1)])
        begins = np.cumsum([0, *(len(each) + 1 for each in rows[:-1])])
        return np.asarray(np.add.reduceat(self._weights[flat], begins), np.float32)


Key = TypeVar("Key")


class Kept(Generic[Key]):
    """Scores by word or pair, each worked out when first met; forgotten when `MOST_KEPT` are held."""

    def __init__(self, work_out: Callable[[list[Key]], Scores]) -> None:
        self._work_out = work_out
        self._index: dict[Key, int] = {}
        self._scores = work_out([])

    def take(self, keys: Sequence[Key]) -> Scores:
        if len(self._index) > MOST_KEPT:
            self._index, self._scores = {}, self._work_out([])
        index = self._index
        fresh = list(dict.fromkeys(key for key in keys if key not in index))
        if fresh:
            self._add(fresh)
        return np.asarray(self._scores[[index[key] for key in keys]])

    def _add(self, fresh: list[Key]) -> None:
        begin, end = len(self._index), len(self._index) + len(fresh)
        if end > len(self._scores):
            room = np.zeros((2 * end, *self._scores.shape[1:]), np.float32)
            room[:begin] = self._scores[:begin]
            self._scores = room
        self._scores[begin:end] = self._work_out(fresh)
        self._index.update(zip(fresh, range(begin, end), strict=True))


class Model:
    """Tags for sentences, by the weights in a file that tests/train/entities.py wrote."""

    def __init__(self, path: Path, classes: Classes | None) -> None:
        self._features = Features(classes)
        with np.load(path, allow_pickle=False) as kept:
            self._near, self._own, self._pair = Table(kept, "near"), Table(kept, "own"), Table(kept, "pair")
            self._moves: Scores = kept["moves"]
            self._places: Scores = kept["places"]
        seen = self._moves[self._moves > NEVER]
        # A token that scores this much more outside of a name is certain: no moves beside it make up for that.
        self._certain = float(seen.max() - seen.min()) / 2
        self._words = Kept(self._word_scores)
        self._pairs = Kept(self._pair_scores)

    def _word_scores(self, words: list[str]) -> Scores:
        """For each word, its scores for the tokens at `DISTANCES` from it."""
        if not words:
            return np.zeros((0, len(DISTANCES), len(TAGS)), np.float32)
        near, own = zip(*map(self._features.of_word, words), strict=True)
        scores = self._near.sums(near)
        scores[:, DISTANCES.index(0)] += self._own.sums(own)[:, 0]
        return scores

    def _pair_scores(self, pairs: list[tuple[str, str]]) -> Scores:
        """For each pair, its scores for the tokens whose `SIDES` it is on."""
        if not pairs:
            return np.zeros((0, len(SIDES), len(TAGS)), np.float32)
        return self._pair.sums([self._features.of_pair(*pair) for pair in pairs])

    def tags(self, sentences: Sequence[list[Token]]) -> list[list[int]]:
        """For each sentence a tag (its place in `TAGS`) for each token."""
        found: list[list[int]] = []
        where = places(sentences)
        for begin, end in _batches(sentences):
            scores = self._scores(sentences[begin:end], where[begin:end])
            found += self._decode(scores, [len(sentence) for sentence in sentences[begin:end]])
        return found

    def _scores(self, sentences: Sequence[list[Token]], where: Sequence[list[int]]) -> Scores:
        """Scores of all tokens, in one array. Sentences are laid out with two edges between them."""
        words: list[str] = [EDGE, EDGE]
        keep: list[int] = []
        for sentence in sentences:
            keep += range(len(words), len(words) + len(sentence))
            words += [token.word for token in sentence]
            words += (EDGE, EDGE)
        single = self._words.take(words)
        paired = self._pairs.take(list(pairwise(words)))
        at = np.array(keep)
        total: Scores = self._places[np.fromiter((place for row in where for place in row), int, len(keep))]
        for column, distance in enumerate(DISTANCES):
            total += single[at + distance, column]
        for column, side in enumerate(SIDES):
            total += paired[at + side, column]
        return total

    def _decode(self, scores: Scores, lengths: list[int]) -> list[list[int]]:
        """The best path of each sentence. Only stretches that may hold a name are walked, all of them abreast."""
        tags = np.zeros(len(scores), np.int64)
        stretches = _stretches((scores[:, 0] - scores[:, 1:].max(1) < self._certain).tolist(), lengths)
        if stretches:
            _walk(scores, stretches, self._moves, tags)
        flat, begins = tags.tolist(), accumulate(lengths, initial=0)
        return [flat[begin : begin + length] for begin, length in zip(begins, lengths, strict=False)]


def _batches(sentences: Sequence[list[Token]]) -> Iterator[tuple[int, int]]:
    begin = size = 0
    for at, sentence in enumerate(sentences):
        if size > BATCH:
            yield begin, at
            begin, size = at, 0
        size += len(sentence)
    if begin < len(sentences):
        yield begin, len(sentences)


def _stretches(possible: list[bool], lengths: list[int]) -> list[tuple[int, int]]:
    """Runs of tokens that may be in a name, the longest first; a few certain ones between two such tokens ("of the" in
    "Bank of the Republic") do not part them, the end of a sentence does."""
    found: list[tuple[int, int]] = []
    for begin, length in zip(accumulate(lengths, initial=0), lengths, strict=False):
        end = begin - 1  # of the stretch before, in this sentence
        for at in range(begin, begin + length):
            if possible[at]:
                if end >= begin and at - end <= REACH:
                    found[-1] = (found[-1][0], at + 1)
                else:
                    found.append((at, at + 1))
                end = at + 1
    return sorted(found, key=lambda stretch: stretch[0] - stretch[1])


def _walk(scores: Scores, stretches: list[tuple[int, int]], moves: Scores, tags: NDArray[np.int64]) -> None:
    """Viterbi over stretches, longest first, so that those still going are always the first rows. A stretch begins
    after, and ends before, a token outside of any name."""
    starts = np.array([start for start, _ in stretches])
    sizes = np.array([end - start for start, end in stretches])
    going = (-sizes).searchsorted(-np.arange(sizes[0])).tolist()  # how many are longer than that many steps
    best = scores[starts] + moves[0]
    back = np.zeros((sizes[0], len(stretches), len(TAGS)), np.int64)
    for step in range(1, sizes[0]):
        n = going[step]
        paths = best[:n, :, None] + moves
        back[step, :n] = paths.argmax(1)
        best[:n] = paths.max(1) + scores[starts[:n] + step]
    current = (best + moves[:, 0]).argmax(1)
    rows = np.arange(len(stretches))
    for step in range(int(sizes[0]) - 1, -1, -1):
        n = going[step]
        tags[starts[:n] + step] = current[:n]
        current[:n] = back[step, rows[:n], current[:n]]
