"""What furniture costs a night of 5,000 articles on stores of 100,000 and 1,000,000.

    python -m tests.bench.furniture_cost [ARTICLES...]

November 2026: 0.9 s of processor on 100,000 articles, 7.4 s on 1,000,000 (cleaning 5,000 pages: some 100 s): it grows
with the articles of the sources that the night brought, since a block that all of them have is counted anew.

The store is made by arithmetic: 100 sources, 14 lines of its own in each article, a weather line, a label and a promo
in all of a source's, a standing phrase inside of every third. The night brings 50 articles more to each source; a fifth
of the sources has a new label.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.desk import Desk
from flows.store import Store, furnishing, open_store

SOURCES, NIGHT, OWN = 100, 5_000, 14

ARTICLES = f"""
CREATE OR REPLACE TEMP TABLE made AS
SELECT n AS article_id, 'source' || (n % {SOURCES}) AS source_id, n % {SOURCES} AS s, n // {SOURCES} AS k
FROM range(?, ?) AS t(n)
"""
FILL = f"""
INSERT INTO store.articles BY NAME
SELECT article_id, article_id AS page_id, source_id, 'u' || article_id AS url, url AS canonical_url, 't' AS title,
       []::VARCHAR[] AS authors, TIMESTAMPTZ '2020-01-01 08:00:00+00' + INTERVAL 1 MINUTE * article_id AS published_at,
       published_at AS first_seen_at, false AS paywalled, 300 AS word_count, 1 AS version,
       hash(article_id) >> 1 AS text_hash, 0 AS content_hash, article_id AS story_id
FROM made;
INSERT INTO store.lines
SELECT article_id, source_id,
       CASE WHEN i = 0 THEN 1000000 + s WHEN i = {OWN + 1} THEN 2000000 + s WHEN i = {OWN + 2} THEN 3000000 + s
            WHEN i = 5 AND k % 3 = 0 THEN 4000000 + s ELSE hash(article_id * 100 + i) >> 1 END AS block_id,
       i + 1 AS place, {OWN + 3} - i AS from_end, false AS heading, i = 0 AS figures, false AS dated
FROM made, range({OWN + 3}) AS t(i);
"""
TEXTS = f"""
INSERT INTO store.article_texts BY NAME
SELECT article_id, string_agg('paragraph ' || i || ' of ' || article_id || ' and no more', chr(10) || chr(10)) AS text,
       [] AS captions, range({OWN + 3}) AS positions, 0 AS cleaned_hash
FROM made, range({OWN + 3}) AS t(i)
WHERE article_id BETWEEN ? AND ?
GROUP BY article_id
"""
NEW_BLOCK = (
    "UPDATE store.lines SET block_id = 5000000 WHERE article_id % 500 < 100 AND article_id >= ? AND from_end = 1"
)
TOUCHED = "INSERT INTO store.unweighed SELECT DISTINCT source_id, block_id FROM store.lines WHERE article_id >= ?"

RECURRING = "INSERT INTO store.unweighed SELECT DISTINCT source_id, block_id FROM store.lines WHERE block_id < 9000000"


def fill(store: Store, first: int, last: int) -> None:
    store.run(ARTICLES, first, last)
    store.run(FILL)


def main(sizes: Sequence[int]) -> None:
    for size in sizes:
        with TemporaryDirectory() as folder:
            desk = Desk(Path(folder))
            desk.make_folders()
            with open_store(desk) as store:
                fill(store, 0, size)
                store.run(TEXTS, size - SOURCES, size)  # the latest of each source: what the table of furniture shows
                store.run(RECURRING)
                furnishing.settle(store, [])
                store.run(TEXTS, 0, size - SOURCES - 1)
            with open_store(desk) as store:
                fill(store, size, size + NIGHT)
                store.run(TEXTS, size, size + NIGHT)
                store.run(NEW_BLOCK, size)
                store.run(TOUCHED, size)
                began, cpu = time.monotonic(), time.process_time()
                changed = furnishing.settle(store, [])
                wall, used = time.monotonic() - began, time.process_time() - cpu
                took = f"{wall:.2f} s, {used:.2f} s of processor; {changed} texts changed"
                print(f"{size:,} articles: a night of {NIGHT:,} took {took}", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100_000, 1_000_000])
