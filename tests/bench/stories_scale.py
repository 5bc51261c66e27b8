"""Does a night cost more in a large store? `python -m tests.bench.stories_scale [--large N] [--small N] [--pairs N]`.

Builds two stores in SQL, of 1,000,000 and 100,000 articles, 5,000 a day up to yesterday, and files nights of 5,000 new
ones into each by turns: pages into the ledger, batches of 200 into the store, versions and stories at the end. Every
second new article is a copy (of the same night or of the night before, trimmed or edited). Prints the processor time
of each night, the ratio of each pair, and what a million articles take on disk. Cleaning is left out: it does not ask
the store.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from flows.articles import CleanedPage, choose, earlier_readings
from flows.desk import Desk
from flows.stages import BATCH
from flows.store import Store, filing, grouping, ledger, open_store, versioning
from flows.stories import MADE_BY
from scrapers.article import Article
from scrapers.page import PageInfo, RecordRef
from tests.flows.stories.planted import edited, refigured, text_of, trimmed
from tests.made_article import made_article

A_DAY = 5_000
LAST = datetime(2026, 11, 1, 2, tzinfo=UTC)
WORDS = [f"w{number}" for number in range(3000)]
MOST = 1.3

# Ids are hashes, as stable_id's are; texts of 2,000 random letters or so; bands that meet nobody's.
MADE = """
CREATE TEMP TABLE made AS
SELECT (hash(i) >> 1)::BIGINT AS id, 'https://paper' || (i % 200) || '.example/news/' || md5(i::VARCHAR) AS url,
       's' || (i % 200) AS source_id, $last::TIMESTAMPTZ - to_seconds(86400 * (($count - i) / $a_day)) AS seen, i
FROM range($count) AS t(i);
"""
FILL = {
    "urls": """SELECT id AS url_id, url, source_id, 'fetched' AS state, seen AS first_seen_at, seen AS last_seen_at,
               seen AS fetched_at,
               seen AS visited_at, 1 AS visits, 0 AS failures, md5(url) AS etag, 0 AS missing FROM made""",
    "pages": """SELECT id + 1 AS page_id, url, url AS final_url, source_id, 'r' || (i / $a_day) AS run_id,
               seen AS fetched_at, 200 AS status,
                'text/html; charset=utf-8' AS content_type, 'sha1:' || md5(url) AS digest, []::VARCHAR[] AS opt_out,
                'archive/r' || (i / $a_day) AS file, 40000 * (i % $a_day) AS "offset", 40000 AS length,
                'x' AS extractor, id AS article_id,
                id + 2 AS text_hash, id + 3 AS reading_hash FROM made""",
    "articles": """SELECT id AS article_id, id + 1 AS page_id, source_id, 'Paper ' || source_id AS publisher, url,
               url AS canonical_url,
                   md5(url) || ' ' || source_id AS title, ['A. Writer'] AS authors, seen AS published_at,
                   'json-ld' AS published_from,
                   seen AS first_seen_at, 'en' AS language, 'news' AS section, url || '/p.jpg' AS image_url,
                   false AS paywalled,
                   350 AS word_count, 1 AS version, id + 2 AS text_hash, id + 4 AS content_hash,
                   id AS story_id FROM made""",
    "article_texts": """SELECT id AS article_id, md5(url) AS lead,
               array_to_string([md5((i * 64 + n)::VARCHAR) FOR n IN range(60)], ' ') AS text,
                        [{'text': md5(url), 'image_url': url}] AS captions FROM made""",
    "cut_blocks": """SELECT id AS article_id, n::INTEGER AS position,
               'Menu entry ' || n || ' of ' || source_id AS text, 'not the article' AS reason
                     FROM made, range(10) AS t(n)""",
    "sketches": """SELECT id AS article_id, seen AS seen_at, $made_by AS made_by,
                   [(hash(i * 48 + n) >> 32)::UINTEGER FOR n IN range(48)] AS bands FROM made""",
}


@dataclass(frozen=True)
class Night:
    at: datetime
    pages: list[tuple[PageInfo, RecordRef, Article]]


def build(folder: Path, count: int) -> Desk:
    desk = Desk(folder)
    desk.make_folders()
    with open_store(desk) as store:
        run(store, MADE, last=LAST, count=count, a_day=A_DAY)
        for table, sql in FILL.items():
            run(store, f"INSERT INTO store.{table} BY NAME {sql}", a_day=A_DAY, made_by=MADE_BY)
        store.run("DROP TABLE made")
    return desk


def run(store: Store, sql: str, **given: object) -> None:
    store._connection.execute(sql, {name: value for name, value in given.items() if f"${name}" in sql})


def nights(count: int) -> Iterator[Night]:
    rng, before = Random(1), []
    for number in range(count):
        at = LAST + timedelta(days=number + 1)
        told = [_written(rng) for _ in range(A_DAY // 2)]
        texts = [text_of(told[i]) for i in range(A_DAY // 2)]
        texts += [_copied(rng.choice((told, before or told)), rng) for _ in range(A_DAY - len(texts))]
        yield Night(at, [_page(number, place, text, at, rng) for place, text in enumerate(texts)])
        before = told


def _written(rng: Random) -> list[list[str]]:
    sentence = [" ".join(rng.choices(WORDS, k=18)).capitalize() + f" {rng.randint(1, 999)}." for _ in range(20)]
    return [sentence[i : i + 4] for i in range(0, 20, 4)]


def _copied(told: list[list[list[str]]], rng: Random) -> str:
    chosen = rng.choice(told)
    if rng.random() < 0.5:
        return text_of(trimmed(chosen, rng.uniform(0.3, 0.9)))
    return text_of(edited(chosen, rng.uniform(0.1, 0.4), rng, lambda sentence: refigured(sentence, rng)))


def _page(night: int, place: int, text: str, at: datetime, rng: Random) -> tuple[PageInfo, RecordRef, Article]:
    source, run_id = f"s{rng.randrange(200)}", f"n{night}"
    url = f"https://paper.example/{night}/{place}"
    info = PageInfo(url, url, source, run_id, "feed", at, 200, "text/html", f"sha1:{night}-{place}")
    published = at - timedelta(hours=rng.uniform(0, 30))
    article = made_article(
        url,
        text,
        title=f"Title {place} of {night}",
        authors=("A. Writer",),
        published_at=published,
        published_from="json-ld",
        section="news",
    )
    return info, RecordRef(f"{run_id}.warc.gz", place * 40_000, 40_000), article


def file_night(desk: Desk, night: Night) -> float:
    began = time.process_time()
    rows = [ledger.page_row(info, record) for info, record, _ in night.pages]
    articles = {info.url: article for info, _, article in night.pages}
    with open_store(desk) as store, store.transaction():
        store.stage("staged_pages", ledger.PAGE_COLUMNS, rows, like="pages")
        store.run("INSERT INTO store.pages BY NAME SELECT * FROM staged_pages ANTI JOIN store.pages USING (page_id)")
    with open_store(desk) as store:
        waiting = filing.pages_to_clean(store)
    for start in range(0, len(waiting), BATCH):
        cleaned = [
            CleanedPage(page.page_id, page.source_id, page.fetched_at, None, replace(articles[page.url]))
            for page in waiting[start : start + BATCH]
        ]
        with open_store(desk) as store:
            earlier = filing.rivals(store, {page.article_id for page in cleaned if page.article_id is not None})
            filing.file_articles(store, cleaned, choose(cleaned, earlier), earlier_readings(cleaned, earlier))
    filed = time.process_time()
    with open_store(desk) as store:
        filing.drop_orphans(store)
    with open_store(desk) as store:
        versioning.settle(store)
        settled = time.process_time()
        grouped = sum(grouping.group_waiting(store))
    ended = time.process_time()
    assert len(waiting) == grouped == len(night.pages), (len(waiting), grouped)
    print(
        f"    filed {filed - began:.2f} s, settled {settled - filed:.2f} s, grouped {ended - settled:.2f} s", flush=True
    )
    return ended - began


def stories(desk: Desk) -> int:
    with open_store(desk) as store:
        sql = "SELECT count(DISTINCT story_id) FROM store.articles WHERE url LIKE 'https://paper.example/%'"
        return int(store.rows(sql)[0][0])


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--large", type=int, default=1_000_000)
    ask.add_argument("--small", type=int, default=100_000)
    ask.add_argument("--pairs", type=int, default=3)
    got = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="nightdesk-bench-") as folder:
        large, small = build(Path(folder) / "large", got.large), build(Path(folder) / "small", got.small)
        size = large.database.stat().st_size - small.database.stat().st_size
        print(f"a million articles take {size / (got.large - got.small):.0f} MB")
        ratios = []
        for number, night in enumerate(nights(got.pairs + 1)):
            there, here = file_night(large, night), file_night(small, night)
            print(
                f"night {number}: {got.large:,} articles {there:.2f} s, {got.small:,} {here:.2f} s: {there / here:.2f}"
            )
            ratios.append(there / here)
        assert stories(large) == stories(small)
        warm = statistics.median(ratios[1:])
        print(f"median of the pairs after the first: {warm:.2f} (at most {MOST})")
        assert warm <= MOST


if __name__ == "__main__":
    main()
