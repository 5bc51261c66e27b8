"""The linear part: what each word of a text, a class or an id speaks for, by logistic regression over all blocks."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from scrapers.clean.measures import first_words, tokens
from scrapers.clean.places import Places
from tests.train.corpus import Example

LEAST_HOSTS = 4  # on how many hosts a token must stand: no paper's own words, no sentence of anybody's
STRENGTH, STEPS = 0.05, 40  # inverse of the L2 penalty; iterations, which do not have to converge
LEAST_WEIGHT = 0.01
MOST_TIMES = 3  # that one token counts in one block


def block_tokens(example: Example) -> list[Counter[str]]:
    """The tokens of each block's own element (o:), of those around it (a:) and of its text."""
    places = Places(example.blocks)
    along: list[list[str]] = []
    for place, names in enumerate(places.names):
        along.append((along[places.parents[place]] if place else []) + ["a:" + name for name in names])
    return [
        Counter(
            ["o:" + name for name in places.names[place]]
            + along[places.parents[place]]
            + tokens(first_words(block.text))
        )
        for block, place in zip(example.blocks, places.of_block, strict=True)
    ]


class Tokens:
    """All blocks that count and their tokens as one sparse matrix, from which any part of the pages can be fitted."""

    def __init__(self, examples: Sequence[Example]) -> None:
        hosts: dict[str, set[str]] = defaultdict(set)
        column: dict[str, int] = {}
        columns, values, ends = [], [], [0]
        right, weight, fold = [], [], []
        for example in examples:
            rows = block_tokens(example)
            for token in set().union(*rows):
                hosts[token].add(example.host)
            for position in np.flatnonzero(example.counts):
                row = rows[position]
                columns += [column.setdefault(token, len(column)) for token in row]
                values += [min(times, MOST_TIMES) for times in row.values()]
                ends.append(len(columns))
                right.append(example.share[position] >= 0.5)
                weight.append(example.counts[position] * min(3.0, 0.5 + len(example.blocks[position].text) / 150))
                fold.append(example.fold)
        self.vocabulary, self.hosts = list(column), hosts
        self.fold_of = {example.host: example.fold for example in examples}
        shape = (len(right), len(column))
        self.matrix = csr_matrix((np.array(values, dtype=np.float64), columns, ends), shape=shape)
        self.right, self.weight, self.fold = np.array(right), np.array(weight), np.array(fold)

    def fit(self, without: frozenset[int]) -> dict[str, float]:
        """The weight of each token that stands on enough hosts and says anything, seen from all folds but these."""
        seen = [
            column
            for column, token in enumerate(self.vocabulary)
            if sum(self.fold_of[host] not in without for host in self.hosts[token]) >= LEAST_HOSTS
        ]
        rows = ~np.isin(self.fold, list(without))
        matrix, weight = self.matrix[rows][:, seen], self.weight[rows]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model = LogisticRegression(C=STRENGTH, max_iter=STEPS)
            model.fit(matrix, self.right[rows], sample_weight=weight / weight.mean())
        pairs = zip(seen, model.coef_[0].round(3).tolist(), strict=True)
        return {self.vocabulary[column]: value for column, value in pairs if abs(value) >= LEAST_WEIGHT}
