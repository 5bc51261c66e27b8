"""How long a search takes over a large desk, and what a night adds to its index.

    python -m tests.bench.search_scale [--articles N] [--words N]

Makes desks in a temporary folder, in SQL: 5,000 articles a day of 200 sources, each of 200 words by Zipf's law. Prints
how long an index of all takes, what a night of 5,000 articles adds to a desk of N / 10 and of N, and for each query:
the index alone, opened anew; then the list with its texts and the count, the index asked anew or remembered. Times are
the best of five by the wall clock; `cold` is the first of them, and the system's cache of files is warm throughout.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from dashboard import search as reading
from dashboard.selection import Selection, Value
from dashboard.snapshot import Snapshot
from flows import search
from flows.desk import Desk
from flows.publish import build
from flows.store.days import date_articles
from tests.bench.trends_scale import A_DAY, FIRST, RUNS, ZONE, opened, run

BATCH = 100_000
QUERIES = {
    "rare word": "w150000",
    "common word": "w300",
    "frequent word": "w20",
    "three words": "w20 w50 w300",
    "phrase": '"w20 w50"',
    "not": "w300 -w20",
    "beginning of a word": "w1234*",
    "beginning of many words": "w1*",
    "title": "title:4711",
    "word of all articles": "headline",
}


def make(root: Path, articles: int, words: int) -> Desk:
    desk = Desk(root)
    desk.make_folders()
    with opened(desk.database) as store:
        run(store, "sources", first=FIRST, days=articles // A_DAY, entities=1_000)
    for start in range(0, articles, BATCH):
        write(desk, start, min(start + BATCH, articles), words)
    return desk


def write(desk: Desk, start: int, stop: int, words: int) -> None:
    """Articles of these numbers, into the store."""
    with opened(desk.database) as store:
        run(store, "articles", first=FIRST, a_day=A_DAY, start=start, stop=stop)
        run(store, "texts", words=words)


def updated(desk: Desk, anew: bool = False) -> float:
    """Seconds that bringing the index up to date takes."""
    began = time.perf_counter()
    search.update(desk, anew)
    return time.perf_counter() - began


def clocked(answer: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of the first and of the best of RUNS."""
    spent = []
    for _ in range(RUNS):
        began = time.perf_counter()
        answer()
        spent.append(1000 * (time.perf_counter() - began))
    return spent[0], min(spent)


def ask(desk: Desk, snapshot: Path, articles: int) -> None:
    """Print the times of each query."""
    last = FIRST + timedelta(days=articles // A_DAY)
    print(f"{'':24}{'index':>7}{'list cold':>11}{'warm':>7}{'count':>7}  ms")
    for name, query in QUERIES.items():

        def anew(query: str = query) -> reading.Found:
            reading._find.cache_clear()
            return reading.find(desk.root, query)

        selected: dict[str, Value] = Selection(FIRST, last, words=query).parameters()
        shown = {**selected, "stories": False, "relevance": True, "limit": 50, "skip": 0}

        def listed(shown: dict[str, Value] = shown) -> object:
            places = Snapshot(snapshot).ask("article_list", shown).to_pydict()
            asked = {"article_ids": places["article_id"], "others": places["others"], "texts": True}
            return Snapshot(snapshot).ask("listed", asked)

        _, index = clocked(anew)
        reading._find.cache_clear()
        cold, warm = clocked(listed)
        _, count = clocked(lambda selected=selected: Snapshot(snapshot).ask("totals", selected))  # type: ignore[misc]
        ids = anew().article_ids
        found = f"{len(ids or ()):,} articles"
        print(f"{name:24}{index:7.0f}{cold:11.0f}{warm:7.0f}{count:7.0f}  {found}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--words", type=int, default=200, help="words of an article")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-search-"))
    try:
        nights = {}
        for size in (given.articles // 10, given.articles):
            desk = make(folder / str(size), size, given.words)
            whole = updated(desk, anew=True)
            held = sum(file.stat().st_size for file in desk.index.rglob("*") if file.is_file())
            print(f"{size:,} articles: index made in {whole:.0f} s, {held / 1e6:,.0f} MB", flush=True)
            write(desk, size, size + A_DAY, given.words)
            nights[size] = updated(desk)
        small, large = nights.values()
        print(f"night of {A_DAY:,}: {small:.2f} s and {large:.2f} s, ratio {large / small:.2f}", flush=True)
        with opened(desk.database) as store:
            date_articles(store, ZONE)
        snapshot = desk.snapshots / "bench.duckdb"
        shutil.copyfile(desk.database, snapshot)
        build(snapshot, {"time_zone": ZONE})
        ask(desk, snapshot, given.articles)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
