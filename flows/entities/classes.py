"""What is known of a word beforehand: its classes in two published collections, and the lists it stands in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from flows.entities import lists

WEIGHTS = Path(__file__).parent / "weights"
BROWN_DEPTHS = (4, 6, 10, 18)  # bits of the path, counted from the root; those of Turian et al. 2010 (4, 6, 10, 20)


def unpacked(words: np.ndarray) -> list[str]:
    return words.tobytes().decode().split("\n")


class Classes:
    """Word -> class names, as features. See tests/train/clusters.py for where the classes come from."""

    def __init__(self) -> None:
        with np.load(WEIGHTS / "clusters.npz", allow_pickle=False) as kept:
            self._classes = dict(zip(unpacked(kept["words"]), kept["classes"].tolist(), strict=True))
            self._coarser = kept["coarser"].T.tolist()
            self._bits = dict(zip(unpacked(kept["cased"]), kept["bits"].tolist(), strict=True))

    def topics(self, word: str) -> tuple[str, ...]:
        """Classes of the word whatever its case, the finest first; none for an unknown word."""
        number = self._classes.get(word.lower())
        if number is None:
            return ()
        middle, coarse = self._coarser[number]
        return f"g{number}", f"h{middle}", f"i{coarse}"

    def paths(self, word: str) -> tuple[str, ...]:
        """The word's Brown path at four depths; an ALL-CAPITALS word that is not known so is looked up as a name."""
        bits = self._bits.get(word)
        if bits is None and word.isupper():
            bits = self._bits.get(word.capitalize())
        if bits is None:
            return ()
        return tuple(f"b{depth}:{bits & ((1 << depth) - 1)}" for depth in BROWN_DEPTHS)

    def known_lower(self, word: str) -> bool:
        return word.lower() in self._bits


_LISTS = {
    "title": lists.TITLES,
    "corporate": lists.CORPORATE,
    "body": lists.BODIES,
    "ground": lists.GROUND,
    "time": lists.MONTHS_AND_DAYS,
}


@cache
def _country_words() -> frozenset[str]:
    return frozenset(word for name in lists.COUNTRIES for word in name.split() if word[0].isupper())


def listings(word: str) -> tuple[str, ...]:
    """The names of the lists that hold the word."""
    low = word.lower()
    found = [name for name, words in _LISTS.items() if low in words]
    named = word.capitalize() if word.isupper() and len(word) > 3 else word
    if named in lists.DEMONYMS:
        found.append("demonym")
    if named in lists.PERSUASIONS:
        found.append("persuasion")
    if word in lists.BRANDS:
        found.append("brand")
    if named in lists.COUNTRIES:
        found.append("country")
    elif named in _country_words():
        found.append("countryword")
    return tuple(found)
