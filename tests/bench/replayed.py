"""The corpus as the web: the replay server, a desk that reads all its hosts, and runs of the real command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from tests.bench.corpus import CORPUS, SHARED

PORT = 8899
ROOT_PATHS = ("/", "/robots.txt", "/feed.xml", "/sitemap-news.xml")


@dataclass(frozen=True)
class Cost:
    """What a command cost: processor seconds of all its processes, wall seconds, exit code."""

    cpu: float
    wall: float
    code: int


@contextmanager
def replay(port: int = PORT) -> Iterator[dict[str, str]]:
    """Serve the corpus as a forward proxy; yields the environment that uses it."""
    command = [sys.executable, str(SHARED / "tools" / "replay.py"), str(CORPUS), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            print(server.stdout.readline().strip(), flush=True)
            yield {**os.environ, "http_proxy": f"http://127.0.0.1:{port}"}
        finally:
            server.terminate()


def served_pages() -> dict[str, str]:
    """The pages that the replay server has: address, and file on disk."""
    pages: dict[str, str] = {}
    for line in (CORPUS / "index.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        parts = urlsplit(row["url"])
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if path not in ROOT_PATHS:
            pages.setdefault(f"http://{parts.netloc.lower()}{path}", str(CORPUS / row["file"]))
    return pages


def write_desk(desk: Path) -> None:
    """A desk whose sources are all hosts of the corpus, each with its feed; no delay: it is our own server."""
    desk.mkdir(parents=True)
    hosts = sorted({urlsplit(url).netloc for url in served_pages()})
    tables = [
        f'[h{number:04}]\nname = "{host}"\nfeeds = ["http://{host}/feed.xml"]\ndelay = 0\n'
        for number, host in enumerate(hosts)
    ]
    (desk / "sources.toml").write_text("\n".join(tables), "utf-8")
    (desk / "settings.toml").write_text('time_zone = "UTC"\n', "utf-8")


def nightdesk(*words: str, env: dict[str, str] | None = None) -> Cost:
    """Run a command of Nightdesk, its output on ours, and say what it cost."""
    before, began = os.times(), time.monotonic()
    code = subprocess.run([sys.executable, "-m", "flows", *words], env=env, check=False).returncode
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(cpu, time.monotonic() - began, code)


def article_hash(database: Path) -> str:
    """A hash over the article table: all that is derived from pages, none of when they were fetched."""
    columns = (
        "article_id, source_id, publisher, url, canonical_url, title, authors, published_at, published_from, "
        "modified_at, language, section, image_url, paywalled, word_count, version, story_id, lead, text, captions"
    )
    sql = (
        f"SELECT md5(string_agg(md5(row({columns})::VARCHAR), '' ORDER BY article_id)) "
        "FROM store.articles JOIN store.article_texts USING (article_id)"
    )
    with duckdb.connect(database, read_only=True) as connection:
        [(digest,)] = connection.execute(sql).fetchall()
    return str(digest)


def count(database: Path, sql: str) -> int:
    """The one number that a query gives."""
    with duckdb.connect(database, read_only=True) as connection:
        [(number,)] = connection.execute(sql).fetchall()
    return int(number)


def snapshot(desk: Path) -> Path:
    """The desk's current snapshot."""
    return desk / "snapshots" / (desk / "snapshots" / "latest").read_text("utf-8").strip()
