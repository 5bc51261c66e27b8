"""A night over the corpus as the web: `python -m tests.bench.real_night [--keep DIR]`.

Prints, and checks against its floors:
    pages archived of those served, each URL in one state, articles of the pages archived
    a second run: bodies fetched, new rows, article table unchanged
    the database deleted and made again from the archive, without the web: the same article table
    1,000 queries of another process during a night: errors, and the night's time with and without them
    peak memory and processor time of each process
With `--only cost`: processor time of the night over that of bare extraction with metadata, same pages, one process.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

from tests.bench.replayed import Cost, article_hash, count, nightdesk, replay, served_pages, snapshot, write_desk

QUERIES = 1000
BARE = """
import gzip, json, sys, time
from trafilatura import bare_extraction
pages = [(url, gzip.decompress(open(path, "rb").read())) for url, path in json.load(sys.stdin)]
bare_extraction("<html><body><p>Warm up.</p></body></html>", with_metadata=True)
began = time.process_time()
for url, body in pages:
    bare_extraction(body, url=url, with_metadata=True, include_comments=False, include_tables=True)
print(time.process_time() - began)
"""
READER = """
import sys, time
from pathlib import Path
import duckdb
folder = Path(sys.argv[1]) / "snapshots"
done = errors = 0
slowest = 0.0
while done < int(sys.argv[2]):
    began = time.monotonic()
    try:
        with duckdb.connect(folder / (folder / "latest").read_text().strip(), read_only=True) as desk:
            desk.execute("SELECT day, source_id, articles FROM article_counts").fetchall()
    except Exception as why:
        errors += 1
        print(why, file=sys.stderr)
    slowest = max(slowest, time.monotonic() - began)
    done += 1
    time.sleep(0.02)
print(done, errors, round(slowest, 3))
"""


class Watch(threading.Thread):
    """Looks at this process's descendants four times a second: peak memory, and processor time until last seen."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.memory: dict[str, int] = {}
        self.seconds: dict[tuple[str, int], float] = {}
        self.running = True

    def run(self) -> None:
        while self.running:
            for child in psutil.Process().children(recursive=True):
                try:
                    name, size, times = _name(child.cmdline()), child.memory_info().rss, child.cpu_times()
                except psutil.Error:
                    continue
                self.memory[name] = max(self.memory.get(name, 0), size)
                self.seconds[name, child.pid] = times.user + times.system
            time.sleep(0.25)

    def print(self) -> None:
        for name, size in sorted(self.memory.items(), key=lambda pair: -pair[1]):
            seconds = sum(spent for (who, _), spent in self.seconds.items() if who == name)
            print(f"    peak memory {size / 1e6:6.0f} MB, processor {seconds:5.1f} s  {name}")


def _name(words: list[str]) -> str:
    names = {
        "scrapers.spiders": "crawl",
        "spawn_main": "cleaners",
        "resource_track": "cleaners' resource tracker",
        "replay.py": "(the replayed web)",
        "flows.server": "prefect server",
        "flows run": "run",
    }
    line = " ".join(words)
    return next((name for part, name in names.items() if part in line), line[:60] or "?")


def first_night(desk: Path, env: dict[str, str]) -> Cost:
    watch = Watch()
    watch.start()
    cost = nightdesk("run", "--desk", str(desk), env=env)
    watch.running = False
    database, served = desk / "desk.duckdb", served_pages()
    archived = count(database, "SELECT count(DISTINCT url) FROM store.pages")
    articles = count(database, "SELECT count(*) FROM store.articles")
    cleaned = count(database, "SELECT count(article_id) FROM store.pages")
    states = count(database, "SELECT count(*) - count(DISTINCT url_id) FROM store.run_urls")
    print(f"exit {cost.code}, {cost.wall:.0f} s wall, {cost.cpu:.1f} s processor")
    print(f"archived {archived} of {len(served)} ({archived / len(served):.2%}); URLs in two states: {states}")
    shown = count(snapshot(desk), "SELECT count(*) FROM articles")
    print(f"pages that are articles {cleaned} ({cleaned / archived:.2%}); articles {articles}; in the snapshot {shown}")
    watch.print()
    assert archived >= 0.995 * len(served) and states == 0 and cleaned >= 0.95 * archived
    return cost


def cost_of_a_night(desk: Path, env: dict[str, str]) -> None:
    """Three nights, each into an empty archive and between two bare extractions; the ratio of each to their mean.

    Prefect makes its own database in the desk once, in the first run of all, which is not one of the three.
    """
    made = nightdesk("reclean", "--desk", str(desk))
    print(f"first run of all, with nothing to do: {made.cpu:.1f} s processor")
    before = bare_seconds()
    for _ in range(3):
        for name in ("archive", "journal", "snapshots"):
            shutil.rmtree(desk / name)
        (desk / "desk.duckdb").unlink()
        cost = first_night(desk, env)
        after = bare_seconds()
        print(f"processor time of the night over bare extraction: {2 * cost.cpu / (before + after):.2f}", flush=True)
        before = after


def second_night(desk: Path, env: dict[str, str]) -> None:
    database = desk / "desk.duckdb"
    before, pages = article_hash(database), count(database, "SELECT count(*) FROM store.pages")
    cost = nightdesk("run", "--desk", str(desk), env=env)
    again = count(database, "SELECT count(*) FROM store.pages") - pages
    same = article_hash(database) == before == article_hash(snapshot(desk))
    print(f"second night: exit {cost.code}, {cost.wall:.0f} s; bodies fetched {again}; article table unchanged: {same}")
    assert again == 0 and same


def lost_database(desk: Path) -> None:
    before = article_hash(desk / "desk.duckdb")
    (desk / "desk.duckdb").unlink()
    cost = nightdesk("reclean", "--desk", str(desk))
    same = article_hash(desk / "desk.duckdb") == before
    print(f"database deleted, reclean without the web: exit {cost.code}, {cost.wall:.0f} s; the same articles: {same}")
    assert same


def with_readers(desk: Path, alone: Cost) -> None:
    """A night into a desk that has a snapshot already, while another process asks it a thousand questions."""
    shutil.rmtree(desk / "archive"), shutil.rmtree(desk / "journal")
    (desk / "desk.duckdb").unlink()
    command = [sys.executable, "-c", READER, str(desk), str(QUERIES)]
    with replay() as env, subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
        cost = nightdesk("run", "--desk", str(desk), env=env)
        told, _ = reader.communicate()
    done, errors, slowest = told.split()
    print(f"{done} queries during a night: {errors} errors, slowest {slowest} s")
    print(f"that night took {cost.wall:.0f} s, the one without them {alone.wall:.0f} s")
    assert errors == "0"


def bare_seconds() -> float:
    """Processor seconds of bare extraction with metadata, same pages, one process."""
    pages = list(served_pages().items())
    done = subprocess.run(
        [sys.executable, "-c", BARE], input=json.dumps(pages), capture_output=True, text=True, check=True
    )
    print(f"bare extraction with metadata: {float(done.stdout):.1f} s processor for {len(pages)} pages")
    return float(done.stdout)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    ask.add_argument("--keep", type=Path, help="make the desk here and leave it")
    ask.add_argument("--only", choices=["cost"], help="measure the cost of a night, nothing else")
    got = ask.parse_args()
    folder = got.keep or Path(tempfile.mkdtemp(prefix="nightdesk-bench-"))
    desk = folder / "desk"
    write_desk(desk)
    with replay() as env:
        if got.only == "cost":
            cost_of_a_night(desk, env)
            return
        cost = first_night(desk, env)
        second_night(desk, env)
    lost_database(desk)
    with_readers(desk, cost)
    if not got.keep:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
