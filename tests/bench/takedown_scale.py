"""What a takedown costs over a large desk: `python -m tests.bench.takedown_scale [--articles 100000]`.

Fills the store of `dashboard_scale`, with one archive file of real records, takes one article down by the real command
line, and prints the seconds by the wall clock and of the processor, and what is left of the article in each place.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from flows.desk import Desk
from flows.entities import load
from flows.store import open_store
from flows.store.ledger import url_id
from scrapers.archive import ArchiveWriter, payload_digest, read_page
from scrapers.errors import RemovedError
from scrapers.page import Page, PageInfo, RecordRef
from tests.bench.dashboard_scale import fill_store
from tests.bench.replayed import nightdesk, snapshot

WHEN = datetime(2026, 1, 1, 2, tzinfo=UTC)
PAGES = 200  # records of the archive file that is rewritten


def archive_page(desk: Desk) -> tuple[str, int, RecordRef]:
    """Give one article a real record, among others; returns its URL and id, and where the record lies."""
    with open_store(desk) as store:
        [(page_id, article_id, url, source_id, run_id)] = store.rows(
            "SELECT page_id, article_id, url, source_id, run_id FROM store.pages WHERE article_id IS NOT NULL LIMIT 1"
        )
        writer, rng = ArchiveWriter(desk.archive, "20260101T020000Z-ab12"), random.Random(1)
        refs = []
        for number in range(PAGES):
            body = f"<html><p>{' '.join(str(rng.random()) for _ in range(3_000))}</p></html>".encode()
            at = url if number == PAGES // 2 else f"{url}/{number}"
            info = PageInfo(at, at, source_id, run_id, "", WHEN, 200, "text/html", payload_digest(body))
            refs.append(writer.add(Page(info, body), []))
        writer.flush()
        writer.close()
        ref = refs[PAGES // 2]
        store.run(
            'UPDATE store.pages SET file = ?, "offset" = ?, length = ? WHERE page_id = ?',
            *(ref.file, ref.offset, ref.length, page_id),
        )
        store.run(
            "INSERT INTO store.urls BY NAME SELECT ? AS url_id, ? AS url, ? AS source_id, 'fetched' AS state, "
            "? AS first_seen_at, ? AS last_seen_at, 1 AS visits, 0 AS failures, 0 AS missing",
            *(url_id(url), url, source_id, WHEN, WHEN),
        )
        store.run(
            "UPDATE store.articles AS a SET story_id = a.article_id, page_id = p.page_id "
            "FROM store.pages AS p WHERE p.article_id = a.article_id"
        )
        store.run("UPDATE store.named SET recogniser = ?", load("nightdesk").name)
    return url, article_id, ref


def left(desk: Desk, article_id: int, ref: RecordRef) -> list[str]:
    """Where something of the article is still to be found."""
    found = []
    for database in (desk.database, snapshot(desk.root)):
        with duckdb.connect(database, read_only=True) as connection:
            for table in ("articles", "article_texts", "mentions", "article_names"):
                [(rows,)] = connection.execute(
                    f"SELECT count(*) FROM store.{table} WHERE article_id = ?", [article_id]
                ).fetchall()
                found += [f"{database.name} {table}"] * bool(rows)
    try:
        read_page(desk.archive, ref)
        found.append(ref.file)
    except RemovedError:
        pass
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nightdesk-takedown-") as folder:
        desk = Desk(Path(folder) / "desk")
        fill_store(desk, given.articles)
        desk.sources_file.write_text('[s1]\nname = "Source 1"\nsite = "https://s1.example/"\n', "utf-8")
        url, article_id, ref = archive_page(desk)
        print(f"{given.articles:,} articles, {desk.database.stat().st_size / 1e6:,.0f} MB", flush=True)
        cost = nightdesk("takedown", url, "--yes", "--desk", str(desk.root))
        print(f"takedown: exit code {cost.code}, {cost.wall:.1f} s, {cost.cpu:.1f} s of processor time")
        print(f"left in: {', '.join(left(desk, article_id, ref)) or 'nothing'}")
        print(f"snapshots: {len(list(desk.snapshots.glob('*.duckdb')))}")


if __name__ == "__main__":
    main()
