"""How soon a source's trouble is seen, and how often wrongly, beside the rule of thumb.

    python -m tests.bench.health_simulation

The rule of thumb: the mean of 7 days outside the mean of 28 days -1.5/+2 standard deviations, in two readings:
deviations of the days, and of the means of 7 days. Simulated papers of 0.3 to 300 articles a day have weekdays of their
own (some none on Sundays), ten holidays a year at two fifths, a slow drift, and are overdispersed (negative binomial).
Planted after 120 days: nothing any more, half, a decline to a fifth within four weeks, a flood of five times as much
for three days. A trouble is seen when an alarm begins within four weeks of it (a flood: within a week).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

import numpy as np

from flows.health.volume import Count, watch

FIRST, DAYS, PLANTED = date(2025, 1, 6), 180, 120
QUIET_DAYS, LEAD_IN = 425, 60  # a year is judged, after what both need to begin
VOLUMES = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
TROUBLES: dict[str, Callable[[int], float]] = {
    "silent": lambda after: 0.0,
    "half": lambda after: 0.5,
    "decline": lambda after: max(0.2, 1 - 0.8 * after / 28),
    "flood": lambda after: 5.0 if after < 3 else 1.0,
}
WITHIN = {"silent": 28, "half": 28, "decline": 28, "flood": 7}
Rule = Callable[[Sequence[int]], list[bool]]


def series(rng: np.random.Generator, volume: float, days: int, trouble: str | None = None) -> list[int]:
    """The new articles of one paper, a number a day."""
    weekdays = np.array([1.1, 1.15, 1.15, 1.1, 1.1, 0.6, 0.8]) * rng.uniform(0.8, 1.25, 7)
    if rng.random() < 0.2:
        weekdays[6] = 0.02
    weekdays *= 7 / weekdays.sum()
    holidays = rng.random(days) < 10 / 365
    drift = np.exp(np.cumsum(rng.normal(0, 0.005, days)))
    shape = rng.uniform(8, 40)
    change = TROUBLES[trouble] if trouble else None
    means = [
        volume * weekdays[day % 7] * drift[day] * (0.4 if holidays[day] else 1.0)
        * (change(day - PLANTED) if change and day >= PLANTED else 1.0)
        for day in range(days)
    ]  # fmt: skip
    return [int(rng.poisson(rng.gamma(shape, mean / shape))) if mean else 0 for mean in means]


def ours(counts: Sequence[int]) -> list[bool]:
    dated = [Count(FIRST + timedelta(days=day), count) for day, count in enumerate(counts)]
    return [verdict.alarm is not None for verdict in watch(dated)]


def thumb(counts: Sequence[int]) -> list[bool]:
    """The deviations are those of the 28 days."""
    return _outside(counts, lambda day: counts[day - 28 : day])


def thumb_of_means(counts: Sequence[int]) -> list[bool]:
    """The deviations are those of the means of 7 days that end on these 28 days."""
    means = [float(np.mean(counts[max(0, day - 7) : day])) for day in range(1, len(counts) + 1)]
    return _outside(counts, lambda day: means[day - 28 : day])


def _outside(counts: Sequence[int], spread_of: Callable[[int], Sequence[float]]) -> list[bool]:
    alarms = [False] * 33
    for day in range(34, len(counts) + 1):
        month, week, spread = np.mean(counts[day - 28 : day]), np.mean(counts[day - 7 : day]), np.std(spread_of(day))
        alarms.append(bool(week < month - 1.5 * spread or week > month + 2 * spread))
    return alarms


RULES: dict[str, Rule] = {"ours": ours, "thumb": thumb, "means": thumb_of_means}


def beginnings(alarms: Sequence[bool]) -> list[int]:
    """The days on which an alarm begins."""
    return [day for day, alarm in enumerate(alarms) if alarm and not (day and alarms[day - 1])]


@dataclass(frozen=True, slots=True)
class Seen:
    """`share` of the planted troubles that were seen, and the median days until then (0: on the day)."""

    share: float
    delay: float | None


def seen(rule: Rule, volume: float, trouble: str, papers: int, seed: int = 0) -> Seen:
    rng = np.random.default_rng([seed, int(volume * 10), sorted(TROUBLES).index(trouble)])
    delays = []
    for _ in range(papers):
        found = [day - PLANTED for day in beginnings(rule(series(rng, volume, DAYS, trouble))) if day >= PLANTED]
        delays += [found[0]] if found and found[0] < WITHIN[trouble] else []
    return Seen(len(delays) / papers, median(delays) if delays else None)


def false_alarms(rule: Rule, volume: float, papers: int, seed: int = 1) -> float:
    """Alarms a paper and year where nothing is wrong."""
    rng = np.random.default_rng([seed, int(volume * 10)])
    found = [beginnings(rule(series(rng, volume, QUIET_DAYS))) for _ in range(papers)]
    return sum(day >= LEAD_IN for days in found for day in days) / papers * 365 / (QUIET_DAYS - LEAD_IN)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=60, help="of each volume and trouble (default 60)")
    papers = parser.parse_args().papers
    print(f"{papers} papers each; seen in time, after how many days (median); false alarms a paper and year\n")
    print(f"{'a day':>6}  rule   " + "".join(f"{name:>15}" for name in TROUBLES) + f"{'false alarms':>15}")
    for volume in VOLUMES:
        for name, rule in RULES.items():
            cells = [seen(rule, volume, trouble, papers) for trouble in TROUBLES]
            said = [f"{c.share:.0%} {'' if c.delay is None else f'{c.delay:.0f} d'}".strip() for c in cells]
            wrong = false_alarms(rule, volume, papers)
            print(f"{volume:6g}  {name:6} " + "".join(f"{one:>15}" for one in said) + f"{wrong:15.2f}", flush=True)


if __name__ == "__main__":
    main()
