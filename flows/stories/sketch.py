"""Texts as bands of a MinHash: the only importer of rensa.

Two texts share a band with a probability of 1 - (1 - J**2)**48, J being the part of their shingles that they share:
.98 for J = .28 (a copy trimmed to less than a third, or 40 per cent of its sentences replaced), .005 for J = .01.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import pack
from zlib import crc32

from rensa import RMinHash

from flows.stories.words import SHINGLE, shingles

BANDS, ROWS, SEED = 48, 2, 1
# Shorter texts ("This video is no longer available") are the same by chance, not by copying.
LEAST_WORDS = 40
MADE_BY = f"rensa {RMinHash.ALGORITHM_VERSION}: {BANDS} x {ROWS} of {SHINGLE} words"
"""Bands that were made otherwise cannot be compared with these."""


def sketches(texts: Sequence[str]) -> list[list[int]]:
    """For each text its bands as 32-bit numbers; none where it is too short to be compared."""
    found = [shingles(text) for text in texts]
    hashed = RMinHash.digests_from_token_sets(found, BANDS * ROWS, SEED)
    return [_bands(row) if len(own) > LEAST_WORDS - SHINGLE else [] for own, row in zip(found, hashed, strict=True)]


def _bands(row: Sequence[int]) -> list[int]:
    pieces = (pack(f">{ROWS + 1}I", band, *row[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))
    return [crc32(piece) for piece in pieces]
