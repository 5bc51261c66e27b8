"""Runs by the real command line over the sample press: real crawls, a real Prefect flow, a real database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from warcio.archiveiterator import ArchiveIterator

from flows.desk import Desk, lock_holder
from scrapers.journal import ListingRead, UrlSeen, read_journal
from scrapers.page import UrlState
from scrapers.sample import Press, serve
from tests.bench.replayed import article_hash, count, snapshot
from tests.flows.conftest import Nightdesk, ask, make_desk

Night = tuple[Path, str]


def test_every_article_is_counted_by_source_and_day(night: Night, press: Any) -> None:
    found = {
        (source, day): n for source, day, n in ask(night[0], "SELECT source_id, day, articles FROM article_counts")
    }
    assert found == press.press.answers.article_counts


def test_pages_that_are_no_articles_are_rejected_for_the_right_reason(night: Night, press: Any) -> None:
    found = dict(ask(night[0], "SELECT url, reason FROM rejections"))
    right = {page.url(press.port): page.reasons for page in press.press.rejected}
    assert set(found) == set(right)
    assert [url for url, reason in found.items() if reason not in right[url]] == []


def test_no_page_is_asked_for_that_robots_txt_disallows(night: Night, press: Any) -> None:
    asked = {(entry.host, entry.path) for entry in press.log}
    assert not [page for page in press.press.disallowed if (page.publisher.host, page.path) in asked]
    assert count(night[0] / "desk.duckdb", "SELECT count(*) FROM store.urls WHERE reason = 'robots.txt'") == len(
        press.press.disallowed
    )


def test_the_sums_of_every_source_add_up(night: Night) -> None:
    wrong = "SELECT count(*) FROM run_sources WHERE discovered <> fetched + unchanged + skipped + failed + pending"
    assert ask(night[0], wrong) == [(0,)]
    journals = (night[0] / "journal").glob("*.jsonl")
    events = [event for path in journals for event, _ in read_journal(path) if isinstance(event, UrlSeen)]
    ends = Counter((event.source_id, event.url) for event in events if event.state is not UrlState.DISCOVERED)
    assert set(ends.values()) == {1}


def test_a_listing_is_written_down_after_what_it_names(night: Night) -> None:
    """Else a kill in between leaves its validators without its URLs, and the next run takes it for unchanged."""
    [journal] = (night[0] / "journal").glob("*.jsonl")
    read: set[str] = set()
    for event, _ in read_journal(journal):
        if isinstance(event, ListingRead) and event.validators.etag:
            read.add(event.url)
        elif isinstance(event, UrlSeen) and event.state is UrlState.DISCOVERED:
            assert event.via not in read, event
    assert read


def test_what_is_printed_is_what_is_stored(night: Night) -> None:
    [(discovered, fetched)] = ask(night[0], "SELECT discovered, fetched FROM runs")
    [line] = [line for line in night[1].splitlines() if line.startswith("all ")]
    assert line.split()[1:3] == [f"{discovered:,}", f"{fetched:,}"]


def test_a_second_night_right_after_brings_nothing(copy: Path, press: Any, nightdesk: Nightdesk) -> None:
    before, asked = article_hash(copy / "desk.duckdb"), len(press.log)
    done = nightdesk("run", "--desk", str(copy))
    assert done.returncode == 0, done.stdout + done.stderr
    pages = {article.path for article in press.press.articles}
    assert [entry.path for entry in list(press.log)[asked:] if entry.path in pages] == []
    assert article_hash(copy / "desk.duckdb") == before == article_hash(snapshot(copy))


def test_a_lost_database_comes_back_from_the_archive_alone(copy: Path, press: Any, nightdesk: Nightdesk) -> None:
    before, asked = article_hash(copy / "desk.duckdb"), len(press.log)
    (copy / "desk.duckdb").unlink()
    done = nightdesk("reclean", "--desk", str(copy))
    assert done.returncode == 0, done.stdout + done.stderr
    assert article_hash(copy / "desk.duckdb") == before
    assert len(press.log) == asked, "nobody was asked for anything"


def test_a_scrape_says_what_became_of_each_url(copy: Path, press: Any, nightdesk: Nightdesk) -> None:
    wall, article = press.press.rejected[0], press.press.articles[0]
    done = nightdesk("scrape", wall.url(press.port), article.url(press.port), "--desk", str(copy))
    assert article.title in done.stdout and "no article" in done.stdout


def test_a_scrape_of_no_article_fails_with_its_reason(copy: Path, press: Any, nightdesk: Nightdesk) -> None:
    wall = press.press.rejected[0]
    done = nightdesk("scrape", wall.url(press.port), "--desk", str(copy))
    assert done.returncode == 1 and any(reason in done.stdout for reason in wall.reasons)


def test_pages_of_other_peoples_warc_files_are_taken_in_once(
    night: Night, tmp_path: Path, nightdesk: Nightdesk
) -> None:
    desk = make_desk(tmp_path / "desk", (night[0] / "sources.toml").read_text("utf-8"))
    files = [str(path) for path in (night[0] / "archive").rglob("*.warc.gz")]
    for _ in range(2):
        done = nightdesk("import", *files, "--desk", str(desk))
        assert done.returncode == 0, done.stdout + done.stderr
        assert ask(desk, "SELECT count(*) FROM articles") == ask(night[0], "SELECT count(*) FROM articles")
    assert count(desk / "desk.duckdb", "SELECT count(*) - count(DISTINCT url) FROM store.pages") == 0


def test_without_the_web_every_source_says_so_and_the_snapshot_stays(copy: Path, nightdesk: Nightdesk) -> None:
    before = snapshot(copy)
    (copy / "sources.toml").write_text(
        "".join(f'[s{n}]\nname = "S"\nfeeds = ["http://s{n}.localhost:9/feed"]\ndelay = 0\n' for n in range(3)), "utf-8"
    )
    done = nightdesk("run", "--desk", str(copy))
    assert done.returncode == 1
    assert [sum(f" s{n}: could not be read" in line for line in done.stdout.splitlines()) for n in range(3)] == [
        1,
        1,
        1,
    ]
    assert snapshot(copy) == before


@pytest.fixture
def slow(press: Any, tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """A night that takes minutes, some pages into it."""
    desk = make_desk(tmp_path / "slow", press.sources_toml(delay=0.5))
    command = [sys.executable, "-m", "flows", "run", "--desk", str(desk)]
    with (tmp_path / "slow.log").open("wb") as log:
        running = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, "NO_PROXY": "*"})
        give_up = time.monotonic() + 120
        while len(acknowledged(desk)) < 10 and time.monotonic() < give_up:
            time.sleep(0.2)
        yield desk, running
        running.kill()


def acknowledged(desk: Path) -> set[str]:
    journals = (desk / "journal").glob("*.jsonl") if (desk / "journal").exists() else iter(())
    events = [event for path in journals for event, _ in read_journal(path)]
    return {event.url for event in events if isinstance(event, UrlSeen) and event.state is UrlState.FETCHED}


def records(desk: Path) -> int:
    """Response records, by warcio; raises where a file cannot be read to its last one."""
    found = 0
    for path in (desk / "archive").rglob("*.warc.gz"):
        with path.open("rb") as file:
            found += sum(
                record.rec_type == "response" and bool(record.content_stream().read())
                for record in ArchiveIterator(file)
            )
    return found


def test_a_second_run_is_refused_while_one_is_under_way(slow: tuple[Path, Any], nightdesk: Nightdesk) -> None:
    done = nightdesk("run", "--desk", str(slow[0]))
    assert done.returncode == 75 and "a run is under way" in done.stderr and done.stdout == ""
    assert "under way" in nightdesk("status", "--desk", str(slow[0])).stdout


def test_a_cancelled_run_stops_its_crawl_and_keeps_what_it_has(slow: tuple[Path, Any], nightdesk: Nightdesk) -> None:
    desk, running = slow
    family = psutil.Process(running.pid).children(recursive=True)
    crawl = [process for process in family if "scrapers.spiders" in process.cmdline()]
    assert crawl
    said = nightdesk("cancel", "--desk", str(desk))
    assert said.returncode == 0 and "Cancelled" in said.stdout
    assert psutil.wait_procs(crawl, timeout=10)[1] == [], "the crawl stops within 10 s"
    assert running.wait(60) == 130
    psutil.wait_procs(family, timeout=5)
    assert [process for process in family if process.is_running()] == []
    kept = acknowledged(desk)
    assert len(kept) >= 10 and records(desk) == len(kept)
    assert "cancelled" in nightdesk("status", "--desk", str(desk)).stdout
    assert not (desk / "running.json").exists()
    assert "No run is under way" in nightdesk("cancel", "--desk", str(desk)).stdout


def test_a_run_can_be_cancelled_while_it_starts(copy: Path, nightdesk: Nightdesk) -> None:
    command = [sys.executable, "-m", "flows", "run", "--desk", str(copy)]
    starting = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    give_up = time.monotonic() + 60
    while not lock_holder(Desk(copy)) and time.monotonic() < give_up:
        time.sleep(0.05)
    assert nightdesk("run", "--desk", str(copy)).returncode == 75
    said = nightdesk("cancel", "--desk", str(copy))
    assert said.returncode == 0 and "Cancelled: nightly" in said.stdout
    assert starting.wait(60) == 130


def test_a_killed_run_loses_nothing(slow: tuple[Path, Any], press: Any, night: Night, nightdesk: Nightdesk) -> None:
    desk, running = slow
    family = psutil.Process(running.pid).children(recursive=True)
    kept = acknowledged(desk)
    running.kill()
    running.wait()
    psutil.wait_procs(family, timeout=20)
    assert [process for process in family if process.is_running()] == [], "its crawl and its server end with it"
    (desk / "sources.toml").write_text(press.sources_toml(delay=0.0), "utf-8")
    done = nightdesk("run", "--desk", str(desk))
    assert done.returncode in (0, 2), done.stdout + done.stderr
    assert kept <= acknowledged(desk) and records(desk) >= len(acknowledged(desk))
    assert article_hash(desk / "desk.duckdb") == article_hash(night[0] / "desk.duckdb")
    assert "crashed" in nightdesk("status", "--desk", str(desk)).stdout, "though its crawl had time to say more"


def test_a_corrected_article_is_its_next_version_and_a_removed_one_is_gone(
    tmp_path: Path, nightdesk: Nightdesk
) -> None:
    paper = Press(date(2026, 11, 20), days=20)
    end = paper.now
    corrected = next(one for one in paper.articles if one.correction)
    removed = next(one for one in paper.articles if one.removed_at)
    with serve(paper) as server:
        desk = make_desk(tmp_path / "desk", server.sources_toml(delay=0.0))
        url, gone = corrected.url(server.port), removed.url(server.port)
        for address, article in ((url, corrected), (gone, removed)):
            paper.now = article.published_at
            nightdesk("scrape", address, "--desk", str(desk))
        counts = ask(desk, "SELECT * FROM article_counts ORDER BY ALL")
        paper.now = end
        for _ in range(2):
            nightdesk("scrape", url, gone, "--desk", str(desk))
    history = (
        f"SELECT v.version, why, v.text FROM versions v JOIN articles USING (article_id) WHERE url = '{url}' ORDER BY 1"
    )
    for _ in range(2):
        [(first, no, before), (second, why, after)] = ask(desk, history)
        assert (first, no, second) == (1, None, 2) and before != after and "a correction" in why
        marked = ask(desk, f"SELECT url = '{gone}', gone_at IS NOT NULL, version FROM articles ORDER BY 1")
        assert marked == [(False, False, 2), (True, True, 1)]
        assert ask(desk, "SELECT * FROM article_counts ORDER BY ALL") == counts
        nightdesk("reclean", "--desk", str(desk))
