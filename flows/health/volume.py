"""How many articles a source is expected to bring on a day, and when what it brought is no chance.

Counts are overdispersed Poisson with a factor for each weekday: the quasi-Poisson model of Farrington et al. (1996,
JRSS A 159:547) and Noufaily et al. (2013, Statistics in Medicine 32:1206), whose baseline leaves out the latest week,
so that a slow decline does not become its own measure. Against it run likelihood-ratio CUSUM charts, one for each
change that matters (Hoehle and Paul 2008, Computational Statistics & Data Analysis 52:4357): silence, half, three times
as much. A chart adds up log(likelihood if changed / likelihood if not), never falls below 0, and alarms at LIMIT.
`python -m tests.bench.health_simulation` shows how soon and how often wrongly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WINDOW, GUARD = timedelta(days=70), timedelta(days=7)  # what is usual: of ten weeks, but not the last
HALF_LIFE = 28.0  # days after which a day of the window counts half
FEWEST_DAYS = 14  # of the window, before anything is judged
PRIOR = 2.0  # articles of a typical day that each weekday's factor is shrunk by (gamma prior, mean 1)
CHARTS = {"silent": 0.05, "half": 0.5, "flood": 3.0}  # what remains of the usual
LIMIT = {"silent": 7.0, "half": 7.0, "flood": 9.0}
SHARE_OF_A_DAY = {"silent": 1.0, "half": 0.4, "flood": 0.6}  # of LIMIT at most: a holiday is no half
MENDED_AFTER = 3  # days that are usual again together
NEW_PACE = 28  # days in alarm after which the new pace is the usual one; silence never is


@dataclass(frozen=True, slots=True)
class Count:
    """A day's new articles; None where the source was not looked at, or only after a gap."""

    day: date
    articles: int | None


@dataclass(frozen=True, slots=True)
class Usual:
    """What is expected of a day: the mean, and how many times a Poisson's variance."""

    mean: float
    dispersion: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """A day, what was usual (None: too little is known), and the chart in alarm, since the change's likely day."""

    count: Count
    usual: Usual | None
    alarm: str | None = None
    since: date | None = None


def usual(history: Sequence[Count], day: date) -> Usual | None:
    """What is expected of a day after what was seen long enough before it."""
    seen = [c for c in history if c.articles is not None and day - WINDOW <= c.day < day - GUARD]
    if len(seen) < FEWEST_DAYS:
        return None
    factors = _weekdays(seen)
    weights = [0.5 ** ((day - c.day).days / HALF_LIFE) for c in seen]
    level = sum(w * (c.articles or 0) for w, c in zip(weights, seen, strict=True)) / sum(
        w * factors[c.day.weekday()] for w, c in zip(weights, seen, strict=True)
    )
    if level <= 0:
        return Usual(0.0, 1.0)
    means = [level * factors[c.day.weekday()] for c in seen]
    pearson = sum(((c.articles or 0) - mean) ** 2 / mean for c, mean in zip(seen, means, strict=True))
    spread = pearson / max(1, len(seen) - len({c.day.weekday() for c in seen}))
    return Usual(level * factors[day.weekday()], max(1.0, spread))


def _weekdays(seen: Sequence[Count]) -> list[float]:
    mean = sum(c.articles or 0 for c in seen) / len(seen)
    days = [[c.articles or 0 for c in seen if c.day.weekday() == weekday] for weekday in range(7)]
    return [(sum(counts) + PRIOR) / (len(counts) * mean + PRIOR) for counts in days]


def watch(counts: Sequence[Count]) -> list[Verdict]:
    """A verdict on each day, in order. Days in alarm do not become usual, unless it lasts for NEW_PACE days."""
    charts, begun = dict.fromkeys(CHARTS, 0.0), dict.fromkeys(CHARTS, date.min)
    learned: list[Count] = []
    verdicts: list[Verdict] = []
    alarm: str | None = None
    alarmed: list[Verdict] = []
    for count in counts:
        expected = usual(learned, count.day)
        if count.articles is not None and expected is not None and expected.mean > 0:
            _add(charts, begun, count, expected)
        if alarm is None:
            alarm = next((name for name in CHARTS if charts[name] >= LIMIT[name]), None)
            alarmed = []
        verdict = Verdict(count, expected, alarm, begun[alarm] if alarm else None)
        verdicts.append(verdict)
        if alarm is None:
            learned.append(count)
            continue
        alarmed.append(verdict)
        alarm = _heavier(alarm, charts)
        taken = alarm != "silent" and len(alarmed) >= NEW_PACE
        if taken:
            learned = [v.count for v in alarmed]
        if taken or _mended(alarm, alarmed):
            alarm, charts = None, dict.fromkeys(CHARTS, 0.0)
    return verdicts


def _heavier(alarm: str, charts: dict[str, float]) -> str:
    """What began as half may turn out to be silence."""
    return "silent" if alarm == "half" and charts["silent"] >= LIMIT["silent"] else alarm


def _add(charts: dict[str, float], begun: dict[str, date], count: Count, expected: Usual) -> None:
    for name, share in CHARTS.items():
        gain = ((count.articles or 0) * math.log(share) + expected.mean * (1 - share)) / expected.dispersion
        if charts[name] == 0:
            begun[name] = count.day
        charts[name] = max(0.0, charts[name] + min(gain, SHARE_OF_A_DAY[name] * LIMIT[name]))


def _mended(alarm: str, alarmed: Sequence[Verdict]) -> bool:
    last = [v for v in alarmed if v.count.articles is not None and v.usual][-MENDED_AFTER:]
    if len(last) < MENDED_AFTER:
        return False
    came = sum(v.count.articles or 0 for v in last)
    wanted = sum(v.usual.mean for v in last if v.usual)
    return came <= 1.5 * wanted if alarm == "flood" else came >= 0.75 * wanted
