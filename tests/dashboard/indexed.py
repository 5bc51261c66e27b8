"""A search index beside an invented snapshot, written as flows.search writes one."""

from __future__ import annotations

from pathlib import Path

import duckdb
import tantivy

from dashboard.snapshot import CLOSED
from flows import search
from tests.dashboard import snapshots

NAME = f"{search.RULES}-0a"


def add_index(desk: Path) -> None:
    """Index all articles of the desk's snapshot."""
    folder = desk / "index" / NAME
    folder.mkdir(parents=True)
    index = search._registered(tantivy.Index(search.schema(), path=str(folder)))
    writer = index.writer(heap_size=search.HEAP, num_threads=1)
    snapshot = desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb"
    with duckdb.connect(snapshot, read_only=True, config=CLOSED) as connection:
        for row in connection.execute(
            "SELECT article_id, title, lead, text FROM store.articles JOIN store.article_texts USING (article_id)"
        ).fetchall():
            writer.add_document(search._document(*row))
    writer.commit()
    writer.wait_merging_threads()
    (desk / "index" / "latest").write_text(NAME + "\n", "utf-8")
