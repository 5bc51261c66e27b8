"""The sample press without a crawl: its pages cleaned, shuffled, parted and filed in every way give the same desk."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.articles import CleanedPage
from flows.desk import Desk
from flows.store import open_store
from flows.store.ledger import page_id
from scrapers.archive import ArchiveWriter, payload_digest
from scrapers.article import Article
from scrapers.clean.pool import Cleaners
from scrapers.page import Page, PageInfo, RecordRef
from scrapers.sample.press import Press
from scrapers.sample.site import Site
from scrapers.sample.sources import sources_toml
from scrapers.sources import load_sources
from tests.flows.conftest import LAST_DAY
from tests.flows.papers import night

PORT = 8765
DAYS = 8
RUN = "20261121T020000Z-ab12"
Asked = list[tuple[RecordRef, str, datetime]]


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Asked]:
    """Eight days of the press in an archive: where each page lies, whose it is, when it was fetched."""
    press = Press(LAST_DAY, days=DAYS)
    site, folder = Site(press, PORT), tmp_path_factory.mktemp("press")
    (folder / "sources.toml").write_text(sources_toml(PORT, press.first_day), "utf-8")
    writer, fetched_at = ArchiveWriter(folder / "archive", RUN), datetime(2026, 11, 21, 2, tzinfo=UTC)
    asked = []
    for article in press.answers.up:
        response, url = site.respond(article.publisher.host, article.path), article.url(PORT)
        digest = payload_digest(response.body)
        info = PageInfo(url, url, article.source_id, RUN, "feed", fetched_at, 200, response.content_type, digest)
        asked.append((writer.add(Page(info, response.body)), article.source_id, fetched_at))
    writer.flush()
    writer.close()
    return folder, asked


def cleaned(folder: Path, asked: Asked, workers: int) -> list[CleanedPage]:
    sources = {source.id: source for source in load_sources(folder / "sources.toml")}
    with Cleaners(folder / "archive", workers=workers) as pool:
        outcomes = pool.clean_all((ref, sources[source_id]) for ref, source_id, _ in asked)
        return [
            CleanedPage(page_id(ref), source_id, at, None, outcome)
            for (ref, source_id, at), (_, outcome) in zip(asked, outcomes, strict=True)
        ]


def desk_hash(folder: Path, pages: list[CleanedPage], batch: int) -> tuple[str, int]:
    """Of all articles and of what was cut from them; and how many blocks are furniture."""
    desk = Desk(folder)
    desk.make_folders()
    batches = [pages[start : start + batch] for start in range(0, len(pages), batch)]
    with open_store(desk) as store:
        night(store, batches[0], batches[1:])
        [(articles,)] = store.rows(
            "SELECT md5(string_agg(md5(row(a, t)::VARCHAR), '' ORDER BY article_id)) "
            "FROM store.articles a JOIN store.article_texts t USING (article_id)"
        )
        [(cuts,)] = store.rows(
            "SELECT md5(string_agg(c::VARCHAR, '' ORDER BY article_id, position, text)) FROM store.cut_blocks c"
        )
        [(blocks,)] = store.rows("SELECT count(*) FROM store.furniture WHERE decision = 'cut'")
    return f"{articles} {cuts}", blocks


@pytest.fixture(scope="module")
def answer(archived: tuple[Path, Asked], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[CleanedPage]]:
    """What one process makes of the pages in their order."""
    pages = cleaned(*archived, workers=1)
    assert all(isinstance(page.outcome, Article) for page in pages)
    digest, blocks = desk_hash(tmp_path_factory.mktemp("answer"), pages, batch=len(pages))
    assert blocks >= 5
    return digest, pages


@pytest.mark.parametrize(("seed", "batch"), [(1, 1000), (2, 200), (3, 97), (4, 50), (5, 333)])
def test_the_order_of_pages_makes_no_difference(
    answer: tuple[str, list[CleanedPage]], tmp_path: Path, seed: int, batch: int
) -> None:
    digest, pages = answer
    shuffled = random.Random(seed).sample(pages, len(pages))
    assert desk_hash(tmp_path, shuffled, batch)[0] == digest


@pytest.mark.parametrize("workers", [2, 4])
def test_the_number_of_processes_makes_no_difference(
    archived: tuple[Path, Asked], answer: tuple[str, list[CleanedPage]], tmp_path: Path, workers: int
) -> None:
    assert desk_hash(tmp_path, cleaned(*archived, workers=workers), 100)[0] == answer[0]
