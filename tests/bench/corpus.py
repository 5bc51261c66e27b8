"""The corpus of real pages with known answers, and the tool that scores a cleaner on it.

Neither is part of the project: both lie in `../shared`, and what needs them says so where they are not there.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus" / "articles"
SCORER = SHARED / "tools" / "score.py"
ABSENT = "the corpus (../shared/corpus) is not on this machine"

Figures = dict[str, dict[str, float]]
"""For each set of the corpus its measures: `f1`, `precision`, `title`, ... as the scorer names them."""


def fingerprint() -> str:
    """SHA-256 over the answers and all pages: figures of different corpora are not to be compared."""
    digest = sha256((CORPUS / "truth.jsonl").read_bytes())
    for page in sorted((CORPUS / "pages").iterdir()):
        digest.update(page.read_bytes())
    return digest.hexdigest()


def sample(folder: Path, one_in: int) -> Path:
    """A corpus in `folder` of every page whose name's hash is divisible by `one_in`: the same pages every time."""
    rows = (CORPUS / "truth.jsonl").read_text("utf-8").split("\n")
    chosen = [row for row in rows if row and _number(json.loads(row)["file"]) % one_in == 0]
    (folder / "truth.jsonl").write_text("\n".join(chosen), "utf-8")
    (folder / "pages").symlink_to(CORPUS / "pages")
    return folder


def _number(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest()[:8])


def score(cleaner: str, corpus: Path = CORPUS) -> Figures:
    """What the scorer says of `cleaner` ("module:callable") on each set. Raises CalledProcessError when it fails."""
    command = [sys.executable, str(SCORER), cleaner, "--corpus", str(corpus), "--json"]
    printed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    rows = (json.loads(line) for line in printed.splitlines())
    return {row.pop("set"): row for row in rows}


def refused(cleaner: Callable[[str, str], dict[str, Any]], corpus: Path = CORPUS) -> list[tuple[str, str]]:
    """URL and reason of each of the corpus's pages that `cleaner` takes for no article: all of them are articles."""
    found = []
    for row in map(json.loads, filter(None, (corpus / "truth.jsonl").read_text("utf-8").split("\n"))):
        html = gzip.decompress((corpus / row["file"]).read_bytes()).decode("utf-8", "replace")
        if reason := cleaner(html, row["url"])["rejected"]:
            found.append((row["url"], reason))
    return found
