"""Pages <-> WARC files, and what a killed process leaves of them."""

from __future__ import annotations

import gzip
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from pydantic import TypeAdapter
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from scrapers.archive import ArchiveWriter, iter_foreign, iter_pages, payload_digest, read_page, recover
from scrapers.crawl import CrawlPlan, Limits
from scrapers.errors import ArchiveError
from scrapers.journal import Journal, UrlSeen, read_journal
from scrapers.page import Page, PageInfo, RecordRef, UrlState
from tests.scrapers.conftest import RUN_ID, source
from tests.scrapers.press_servers import Press


def page(number: int, body: bytes = b"") -> Page:
    body = body or f"<html>page {number} \r\n\r\n ümlaut</html>".encode()
    url = f"https://example.org/{number}"
    info = PageInfo(
        url, url + "?final", "example", RUN_ID, "https://example.org/feed",
        datetime(2026, 11, 23, 2, 0, number, tzinfo=UTC), 200, "text/html", payload_digest(body), '"e"',
        "Mon, 02 Nov 2026 10:00:00 GMT", "allowed", ("TDM-Reservation: 1",),
    )  # fmt: skip
    return Page(info, body)


HEADERS = [("Content-Type", "text/html"), ("Transfer-Encoding", "chunked"), ("X-Archive-Orig-Content-Encoding", "br")]


def write(folder: Path, count: int, close: bool = True) -> tuple[ArchiveWriter, list[RecordRef]]:
    writer = ArchiveWriter(folder, RUN_ID)
    refs = [writer.add(page(number), HEADERS) for number in range(count)]
    writer.flush()
    if close:
        writer.close()
    return writer, refs


def test_a_page_comes_back_as_it_went_in(tmp_path: Path) -> None:
    _, refs = write(tmp_path, 3)
    assert [read_page(tmp_path, ref) for ref in refs] == [page(number) for number in range(3)]
    (file,) = tmp_path.glob("*/*")
    assert file == tmp_path / "2026-11-23" / f"{RUN_ID}-0001.warc.gz"
    assert list(iter_pages(file)) == list(zip(refs, (page(number) for number in range(3)), strict=True))
    assert (file.parent.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_other_programs_read_the_file(tmp_path: Path) -> None:
    writer, _ = write(tmp_path, 2, close=False)
    writer.add_revisit(page(9).info, HEADERS)
    writer.close()
    (file,) = tmp_path.glob("*/*.warc.gz")
    kinds = ["warcinfo", "response", "metadata", "response", "metadata", "revisit"]
    with file.open("rb") as stream:
        records = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
            for record in ArchiveIterator(stream)
        ]
    assert [kind for kind, _, _ in records] == kinds
    assert records[1][1:] == ("https://example.org/0?final", page(0).body)
    with file.open("rb") as stream:
        assert len(list(FastIterator(stream))) == len(kinds)
    with file.open("rb") as stream:
        assert all(record.verify_block_digest() for record in FastIterator(stream, parse_http=False))
    assert gzip.decompress(file.read_bytes()).startswith(b"WARC/1.1\r\n")


def test_a_new_file_begins_when_one_is_full(tmp_path: Path) -> None:
    writer = ArchiveWriter(tmp_path, RUN_ID, file_bytes=1000)
    refs = []
    for number in range(4):
        refs.append(writer.add(page(number, os.urandom(600).hex().encode())))
        writer.flush()
    writer.close()
    assert len({ref.file for ref in refs}) > 1
    assert [read_page(tmp_path, ref).info.url for ref in refs] == [page(number).info.url for number in range(4)]


def test_what_the_disk_did_not_keep_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer, (first,) = write(tmp_path, 1, close=False)
    second = writer.add(page(1))
    with monkeypatch.context() as bad_disk:
        bad_disk.setattr("os.fsync", lambda fd: os.ftruncate(fd, second.offset + 20))
        with pytest.raises(ArchiveError, match="cannot be read back"):
            writer.flush()
    writer.close()
    assert [read_page(tmp_path, ref) for ref in (first, second)] == [page(0), page(1)]


def test_a_page_that_is_not_there_is_an_error_with_its_place(tmp_path: Path) -> None:
    _, (ref, *_) = write(tmp_path, 1)
    with pytest.raises(ArchiveError, match="byte 3"):
        read_page(tmp_path, replace(ref, offset=3))
    with pytest.raises(ArchiveError, match=r"none\.warc\.gz"):
        read_page(tmp_path, replace(ref, file="none.warc.gz"))


def test_a_run_id_that_is_none_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="run id"):
        ArchiveWriter(tmp_path, "../../etc")


def test_recovery_cuts_a_torn_tail_wherever_it_is_torn(tmp_path: Path) -> None:
    _, refs = write(tmp_path / "whole", 3)
    whole = (tmp_path / "whole" / refs[0].file).read_bytes()
    for cut in random.Random(1).sample(range(1, len(whole)), 60):
        desk = tmp_path / str(cut)
        (desk / "journal").mkdir(parents=True)
        path = desk / "archive" / (refs[0].file + ".open")
        path.parent.mkdir(parents=True)
        path.write_bytes(whole[:cut])
        left = [ref for ref in refs if ref.offset + ref.length <= cut]
        recovered = recover(desk / "archive", desk / "journal")
        assert recovered.pages == len(left)
        assert [read_page(desk / "archive", ref).info.url for ref in left] == [
            page(n).info.url for n in range(len(left))
        ]
        assert not list(desk.glob("**/*.open"))
        for file in desk.glob("archive/*/*.gz"):
            assert len(list(ArchiveIterator(BytesIO(file.read_bytes())))) == 1 + 2 * len(left)
        assert recover(desk / "archive", desk / "journal").files == 0


def test_recovery_adds_what_the_journal_does_not_have_and_nothing_twice(tmp_path: Path) -> None:
    _, refs = write(tmp_path / "archive", 3, close=False)
    (tmp_path / "journal").mkdir()
    journal = Journal(tmp_path / "journal" / f"{RUN_ID}.jsonl")
    info = page(0).info
    journal.write(UrlSeen(info.fetched_at, "example", info.url, UrlState.FETCHED, page=info, record=refs[0]))
    journal.close()
    with journal.path.open("ab") as torn:
        torn.write(b'{"at":"2026-11')
    recovered = recover(tmp_path / "archive", tmp_path / "journal")
    assert (recovered.files, recovered.pages, len(recovered.cut)) == (1, 2, 1)
    events = [event for event, _ in read_journal(journal.path)]
    assert [event.record for event in events if isinstance(event, UrlSeen)] == refs


def foreign(path: Path) -> None:
    answers = [("200 OK", "text/html"), ("404 Not Found", "text/html"), ("200 OK", "image/png")]
    body = gzip.compress(b"<html>theirs</html>")
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for number, (status, kind) in enumerate(answers):
            http = StatusAndHeaders(status, [("Content-Type", kind), ("Content-Encoding", "gzip")], protocol="HTTP/1.1")
            url = f"http://theirs.example/{number}"
            writer.write_record(writer.create_warc_record(url, "response", BytesIO(body), len(body), http_headers=http))


def test_pages_come_out_of_other_peoples_files(tmp_path: Path) -> None:
    foreign(tmp_path / "theirs.warc.gz")
    (got,) = iter_foreign(tmp_path / "theirs.warc.gz", RUN_ID)
    assert (got.info.url, got.body) == ("http://theirs.example/0", b"<html>theirs</html>")
    assert got.info.digest == payload_digest(got.body)
    assert got.info.fetched_at.tzinfo is not None


def test_a_damaged_file_is_an_error_after_what_could_be_read(tmp_path: Path) -> None:
    foreign(tmp_path / "theirs.warc.gz")
    whole = (tmp_path / "theirs.warc.gz").read_bytes()
    (tmp_path / "theirs.warc.gz").write_bytes(whole + b"damage" * 100)
    pages = iter_foreign(tmp_path / "theirs.warc.gz", RUN_ID)
    assert next(pages).info.url == "http://theirs.example/0"
    with pytest.raises(ArchiveError, match="cannot be read"):
        list(pages)


@pytest.mark.parametrize(
    "body",
    [b"no WARC at all, but a line of text\n" * 20, gzip.compress(b"nor this", mtime=0), b""],
    ids=["text", "gzip", "empty"],
)
def test_a_file_that_is_no_warc_is_an_error(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(body)
    with pytest.raises(ArchiveError, match=r"a\.warc\.gz"):
        list(iter_foreign(tmp_path / "a.warc.gz", RUN_ID))


@pytest.mark.parametrize("seed", range(4))
def test_nothing_acknowledged_is_lost_when_the_crawl_is_killed(
    seed: int, press: Press, make_plan: Callable[..., CrawlPlan]
) -> None:
    """SIGKILL at a random moment of a real crawl; afterwards journal and archive agree, all records can be read, and no
    more than the page that was under way has to be asked for again."""
    press.feed("/feed", [press.url(f"/{n}") for n in range(400)])
    for n in range(400):
        press.html(f"/{n}", os.urandom(20_000).hex())
    plan = make_plan(source(feeds=[press.url("/feed")]), limits=Limits(delay=0))
    child = subprocess.Popen(
        [sys.executable, "-m", "scrapers.spiders", str(os.getpid())], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    assert child.stdin is not None
    child.stdin.write(TypeAdapter(CrawlPlan).dump_json(plan))
    child.stdin.close()
    while len(press.log) < 60:
        time.sleep(0.005)
    time.sleep(random.Random(seed).random())
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    acknowledged = fetched(plan)
    recover(plan.archive_dir, plan.journal_path.parent)
    after = fetched(plan)
    assert acknowledged.items() <= after.items()
    in_archive = {ref: got for file in plan.archive_dir.glob("*/*.warc.gz") for ref, got in iter_pages(file)}
    assert set(after.values()) == set(in_archive)
    assert len([path for path in press.paths if path[1:].isdigit()]) - len(after) <= 1
    for url, ref in after.items():
        assert in_archive[ref].info.url == url and payload_digest(in_archive[ref].body) == in_archive[ref].info.digest
    for file in plan.archive_dir.glob("*/*"):
        with file.open("rb") as stream:
            bodies = [record.content_stream().read() for record in ArchiveIterator(stream)]
        assert len(bodies) == 1 + 2 * len(in_archive)


def fetched(plan: CrawlPlan) -> dict[str, RecordRef]:
    events = [event for event, _ in read_journal(plan.journal_path)]
    return {event.url: event.record for event in events if isinstance(event, UrlSeen) and event.record}


def test_a_file_that_is_gzipped_as_a_whole_is_read_too(tmp_path: Path) -> None:
    foreign(tmp_path / "theirs.warc.gz")
    plain = gzip.decompress((tmp_path / "theirs.warc.gz").read_bytes())
    old = plain.replace(b"WARC/1.1", b"WARC/0.18").replace(b"WARC/1.0", b"WARC/0.18")
    (tmp_path / "old.warc.gz").write_bytes(gzip.compress(old))
    (tmp_path / "plain.warc").write_bytes(old)
    for name in ("old.warc.gz", "plain.warc"):
        (got,) = iter_foreign(tmp_path / name, RUN_ID)
        assert got.info.url == "http://theirs.example/0"
    (tmp_path / "old.warc.gz").write_bytes(gzip.compress(old * 2)[:-20])
    pages = iter_foreign(tmp_path / "old.warc.gz", RUN_ID)
    with pytest.raises(ArchiveError, match=r"old\.warc\.gz"):
        list(pages)


def test_a_record_without_a_date_is_left_out_and_one_without_an_address_is_damage(tmp_path: Path) -> None:
    foreign(tmp_path / "theirs.warc.gz")
    plain = gzip.decompress((tmp_path / "theirs.warc.gz").read_bytes())
    (tmp_path / "a.warc").write_bytes(plain.replace(b"WARC-Date", b"X-Nothing"))
    assert list(iter_foreign(tmp_path / "a.warc", RUN_ID)) == []
    (tmp_path / "b.warc").write_bytes(plain.replace(b"WARC-Target-URI", b"X-Nothing"))
    with pytest.raises(ArchiveError, match="cannot be read"):
        list(iter_foreign(tmp_path / "b.warc", RUN_ID))
