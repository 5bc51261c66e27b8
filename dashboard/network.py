"""Who is named together with somebody, as a drawing: the one in the middle, the others around, a line for each bond."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.entities import Companion
from dashboard.trends import Bond
from dashboard.wording import number, plain

WIDTH, HEIGHT = 720, 480
ACROSS, DOWN = 265, 200
LONGEST = 22

Place = tuple[float, float]


def network(name: str, around: Sequence[Companion], bonds: Sequence[Bond], hrefs: Mapping[str, str]) -> None:
    """Draw it; each name leads to its entity. The list beside it says the same in words."""
    places = _places(_neighbours(around, bonds))
    middle = (WIDTH / 2, HEIGHT / 2)
    lines = [_line(places[bond.one], places[bond.other], bond.npmi, "side") for bond in bonds]
    lines += [_line(middle, places[one.entity_id], one.npmi, "") for one in around]
    nodes = "".join(_node(one, places[one.entity_id], hrefs[one.entity_id]) for one in around)
    own = f'<b style="{_at(middle)}">{plain(name, LONGEST)}</b>'
    st.html(
        f'<div class="network" role="group" aria-label="{plain(f"Network around {name}", 200)}">'
        f"{''.join(lines)}{own}{nodes}</div>"
    )


def _neighbours(around: Sequence[Companion], bonds: Sequence[Bond]) -> list[Companion]:
    """The others in an order in which each stands beside the one that it is closest to, as far as that goes."""
    close = {frozenset((bond.one, bond.other)): bond.npmi for bond in bonds}
    left, ordered = list(around[1:]), list(around[:1])
    while left:
        last = ordered[-1].entity_id
        following = max(left, key=lambda one: close.get(frozenset((last, one.entity_id)), 0))
        left.remove(following)
        ordered.append(following)
    return ordered


def _places(ordered: Sequence[Companion]) -> dict[str, Place]:
    turn = 2 * math.pi / max(len(ordered), 1)
    return {
        one.entity_id: (
            WIDTH / 2 + ACROSS * math.sin(turn * (place + 0.5)),
            HEIGHT / 2 - DOWN * math.cos(turn * (place + 0.5)),
        )
        for place, one in enumerate(ordered)
    }


def _line(start: Place, end: Place, npmi: float, kind: str) -> str:
    across, down = end[0] - start[0], end[1] - start[1]
    length = f"width:{100 * math.hypot(across, down) / WIDTH:.2f}%;transform:rotate({math.atan2(down, across):.4f}rad)"
    width = f"height:{0.8 + 3.5 * max(npmi, 0):.1f}px"
    return f'<i aria-hidden="true" class="{kind}" style="{_at(start)};{length};{width}"></i>'


def _node(one: Companion, place: Place, href: str) -> str:
    title = f"{one.name}: {number(one.together)} articles name both"
    return f'<a href="{plain(href)}" title="{plain(title, 200)}" style="{_at(place)}">{plain(one.name, LONGEST)}</a>'


def _at(place: Place) -> str:
    return f"left:{100 * place[0] / WIDTH:.2f}%;top:{100 * place[1] / HEIGHT:.2f}%"
