"""The verdict on blocks, scored out of fold by the whole cleaner, beside trafilatura's default in the same run."""

from __future__ import annotations

import importlib.util
import statistics
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from trafilatura import bare_extraction

from scrapers.clean import learned
from scrapers.urls import registrable_domain
from tests.bench.adapters import clean
from tests.train.corpus import CORPUS, FOLDS, fold_of, html_of, rows

Counts = tuple[int, int, int]  # right, too much, missed


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", CORPUS.parents[1] / "tools" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def default_text(html: str, url: str) -> str:
    """What trafilatura's default keeps."""
    try:
        found = bare_extraction(html, url=url, include_comments=False, include_tables=True, with_metadata=True)
    except Exception:  # noqa: BLE001  (a crash counts as a miss, as the scorer has it)
        return ""
    return getattr(found, "text", None) or ""


def clean_text(html: str, url: str) -> str:
    return str(clean(html, url)["text"])


def count(row: dict[str, Any], text: str, score: ModuleType) -> Counts:
    """Shingles of a full answer; of snippets, wanted ones found, unwanted ones found, and wanted ones missed."""
    if row["text"]:
        both, extra, missed = score.overlap(row["text"], text)
        return both, extra, missed
    squeezed = score.squeeze(text)
    hits = sum(score.squeeze(snippet) in squeezed for snippet in row["must"])
    leaks = sum(score.squeeze(snippet) in squeezed for snippet in row["must_not"])
    return hits, leaks, len(row["must"]) - hits


def summed(which: str, counts: list[Counts], score: ModuleType) -> dict[str, float]:
    """Precision, recall and F1 of one set, as the scorer sums them up."""
    if which == "tf":
        hits, leaks, missed = (sum(column) for column in zip(*counts, strict=True))
        precision, recall = hits / max(1, hits + leaks), hits / max(1, hits + missed)
    else:
        precision = statistics.mean(score.share(both, extra, missed) for both, extra, missed in counts if both + extra)
        recall = statistics.mean(score.share(both, missed, extra) for both, extra, missed in counts)
    return {"f1": round(score.f1(precision, recall), 4), "precision": round(precision, 4), "recall": round(recall, 4)}


def use(weights: Path) -> None:
    """Have the cleaner judge by these weights from now on."""
    learned.WEIGHTS = weights
    learned.shipped.cache_clear()


def score_folds(folder: Path) -> dict[str, Any]:
    """Prints and returns the scores of each set: ours by `folder`'s models, none of which saw the host, and the
    default's."""
    score, shipped = scorer(), learned.WEIGHTS
    found: dict[str, dict[str, list[Counts]]] = defaultdict(lambda: defaultdict(list))
    cleaners: dict[str, Callable[[str, str], str]] = {"nightdesk": clean_text, "trafilatura": default_text}
    todo = sorted(rows(), key=lambda row: fold_of(registrable_domain(row["url"])))
    for fold in range(FOLDS):
        use(folder / f"{fold}.npz")
        for row in (row for row in todo if fold_of(registrable_domain(row["url"])) == fold):
            html = html_of(row)
            for name, cleaner in cleaners.items():
                found[name][row["set"]].append(count(row, cleaner(html, row["url"]), score))
    use(shipped)
    table = {name: {which: summed(which, sets[which], score) for which in sorted(sets)} for name, sets in found.items()}
    for name, sets in table.items():
        for which, figures in sets.items():
            print(f"{name:>12}  {which:>6}  " + "  ".join(f"{key} {value:.4f}" for key, value in figures.items()))
    return table
