"""The floors of quality: figures of the clean stage that may rise and never fall.

    python -m tests.bench.floors             score the whole corpus, beside the floors and trafilatura's default
    python -m tests.bench.floors --update    raise the floors to what is seen now; refused if any figure fell

`floors.toml` holds them for the whole corpus and for the sample that the test suite scores, together with the corpus's
fingerprint. They guard the code: the verdict on blocks that is shipped was trained on these pages. What it does on
pages of hosts that it has not seen is recorded in `scrapers/clean/weights/blocks.json` by
`python -m tests.train.blocks --folds DIR`.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import tomllib
from pathlib import Path

import tomlkit

from tests.bench.corpus import CORPUS, Figures, fingerprint, sample, score

FILE = Path(__file__).with_name("floors.toml")
CLEANER, BASE = "tests.bench.adapters:clean", "tests.bench.adapters:trafilatura_default"
ONE_IN = 3  # pages in the test suite's sample: some 400, half a minute
LOWER_IS_BETTER = ("date_wrong", "leak", "errors", "empty")
MEASURES = (
    *("f1", "precision", "recall", "snippet_f1", "snippet_precision", "snippet_recall"),
    *("title", "date", "authors_f1", *LOWER_IS_BETTER),
)


def read() -> tuple[str, dict[str, Figures]]:
    """The corpus's fingerprint, and the floors of `whole` and `sample`."""
    stored = tomllib.loads(FILE.read_text("utf-8"))
    return stored.pop("corpus"), stored


def fallen(figures: Figures, floors: Figures) -> list[str]:
    """Each figure that is worse than its floor, as a line."""
    return [
        f"{which} {measure}: {figures[which][measure]:.4f}, the floor is {floor:.4f}"
        for which, measures in floors.items()
        for measure, floor in measures.items()
        if _worse(measure, figures[which][measure], floor)
    ]


def _worse(measure: str, figure: float, floor: float) -> bool:
    return figure > floor if measure in LOWER_IS_BETTER else figure < floor


def raised(figures: Figures, floors: Figures) -> Figures:
    """The floors that these figures set: never below the old ones."""
    return {
        which: {
            measure: _best(measure, measures[measure], floors.get(which, {}).get(measure))
            for measure in MEASURES
            if measure in measures
        }
        for which, measures in figures.items()
    }


def _best(measure: str, figure: float, floor: float | None) -> float:
    """The figure with three digits, rounded to the generous side, or the old floor where that asks for more."""
    lower = measure in LOWER_IS_BETTER
    new = (math.ceil if lower else math.floor)(figure * 1000) / 1000
    return new if floor is None else (min if lower else max)(new, floor)


def sampled(cleaner: str) -> Figures:
    """The figures on the test suite's sample."""
    with tempfile.TemporaryDirectory() as folder:
        return score(cleaner, sample(Path(folder), ONE_IN))


def write(figures: dict[str, Figures]) -> list[str]:
    """Raise the floors; what fell keeps them as they are and is returned."""
    corpus, floors = read() if FILE.exists() else (fingerprint(), {})
    if corpus != fingerprint():
        return ["the corpus is another one than that of the floors: delete floors.toml to begin anew"]
    wrong = [line for part, seen in figures.items() for line in fallen(seen, floors.get(part, {}))]
    if not wrong:
        new = {part: raised(seen, floors.get(part, {})) for part, seen in figures.items()}
        FILE.write_text(tomlkit.dumps({"corpus": corpus, **new}), "utf-8")
    return wrong


def table(figures: Figures, base: Figures, floors: Figures) -> str:
    """Set and measure, what is seen, trafilatura's default, the floor."""
    lines = [f"{'set':8} {'measure':20} {'seen':>8} {'default':>8} {'floor':>8}"]
    for which, measures in figures.items():
        for measure in filter(measures.__contains__, MEASURES):
            floor = floors.get(which, {}).get(measure, math.nan)
            beside = base[which].get(measure, math.nan)
            lines.append(f"{which:8} {measure:20} {measures[measure]:8.4f} {beside:8.4f} {floor:8.3f}")
    return "\n".join(lines)


def main() -> int:
    """Print the table; with --update, raise the floors or say what fell."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--update", action="store_true")
    asked = ask.parse_args()
    floors = read()[1] if FILE.exists() else {}
    figures = score(CLEANER, CORPUS)
    print(table(figures, score(BASE, CORPUS), floors.get("whole", {})))
    if asked.update:
        wrong = write({"whole": figures, "sample": sampled(CLEANER)})
    else:
        wrong = fallen(figures, floors.get("whole", {}))
    print("\n".join(wrong) or "no figure is below its floor")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
