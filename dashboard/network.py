"""Who is named with an entity, as a small network: it in the middle, the others on a ring, their bonds as lines."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from typing import Literal

import altair as alt

from dashboard.charts import OTHERS_COLOUR, PALETTE
from dashboard.people import Together
from dashboard.trends import Bond
from dashboard.wording import counted

RING = 1.0
SIZE = 340
SIDES: tuple[tuple[str, Literal["left", "right"], int], ...] = (("left", "right", -9), ("right", "left", 9))
"""The side of the ring on which a label stands, how its text is aligned, and how far it is from its point."""
LONGEST = 22  # characters of a label


def drawing(name: str, others: Sequence[Together], bonds: Sequence[Bond]) -> alt.LayerChart:
    """Lines are thicker where two are named together more than chance would have it."""
    places = {row.entity_id: _place(number, len(others)) for number, row in enumerate(others)}
    spokes = [_line((0.0, 0.0), places[row.entity_id], row.npmi, f"{name} and {row.name}") for row in others]
    named = {row.entity_id: row.name for row in others}
    between = [
        _line(places[bond.one], places[bond.other], bond.npmi, f"{named[bond.one]} and {named[bond.other]}")
        for bond in bonds
    ]
    scale = alt.Scale(domain=[-2.3, 2.3])
    x, y = alt.X("x:Q", axis=None, scale=scale), alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[-1.3, 1.3]))
    lines = (
        alt.Chart(alt.InlineData(values=[*spokes, *between]))
        .mark_rule(color=OTHERS_COLOUR, opacity=0.55)
        .encode(x=x, y=y, x2="x2:Q", y2="y2:Q", strokeWidth=alt.StrokeWidth("npmi:Q", scale=None, legend=None))
        .encode(tooltip=[alt.Tooltip("pair:N", title="Together"), alt.Tooltip("bond:N", title="Bond")])
    )
    dots = [{"x": 0.0, "y": 0.0, "name": name, "size": 220, "side": "middle"}]
    dots += [_dot(row, places[row.entity_id]) for row in others]
    points = (
        alt.Chart(alt.InlineData(values=dots))
        .mark_point(filled=True, opacity=1, color=PALETTE[0])
        .encode(x=x, y=y, size=alt.Size("size:Q", scale=None, legend=None), tooltip=alt.Tooltip("name:N", title="Name"))
    )
    labels = [
        alt.Chart(alt.InlineData(values=[dot for dot in dots if dot["side"] == side]))
        .mark_text(align=align, dx=shift, fontSize=11)
        .encode(x=x, y=y, text="label:N")
        for side, align, shift in SIDES
    ]
    return alt.LayerChart(layer=[lines, points, *labels], height=SIZE)


def words(name: str, others: Sequence[Together], bonds: Sequence[Bond]) -> str:
    """The network in words."""
    named = {row.entity_id: row.name for row in others}
    among = "; ".join(f"{named[bond.one]} with {named[bond.other]}" for bond in bonds[:8])
    return (
        f"{name} is named with {counted(len(others), 'other')}, the closest first: "
        f"{', '.join(row.name for row in others)}." + (f" Among them: {among}." if among else "")
    )


def _place(number: int, count: int) -> tuple[float, float]:
    angle = pi / 2 - 2 * pi * (number + 0.5) / count
    return round(RING * cos(angle), 3), round(RING * sin(angle), 3)


def _line(one: tuple[float, float], other: tuple[float, float], npmi: float, pair: str) -> dict[str, object]:
    return {
        "x": one[0], "y": one[1], "x2": other[0], "y2": other[1],
        "npmi": round(0.5 + 3 * max(0.0, npmi), 2), "pair": pair, "bond": f"{npmi:.2f}",
    }  # fmt: skip


def _dot(row: Together, place: tuple[float, float]) -> dict[str, object]:
    label = row.name if len(row.name) <= LONGEST else row.name[: LONGEST - 1] + "…"
    side = "left" if place[0] < 0 else "right"
    return {"x": place[0], "y": place[1], "name": row.name, "label": label, "size": 90, "side": side}
