"""The night over the corpus, killed: `python -m tests.bench.kill_night [--kills 20] [--seed 1]`.

Each trial begins a night, kills all of its processes with SIGKILL at a random moment, runs `nightdesk run` again, and
compares with the night that was left alone: acknowledged pages lost, articles twice, the article table, and whether
every archive file is readable by warcio to its last record.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from warcio.archiveiterator import ArchiveIterator

from scrapers.journal import UrlSeen, read_journal
from scrapers.page import UrlState
from tests.bench.replayed import article_hash, count, nightdesk, replay, write_desk


def begin_and_kill(desk: Path, env: dict[str, str], seconds: float) -> None:
    """Start a night and kill every process of it after some seconds."""
    command = [sys.executable, "-m", "flows", "run", "--desk", str(desk)]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as night:
        time.sleep(seconds)
        family = [psutil.Process(night.pid), *psutil.Process(night.pid).children(recursive=True)]
        for process in family:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue


def acknowledged(desk: Path) -> set[str]:
    """The URLs that whole journal lines say are fetched."""
    events = (event for path in (desk / "journal").glob("*.jsonl") for event, _ in read_journal(path))
    return {event.url for event in events if isinstance(event, UrlSeen) and event.state is UrlState.FETCHED}


def archived(desk: Path) -> list[str]:
    """The address of every response record, by warcio, whichever file it is in."""
    urls = []
    for path in sorted((desk / "archive").rglob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                record.content_stream().read()
                if record.rec_type == "response":
                    urls.append(record.rec_headers.get_header("WARC-Target-URI"))
    return urls


def main() -> None:
    ask = argparse.ArgumentParser()
    ask.add_argument("--kills", type=int, default=20)
    ask.add_argument("--seed", type=int, default=1)
    got = ask.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-kill-"))
    rng = random.Random(got.seed)
    with replay() as env:
        write_desk(folder / "whole")
        whole = nightdesk("run", "--desk", str(folder / "whole"), env=env)
        wanted = article_hash(folder / "whole" / "desk.duckdb")
        failures = 0
        for trial in range(got.kills):
            failures += not one(folder / f"trial{trial}", env, rng.uniform(1, whole.wall), wanted)
    shutil.rmtree(folder)
    print(f"{got.kills} kills, {failures} with a difference")
    sys.exit(bool(failures))


def one(desk: Path, env: dict[str, str], seconds: float, wanted: str) -> bool:
    """One kill and the run after it; True when nothing differs from the night left alone."""
    write_desk(desk)
    begin_and_kill(desk, env, seconds)
    kept = acknowledged(desk)
    cost = nightdesk("run", "--desk", str(desk), env={**env, "COLUMNS": "80"})
    database = desk / "desk.duckdb"
    lost = kept - acknowledged(desk)
    missing = len(kept) - count(database, "SELECT count(DISTINCT url) FROM store.pages")
    pages = archived(desk)
    twice = count(database, "SELECT count(*) - count(DISTINCT article_id) FROM store.articles")
    same = article_hash(database) == wanted
    open_files = list((desk / "archive").rglob("*.open"))
    again = len(pages) - len(set(pages))
    print(f"killed after {seconds:5.1f} s, {len(kept):4} pages acknowledged: {len(lost)} lost, {again} fetched again,")
    print(
        f"    {twice} articles twice, same table: {same}, files left open: {len(open_files)}, exit {cost.code}",
        flush=True,
    )
    shutil.rmtree(desk)
    return not lost and missing <= 0 and twice == 0 and same and not open_files


if __name__ == "__main__":
    main()
