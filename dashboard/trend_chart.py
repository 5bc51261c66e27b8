"""Trends as a chart: a line an entity, gaps shaded, what is not over yet hollow; and a sentence that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import altair as alt

from dashboard.charts import GAP_COLOUR, HEIGHT, PALETTE, UTC_SCALE, end, time_axis, utc, when
from dashboard.selection import Selection
from dashboard.trend_options import AVERAGED
from dashboard.trends import Point, SourcePoint
from dashboard.wording import counted, number, short_day

FULL = 0.95
"""Below this coverage a day is shaded: less is missing on any day when a small source is down."""

COLOURS = (*PALETTE, "#882255", "#8A8A2E")
"""As many as there may be lines: the two more are wine and olive of Tol, "Colour Schemes" (2021)."""

SMALL = 130
PICK, BRUSH = "pick", "brush"
"""The chart's selections: a click on a point, a drag over the time axis."""

SINGULAR = {"articles": "article", "stories": "story", "publishers": "publisher"}


@dataclass(frozen=True, slots=True)
class Measure:
    """What the lines show: a share or a count of `unit` (one of selection.UNITS), by day, week or month (`width`);
    `average`: the line is a moving average; `log`: on a logarithmic scale."""

    share: bool
    unit: str
    width: str
    average: bool = False
    log: bool = False

    def count(self, point: Point | SourcePoint) -> int:
        return int(getattr(point, self.unit))

    def whole(self, point: Point | SourcePoint) -> int:
        return int(getattr(point, f"all_{self.unit}"))

    def value(self, point: Point | SourcePoint) -> float | None:
        """None where there is nothing to have a share of."""
        return self.ratio(self.count(point), self.whole(point), 1)

    def ratio(self, count: int, whole: int, points: int) -> float | None:
        """The value of so many days (weeks, months) together."""
        if not whole:
            return None
        value = count / whole if self.share else count / points
        return value if value or not self.log else None

    def said(self, value: float) -> str:
        return f"{value:.1%}" if self.share else number(round(value))

    def axis(self) -> alt.Y:
        form = ".2~%" if self.share else ",.2~f"
        axis = alt.Axis(format=form, tickCount=5, domain=False, ticks=False)
        scale = alt.Scale(type="log") if self.log else alt.Scale(zero=True)
        return alt.Y("value:Q", title=None, axis=axis, scale=scale)


def smooth(points: Sequence[Point], measure: Measure) -> list[float | None]:
    """The moving average of one entity's points, over the days (weeks, months) up to each that had any news at all.

    That of a share is the ratio of the sums: a day of little news does not weigh as a full one.
    """
    length = AVERAGED[measure.width]
    averaged: list[float | None] = []
    for place, point in enumerate(points):
        window = [one for one in points[max(0, place - length + 1) : place + 1] if measure.whole(one)]
        sums = sum(map(measure.count, window)), sum(map(measure.whole, window))
        averaged.append(measure.ratio(*sums, len(window)) if measure.whole(point) else None)
    return averaged


def trend_chart(
    points: Sequence[Point], names: Mapping[str, str], measure: Measure, selection: Selection
) -> alt.LayerChart:
    """The points of all entities; a line is broken where nothing was collected. Points and spans can be selected."""
    drawn = [_drawn(point, names[point.entity_id], measure) for point in points]
    colours = trend_colours(names)
    encoding: dict[str, Any] = {
        "x": alt.X("at:T", title=None, scale=UTC_SCALE, axis=time_axis(selection, measure.width)),
        "y": measure.axis(),
        "color": alt.Color("name:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None),
    }
    line = alt.Chart(alt.InlineData(values=_lines(points, names, measure))).mark_line(strokeWidth=2).encode(**encoding)
    tooltip = [
        alt.Tooltip(f"{field}:N", title=title)
        for field, title in (("when", "When"), ("name", "Name"), ("said", "Value"), ("note", "Collection"))
    ]
    dots = (
        alt.Chart(alt.InlineData(values=drawn))
        .mark_point(size=40, opacity=0.5 if measure.average else 1, cursor="pointer")
        .encode(
            **encoding,
            tooltip=tooltip,
            fill=alt.condition(alt.datum.partial, alt.value("transparent"), encoding["color"]),
        )
        .add_params(
            alt.selection_point(name=PICK, fields=["who", "day"]), alt.selection_interval(name=BRUSH, encodings=["x"])
        )
    )
    # On canvas: parts of an SVG would need names of their own, which the brush has not; the chart's words say it all.
    return alt.LayerChart(
        layer=[*_shades(points, measure.width), line, dots],
        height=HEIGHT,
        usermeta={"embedOptions": {"renderer": "canvas"}},
    )


def small_chart(
    points: Sequence[SourcePoint], names: Mapping[str, str], measure: Measure, selection: Selection, top: float
) -> alt.LayerChart:
    """The trends of one source, on the scale that all small charts share (up to `top`); shaded where it was out."""
    colours = trend_colours(names)
    drawn = [
        {
            "at": _middle(point.day, measure.width),
            "value": None if point.out else measure.value(point),
            "name": names[point.entity_id],
            "when": when(point.day, measure.width),
            "said": _count_words(point, measure),
        }
        for point in points
    ]
    scale = alt.Scale(type="log", domainMax=top) if measure.log else alt.Scale(zero=True, domainMax=top)
    axis = alt.Axis(format=".2~%" if measure.share else ",.2~f", tickCount=3, domain=False, ticks=False)
    lines = (
        alt.Chart(alt.InlineData(values=drawn))
        .mark_line(strokeWidth=1.5, point={"size": 12})
        .encode(
            x=alt.X("at:T", title=None, scale=UTC_SCALE, axis=alt.Axis(format="%-d %b", grid=False, tickCount=3)),
            y=alt.Y("value:Q", title=None, axis=axis, scale=scale),
            color=alt.Color("name:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None),
            tooltip=[alt.Tooltip("when:N"), alt.Tooltip("name:N"), alt.Tooltip("said:N", title="Value")],
        )
    )
    outs = {point.day: 0.0 for point in points if point.out}
    return alt.LayerChart(layer=[*_bands(outs, measure.width), lines], height=SMALL)


def trend_colours(names: Mapping[str, str]) -> dict[str, str]:
    """The colour of each name's line."""
    return dict(zip(names.values(), COLOURS, strict=False))


def trend_sentence(points: Sequence[Point], names: Mapping[str, str], measure: Measure) -> str:
    """The chart in words: each name's total, its peak, and the gaps."""
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


def picked(state: Mapping[str, Any], width: str) -> tuple[date, date, str] | None:
    """What a click or a drag on the chart asks for: first and last day, and whom ("": not said)."""
    if points := state.get(PICK):
        day = date.fromisoformat(points[0]["day"])
        return day, last_of(day, width), str(points[0]["who"])
    if span := state.get(BRUSH, {}).get("at"):
        first, last = (datetime.fromtimestamp(edge / 1000, UTC).date() for edge in span)
        return first, last, ""
    return None


def last_of(day: date, width: str) -> date:
    """The last day of the day, week or month that begins then."""
    return date.fromordinal(end(day, width).toordinal() - 1)


def _line_words(points: Sequence[Point], name: str, measure: Measure) -> str:
    known = [(value, point.day) for point in points if (value := measure.value(point)) is not None]
    if not known:
        return f"{name}: nothing was collected."
    peak, day = max(known)
    most = f"at most {measure.said(peak)} ({when(day, measure.width)})"
    if measure.unit == "publishers":  # the same publisher prints in many weeks: there is no sum
        return f"{name}: {most}."
    return f"{name}: {counted(sum(map(measure.count, points)), SINGULAR[measure.unit], measure.unit)}, {most}."


def _lines(points: Sequence[Point], names: Mapping[str, str], measure: Measure) -> list[dict[str, object]]:
    lines: list[dict[str, object]] = []
    for entity, name in names.items():
        own = [point for point in points if point.entity_id == entity]
        values = smooth(own, measure) if measure.average else map(measure.value, own)
        for point, value in zip(own, values, strict=True):
            lines.append({"at": _middle(point.day, measure.width), "value": value, "name": name})
    return lines


def _drawn(point: Point, name: str, measure: Measure) -> dict[str, object]:
    return {
        "at": _middle(point.day, measure.width),
        "day": point.day.isoformat(),
        "who": point.entity_id,
        "value": measure.value(point),
        "name": name,
        "when": when(point.day, measure.width),
        "said": _count_words(point, measure),
        "partial": point.partial,
        "note": _note(point),
    }


def _count_words(point: Point | SourcePoint, measure: Measure) -> str:
    count, whole = measure.count(point), measure.whole(point)
    return f"{number(count)} of {number(whole)} ({count / whole:.1%})" if whole else "nothing collected"


def _note(point: Point) -> str:
    collected = f"{point.coverage:.0%} of the usual volume"
    return f"{collected}; not over, or cut by the period" if point.partial else collected


def _shades(points: Sequence[Point], width: str) -> list[alt.Chart]:
    return _bands({point.day: point.coverage for point in points if point.coverage < FULL}, width)


def _bands(coverage: Mapping[date, float], width: str) -> list[alt.Chart]:
    """A band over each day (week, month) that lacks sources, the darker the more is missing."""
    bands = [
        {
            "from": utc(day),
            "to": utc(end(day, width)),
            "when": when(day, width),
            "note": f"{share:.0%} of the usual volume was collected",
            "missing": round(0.08 + 0.3 * (1 - share), 3),
        }
        for day, share in coverage.items()
    ]
    if not bands:
        return []
    chart = alt.Chart(alt.InlineData(values=bands)).mark_rect(color=GAP_COLOUR)
    encoded: alt.Chart = chart.encode(
        x=alt.X("from:T", scale=UTC_SCALE),
        x2="to:T",
        opacity=alt.Opacity("missing:Q", scale=None, legend=None),
        tooltip=[alt.Tooltip("when:N", title="When"), alt.Tooltip("note:N", title="Collection")],
    )
    return [encoded]


def _middle(day: date, width: str) -> int:
    return (utc(day) + utc(end(day, width))) // 2
