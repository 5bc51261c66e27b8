"""Naming a night and correcting an entity in a large store. `python -m tests.bench.entities_scale [--articles N]`

Makes stores in a temporary folder: 20 mentions of about 11 names in each article, drawn by Zipf's law from as many
names as there are articles; a third of them are people, whose surnames stand alone now and then. Prints for a night of
5,000 articles the processor time to write its names and to fold them into entities, in a store of N / 10 and of N; then
what the dashboard's questions about entities take, before and after corrections, as the wall clock and as processor
time: the best of three, and the first, which works out what new corrections change.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from dashboard.snapshot import Snapshot
from flows.desk import Desk
from flows.entities.naming import FieldMention, NamedArticle
from flows.entities.spelling import name_id
from flows.publish import build
from flows.store import Store, naming, open_store

A_NIGHT, NAMES_EACH, RUNS = 5_000, 11, 3

FILL = """
INSERT INTO store.articles BY NAME
SELECT i AS article_id, i AS page_id, 's' AS source_id, 'u' AS url, 'u' AS canonical_url, 'Headline ' || i AS title,
       CAST([] AS VARCHAR[]) AS authors, TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_seconds(i * 17) AS first_seen_at,
       false AS paywalled, 400 AS word_count, 1 AS version, i AS text_hash, 7 AS content_hash, i AS story_id
FROM range($start, $stop) r(i);
INSERT INTO store.article_texts BY NAME
SELECT i AS article_id, 'text' AS text, [] AS captions FROM range($start, $stop) r(i);
INSERT INTO store.named BY NAME
SELECT i AS article_id, 7 AS content_hash, 'bench' AS recogniser FROM range($start, $stop) r(i);
CREATE OR REPLACE TEMP TABLE drawn AS
SELECT i AS article_id, CAST(10 * pow($names / 10 + 1, random()) - 10 AS BIGINT) AS number, random() < 0.5 AS short
FROM range($start, $stop) r(i), range(20);
INSERT INTO store.mentions BY NAME
SELECT article_id, 'text' AS field, 100 AS start_char, 110 AS end_char,
       CASE WHEN short THEN coalesce(surname, name) ELSE name END AS surface, type, name_id
FROM drawn JOIN made USING (number) ORDER BY article_id;
"""
COUNT = """
INSERT INTO store.article_names BY NAME
SELECT article_id, name_id, CAST(count(*) AS INTEGER) AS mentions FROM store.mentions GROUP BY ALL ORDER BY article_id;
INSERT INTO store.names BY NAME
SELECT name_id, name, type, lower(name) AS key, surname_id, name_id AS entity_id, CAST(count(*) AS INTEGER) AS articles,
       min(first_seen_at) AS first_seen_at
FROM store.article_names JOIN made USING (name_id) JOIN store.articles USING (article_id) GROUP BY ALL;
INSERT INTO store.name_surfaces BY NAME
SELECT name_id, surface, CASE WHEN surface = surname THEN surname_id ELSE name_id END AS alone_id,
       CAST(count(DISTINCT article_id) AS INTEGER) AS articles
FROM store.mentions JOIN made USING (name_id) GROUP BY ALL;
INSERT INTO store.entities BY NAME SELECT entity_id, name, type FROM store.names;
INSERT INTO store.entity_articles (entity_id, article_id, mentions)
SELECT name_id, article_id, mentions FROM store.article_names;
"""


def called(number: int) -> tuple[str, str, str | None]:
    """Type, name and surname of a name."""
    if number % 3:
        return ("ORG", "LOC")[number % 2], f"Name N{number}", None
    surname = f"S{number % 99_991}"
    return "PER", f"Given{number % 97} {surname}", surname


def row(number: int) -> tuple[object, ...]:
    type_, name, surname = called(number)
    surname_id = name_id("PER", surname.casefold()) if surname else None
    return number, name_id(type_, name.casefold()), name, type_, surname, surname_id


def run(store: Store, sql: str, **parameters: int) -> None:
    for statement in filter(str.strip, sql.split(";\n")):
        store._connection.execute(
            statement, {name: value for name, value in parameters.items() if f"${name}" in statement}
        )


def make(desk: Desk, articles: int, names: int) -> None:
    desk.make_folders()
    columns = ("number", "name_id", "name", "type", "surname", "surname_id")
    made = pa.table(dict(zip(columns, zip(*map(row, range(names + 1)), strict=True), strict=True)))
    with open_store(desk) as store:
        store._connection.register("made", made)
        for start in range(0, articles, 100_000):
            run(store, FILL, start=start, stop=min(start + 100_000, articles), names=names)
        run(store, COUNT)
        store._connection.unregister("made")


def night(desk: Desk, first: int, names: int) -> dict[str, float]:
    """Processor seconds for the parts of one night, on one thread."""
    with open_store(desk) as store:
        run(store, FILL.split("INSERT INTO store.named")[0], start=first, stop=first + A_NIGHT)
    articles = [article(number, names) for number in range(first, first + A_NIGHT)]
    began = time.process_time()
    with open_store(desk) as store:
        store.run("SET threads = 1")
        naming.write_names(store, "bench", articles)
    written = time.process_time() - began
    began = time.process_time()
    with open_store(desk) as store:
        store.run("SET threads = 1")
        naming.fold_names(store)
    return {"write": written, "fold": time.process_time() - began}


def article(number: int, names: int) -> NamedArticle:
    mentions: list[FieldMention] = []
    for _ in range(NAMES_EACH):
        type_, name, surname = called(int(10 * (names / 10 + 1) ** random.random() - 10))
        meant = surname if surname and random.random() < 0.05 else name
        mentions += [FieldMention("text", 100, 110, type_, surface, meant) for surface in (name, surname or name)]
    return NamedArticle(number, 7, tuple(mentions))


QUESTIONS = {
    "entity_list": {"search": None, "type": None, "limit": 50, "skip": 0},
    "entity_list, search": {"search": "n4711", "type": None, "limit": 50, "skip": 0},
    "entity": {},
    "entity_called": {"name": "name n7"},
    "entity_names": {},
    "mentions": {"article_id": 4711},
}  # fmt: skip


def ask(snapshot: Snapshot, title: str, entity_id: int) -> None:
    print(f"{title}:")
    for question, parameters in QUESTIONS.items():
        query = question.split(",")[0]
        asked = parameters or {"entity_id": entity_id}
        wall, processor = [], []
        for _ in range(RUNS):
            began, busy = time.perf_counter(), time.process_time()
            snapshot.ask(query, asked)
            wall.append(time.perf_counter() - began)
            processor.append(time.process_time() - busy)
        print(
            f"  {question:22} {1000 * min(wall):6.0f} ms  {1000 * min(processor):6.0f} ms processor; "
            f"first {1000 * wall[0]:6.0f} ms {1000 * processor[0]:6.0f} ms processor"
        )


def corrections(snapshot: Snapshot, count: int) -> Iterator[str]:
    """Lines about the most named entities: merges, splits, hides, renames."""
    with snapshot._open() as connection:
        ids = [
            str(row[0])
            for row in connection.sql("SELECT entity_id FROM entities ORDER BY articles DESC LIMIT 2000").fetchall()
        ]
    rng = random.Random(1)
    for number in range(count):
        entity, into = rng.sample(ids, 2)
        action = rng.choice(["merge", "split", "hide", "rename"])
        about = {"entity": entity, "into": into, "names": entity, "as": str(number + 1), "name": f"Renamed {number}"}
        yield json.dumps(
            {"id": str(number), "at": "2026-11-25T00:00:00+00:00", "subject": "entity", "action": action, **about}
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    articles = parser.parse_args().articles
    folder = Path(tempfile.mkdtemp(prefix="nightdesk-entities-"))
    try:
        nights = {}
        for size in (articles // 10, articles):
            desk, names = Desk(folder / str(size)), size
            make(desk, size, names)
            night(desk, size, names)
            nights[size] = [night(desk, size + (number + 1) * A_NIGHT, names) for number in range(2)]
            print(f"{size:,} articles: {desk.database.stat().st_size / 1e6:,.0f} MB", flush=True)
        for part in ("write", "fold"):
            small, large = (min(spent[part] for spent in nights[size]) for size in nights)
            print(f"night, {part:6} {small:6.2f} s  {large:6.2f} s processor, ratio {large / small:.2f}")
        began = time.perf_counter()
        path = desk.database.rename(desk.snapshots / "bench.duckdb")
        build(path, {"time_zone": "UTC"})
        print(f"views and tables of the snapshot: {time.perf_counter() - began:.1f} s")
        snapshot = Snapshot(path)
        most = int(snapshot.ask("entity_list", QUESTIONS["entity_list"]).to_pylist()[0]["entity_id"])
        ask(snapshot, "without corrections", most)
        lines = list(corrections(snapshot, 200))
        for count in (1, 200):
            desk.corrections_file.write_text("\n".join(lines[:count]) + "\n", "utf-8")
            ask(snapshot, f"{count} corrections of frequent names", most)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
