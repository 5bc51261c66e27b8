"""Which blocks of the page the extraction kept: its lines carried back to the blocks they came from.

Texts are compared without white space, since extractors join and part lines in their own way. A block is kept when
its text is a line (or a cell) of the extraction, lies within one, or consists for the greater part of such lines.
Where a text stands several times in the page but not in the extraction, the neighbours decide which one was meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from scrapers.clean.blocks import Block

# Shorter texts are looked up as whole lines only, or beside a longer one: "More" would be found inside any text.
SHORTEST_PART = 20
# Both ends of a block of which the extraction left out something in the middle (a foot note, an inline advert).
END = 40
# Below this share of the extraction found again in the page, the text came from elsewhere (a body in JSON).
LEAST_FOUND = 0.8


def squeeze(text: str) -> str:
    """The text without white space and invisible characters."""
    text = "".join(text.split())
    return text if text.isprintable() else "".join(filter(str.isprintable, text))


def _units(lines: list[str]) -> list[str]:
    """The lines as trafilatura made them, without its list marks, and table rows as cells."""
    units = []
    for line in lines:
        bare = line.lstrip().removeprefix("- ")
        units += [squeeze(cell) for cell in bare.split("|")] if bare.startswith("|") else [squeeze(bare)]
    return [unit for unit in units if unit]


def _pick(candidates: list[int], wanted: list[int], anchors: list[tuple[int, int]]) -> set[int]:
    """Of blocks with the same text, one for each wanted unit: the first that follows the unit's neighbours."""
    if len(wanted) >= len(candidates):
        return set(candidates)
    chosen: set[int] = set()
    for unit in wanted:
        at = bisect_left(anchors, (unit, -1))
        after = anchors[at - 1][1] if at else -1
        left = [candidate for candidate in candidates if candidate not in chosen]
        chosen.add(next((candidate for candidate in left if candidate > after), left[-1]))
    return chosen


def _whole_lines(keys: list[str], units: list[str]) -> tuple[set[int], set[str]]:
    """Positions of blocks that are whole units, and the texts of those units."""
    blocks_of: dict[str, list[int]] = defaultdict(list)
    units_of: dict[str, list[int]] = defaultdict(list)
    for position, unit in enumerate(units):
        units_of[unit].append(position)
    for position, key in enumerate(keys):
        if key in units_of:
            blocks_of[key].append(position)
    anchors = sorted((units_of[k][0], b[0]) for k, b in blocks_of.items() if len(b) == 1 == len(units_of[k]))
    kept: set[int] = set()
    for key, candidates in blocks_of.items():
        kept |= _pick(candidates, units_of[key], anchors)
    return kept, set(blocks_of)


class _Remainder:
    """Looks for blocks in the units that are no whole block: one text, `covered` counts the characters found again."""

    def __init__(self, keys: list[str], units: list[str], kept: set[int]) -> None:
        self.keys, self.units, self.kept = keys, units, kept
        self.text = "\n".join(units)
        self.covered = 0

    def search(self) -> None:
        for position, key in enumerate(self.keys):
            if position in self.kept or len(key) < SHORTEST_PART:
                continue
            at = self.text.find(key)
            if at >= 0:
                self._keep(position)
                self._spread(position, -1, at)
                self._spread(position, 1, at + len(key))
            elif inside := self._inside(key):
                self.kept.add(position)
                self.covered += inside

    def _keep(self, position: int) -> None:
        self.kept.add(position)
        self.covered += len(self.keys[position])

    def _spread(self, position: int, step: int, at: int) -> None:
        """Keeps the neighbours that stand right beside a block that was found at `at`, however short."""
        position += step
        while 0 <= position < len(self.keys) and position not in self.kept:
            key = self.keys[position]
            start = at if step > 0 else at - len(key)
            if start < 0 or not self.text.startswith(key, start):
                return
            self._keep(position)
            at = start + len(key) if step > 0 else start
            position += step

    def _inside(self, key: str) -> int:
        """How many characters of a block the units hold, if that is the greater part of it or both its ends."""
        inside = sum(len(unit) for unit in self.units if len(unit) >= SHORTEST_PART and unit in key)
        if inside * 2 > len(key):
            return inside
        return len(key) if len(key) > 3 * END and key[:END] in self.text and key[-END:] in self.text else 0


def match(blocks: list[Block], lines: list[str]) -> tuple[set[int], list[str]]:
    """Positions of the kept blocks, and the lines that are in no block, when those make up the text.

    Either the first is the answer and the second empty, or the page's markup does not hold the text and the first is
    empty.
    """
    units = _units(lines)
    keys = [squeeze(block.text) for block in blocks]
    kept, found = _whole_lines(keys, units)
    rest = _Remainder(keys, [unit for unit in units if unit not in found], kept)
    if rest.units:
        rest.search()
    if rest.covered + sum(len(unit) for unit in units if unit in found) < LEAST_FOUND * sum(map(len, units)):
        return set(), lines
    return kept, []
