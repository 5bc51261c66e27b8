"""Train the verdict on blocks: `python -m tests.train.blocks [--folds DIR]`. Needs the extra `train`.

Without a switch the model is fitted to the whole corpus and written into the package, with a record of where it comes
from. With `--folds` only the record's scores are written: each of five parts of the hosts is cleaned by a model that
saw none of them, by the code that cleans at night, and scored beside trafilatura's default in the same run.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from scrapers.clean import learned
from scrapers.clean.features import Table, featurise
from tests.train.corpus import FOLDS, Example, corpus_hash, examples
from tests.train.score import score_folds
from tests.train.words import Tokens

SEED = 7
COMMON: dict[str, Any] = {
    "objective": "binary",
    "learning_rate": 0.1,
    "num_leaves": 24,
    "min_data_in_leaf": 40,
    "lambda_l2": 5.0,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_bin": 127,
    # The same bytes for the same corpus on the same versions.
    "seed": SEED,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
# Two forests of different habits, averaged: the second draws the thresholds that it chooses from at random.
FORESTS: tuple[tuple[int, dict[str, Any]], ...] = ((100, COMMON), (120, COMMON | {"extra_trees": True}))
SNIPPETS = 4  # how often a block with a snippet counts: such pages have six of them, others a whole answer
# Blocks far from anything that either verdict keeps teach little: one in four is taken, and counts four times.
FAR_BEFORE, FAR_AFTER, TAKEN = 12, 15, 0.25
SETS = {
    "sh": "scrapinghub/article-extraction-benchmark, MIT",
    "tf": "adbar/trafilatura, tests, Apache-2.0",
    "fundus": "flairNLP/fundus, tests, MIT",
    "wcxb": "Murrough-Foley/web-content-extraction-benchmark, CC BY 4.0",
}


def thin(pages: Sequence[Example]) -> None:
    """Leave out most of the blocks that are far from the text."""
    chance = np.random.default_rng(SEED)
    for page in pages:
        near = sorted(page.base.union(np.flatnonzero(page.share > 0.3).tolist()))
        if not near:
            continue
        order = np.arange(len(page.blocks))
        far = (order < near[0] - FAR_BEFORE) | (order > near[-1] + FAR_AFTER)
        taken = chance.random(len(order)) < TAKEN
        page.counts = np.where(far, np.where(taken, page.counts / TAKEN, 0.0), page.counts)


def fit_trees(pages: Sequence[Example], tables: Sequence[Table]) -> list[lightgbm.Booster]:
    """The forests, fitted to the blocks that count."""
    taken = [page.counts > 0 for page in pages]
    rows = np.concatenate([table.matrix[take] for table, take in zip(tables, taken, strict=True)])
    right = np.concatenate([page.share[take] >= 0.5 for page, take in zip(pages, taken, strict=True)])
    times = [page.counts * (1 if page.row["text"] else SNIPPETS) for page in pages]
    weight = np.concatenate([time[take] for time, take in zip(times, taken, strict=True)])
    found = []
    for rounds, parameters in FORESTS:
        dataset = lightgbm.Dataset(rows, label=right, weight=weight)
        found.append(lightgbm.train(dict(parameters), dataset, rounds))
    return found


def _flatten(node: dict[str, Any], at: int, nodes: list[list[float]], depth: int) -> tuple[float, float, int]:
    """Writes a tree's node to its place, its children behind all others; returns mean answer, weight and depth."""
    if "leaf_value" in node:
        nodes[at] = [0, np.inf, at, node["leaf_value"]]
        return node["leaf_value"], node.get("leaf_count", 1), depth
    left = len(nodes)
    nodes += [[], []]
    below = [
        _flatten(node[side], left + side_number, nodes, depth + 1)
        for side_number, side in enumerate(("left_child", "right_child"))
    ]
    weight = sum(part[1] for part in below)
    mean = sum(part[0] * part[1] for part in below) / max(weight, 1)
    nodes[at] = [node["split_feature"], node["threshold"], left, mean]
    return mean, weight, max(part[2] for part in below)


def flat(boosters: Sequence[lightgbm.Booster]) -> dict[str, Any]:
    """The trees of all forests as the arrays of `Forest`, their answers averaged."""
    nodes: list[list[float]] = []
    roots, depth = [], 0
    for tree in (tree for booster in boosters for tree in booster.dump_model()["tree_info"]):
        roots.append(len(nodes))
        nodes.append([])
        depth = max(depth, _flatten(tree["tree_structure"], roots[-1], nodes, 0)[2])
    feature, threshold, left, value = zip(*nodes, strict=True)
    return {
        "feature": np.array(feature, np.int32),
        "threshold": np.array(threshold, np.float32),
        "left": np.array(left, np.int32),
        "value": (np.array(value) / len(boosters)).astype(np.float32),
        "roots": np.array(roots, np.int32),
        "depth": np.array(depth),
    }


def write(path: Path, names: Sequence[str], tokens: dict[str, float], boosters: Sequence[lightgbm.Booster]) -> None:
    """The weights as `scrapers.clean.learned.load` reads them. LightGBM folds its start into the first tree."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(names).encode(), np.uint8),
        tokens=np.frombuffer("\n".join(sorted(tokens)).encode(), np.uint8),
        token_weights=np.array([tokens[token] for token in sorted(tokens)], np.float32),
        **flat(boosters),
    )


def train(
    path: Path, pages: Sequence[Example], weights: Callable[[frozenset[int]], dict[str, float]], hidden: int
) -> None:
    """Fit a model to the pages of all folds but the hidden one (-1: none) and write it. The trees see the linear part's
    word on pages that it was not fitted to."""
    seen = [page for page in pages if page.fold != hidden]
    tables = [featurise(page.blocks, page.base, page.about, weights(frozenset({hidden, page.fold}))) for page in seen]
    write(path, tables[0].names, weights(frozenset({hidden})), fit_trees(seen, tables))


def record(path: Path, scores: dict[str, Any]) -> None:
    """What the weights come from, beside them."""
    told = {
        "corpus": corpus_hash(),
        "sets": SETS,
        "made with": {name: version(name) for name in ("lightgbm", "scikit-learn", "numpy", "trafilatura", "lxml")},
        "forests": [parameters | {"rounds": rounds} for rounds, parameters in FORESTS],
        "scores out of fold": scores,
    }
    path.write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", "utf-8")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument(
        "--folds", type=Path, metavar="DIR", help="score out of fold, with the folds' models in this folder"
    )
    got = ask.parse_args()
    pages = examples()
    thin(pages)
    weights = cache(Tokens(pages).fit)
    told = learned.WEIGHTS.with_suffix(".json")
    if got.folds:
        for fold in range(FOLDS):
            train(got.folds / f"{fold}.npz", pages, weights, fold)
        record(told, score_folds(got.folds))
    else:
        train(learned.WEIGHTS, pages, weights, -1)
        record(told, {})


if __name__ == "__main__":
    main()
