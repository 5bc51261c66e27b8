"""A stream of articles that names entities as the news does, with bursts planted in its last week; by chance, by seed.

What makes it hard, as in life: few names are frequent (Zipf), interest in each drifts from day to day (autocorrelated,
log-normal), papers have their tastes and come in groups that share them (say, languages), weekends are thin, texts of
the wire are printed by several papers, papers are out for some days, in some streams a whole group of them for a week.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import numpy as np
import pyarrow as pa

LAST = date(2026, 11, 20)
DAYS, RECENT = 42, 7
GROUPS = 3
WEEKEND = 0.55
NAMES_A_STORY = 5
WIRE_SHARE, MORE_COPIES = 0.06, 4  # of the stories; further papers of a wire text, on average


@dataclass(frozen=True, slots=True)
class Stream:
    """`articles`: id, day, publisher, story. `names`: entity, article. `planted`: the entities that burst."""

    articles: list[tuple[int, date, int, int]]
    names: list[tuple[int, int]]
    planted: frozenset[int]


class Press:
    """Who prints how much about whom on each day."""

    def __init__(self, seed: int, planted: int, stories: int, entities: int, publishers: int) -> None:
        self.rng = rng = np.random.default_rng(seed)
        self.days = [LAST - timedelta(days=DAYS - 1 - place) for place in range(DAYS)]
        self.week = np.array([WEEKEND if day.weekday() > 4 else 1.0 for day in self.days])
        volume = np.arange(1, publishers + 1) ** -0.8
        self.volume = volume / volume.sum() * stories
        popularity = 1 / (np.arange(entities) + 10)
        popularity /= popularity.sum()
        group = np.arange(publishers) % GROUPS
        at_home = rng.integers(0, GROUPS, entities)[:, None] == group[None, :]
        self.taste = (rng.gamma(0.7, 1 / 0.7, (entities, publishers)) + 0.05) * np.where(at_home, 2.0, 0.5)
        self.interest = popularity * self._drift(entities)
        usual = self._a_week(popularity, stories)
        self.planted = self._plant(usual, planted)
        self.out = self._outages(seed, group)

    def _drift(self, entities: int) -> np.ndarray:
        """Log-normal day by day with a correlation of .6 from one to the next, for each entity of its own width."""
        width = self.rng.uniform(0.2, 0.5, entities)
        state = np.empty((DAYS, entities))
        state[0] = self.rng.normal(size=entities)
        for day in range(1, DAYS):
            state[day] = 0.6 * state[day - 1] + 0.8 * self.rng.normal(size=entities)
        drift: np.ndarray = np.exp(width * state - width**2 / 2)
        return drift

    def _a_week(self, popularity: np.ndarray, stories: int) -> np.ndarray:
        taste = popularity[:, None] * self.taste
        share = (taste / taste.sum(axis=0) * self.volume).sum(axis=1) / stories
        week: np.ndarray = share * stories * self.week[-RECENT:].sum() * NAMES_A_STORY
        return week

    def _plant(self, usual: np.ndarray, count: int) -> frozenset[int]:
        """Bursts to 3 to 8 times the usual interest, and to 20 stories a week at least: what a reader would notice."""
        fit = np.flatnonzero((usual > 1) & (usual < 80))
        planted = self.rng.choice(fit, count, replace=False)
        for entity in planted:
            self.interest[-RECENT:, entity] *= max(self.rng.uniform(3, 8), 20 / usual[entity])
        return frozenset(map(int, planted))

    def _outages(self, seed: int, group: np.ndarray) -> np.ndarray:
        out = np.zeros((DAYS, len(group)), dtype=bool)
        for publisher in np.flatnonzero(self.rng.random(len(group)) < 0.25):
            start = self.rng.integers(0, DAYS - 2)
            out[start : start + self.rng.integers(1, 6), publisher] = True
        if seed % 2:
            start = self.rng.integers(5, DAYS - 2 * RECENT)
            out[start : start + RECENT, group == self.rng.integers(GROUPS)] = True
        return out

    def stories(self) -> Iterator[tuple[int, list[int], list[int]]]:
        """Of each story the place of its day, its publishers, its entities."""
        for day in range(DAYS):
            for publisher, volume in enumerate(self.volume):
                weights = np.cumsum(self.interest[day] * self.taste[:, publisher])
                for _ in range(self.rng.poisson(volume * self.week[day])):
                    drawn = self.rng.random(1 + self.rng.poisson(NAMES_A_STORY - 1)) * weights[-1]
                    carriers = [c for c in self._carriers(publisher) if not self.out[day, c]]
                    yield day, carriers, sorted(set(map(int, np.searchsorted(weights, drawn))))

    def _carriers(self, publisher: int) -> list[int]:
        if self.rng.random() > WIRE_SHARE:
            return [publisher]
        more = min(len(self.volume) - 1, 1 + self.rng.geometric(1 / MORE_COPIES))
        others = self.rng.choice(len(self.volume), more, replace=False)
        return list(dict.fromkeys([publisher, *map(int, others)]))


def stream(seed: int, planted: int = 30, stories: int = 500, entities: int = 4000, publishers: int = 40) -> Stream:
    """One stream of 42 days; `stories` is how many a weekday has, copies aside."""
    press = Press(seed, planted, stories, entities, publishers)
    articles: list[tuple[int, date, int, int]] = []
    names: list[tuple[int, int]] = []
    for story, (day, carriers, named) in enumerate(press.stories()):
        for publisher in carriers:
            names += [(entity, len(articles)) for entity in named]
            articles.append((len(articles), press.days[day], publisher, story))
    return Stream(articles, names, press.planted)


def database(found: Stream) -> duckdb.DuckDBPyConnection:
    """The stream as the two views that trends are counted from, `article_days` and `entity_articles`."""
    ids, days, publishers, stories = zip(*found.articles, strict=True)
    entities, named = zip(*found.names, strict=True)
    connection = duckdb.connect()
    connection.register("a", pa.table({"id": ids, "day": days, "publisher": publishers, "story": stories}))
    connection.register("n", pa.table({"entity": entities, "id": named}))
    connection.execute(
        """CREATE TABLE article_days AS
           SELECT id AS article_id, CAST(day AS DATE) AS day, 's' || publisher AS source_id,
                  'Paper ' || publisher AS publisher, publisher AS family, 'en' AS language,
                  CAST(NULL AS VARCHAR) AS section, min(id) OVER (PARTITION BY story) AS story_id
           FROM a"""
    )
    connection.execute(
        "CREATE TABLE entity_articles AS SELECT entity AS entity_id, id AS article_id, 1 AS mentions, day "
        "FROM n JOIN article_days ON id = article_id"
    )
    connection.unregister("a")
    connection.unregister("n")
    return connection
