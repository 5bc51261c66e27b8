"""Copies planted into real texts: `python -m tests.bench.planted_copies [--texts N]`.

Takes the texts of the corpus that are like news (150 to 1,500 words, and a tenth of the shingles at least names
someone or gives a number) and plants into each the edits that newsrooms make, and a text of the same template: all
names and numbers changed. Prints precision and recall over all pairs, recall by kind of edit, and how often a template
was taken for a copy.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from random import Random

from flows.articles import text_hash
from flows.stories import Told, agency, group, sketches
from flows.stories.copies import copied_within
from flows.stories.words import wording
from tests.flows.stories.planted import NOON, edited, name, refigured, reworded, text_of, trimmed

TRUTH = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "articles" / "truth.jsonl"
LEAST_NAMED = 0.1
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_TOKEN = re.compile(r"\w+|[.!?\n]+")


def real_texts(most: int) -> list[str]:
    rows = [json.loads(line) for line in TRUTH.read_text("utf-8").split("\n") if line]
    texts = sorted({row["text"] for row in rows if row["text"] and 150 <= len(row["text"].split()) <= 1500})
    stories = group(_told(texts))  # some stand in the corpus twice
    return Random(1).sample([text for i, text in enumerate(texts) if stories[i] == i and _is_news(text)], most)


def _told(texts: list[str]) -> list[Told]:
    return [
        Told(i, NOON + timedelta(minutes=i), text_hash(text), bands, agency(text, ()), text)
        for i, (text, bands) in enumerate(zip(texts, sketches(texts), strict=True))
    ]


def _is_news(text: str) -> bool:
    read = wording(text)
    return len(read.named) >= LEAST_NAMED * len(read.shingles)


def paragraphs(text: str) -> list[list[str]]:
    return [_SENTENCE.split(line) for line in text.split("\n") if line.strip()]


def copies(text: str, others: list[str], rng: Random) -> Iterator[tuple[str, str]]:
    told = paragraphs(text)
    yield "original", text
    yield "trimmed", text_of(trimmed(told, rng.uniform(0.3, 0.6)))
    edits = {
        "replaced": lambda _: rng.choice(rng.choice(paragraphs(rng.choice(others)))),
        "reworded": lambda sentence: reworded(sentence, rng),
        "refigured": lambda sentence: refigured(sentence, rng),
        "dropped": lambda _: "",
    }
    for kind, edit in edits.items():
        yield f"edited: {kind}", text_of(edited(told, rng.uniform(0.1, 0.4), rng, edit))
    yield "agency line", f"BERLIN (Reuters) - {text}"
    yield "template", renamed(text, rng)


def renamed(text: str, rng: Random) -> str:
    """The text with all names and numbers changed, each name to the same other one throughout."""
    names: dict[str, str] = {}
    begins = True

    def other(found: re.Match[str]) -> str:
        nonlocal begins
        word, first = found[0], begins
        begins = not word[0].isalnum()
        if word[0].isdigit():
            return str(rng.randint(1, 9999))
        known = word[0].isupper() and not first and len(word) > 1
        return names.setdefault(word, name(rng)) if known else word

    return _TOKEN.sub(other, text)


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--texts", type=int, default=300)
    rng, texts = Random(1), real_texts(ask.parse_args().texts)
    planted = [(number, kind, copy) for number, text in enumerate(texts) for kind, copy in copies(text, texts, rng)]
    stories = group(_told([copy for *_, copy in planted]))
    right = [(number, kind == "template") for number, kind, _ in planted]
    together: dict[int, list[int]] = defaultdict(list)
    for i in range(len(planted)):
        together[stories[i]].append(i)
    found = [pair for members in together.values() for pair in combinations(members, 2)]
    hits = sum(right[a] == right[b] for a, b in found)
    pairs = sum(n * (n - 1) // 2 for n in [len(list(copies(texts[0], texts, rng))) - 1] * len(texts))
    print(f"{len(texts)} texts, {pairs} pairs: precision {hits / len(found):.4f}, recall {hits / pairs:.4f}")
    originals = {number: i for i, (number, kind, _) in enumerate(planted) if kind == "original"}
    for kind in dict.fromkeys(kind for _, kind, _ in planted):
        own = [(i, originals[number]) for i, (number, other, _) in enumerate(planted) if other == kind]
        alone = sum(bool(copied_within(planted[i][2], planted[o][2], same_agency=False)) for i, o in own)
        print(f"{kind:20} in one story with the original {sum(stories[i] == stories[o] for i, o in own) / len(own):.3f}"
              f", taken for a copy by itself {alone / len(own):.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
