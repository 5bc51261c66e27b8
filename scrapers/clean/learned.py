"""The learned verdict: which blocks are the article, judged by trees that saw real pages with known answers.

`tests/train/blocks.py` trains it and writes the weights, with a record of what they come from beside them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from scrapers.clean.blocks import Block
from scrapers.clean.features import Table, featurise
from scrapers.clean.forest import Forest
from scrapers.clean.measures import Said
from scrapers.clean.places import Floats

WEIGHTS = Path(__file__).parent / "weights" / "blocks.npz"
# Beyond so many blocks (the longest of 1,189 real pages has 2,738) the base verdict stands.
MOST_BLOCKS = 6_000
LEAST = 0.1  # below this probability no block is the article, however little else the page has
LIKELY = 0.2  # from this probability on a sentence right under the title is a lead in every second case
STRONGEST = 3  # pieces of evidence shown for a block


@dataclass(frozen=True)
class Model:
    """`names` are the columns that the forest was trained on; `tokens` says how much each word of a text, a class or an
    id speaks for the article."""

    names: tuple[str, ...]
    tokens: Mapping[str, float]
    forest: Forest


@dataclass(frozen=True)
class Verdict:
    """The learned word on a page's blocks: the positions it keeps, and how it came to that."""

    kept: set[int]
    probability: Floats
    cut: float
    table: Table
    model: Model

    @property
    def likely(self) -> set[int]:
        """The positions that may well be the article, kept or not."""
        return set(np.flatnonzero(self.probability >= LIKELY).tolist())

    def evidence(self, position: int) -> list[tuple[str, float, float]]:
        """The strongest pieces of evidence for and against a block: name, its number, and the log odds it added."""
        row = self.table.matrix[position]
        added = self.model.forest.evidence(row)
        strongest = np.argsort(-np.abs(added), kind="stable")[:STRONGEST]
        return [(self.model.names[f], float(row[f]), float(added[f])) for f in strongest]


def load(path: Path) -> Model:
    """The weights in a file that the training script wrote."""
    with np.load(path, allow_pickle=False) as held:
        arrays = {name: held[name] for name in ("feature", "threshold", "left", "value", "roots")}
        forest = Forest(**arrays, depth=int(held["depth"]))
        texts = {name: bytes(held[name]).decode("utf-8").split("\n") for name in ("names", "tokens")}
        tokens = dict(zip(texts["tokens"], held["token_weights"].astype(np.float64).tolist(), strict=True))
        return Model(tuple(texts["names"]), tokens, forest)


@cache
def shipped() -> Model:
    """The weights in the package, read once a process."""
    return load(WEIGHTS)


def best_cut(probability: Floats, words: Floats) -> float:
    """The probability from which keeping a block raises the F1 to expect of the page, counted in words.

    Of all sets of blocks the best is a top of their order by probability (Lewis 1995, "Evaluating and optimizing
    autonomous text classification systems"); a block belongs to it when it is likelier than half the best F1.
    """
    order = np.argsort(-probability, kind="stable")
    right = np.cumsum((probability * words)[order])
    expected = 2 * right / np.maximum(1e-9, np.cumsum(words[order]) + right[-1])
    return float(expected.max()) / 2


def judge(blocks: Sequence[Block], base: set[int], about: Said, model: Model) -> Verdict | None:
    """The verdict on each block; None where there is nothing to judge, or far more than any article's page has."""
    if not 0 < len(blocks) <= MOST_BLOCKS:
        return None
    table = featurise(blocks, base, about, model.tokens)
    probability = 1 / (1 + np.exp(-model.forest.margins(table.matrix)))
    cut = max(LEAST, best_cut(probability, table.words))
    return Verdict(set(np.flatnonzero(probability >= cut).tolist()), probability, cut, table, model)
