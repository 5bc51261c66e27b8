"""A source's days as a calendar: a square a day, a column a week; darker is more; what was not collected is crossed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import altair as alt

from dashboard.charts import PALETTE
from dashboard.sources import SourceDay
from dashboard.wording import counted, long_day, number, short_day

CELL = 15
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
OUT_COLOUR = "#D55E00"


def chart(days: Sequence[SourceDay]) -> alt.LayerChart:
    """Quiet days are empty squares, days that are out have a cross: neither is drawn as few."""
    cells = [_cell(day) for day in days]
    weeks = sorted({str(cell["week"]) for cell in cells})
    x = alt.X("week:O", title=None, sort=weeks, axis=alt.Axis(labels=False, domain=False, ticks=False))
    y = alt.Y("weekday:O", title=None, sort=list(DAYS), axis=alt.Axis(domain=False, ticks=False))
    tooltip = [alt.Tooltip("when:N", title="Day"), alt.Tooltip("said:N", title="Articles")]
    base = alt.Chart(alt.InlineData(values=cells)).encode(x=x, y=y, tooltip=tooltip)
    squares = base.mark_rect(cornerRadius=2, stroke="#808080", strokeOpacity=0.35, color=PALETTE[0]).encode(
        fillOpacity=alt.FillOpacity("strength:Q", scale=None, legend=None)
    )
    crosses = base.transform_filter("datum.state == 'out'").mark_text(text="×", fontSize=14, color=OUT_COLOUR)
    return alt.LayerChart(layer=[squares, crosses], width=max(1, len(weeks)) * (CELL + 3), height=7 * (CELL + 3))


def words(days: Sequence[SourceDay]) -> str:
    """The calendar in words."""
    out = [day.day for day in days if day.state == "out"]
    quiet = sum(day.state == "quiet" for day in days)
    best = max(days, key=lambda day: (day.articles, day.day), default=None)
    said = [f"{counted(sum(day.articles for day in days), 'article')} on {counted(len(days), 'day')}"]
    if best and best.articles:
        said.append(f"at most {number(best.articles)} ({short_day(best.day)})")
    said.append(f"quiet on {counted(quiet, 'day')}")
    named = f" ({', '.join(map(short_day, out[:5]))}{' …' if len(out) > 5 else ''})" if out else ""
    said.append(f"not collected on {counted(len(out), 'day')}{named}")
    return "; ".join(said) + "."


def _cell(day: SourceDay) -> dict[str, str | float]:
    monday = day.day - timedelta(days=day.day.weekday())
    strength = 0.0 if not day.articles else min(1.0, 0.25 + 0.75 * day.articles / max(1.0, 1.6 * day.usual))
    said = f"{number(day.articles)}, usually {day.usual:g}; {day.state}"
    return {
        "week": f"{monday.isocalendar().year}-W{monday.isocalendar().week:02}",
        "weekday": DAYS[day.day.weekday()], "when": long_day(day.day), "said": said, "state": day.state,
        "strength": round(strength, 2),
    }  # fmt: skip
