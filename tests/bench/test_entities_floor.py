"""Quality of naming on labelled texts that were kept apart from training, held by floors.

The sample is fixed: the first texts of each file. All of them are scored by
`python ../shared/tools/score_entities.py tests.bench.adapters:entities ../shared/corpus/entities/dev/*.jsonl`, and the
folding of names by `python -m tests.bench.aliases`. Floors are raised by hand when the figures rise for good.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.entities.mention import Type
from tests.bench.adapters import entities
from tests.bench.aliases import score

DEV = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "entities" / "dev"
MOST_WORDS = 6_000

pytestmark = pytest.mark.skipif(not DEV.exists(), reason="the corpus (../shared/corpus) is not on this machine")

# F1 in percent over the distinct (name, type) pairs of each text, when the floor was set, less half a point.
FLOORS: dict[str, float] = {
    "uner_pud": 73.0,
    "wikigold": 74.5,
    "uner_ewt": 57.4,
    "crossner_politics": 86.3,
    "redocred": 82.3,
    "da_ddt": 70.3,
    "de_germeval": 61.2,
    "hr_set": 86.7,
    "no_ndt": 69.5,
    "pt_bosque": 72.6,
}
# Precision over names that the answer joins with any, and recall, of joined pairs.
ALIAS_FLOORS: dict[Type, tuple[float, float]] = {"PER": (0.98, 0.65), "ORG": (0.94, 0.39)}


def folded(name: str) -> str:
    name = name.strip().casefold()
    for tail in ("'s", "’s"):
        name = name.removesuffix(tail)
    return name.removeprefix("the ")


def article_f1(file: str) -> float:
    words = hits = mine_only = gold_only = 0
    for line in (DEV / f"{file}.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        text = row["text"]
        gold = {(folded(text[start:end]), kind) for start, end, kind in row["entities"]}
        mine = {(folded(text[start:end]), kind) for start, end, kind in entities(text)}
        hits, mine_only, gold_only = hits + len(gold & mine), mine_only + len(mine - gold), gold_only + len(gold - mine)
        words += len(text.split())
        if words > MOST_WORDS:
            break
    return 200 * hits / (2 * hits + mine_only + gold_only)


@pytest.mark.parametrize("file", list(FLOORS))
def test_no_file_falls_below_its_floor(file: str) -> None:
    assert article_f1(file) >= FLOORS[file], f"{file} fell below its floor"


@pytest.mark.parametrize("kind", list(ALIAS_FLOORS))
def test_no_figure_of_folding_falls_below_its_floor(kind: Type) -> None:
    found = score(DEV / "aliases.jsonl", kind)
    least_precision, least_recall = ALIAS_FLOORS[kind]
    assert found.precision >= least_precision and found.recall >= least_recall
