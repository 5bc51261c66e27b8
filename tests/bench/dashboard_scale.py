"""How long the server takes to draw each screen over a large desk, and how much memory it needs.

    python -m tests.bench.dashboard_scale [--articles N]... [--desks DIR] [--only WORD]

Makes desks of N articles (by default 100,000 and 1,000,000) in DIR, or takes those that are there: 5,000 articles a day
of 200 sources, 200 words and 20 mentions each, with pages and a search index. Prints for each screen, drawn in a
process of its own, the milliseconds that the server spends on its script:

    cold       the first time: the modules are loaded, nothing is known of the snapshot (the system has read its file)
    warm       the median of three later times, no answer of the dashboard kept; `busy` the processor time of
               all threads
    again      with the answers kept: another visitor, or the same screen once more
    MB         the most memory that the process had

and at last, for all screens one after the other in one process, the most memory.
"""

from __future__ import annotations

import argparse
import json
import os
import pkgutil
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import streamlit as st
from streamlit import config
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.launch import ADDRESS, APP
from dashboard.snapshot import SCHEMA_VERSION
from flows import search
from flows.desk import Desk
from flows.publish import build
from flows.store.days import date_articles
from tests.bench.trends_scale import A_DAY, ENTITIES, FIRST, ZONE, fill, opened, run

SIZES = (100_000, 1_000_000)
BATCH, WORDS = 100_000, 200
RANKS = (1, 50, 1_000)
Query: TypeAlias = dict[str, str | list[str]]


@dataclass(frozen=True)
class Visit:
    """A screen with what stands behind it in the address."""

    name: str
    screen: str
    query: Query


def desk_of(root: Path, articles: int) -> Desk:
    """A desk whose one snapshot has so many articles."""
    desk = Desk(root)
    if desk.pointer.exists():
        return desk
    began = time.perf_counter()
    fill_store(desk, articles)
    snapshot = desk.database.rename(desk.snapshots / "scale.duckdb")
    build(snapshot, {"time_zone": ZONE, "schema_version": str(SCHEMA_VERSION), "run_id": "scale"})
    desk.pointer.write_text(f"{snapshot.name}\n", "utf-8")
    print(f"{articles:,} articles: made in {time.perf_counter() - began:.0f} s", flush=True)
    return desk


def fill_store(desk: Desk, articles: int) -> None:
    """So many articles with texts, mentions, pages and a search index."""
    desk.make_folders()
    with opened(desk.database) as store:
        run(store, "sources", first=FIRST, days=articles // A_DAY, entities=ENTITIES)
    for start in range(0, articles, BATCH):
        with opened(desk.database) as store:
            fill(store, start, min(start + BATCH, articles))
            run(store, "texts", words=WORDS)
            run(store, "pages", a_day=A_DAY)
    with opened(desk.database) as store:
        date_articles(store, ZONE)
    search.update(desk, anew=True)


def visits(desk: Desk) -> list[Visit]:
    """Each screen, and what of it asks most."""
    with duckdb.connect(desk.snapshots / "scale.duckdb", read_only=True) as snapshot:
        ranked = "SELECT entity_id FROM store.entity_facts ORDER BY articles DESC LIMIT 1000"
        ids = [str(row[0]) for row in snapshot.execute(ranked).fetchall()]
        newest = (
            "SELECT article_id, story_id FROM store.articles WHERE article_id <> story_id ORDER BY day DESC LIMIT 1"
        )
        [(article, story)] = snapshot.execute(newest).fetchall()
        [(last_day,)] = snapshot.execute("SELECT last_day FROM news_span").fetchall()
    most, some, rare = (ids[rank - 1] for rank in RANKS)
    all_days: Query = {"from": FIRST.isoformat(), "to": last_day.isoformat()}
    chosen: Query = {"name": [most, some, rare]}
    return [
        Visit("morning", "morning", {}),
        Visit("morning, all days", "morning", all_days),
        Visit("trends of three", "trends", chosen),
        Visit("trends, publishers, constant", "trends", {**chosen, "panel": "constant", "count": "publishers"}),
        Visit("trends by source", "trends", {**chosen, "split": "source"}),
        Visit("trends, all days by week", "trends", {**chosen, **all_days, "by": "week"}),
        Visit("rising", "rising", {}),
        Visit("rising, one language", "rising", {"language": "de"}),
        Visit("entities", "entities", {}),
        Visit("entities, search", "entities", {"search": "n4711"}),
        Visit("the most frequent entity", "entities", {"entity": most}),
        Visit("a rare entity", "entities", {"entity": rare}),
        Visit("stories", "stories", {}),
        Visit("stories, all days", "stories", {**all_days, "order": "publishers"}),
        Visit("one story", "stories", {"story": str(story)}),
        Visit("articles", "articles", {}),
        Visit("articles, all days", "articles", all_days),
        Visit("articles of an entity", "articles", {"entity": most}),
        Visit("search: rare word", "articles", {**all_days, "words": "w150000"}),
        Visit("search: common word", "articles", {**all_days, "words": "w20"}),
        Visit("search: common word, best", "articles", {**all_days, "words": "w20", "sort": "relevance"}),
        Visit("search: common word, filters", "articles", {"words": "w20", "source": ["s4", "s5"], "language": "en"}),
        Visit("search: phrase", "articles", {**all_days, "words": '"w2 w3"'}),
        Visit("search: word of all", "articles", {**all_days, "words": "headline"}),
        Visit("search: word of all, stories", "articles", {**all_days, "words": "headline", "count": "stories"}),
        Visit("one article", "articles", {"article": str(article)}),
        Visit("sources", "sources", {}),
        Visit("one source", "sources", {"one": "s4"}),
        Visit("runs", "runs", {}),
        Visit("one run", "runs", {"night": "r15"}),
        Visit("data", "data", {}),
    ]


class Clock:
    """Times the run of a screen's script alone, without what the test's own frame adds."""

    def __init__(self) -> None:
        self.wall = self.busy = 0.0
        self._run = script_runner.exec_func_with_error_handling
        script_runner.exec_func_with_error_handling = self

    def __call__(self, *given: Any) -> Any:
        began, busy = time.perf_counter(), time.process_time()
        try:
            return self._run(*given)
        finally:
            self.wall, self.busy = 1000 * (time.perf_counter() - began), 1000 * (time.process_time() - busy)

    def draw(self, visit: Visit) -> tuple[float, float]:
        """Milliseconds of wall clock and of processor time of one run of a screen's script."""
        test = AppTest.from_file(APP, default_timeout=300)
        test.query_params.update(visit.query)
        test = test.switch_page(f"screens/{visit.screen}.py").run()
        assert not test.exception, test.exception[0].message
        return self.wall, self.busy


def load(empty: Path) -> Clock:
    """A clock; every module is loaded, and the frame was drawn once."""
    for module in pkgutil.iter_modules(dashboard.__path__):
        if module.name not in ("app", "__main__"):
            import_module(f"dashboard.{module.name}")
    config.set_option("server.address", ADDRESS)
    clock = Clock()
    os.environ["NIGHTDESK_HOME"] = str(empty)
    clock.draw(Visit("nothing", "data", {}))
    return clock


def timed(root: Path, visits: Iterable[Visit]) -> None:
    """Draw each in this process, and print its times as a line of JSON."""
    with tempfile.TemporaryDirectory() as empty:
        clock = load(Path(empty))
    os.environ["NIGHTDESK_HOME"] = str(root)
    for visit in visits:
        cold, _ = clock.draw(visit)
        warm = []
        for _ in range(3):
            st.cache_data.clear()
            warm.append(clock.draw(visit))
        again, _ = clock.draw(visit)
        wall, busy = (statistics.median(times) for times in zip(*warm, strict=True))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([cold, wall, busy, again, memory]), flush=True)


def apart(root: Path, names: Iterable[str]) -> list[list[float]]:
    """The times of these visits in a new process."""
    given = [sys.executable, "-m", __spec__.name, "--desks", str(root), *(f"--draw={name}" for name in names)]
    done = subprocess.run(given, capture_output=True, text=True)  # streamlit warns there that no server runs
    if done.returncode:
        sys.exit(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def table(root: Path, articles: int, only: str) -> None:
    chosen = [visit.name for visit in visits(desk_of(root, articles)) if only in visit.name]
    print(f"{articles:9,} articles{'':12}{'cold':>7}{'warm':>7}{'busy':>7}{'again':>7}{'MB':>7}", flush=True)
    for name in chosen:
        [times] = apart(root, [name])
        print(f"{name:30}" + "".join(f"{value:7.0f}" for value in times), flush=True)
    print(f"{'all in one process':30}{apart(root, chosen)[-1][-1]:35.0f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, action="append")
    parser.add_argument("--desks", type=Path)
    parser.add_argument("--only", default="", help="a part of the names of the visits to time")
    parser.add_argument("--draw", action="append", default=[], help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.draw:
        named = {visit.name: visit for visit in visits(Desk(given.desks))}
        timed(given.desks, [named[name] for name in given.draw])
        return
    with tempfile.TemporaryDirectory(prefix="nightdesk-scale-") as folder:
        for articles in given.articles or SIZES:
            table((given.desks or Path(folder)) / str(articles), articles, given.only)


if __name__ == "__main__":
    main()
