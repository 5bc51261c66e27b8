"""What the learned verdict sees of a page: a table of numbers, a row a block, its columns named to explain it by.

A column is a measure of the block itself, of what is around it, of the blocks of the same shape, of its neighbours, of
the heading above it, or of the page; the base verdict (what trafilatura keeps) is one measure among the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from scrapers.clean.blocks import Block
from scrapers.clean.measures import MEASURES, Said, measure
from scrapers.clean.places import KINDS, Floats, Ints, Places

TAGS = ("p", "div", "li", "td", "figcaption", "h1", "h2", "h3", "h4")
LEVELS = ("its element", "one level up", "two levels up", "three levels up", "four levels up")
NEAR = {"before": 1, "after": -1}  # by how many rows the neighbour's values are moved to the block that looks at it
FARTHEST = 60  # blocks; what is farther away is as far as can be
MOST_OF_IT = 0.8
LONG, MANY_LINKS = 20, 0.3  # words from which a block is a paragraph, unless that share of it are links

Columns = dict[str, Floats]


@dataclass(frozen=True)
class Table:
    """`matrix` has one row a block and one column a name of `names`; `words` is how much each block weighs."""

    names: tuple[str, ...]
    matrix: np.ndarray[tuple[int, int], np.dtype[np.float32]]
    words: Floats


def shift(values: Floats, by: int, fill: float) -> Floats:
    """The values moved down by so many rows (up if negative)."""
    moved = np.full_like(values, fill)
    if by > 0:
        moved[by:] = values[:-by]
    else:
        moved[:by] = values[-by:]
    return moved


def _of_places(places: Places, here: Ints, weights: Mapping[str, float]) -> Columns:
    """The block's own element and those it lies in: what kind they are, and what their names speak for."""
    get, along = weights.get, [0.0] * len(places.tags)
    # Many elements have the same names: those of a list, of a menu.
    inner = {names: sum([get("a:" + name, 0.0) for name in names]) for names in set(places.names)}
    for place, names in enumerate(places.names):
        along[place] = (along[places.parents[place]] if place else 0.0) + inner[names]
    holding = {places.names[place] for place in places.of_block}
    own = {names: sum([get("o:" + name, 0.0) for name in names]) for names in holding}
    path = np.array(along)
    parents = np.array(places.parents)
    kinds, tags = np.array(places.kinds)[here], np.array(places.tags)[here]
    found = {
        "naming of its element": np.array([own[places.names[place]] for place in places.of_block]),
        "naming of what it lies in": path[parents[here]],
        "depth": np.array(places.depths, dtype=np.float64)[here],
    }
    found |= {f"in {kind}": (kinds >> bit & 1).astype(np.float64) for bit, kind in enumerate(KINDS)}
    found |= {f"is {tag}": (tags == tag).astype(np.float64) for tag in TAGS}
    at = here
    for level in LEVELS[1:]:
        at = parents[at]
        found[f"naming {level}"] = path[at] - path[parents[at]]
    return found


def _sums(places: Places, of: Columns) -> Floats:
    """Of each place: its words, those in links, those that the base verdict keeps, its blocks and its paragraphs."""
    words = of["words"]
    values = (words, words * of["link share"], words * of["trafilatura's verdict"], np.ones(len(words)), of["in p"])
    return places.sums(np.stack(values, axis=1))


def _around(places: Places, here: Ints, sums: Floats, of: Columns) -> Columns:
    """What the element that holds the block sums up to, and each of the four around it."""
    page, at, parents = max(1.0, of["words"].sum()), here, np.array(places.parents)
    found: Columns = {}
    for level in LEVELS:
        inside, links, kept, blocks, paragraphs = sums[at].T
        some = np.maximum(inside, 1)
        found |= {
            f"words, {level}": inside,
            f"share of the page's words, {level}": inside / page,
            f"link share, {level}": links / some,
            f"trafilatura's verdict, {level}": kept / some,
            f"blocks, {level}": blocks,
            f"words a block, {level}": inside / blocks,
            f"share of paragraphs, {level}": paragraphs / blocks,
        }
        at = parents[at]
    return found


def _main_part(kept: Floats, depths: Floats) -> int:
    """The innermost place that has nearly all of the base verdict's words."""
    holding = np.flatnonzero(kept >= MOST_OF_IT * kept[0])
    return int(holding[np.argmax(depths[holding])])


def _branches(places: Places, here: Ints, sums: Floats, of: Columns) -> Columns:
    """Of the main part's branches the one that holds the block: what share of it is kept, links, of the page."""
    parents, depths = places.parents, np.array(places.depths, dtype=np.float64)
    main = _main_part(sums[:, 2], depths)
    branch = [-1] * len(parents)
    for place in range(main + 1, len(parents)):
        branch[place] = place if parents[place] == main else branch[parents[place]]
    at = np.array(branch)[here]
    inside, links, kept, *_ = sums[at].T
    some = np.maximum(inside, 1)
    found = {
        "share of the page's words": inside / max(1.0, of["words"].sum()),
        "words": inside,
        "link share": links / some,
        "trafilatura's verdict": kept / some,
    }
    outside = at < 0
    columns = {f"{name}, its branch of the main part": np.where(outside, -1.0, value) for name, value in found.items()}
    within = np.where(outside & (here != main), -5.0, depths[here] - depths[main])
    return columns | {"levels below the main part": within}


def _alike(shapes: Ints, of: Columns) -> Columns:
    """Means over the page's blocks whose elements have the same tags and classes, all the way up."""
    size = int(shapes.max()) + 1
    count = np.bincount(shapes, minlength=size)
    found = {"blocks of its shape": count[shapes].astype(np.float64)}
    values = {name: of[name] for name in ("link share", "trafilatura's verdict", "wording", "ends like a sentence")}
    values["words"] = np.log1p(of["words"])
    for name, value in values.items():
        found[f"{name}, blocks of its shape"] = (np.bincount(shapes, value, size) / np.maximum(count, 1))[shapes]
    return found


def _beside(here: Ints, shapes: Ints, of: Columns) -> Columns:
    """The neighbour to either side."""
    found = {}
    for where, by in NEAR.items():
        for name in ("words", "link share", "wording", "ends like a sentence", "naming of its element"):
            found[f"{name}, the block {where}"] = shift(of[name], by, -1.0)
        for name, ids in (("place", here), ("shape", shapes)):
            found[f"same {name}, the block {where}"] = (shift(ids.astype(np.float64), by, -1.0) == ids).astype(
                np.float64
            )
    return found


def _position(of: Columns) -> Columns:
    """How far it is to the page's ends, to the base verdict's ends, and to the nearest block of some kinds."""
    words, verdict = of["words"], of["trafilatura's verdict"]
    order = np.arange(len(words), dtype=np.float64)
    kept = np.flatnonzero(verdict)
    first, last = (int(kept[0]), int(kept[-1])) if len(kept) else (0, len(words))
    found = {
        "position": order / len(words),
        "share of words before": (np.cumsum(words) - words) / max(1.0, words.sum()),
        "from the first kept": np.clip(order - first, -FARTHEST, FARTHEST),
        "from the last kept": np.clip(order - last, -FARTHEST, FARTHEST),
        "from the title": np.clip(order - _title(of), -FARTHEST, FARTHEST),
    }
    paragraph = (words > LONG) & (of["link share"] < MANY_LINKS)
    for name, holds in (("kept", verdict > 0), ("paragraph", paragraph), ("heading", of["in heading"] > 0)):
        back = shift(np.maximum.accumulate(np.where(holds, order, -np.inf)), 1, -np.inf)
        ahead = shift(np.minimum.accumulate(np.where(holds, order, np.inf)[::-1])[::-1], -1, np.inf)
        found[f"blocks since a {name}"] = np.minimum(order - back, FARTHEST)
        found[f"blocks until a {name}"] = np.minimum(ahead - order, FARTHEST)
    return found


def _title(of: Columns) -> float:
    """Position of the block that has the title's words, of an `h1` if several have; of the first `h1` otherwise."""
    same = np.flatnonzero((of["words that the title has"] > 0.8) & (of["the title's words"] > 0.8)).tolist()
    headings = np.flatnonzero(of["is h1"]).tolist()
    return next((p for p in same if p in headings), next(iter(same), next(iter(headings), -np.inf)))


def _windows(of: Columns) -> Columns:
    """The base verdict on the blocks around, by words, and how long those are."""
    words, found = of["words"], {}
    order = np.arange(len(words))
    for width in (3, 8):
        low, high = np.maximum(0, order - width), np.minimum(len(words), order + width + 1)
        total, kept = (np.concatenate(([0.0], np.cumsum(v))) for v in (words, words * of["trafilatura's verdict"]))
        inside = total[high] - total[low]
        found[f"trafilatura's verdict, {width} to either side"] = (kept[high] - kept[low]) / np.maximum(1, inside)
        found[f"words a block, {width} to either side"] = inside / (high - low)
    return found


def _above(of: Columns) -> Columns:
    """The heading above the block."""
    holds = np.where(of["in heading"] > 0, np.arange(len(of["words"]), dtype=np.float64), -1.0)
    heading = shift(np.maximum.accumulate(holds), 1, -1.0).astype(np.int64)
    names = ("wording", "trafilatura's verdict", "naming of its element", "depth", "words")
    return {f"{name}, the heading above": np.where(heading >= 0, of[name][heading], -1.0) for name in names}


def _page(of: Columns, about: Said) -> Columns:
    words, kept = of["words"].sum(), (of["words"] * of["trafilatura's verdict"]).sum()
    paragraphs = ((of["words"] > LONG) & (of["link share"] < MANY_LINKS)).sum()
    facts = {
        "blocks": len(of["words"]),
        "words": words,
        "kept words": kept,
        "kept share": kept / max(1.0, words),
        "words in JSON-LD": about.body_words,
        "words in JSON-LD for one kept": about.body_words / max(1.0, kept),
        "paragraphs": paragraphs,
    }
    return {f"{name}, the page": np.full(len(of["words"]), float(value)) for name, value in facts.items()}


def featurise(blocks: Sequence[Block], base: set[int], about: Said, weights: Mapping[str, float]) -> Table:
    """The table of a page with at least one block. `base` are the positions that the extraction keeps; `weights` says
    how much each token of a text, a class or an id speaks for the article."""
    places = Places(blocks)
    here = np.array(places.of_block)
    shapes = np.array(places.shapes)[here]
    of = dict(zip(MEASURES, measure(blocks, base, about, weights).T, strict=True))
    of["trafilatura's verdict"] = np.isin(np.arange(len(blocks)), list(base)).astype(np.float64)
    of |= _of_places(places, here, weights)
    sums = _sums(places, of)
    of |= (
        _around(places, here, sums, of)
        | _branches(places, here, sums, of)
        | _alike(shapes, of)
        | _beside(here, shapes, of)
        | _position(of)
        | _windows(of)
    )
    of |= _above(of) | _page(of, about)
    return Table(tuple(of), np.stack(list(of.values()), axis=1).astype(np.float32), of["words"])
