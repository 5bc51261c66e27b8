"""Who is named together with somebody, as a drawing: the one in the middle, the others around, a line for each bond."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard.entities import Companion
from dashboard.trends import Bond
from dashboard.wording import number, plain

WIDTH, HEIGHT = 720, 440
ACROSS, DOWN = 225, 165
LONGEST = 24

Place = tuple[float, float]


def network(name: str, around: Sequence[Companion], bonds: Sequence[Bond], hrefs: Mapping[str, str]) -> None:
    """Draw it; each name leads to its entity. The list beside it says the same in words."""
    places = _places(_neighbours(around, bonds))
    middle = (WIDTH / 2, HEIGHT / 2)
    lines = [_line(places[bond.one], places[bond.other], bond.npmi, "side") for bond in bonds]
    lines += [_line(middle, places[one.entity_id], one.npmi, "") for one in around]
    nodes = "".join(_node(one, places[one.entity_id], hrefs[one.entity_id]) for one in around)
    centre = f'<circle cx="{middle[0]}" cy="{middle[1]}" r="9" class="own"/>{_text(name, middle, "own", 27)}'
    words = f"Network around {name}: {', '.join(one.name for one in around)}"
    st.html(
        f'<svg class="network" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{plain(words, 400)}">'
        f"{''.join(lines)}{centre}{nodes}</svg>"
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
    ends = f'x1="{start[0]:.0f}" y1="{start[1]:.0f}" x2="{end[0]:.0f}" y2="{end[1]:.0f}"'
    return f'<line {ends} class="{kind}" stroke-width="{0.8 + 3.5 * max(npmi, 0):.1f}"/>'


def _node(one: Companion, place: Place, href: str) -> str:
    title = f"{one.name}: {number(one.together)} articles name both"
    below = 21 if place[1] > HEIGHT / 2 else -13
    return (
        f'<a href="{plain(href)}" aria-label="{plain(title, 200)}">'
        f'<circle cx="{place[0]:.0f}" cy="{place[1]:.0f}" r="6"/>{_text(one.name, place, "", below)}</a>'
    )


def _text(name: str, place: Place, kind: str, below: float) -> str:
    return f'<text x="{place[0]:.0f}" y="{place[1] + below:.0f}" class="{kind}">{plain(name, LONGEST)}</text>'
