"""How much of each block the known answer holds, the two read side by side in order.

Blocks and answer are lists of words. A block that lies in the answer gets the share of its four-word shingles that the
answer has; of several blocks with the same words those count that lie on the heaviest chain of matches whose order is
the same on both sides (Fredman 1975: longest increasing subsequence, here weighted, over a Fenwick tree).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass

N = 4
MOST_PLACES = 60  # where a text that the answer repeats is looked for
OUT_OF_ORDER, SURE = 10, 0.8  # words and share from which a block counts that lies on no chain
DIAGONAL = 8  # words by which two matches of one block may be shifted against each other
_WORD = re.compile(r"\w+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff\u2060"))


def words(text: str) -> list[str]:
    """The words as the scorer counts them."""
    return _WORD.findall(unicodedata.normalize("NFC", text).translate(_INVISIBLE))


@dataclass(frozen=True, slots=True)
class Match:
    """A block found in the answer: from which word to which, and how many of its shingles agree."""

    block: int
    start: int
    end: int
    weight: float


def _shingles(text: list[str]) -> list[tuple[str, ...]]:
    return [tuple(text[at : at + N]) for at in range(len(text) - N + 1)]


def _long_matches(block: int, text: list[str], where: dict[tuple[str, ...], list[int]]) -> tuple[float, list[Match]]:
    shingles = _shingles(text)
    hits = [at for at, shingle in enumerate(shingles) if shingle in where]
    starts: dict[int, Counter[int]] = defaultdict(Counter)
    for at in hits:
        for place in where[shingles[at]][:MOST_PLACES]:
            starts[(place - at) // DIAGONAL][place - at] += 1
    found = []
    for exact in starts.values():
        if (weight := sum(exact.values())) >= 0.3 * len(hits):
            start = max(0, exact.most_common(1)[0][0])
            found.append(Match(block, start, start + len(text), weight))
    return len(hits) / len(shingles), found


def _short_matches(block: int, text: list[str], answer: list[str], at: dict[str, list[int]]) -> list[Match]:
    size = len(text)
    places = [place for place in at.get(text[0], ()) if answer[place : place + size] == text]
    return [Match(block, place, place + size, size / 2) for place in places[:MOST_PLACES]]


def _chain(matches: list[Match]) -> set[int]:
    """The blocks on the heaviest chain: later blocks match later words (long ones may overlap a little)."""
    ends = sorted({match.end for match in matches})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(ends) + 1)
    before: list[int] = []

    def best_until(place: int) -> tuple[float, int]:
        node, best = bisect_left(ends, place + 1), (0.0, -1)
        while node:
            best = max(best, tree[node])
            node -= node & -node
        return best

    def enter(place: int, value: tuple[float, int]) -> None:
        node = bisect_left(ends, place) + 1
        while node < len(tree):
            tree[node] = max(tree[node], value)
            node += node & -node

    waiting: list[tuple[int, tuple[float, int]]] = []
    for number, match in enumerate(matches):
        if waiting and matches[waiting[-1][1][1]].block != match.block:
            for place, value in waiting:
                enter(place, value)
            waiting.clear()
        slack = max(2, (match.end - match.start) // 8) if match.end - match.start >= 8 else 0
        weight, previous = best_until(match.start + slack)
        before.append(previous)
        waiting.append((match.end, (weight + match.weight, number)))
    for place, value in waiting:
        enter(place, value)
    chain, number = set(), best_until(ends[-1])[1] if ends else -1
    while number >= 0:
        chain.add(matches[number].block)
        number = before[number]
    return chain


def shares(blocks: list[list[str]], answer: list[str]) -> list[float]:
    """For each block the share of it that the answer has, 0 to 1."""
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    at: dict[str, list[int]] = defaultdict(list)
    for place, shingle in enumerate(_shingles(answer)):
        where[shingle].append(place)
    for place, word in enumerate(answer):
        at[word].append(place)
    matches: list[Match] = []
    held = [0.0] * len(blocks)
    for number, text in enumerate(blocks):
        if len(text) >= N:
            held[number], found = _long_matches(number, text, where)
        else:
            found = _short_matches(number, text, answer, at) if text else []
            held[number] = 1.0 if found else 0.0
        matches += found
    chain, copies = _chain(matches), Counter(map(tuple, blocks))
    for number, text in enumerate(blocks):
        alone = len(text) >= OUT_OF_ORDER and held[number] >= SURE and copies[tuple(text)] == 1
        if number not in chain and not alone:
            held[number] = 0.0
    return held
