"""How long trends take over a large store, and what a night adds to it.

    python -m tests.bench.trends_scale [--articles N]

Makes stores in a temporary folder, in SQL: 5,000 articles a day of 200 sources, 20 mentions of 11 names in each, names
by Zipf's law. Prints for each question of the dashboard the best of five times, as the wall clock and as processor time
(of all threads, so that a busy machine can be told from a slow query); for a night of 5,000 articles the time to write
its mentions, names and days into a store of N / 10 and of N.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import duckdb

from dashboard.selection import Selection
from dashboard.snapshot import QUERIES, Snapshot
from flows.publish import build
from flows.store.connection import ROW_GROUP, Store, migrate, quoted
from flows.store.days import date_articles

A_DAY, ENTITIES = 5_000, 300_000
FIRST = date(2026, 1, 1)
ZONE = "Europe/Dublin"
THREADS = 2
RUNS = 5


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """A store as the product opens it, on two threads, unsafe to interrupt and checkpointed at the end."""
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {quoted(path)} AS desk_file (ROW_GROUP_SIZE {ROW_GROUP}); USE desk_file")
        connection.execute(f"SET TimeZone = 'UTC'; SET threads = {THREADS}; SET preserve_insertion_order = true")
        store = Store(connection)
        migrate(store, path)
        yield store
        connection.execute("CHECKPOINT desk_file")


def run(store: Store, name: str, **parameters: object) -> None:
    """The statements of a file in scale_sql."""
    sql = (Path(__file__).parent / "scale_sql" / f"{name}.sql").read_text("utf-8")
    for statement in filter(str.strip, sql.split(";\n")):
        wanted = {name: value for name, value in parameters.items() if f"${name}" in statement}
        store._connection.execute(statement, wanted)


def fill(store: Store, start: int, stop: int) -> None:
    """The articles of these numbers, and their names."""
    run(store, "articles", first=FIRST, a_day=A_DAY, start=start, stop=stop)
    run(store, "names", entities=ENTITIES)


def make(path: Path, articles: int) -> float:
    """A store of so many articles; returns the seconds that it takes."""
    began = time.perf_counter()
    with opened(path) as store:
        run(store, "sources", first=FIRST, days=articles // A_DAY, entities=ENTITIES)
        for start in range(0, articles, 100_000):
            fill(store, start, min(start + 100_000, articles))
        date_articles(store, ZONE)
    return time.perf_counter() - began


def night(path: Path, number: int) -> dict[str, float]:
    """Seconds for the parts of a night of 5,000 articles in a store; making up the articles does not count."""
    with opened(path) as store:
        store.run("SET threads = 1")
        run(store, "articles", first=FIRST, a_day=A_DAY, start=number, stop=number + A_DAY)
        store._connection.execute("CHECKPOINT desk_file")
        spent = {}
        began = time.process_time()
        with store.transaction():
            run(store, "names", entities=ENTITIES)
        spent["mentions"] = time.process_time() - began
        began = time.process_time()
        date_articles(store, ZONE)
        spent["days"] = time.process_time() - began
        began = time.process_time()
        store._connection.execute("CHECKPOINT desk_file")
        spent["checkpoint"] = time.process_time() - began
    return spent


QUESTIONS = {
    "share of six names, 8 weeks": "FROM trend(getvariable('six'), $weeks, $last)",
    "the same, constant panel": "FROM trend(getvariable('six'), $weeks, $last, steady := 0.98)",
    "the same, one language": "FROM trend(getvariable('six'), $weeks, $last, in_languages := ['de'])",
    "the same, all days by week": "FROM trend(getvariable('six'), $first, $last, grain := 'week')",
    "entity_trend of one name": "FROM entity_trend WHERE entity_id = getvariable('six')[1]",
    "coverage, 8 weeks": "FROM source_coverage($weeks, $last)",
    "rising and falling": "FROM rising($last)",
    "rising and falling, one language": "FROM rising($last, in_languages := ['de'])",
    "new names": "FROM new_names($last)",
    "headlines of six names, 7 days": "FROM stories_about(getvariable('six'), $last - 6, $last)",
    "together with a frequent name, 8 weeks": "FROM together(getvariable('six')[1], $weeks, $last)",
    "together with a rare name, 8 weeks": "FROM together(getvariable('six')[6], $weeks, $last)",
    "bonds among thirty, 8 weeks": "FROM bonds(getvariable('thirty'), $weeks, $last)",
}
PARAMETERS = {"grain": "day", "leading": 6, "stories": False, "limit": 200, "skip": 0, "entities": []}
SCREENS = (
    *("span", "last_run", "totals", "articles_by_day", "collection", "source_table", "rejected", "source_choices"),
    *("language_choices", "section_choices", "article_list", "entity_choices"),
)
RANKED = """
CREATE TEMP TABLE ranked AS
SELECT entity_id, row_number() OVER (ORDER BY count(*) DESC) AS rank FROM store.entity_articles GROUP BY entity_id;
SET VARIABLE six = (SELECT list(entity_id ORDER BY rank) FROM ranked WHERE rank IN (1, 10, 50, 200, 1000, 5000));
SET VARIABLE thirty = (SELECT list(entity_id) FROM ranked WHERE rank BETWEEN 20 AND 600 AND rank % 20 = 0);
"""


def ask(path: Path) -> None:
    """Print the times of each question on a snapshot; then those of the screens, a new connection for each."""
    with duckdb.connect(path, read_only=True) as connection:
        connection.execute(f"SET threads = {THREADS}; SET TimeZone = 'UTC'")
        connection.execute(RANKED)
        [(last,)] = connection.execute("SELECT last_day FROM news_span").fetchall()
        days = {"first": FIRST, "weeks": last - timedelta(days=55), "last": last}
        for name, sql in QUESTIONS.items():
            given = {day: value for day, value in days.items() if f"${day}" in sql}
            clocked(name, lambda sql=sql, given=given: connection.execute(sql, given).fetchall())
    selected = Selection(last - timedelta(days=55), last).parameters() | PARAMETERS
    for name in SCREENS:
        sql = (QUERIES / f"{name}.sql").read_text("utf-8")
        given = {word: selected[word] for word in re.findall(r"\$(\w+)", sql)}
        clocked(f"screens: {name}", lambda name=name, given=given: Snapshot(path).ask(name, given))


def clocked(name: str, answer: Callable[[], Sized]) -> None:
    """Print the best of five times of one answer."""
    wall, processor, rows = [], [], 0
    for _ in range(RUNS):
        began, busy = time.perf_counter(), time.process_time()
        rows = len(answer())
        wall.append(time.perf_counter() - began)
        processor.append(time.process_time() - busy)
    print(f"{name:40} {1000 * min(wall):6.0f} ms  {1000 * min(processor):6.0f} ms processor  {rows:7,} rows")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    articles = parser.parse_args().articles
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-trends-"))
    try:
        nights = {}
        for size in (articles // 10, articles):
            path = folder / f"{size}.duckdb"
            seconds = make(path, size)
            print(f"{size:,} articles: made in {seconds:.0f} s, {path.stat().st_size / 1e6:,.0f} MB")
            nights[size] = [night(path, size + number * A_DAY) for number in range(3)]
        for part in (*nights[articles][0], "all"):
            small, large = (min(sum(n.values()) if part == "all" else n[part] for n in nights[size]) for size in nights)
            print(f"night, {part:12} {small:6.3f} s  {large:6.3f} s processor, ratio {large / small:.2f}")
        build(path, {"time_zone": ZONE})
        ask(path)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
