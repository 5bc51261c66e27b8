"""Answers as charts, each with a sentence that says the same to who cannot see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import altair as alt

from dashboard.rows import Collection, DayCount
from dashboard.selection import Selection
from dashboard.wording import counted, long_day, number, short_day

LEADING = 6
"""Sources with a colour of their own; the others are grey together."""

# Okabe and Ito, "Color Universal Design" (2008), without black (invisible in the dark) and yellow (invisible on white).
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00")
OTHERS_COLOUR = "#999999"
OTHERS = "other sources"
GAP_COLOUR = "#808080"

HEIGHT = 300
BAR_GAP = 0.16
UTC_SCALE = alt.Scale(type="utc", nice=False)

GRAINS = ((130, "day"), (800, "week"), (10**6, "month"))
"""Up to so many days a bar is a day, then a week, then a month."""


def grain(selection: Selection) -> str:
    """How wide a bar is: day, week or month."""
    days = (selection.last - selection.first).days + 1
    return next(name for limit, name in GRAINS if days <= limit)


def articles_by_day(counts: Sequence[DayCount], days: Sequence[Collection], selection: Selection) -> alt.LayerChart:
    """Stacked bars by source; days without collection are shaded and have no bar: they are not zero."""
    colours = source_colours(counts)
    bars = _bars(counts, list(colours), selection)
    stacked = (
        alt.Chart(alt.InlineData(values=bars))
        .mark_bar()
        .encode(
            x=alt.X("from:T", title=None, scale=UTC_SCALE, axis=time_axis(selection)),
            x2="to:T",
            y=alt.Y(
                "low:Q", title=None, axis=alt.Axis(format=",d", tickMinStep=1, tickCount=5, domain=False, ticks=False)
            ),
            y2="high:Q",
            color=alt.Color(
                "source:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), legend=None
            ),
            tooltip=[
                alt.Tooltip("when:N", title="When"),
                alt.Tooltip("source:N", title="Source"),
                alt.Tooltip("count:Q", format=",d", title=_unit(selection)),
            ],
        )
    )
    return alt.LayerChart(layer=[_period(selection), *_gaps(days), stacked], height=HEIGHT)


def source_colours(counts: Sequence[DayCount]) -> dict[str, str]:
    """Each source's colour, most articles first, the others together last; the same whatever is counted."""
    sizes: Counter[str] = Counter()
    for count in counts:
        sizes[_name(count)] += count.articles
    largest = sorted(sizes, key=lambda name: (name == OTHERS, -sizes[name], name))
    return {
        name: OTHERS_COLOUR if name == OTHERS else PALETTE[place % len(PALETTE)] for place, name in enumerate(largest)
    }


def articles_by_day_sentence(counts: Sequence[DayCount], days: Sequence[Collection], selection: Selection) -> str:
    """The chart in words: total, fullest day, gaps."""
    by_day: Counter[date] = Counter()
    for count in counts:
        by_day[count.day] += _value(count, selection)
    unit = "story" if selection.stories else "article"
    plural = "stories" if selection.stories else "articles"
    words = [
        f"{counted(by_day.total(), unit, plural)} from {short_day(selection.first)} to {short_day(selection.last)}."
    ]
    if by_day:
        fullest = max(by_day, key=lambda day: (by_day[day], day))
        words.append(f"Most in one {grain(selection)}: {number(by_day[fullest])} ({when(fullest, grain(selection))}).")
    words.extend(_gap_sentences(days))
    return " ".join(words)


def _gap_sentences(days: Sequence[Collection]) -> list[str]:
    gaps = [day for day in days if day.gap]
    partly = [day for day in days if day.out and not day.gap]
    said = []
    if gaps:
        named = ", ".join(short_day(day.day) for day in gaps[:5]) + (" …" if len(gaps) > 5 else "")
        said.append(
            f"Shaded: nothing was collected on {counted(len(gaps), 'day')} ({named}), which is not the same as no news."
        )
    if partly:
        said.append(f"On {counted(len(partly), 'further day')} some sources could not be read (marked under the bars).")
    return said


def _period(selection: Selection) -> alt.Chart:
    # Nothing to see: it makes the axis run over the whole period where the first or last days have no bar.
    whole = {"from": utc(selection.first), "to": utc(end(selection.last, "day"))}
    chart: alt.Chart = alt.Chart(alt.InlineData(values=[whole])).mark_rect(opacity=0)
    encoded: alt.Chart = chart.encode(x=alt.X("from:T", scale=UTC_SCALE), x2="to:T")
    return encoded


def _gaps(days: Sequence[Collection]) -> list[alt.Chart]:
    """Shades over the days without collection, marks under those when some sources were out."""
    shaded = [_band(day.day, "nothing was collected") for day in days if day.gap]
    partly = [
        _band(day.day, f"{day.out} of {day.asked} sources could not be read") for day in days if day.out and not day.gap
    ]
    encoding: dict[str, Any] = {
        "x": alt.X("from:T", scale=UTC_SCALE),
        "x2": "to:T",
        "tooltip": [alt.Tooltip("when:N", title="When"), alt.Tooltip("note:N", title="Collection")],
    }
    shade = alt.Chart(alt.InlineData(values=shaded)).mark_rect(color=GAP_COLOUR, opacity=0.22).encode(**encoding)
    mark = (
        alt.Chart(alt.InlineData(values=partly))
        .mark_rect(color=GAP_COLOUR, yOffset=3, y2Offset=7)
        .encode(**encoding, y=alt.value("height"), y2=alt.value("height"))
    )
    return [chart for chart, drawn in ((shade, shaded), (mark, partly)) if drawn]


def _band(day: date, note: str) -> dict[str, str | int]:
    return {"from": utc(day), "to": utc(day + timedelta(days=1)), "when": long_day(day), "note": note}


def _bars(counts: Sequence[DayCount], order: Sequence[str], selection: Selection) -> list[dict[str, object]]:
    """One bar a day and source, standing on the ones before it."""
    width, tops = grain(selection), Counter[date]()
    bars: list[dict[str, object]] = []
    for count in sorted(counts, key=lambda count: (count.day, order.index(_name(count)))):
        low, high = tops[count.day], tops[count.day] + _value(count, selection)
        tops[count.day] = high
        inset = (end(count.day, width) - count.day) * BAR_GAP / 2
        bars.append(
            {
                "from": utc(count.day, inset),
                "to": utc(end(count.day, width), -inset),
                "when": when(count.day, width),
            }
            | {"source": _name(count), "low": low, "high": high, "count": high - low}
        )
    return bars


def time_axis(selection: Selection, width: str = "") -> alt.Axis:
    form = "%b %Y" if (width or grain(selection)) == "month" else "%-d %b"
    return alt.Axis(format=form, labelOverlap=True, labelPadding=10, grid=False, tickCount=8)


def utc(day: date, shift: timedelta = timedelta()) -> int:
    # Milliseconds on a scale that is UTC, where a day stands for itself: the browser's own zone has no say.
    return round((datetime.combine(day, time.min, UTC) + shift).timestamp() * 1000)


def _name(count: DayCount) -> str:
    return OTHERS if count.source_id is None else count.source or count.source_id


def _value(count: DayCount, selection: Selection) -> int:
    return count.stories if selection.stories else count.articles


def _unit(selection: Selection) -> str:
    return "Stories" if selection.stories else "Articles"


def when(day: date, width: str) -> str:
    if width == "month":
        return f"{day:%B %Y}"
    return long_day(day) if width == "day" else f"week of {short_day(day)}"


def end(day: date, width: str) -> date:
    if width == "month":
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day + timedelta(days=7 if width == "week" else 1)
