"""How well the names of one text are folded:

    python -m tests.bench.aliases ../shared/corpus/entities/dev/aliases.jsonl

For each text the folding is given every name of it, with its type, and nothing else. Counted are pairs of distinct
names: those it joins, those that are one entity in the answer.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from flows.entities.fold import fold_names
from flows.entities.mention import TYPES, Type

Pair = frozenset[str]


def pairs(groups: Iterable[Iterable[str]]) -> set[Pair]:
    return {frozenset(pair) for group in groups for pair in combinations(sorted(set(group)), 2)}


class Score(NamedTuple):
    """Shares of pairs. The answers are incomplete (one leaves "Boris Spassky" and "Spassky" apart): precision is
    counted over names that the answer joins with any other, and `strict` over all."""

    precision: float
    recall: float
    strict: float


def score(path: Path, kind: Type, show: bool = False) -> Score:
    """The figures for one type."""
    hits = made = wanted = made_of_joined = 0
    for line in path.open(encoding="utf-8"):
        row = json.loads(line)
        answer = [group["names"] for group in row["groups"] if group["type"] == kind]
        names = sorted({name for group in answer for name in group})
        gold, mine = pairs(answer), pairs(fold_names(kind, names, title=row["title"]))
        joined = frozenset().union(*gold)
        hits, made, wanted = hits + len(gold & mine), made + len(mine), wanted + len(gold)
        made_of_joined += sum(pair <= joined for pair in mine)
        if show:
            for mark, found in (("wrong", mine - gold), ("missed", gold - mine)):
                for pair in sorted(found, key=sorted):
                    print(f"{kind} {mark} {' | '.join(sorted(pair))}")
    return Score(hits / max(1, made_of_joined), hits / max(1, wanted), hits / max(1, made))


def main() -> None:
    for kind in TYPES:
        got = score(Path(sys.argv[1]), kind, show="--show" in sys.argv)
        print(f"{kind} precision {got.precision:.3f} recall {got.recall:.3f}, strict precision {got.strict:.3f}")


if __name__ == "__main__":
    main()
