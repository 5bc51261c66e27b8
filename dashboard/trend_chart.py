"""Trends as a chart: a line an entity, gaps shaded, what is not over yet hollow; and a sentence that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import altair as alt

from dashboard.charts import GAP_COLOUR, HEIGHT, PALETTE, UTC_SCALE, end, time_axis, utc, when
from dashboard.selection import Selection
from dashboard.trends import Point
from dashboard.wording import counted, number, short_day

FULL = 0.95
"""Below this coverage a day is shaded: less is missing on any day when a small source is down."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What the lines show: a share or a count, of articles or of stories, by day, week or month."""

    share: bool
    stories: bool
    width: str

    def value(self, point: Point) -> float | None:
        """None where there is nothing to have a share of."""
        count, whole = (point.stories, point.all_stories) if self.stories else (point.articles, point.all_articles)
        if not self.share:
            return count if whole else None
        return count / whole if whole else None

    def said(self, value: float) -> str:
        return f"{value:.1%}" if self.share else number(round(value))


def trend_chart(
    points: Sequence[Point], names: Mapping[str, str], measure: Measure, selection: Selection
) -> alt.LayerChart:
    """The points of all entities; a line is broken where nothing was collected."""
    drawn = [_drawn(point, names[point.entity_id], measure) for point in points]
    colours = dict(zip(names.values(), PALETTE, strict=False))
    axis = alt.Axis(format=".1%" if measure.share else ",d", tickCount=5, domain=False, ticks=False)
    encoding: dict[str, Any] = {
        "x": alt.X("at:T", title=None, scale=UTC_SCALE, axis=time_axis(selection)),
        "y": alt.Y("value:Q", title=None, axis=axis, scale=alt.Scale(zero=True)),
        "color": alt.Color("name:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None),
    }
    tooltip = [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in (("when", "When"), ("name", "Name"), ("said", "Value"))
    ]
    line = alt.Chart(alt.InlineData(values=drawn)).mark_line(strokeWidth=2).encode(**encoding)
    encoding["tooltip"] = [*tooltip, alt.Tooltip("note:N", title="Collection")]
    dots = [
        alt.Chart(alt.InlineData(values=[dot for dot in drawn if dot["partial"] is partial]))
        .mark_point(size=36, opacity=1, filled=not partial)
        .encode(**encoding)
        for partial in (False, True)
    ]
    return alt.LayerChart(layer=[*_shades(points, measure.width), line, *dots], height=HEIGHT)


def trend_colours(names: Mapping[str, str]) -> dict[str, str]:
    """The colour of each name's line."""
    return dict(zip(names.values(), PALETTE, strict=False))


def trend_sentence(points: Sequence[Point], names: Mapping[str, str], measure: Measure) -> str:
    """The chart in words: each name's first to last, its peak, and the gaps."""
    said = [
        _line_words([point for point in points if point.entity_id == entity], name, measure)
        for entity, name in names.items()
    ]
    gaps = [point.day for point in points if point.coverage < FULL and point.entity_id == points[0].entity_id]
    if gaps:
        named = ", ".join(short_day(day) for day in gaps[:5]) + (" …" if len(gaps) > 5 else "")
        said.append(
            f"Shaded: on {counted(len(gaps), measure.width)} ({named}) a part of the sources was not collected."
        )
    if any(point.partial for point in points):
        said.append("Hollow points: not over yet, or cut by the period.")
    return " ".join(said)


def _line_words(points: Sequence[Point], name: str, measure: Measure) -> str:
    known = [(value, point.day) for point in points if (value := measure.value(point)) is not None]
    if not known:
        return f"{name}: nothing was collected."
    peak, day = max(known)
    total = sum(point.stories if measure.stories else point.articles for point in points)
    unit = ("story", "stories") if measure.stories else ("article", "articles")
    return f"{name}: {counted(total, *unit)}, at most {measure.said(peak)} ({when(day, measure.width)})."


def _drawn(point: Point, name: str, measure: Measure) -> dict[str, object]:
    value = measure.value(point)
    whole = point.all_stories if measure.stories else point.all_articles
    count = point.stories if measure.stories else point.articles
    return {
        "at": _middle(point.day, measure.width),
        "value": value,
        "name": name,
        "when": when(point.day, measure.width),
        "said": "nothing collected" if value is None else f"{number(count)} of {number(whole)} ({count / whole:.1%})",
        "partial": point.partial,
        "note": _note(point),
    }


def _note(point: Point) -> str:
    collected = f"{point.coverage:.0%} of the usual volume"
    return f"{collected}; not over, or cut by the period" if point.partial else collected


def _shades(points: Sequence[Point], width: str) -> list[alt.Chart]:
    """A band over each day (week, month) that lacks sources, the darker the more is missing."""
    bands = {
        point.day: {
            "from": utc(point.day),
            "to": utc(end(point.day, width)),
            "when": when(point.day, width),
            "note": f"{point.coverage:.0%} of the usual volume was collected",
            "missing": round(0.08 + 0.3 * (1 - point.coverage), 3),
        }
        for point in points
        if point.coverage < FULL
    }
    if not bands:
        return []
    chart = alt.Chart(alt.InlineData(values=list(bands.values()))).mark_rect(color=GAP_COLOUR)
    encoded: alt.Chart = chart.encode(
        x=alt.X("from:T", scale=UTC_SCALE),
        x2="to:T",
        opacity=alt.Opacity("missing:Q", scale=None, legend=None),
        tooltip=[alt.Tooltip("when:N", title="When"), alt.Tooltip("note:N", title="Collection")],
    )
    return [encoded]


def _middle(day: date, width: str) -> int:
    return (utc(day) + utc(end(day, width))) // 2
