"""The pages with known answers that the block verdict is trained on, and the folds it is scored by."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from scrapers.clean.blocks import Block, split
from scrapers.clean.extract import extract
from scrapers.clean.match import match, squeeze
from scrapers.clean.measures import Said, said
from scrapers.clean.metadata import read_head
from scrapers.clean.places import Floats
from scrapers.clean.tree import parse
from scrapers.urls import registrable_domain
from tests.bench.adapters import SOURCE, page_of
from tests.train.labels import shares, words

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "articles"
FOLDS = 5


@dataclass
class Example:
    """One page: its blocks, the base verdict on them, what the page says of itself, and what the answer says.

    `share` is how much of each block the answer has; `counts` is 0 for blocks of which the answer says nothing.
    """

    row: dict[str, Any]
    fold: int
    host: str
    blocks: list[Block]
    base: set[int]
    about: Said
    share: Floats
    counts: Floats


def fold_of(host: str) -> int:
    return int(sha256(host.encode()).hexdigest(), 16) % FOLDS


def corpus_hash() -> str:
    """Of the answers and of the pages they are to, in the answers' order."""
    digest = sha256((CORPUS / "truth.jsonl").read_bytes())
    for row in rows():
        digest.update((CORPUS / row["file"]).read_bytes())
    return digest.hexdigest()


def rows() -> list[dict[str, Any]]:
    """The answers, sorted by file."""
    lines = (CORPUS / "truth.jsonl").read_text("utf-8").split("\n")
    return sorted((json.loads(line) for line in lines if line), key=lambda row: str(row["file"]))


def html_of(row: dict[str, Any]) -> str:
    return gzip.decompress((CORPUS / row["file"]).read_bytes()).decode("utf-8", "replace")


def examples() -> list[Example]:
    """All pages that have a block."""
    return [example for row in rows() if (example := _example(row)) is not None]


def _example(row: dict[str, Any]) -> Example | None:
    tree = parse(html_of(row))
    blocks = split(tree) if tree is not None else []
    if tree is None or not blocks:
        return None
    info = page_of("", row["url"]).info
    head = read_head(tree, info, SOURCE)
    base = match(blocks, extract(tree, info.final_url))[0]
    share, counts = _answered(row, blocks) if row["text"] else _snippets(row, blocks, base)
    host = registrable_domain(row["url"])
    about = said(head.title, head.meta, head.jsonld.article, head.papers)
    return Example(row, fold_of(host), host, blocks, base, about, share, counts)


def _answered(row: dict[str, Any], blocks: list[Block]) -> tuple[Floats, Floats]:
    share = shares([words(block.text) for block in blocks], words(row["text"]))
    return np.array(share), np.ones(len(blocks))


def _snippets(row: dict[str, Any], blocks: list[Block], base: set[int]) -> tuple[Floats, Floats]:
    """Only the blocks that hold a snippet count; of two that hold a wanted one, the one that the extraction keeps."""
    share, counts = np.zeros(len(blocks)), np.zeros(len(blocks))
    texts = [squeeze(block.text) for block in blocks]
    for snippet in map(squeeze, row["must_not"]):
        counts[[snippet in text for text in texts]] = 1.0
    for snippet in map(squeeze, row["must"]):
        holding = [position for position, text in enumerate(texts) if snippet in text]
        if 1 <= len(holding) <= 2:
            wanted = [p for p in holding if p in base] or [max(holding, key=lambda p: len(texts[p]))]
            share[wanted] = counts[wanted] = 1.0
    return share, counts
