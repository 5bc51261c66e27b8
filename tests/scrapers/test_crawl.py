"""Whole crawls against loopback servers: states, listings, repeats, endings."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from scrapers.archive import read_page
from scrapers.crawl import CrawlPlan, Limits, Target, run_crawl, user_agent
from scrapers.errors import ConfigError, CrawlError, NoSpaceError
from scrapers.journal import RunEnded, RunStarted
from scrapers.page import SkipReason, Validators
from scrapers.tdmrep import PLACE as TDMREP
from scrapers.urls import clean_url, stable_id
from tests.scrapers.conftest import Crawl, Night, source
from tests.scrapers.press_servers import Answer, Headers, Press

QUICK = Limits(delay=0, deadline=1.5, retries=0, max_bytes=200_000)


def test_every_url_of_a_feed_ends_in_one_state_and_its_page_in_the_archive(press: Press, crawl: Crawl) -> None:
    links = [press.url(f"/a{n}") for n in range(3)]
    for n in range(2):
        press.html(f"/a{n}", "ümlaut")
    press.feed("/feed", links)
    night = crawl(source(feeds=[press.url("/feed")]))
    assert [night.state(url)[0] for url in links] == ["fetched", "fetched", "failed"]
    assert night.state(links[2]) == ("failed", "HTTP 404")
    record = night.ends[links[0]].record
    assert record is not None
    page = read_page(night.plan.archive_dir, record)
    assert page == replace(page, info=night.ends[links[0]].page, body=press.pages["/a0"].body)  # type: ignore[union-attr]
    assert night.report.ended == "finished"
    tally = night.report.tallies["press"]
    assert (tally.discovered, tally.fetched, tally.failed) == (3, 2, 1)
    assert isinstance(night.events[0], RunStarted) and isinstance(night.events[-1], RunEnded)
    assert press.asked("/a0")[0].headers["User-Agent"] == "Nightdesk/0.1 (+desk@example.org)"
    assert "Cookie" not in press.asked("/a0")[0].headers and "Referer" not in press.asked("/a0")[0].headers


def test_urls_are_asked_for_as_they_are_listed(press: Press, crawl: Crawl) -> None:
    press.feed("/feed", [press.url("/a?id=1&amp;utm_source=rss#top"), press.url("/a?id=1")])
    press.html("/a?id=1&utm_source=rss")
    night = crawl(source(feeds=[press.url("/feed")]))
    assert press.paths == ["/robots.txt", "/feed", TDMREP, "/a?id=1&utm_source=rss"]
    assert list(night.ends) == [press.url("/a?id=1&utm_source=rss")]


def test_what_is_not_asked_for_says_why(press: Press, crawl: Crawl) -> None:
    day = "<pubDate>Mon, 02 Nov 2020 10:00:00 GMT</pubDate>"
    wanted = {
        press.url("/sport/a"): SkipReason.EXCLUDED,
        press.url("/old"): SkipReason.TOO_OLD,
        press.url("/known?utm_medium=x"): SkipReason.KNOWN,
        "file:///etc/passwd": SkipReason.NOT_WEB,
        "ftp://127.0.0.1/a": SkipReason.NOT_WEB,
        "data:text/html,a": SkipReason.NOT_WEB,
    }
    entries = "".join(f"<item><link>{url}</link>{day if '/old' in url else ''}</item>" for url in wanted)
    press.pages["/feed"] = Answer(f'<rss version="2.0"><channel>{entries}</channel></rss>'.encode())
    known = frozenset({stable_id(clean_url(press.url("/known")))})
    night = crawl(source(feeds=[press.url("/feed")], exclude=["/sport/"], since="2026-01-01"), known=known)
    assert {url: event.reason for url, event in night.ends.items()} == wanted
    assert press.paths == ["/robots.txt", "/feed"]


def test_the_first_source_keeps_a_url_that_two_bring(press: Press, crawl: Crawl) -> None:
    press.feed("/feed1", [press.url("/a")])
    press.feed("/feed2", [press.url("/a")])
    press.html("/a")
    night = crawl(source("one", feeds=[press.url("/feed1")]), source("two", feeds=[press.url("/feed2")]))
    assert (night.report.tallies["one"].fetched, night.report.tallies["two"].skipped) == (1, 1)
    assert len(press.asked("/a")) == 1


def test_no_more_pages_than_the_limit_newest_first_and_the_rest_stays_pending(press: Press, crawl: Crawl) -> None:
    days = {press.url(f"/{n}"): f"2026-11-{n:02d}T10:00:00Z" for n in (3, 9, 1, 7)}
    entries = "".join(f'<entry><link href="{url}"/><updated>{day}</updated></entry>' for url, day in days.items())
    press.pages["/feed"] = Answer(f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode())
    for n in (3, 9, 1, 7):
        press.html(f"/{n}")
    night = crawl(source(feeds=[press.url("/feed")], limit=2))
    assert press.paths[2:] == [TDMREP, "/9", "/7"]
    assert night.state(press.url("/1")) == ("pending", "after the 2 pages of one night")


def test_a_second_crawl_asks_whether_things_changed(press: Press, crawl: Crawl) -> None:
    def answer(headers: Headers) -> Answer:
        return (
            Answer(status=304) if headers.get("If-None-Match") == '"1"' else Answer(b"<html>", headers={"ETag": '"1"'})
        )

    press.feed("/feed", [press.url("/a"), press.url("/same"), press.url("/new")], ETag='"f"')
    press.pages["/a"] = answer
    press.html("/same")
    press.html("/new", "one")
    first = crawl(source(feeds=[press.url("/feed")]))
    assert first.listing(press.url("/feed")).validators.etag == '"f"'
    press.html("/new", "two")
    press.pages["/feed"] = lambda headers: Answer(status=304 if headers.get("If-None-Match") == '"f"' else 500)
    targets = tuple(Target("press", url, event.page.validators) for url, event in first.ends.items() if event.page)
    second = crawl(
        source(feeds=[press.url("/feed")]),
        run_id="20261124T020000Z-cd34",
        targets=targets,
        known=frozenset(stable_id(url) for url in first.ends),
        listings={press.url("/feed"): first.listing(press.url("/feed")).validators},
    )
    states = {url: event.state.value for url, event in second.ends.items()}
    assert states == {press.url("/a"): "unchanged", press.url("/same"): "unchanged", press.url("/new"): "fetched"}
    assert second.listing(press.url("/feed")).state.value == "unchanged"


def stall(seconds: float) -> Answer:
    return Answer(stream=lambda handler: time.sleep(seconds))


def trickle(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        time.sleep(0.1)


def bomb() -> bytes:
    """200 MB of zeros in about 200 kB, packed before anybody waits for it."""
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(pack.compress(b"\0" * 1_000_000) for _ in range(200)), pack.flush()])


def test_hostile_answers_fail_with_a_reason_and_the_others_are_read(press: Press, crawl: Crawl) -> None:
    whole = gzip.compress(b"<html>" + os.urandom(3000) + b"</html>")
    html = {"Content-Type": "text/html"}
    press.pages |= {
        "/slow": stall(3),
        "/trickle": Answer(stream=trickle),
        "/bomb": Answer(bomb(), headers={**html, "Content-Encoding": "gzip"}),
        "/declared": Answer(b"x" * 300_000, headers=html),
        "/loop": Answer(status=302, headers={"Location": "/loop"}),
        "/torn": Answer(whole[:1500], headers={**html, "Content-Encoding": "gzip"}),
        "/short": Answer(b"<html>", headers={**html, "Content-Length": "999", "Connection": "close"}),
        "/file": Answer(status=302, headers={"Location": "file:///etc/passwd"}),
        "/pdf": Answer(b"%PDF", headers={"Content-Type": "application/pdf"}),
        "/gone": Answer(status=410),
    }
    press.html("/good")
    names = [*press.pages]
    press.feed("/feed", [press.url(path) for path in names])
    night = crawl(source(feeds=[press.url("/feed")]), limits=QUICK)
    got = {path: night.state(press.url(path)) for path in names}
    assert got == {
        "/slow": ("failed", "no whole answer within 1.5 s"),
        "/trickle": ("failed", "no whole answer within 1.5 s"),
        "/bomb": ("failed", "larger than 200000 bytes"),
        "/declared": ("failed", "larger than 200000 bytes"),
        "/loop": ("failed", "more than 5 redirects"),
        "/torn": ("failed", "truncated body"),
        "/short": ("failed", "truncated body"),
        "/file": ("skipped", "not http(s)"),
        "/pdf": ("failed", "not HTML: application/pdf"),
        "/gone": ("failed", "HTTP 410"),
        "/good": ("fetched", None),
    }
    assert night.report.peak_memory < 250_000_000


def test_html_instead_of_a_feed_is_said(press: Press, crawl: Crawl) -> None:
    press.html("/feed")
    night = crawl(source(feeds=[press.url("/feed")]))
    listing = night.listing(press.url("/feed"))
    assert (listing.state.value, listing.reason) == ("failed", "HTML instead of a feed")


def test_server_errors_are_asked_again(press: Press, crawl: Crawl) -> None:
    answers = iter([Answer(status=503), Answer(b"<html>", headers={"Content-Type": "text/html"})])
    press.pages["/a"] = lambda headers: next(answers)
    press.feed("/feed", [press.url("/a")])
    night = crawl(source(feeds=[press.url("/feed")]), limits=Limits(delay=0, retries=1))
    assert night.state(press.url("/a")) == ("fetched", None)
    assert len(press.asked("/a")) == 2


def test_a_site_is_read_by_the_feeds_and_sitemaps_it_names(press: Press, crawl: Crawl) -> None:
    press.pages["/"] = Answer(
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head></html>',
        headers={"Content-Type": "text/html"},
    )
    press.text("/robots.txt", f"Sitemap: {press.url('/index.xml')}\nSitemap: {press.url('/news.xml')}\n")
    press.feed("/rss", [press.url("/a")])
    press.pages["/news.xml"] = Answer(f"<urlset><url><loc>{press.url('/b')}</loc></url></urlset>".encode())
    press.html("/a")
    press.html("/b")
    night = crawl(source(site=press.url("/")))
    assert {url: event.state.value for url, event in night.ends.items()} == {
        press.url("/a"): "fetched",
        press.url("/b"): "fetched",
    }
    assert "/index.xml" not in press.paths


def test_a_site_that_names_nothing_is_tried_in_common_places_and_then_read_as_a_section(
    press: Press, crawl: Crawl
) -> None:
    press.pages["/"] = Answer(
        b'<html><a href="/2026/11/23/a-story">a</a><a href="/about">b</a></html>', headers={"Content-Type": "text/html"}
    )
    press.html("/2026/11/23/a-story")
    night = crawl(source(site=press.url("/")))
    assert press.paths[2:4] == ["/feed", "/rss"]
    assert {url: event.state.value for url, event in night.ends.items()} == {
        press.url("/2026/11/23/a-story"): "fetched"
    }
    assert night.listing(press.url("/")).entries == 1


def test_a_feed_that_is_written_down_does_not_stop_the_search_of_the_site(press: Press, crawl: Crawl) -> None:
    press.html("/", '<a href="/2026/11/23/a-story">a</a>')
    press.html("/2026/11/23/a-story")
    press.html("/b")
    press.feed("/known-feed", [press.url("/b")])
    night = crawl(source(site=press.url("/"), feeds=[press.url("/known-feed")]))
    assert {event.state.value for event in night.ends.values()} == {"fetched"}
    assert len(night.ends) == 2


def test_a_sitemap_index_is_followed_but_not_in_circles(press: Press, crawl: Crawl) -> None:
    children = [press.url("/index.xml"), press.url("/s1.xml")]
    listed = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in children)
    press.pages["/index.xml"] = Answer(f"<sitemapindex>{listed}</sitemapindex>".encode())
    urlset = f"<urlset><url><loc>{press.url('/a')}</loc></url></urlset>".encode()
    press.pages["/s1.xml"] = Answer(gzip.compress(urlset), headers={"Content-Type": "application/gzip"})
    press.html("/a")
    night = crawl(source(sitemaps=[press.url("/index.xml")]))
    assert press.paths == ["/robots.txt", "/index.xml", "/s1.xml", TDMREP, "/a"]
    assert night.state(press.url("/a")) == ("fetched", None)


def test_a_listing_that_is_not_of_the_web_is_not_waited_for(press: Press, crawl: Crawl) -> None:
    listed = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in ("data:text/html,a", "s3://a/b"))
    press.pages["/index.xml"] = Answer(f"<sitemapindex>{listed}</sitemapindex>".encode())
    night = crawl(source(sitemaps=[press.url("/index.xml")]), limits=Limits(delay=0, minutes=0.2))
    assert night.report.ended == "finished"
    assert (night.listing("s3://a/b").state.value, night.listing("s3://a/b").reason) == ("failed", "not http(s)")


def test_the_time_budget_leaves_the_rest_pending(press: Press, crawl: Crawl) -> None:
    press.feed("/feed", [press.url("/a"), press.url("/b")])
    press.html("/a")
    press.html("/b")
    night = crawl(source(feeds=[press.url("/feed")], delay=30), limits=Limits(minutes=0.02))
    assert night.report.ended == "time budget"
    assert night.report.tallies["press"].discovered == 0
    assert press.paths == ["/robots.txt"]


def test_cancelling_ends_the_group_and_keeps_what_was_fetched(
    press: Press, make_plan: Callable[..., CrawlPlan]
) -> None:
    press.feed("/feed", [press.url("/a"), press.url("/hang"), press.url("/b")])
    press.html("/a")
    press.pages["/hang"] = stall(8)
    plan = make_plan(source(feeds=[press.url("/feed")]), limits=Limits(delay=0, deadline=30))

    def cancel(counts: dict[str, int]) -> None:
        if counts["fetched"]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_crawl(plan, cancel)
    night = Night(plan, None)  # type: ignore[arg-type]
    assert night.state(press.url("/a")) == ("fetched", None)
    assert night.state(press.url("/hang")) == night.state(press.url("/b")) == ("pending", "cancelled")
    assert night.events[-1].reason == "cancelled"  # type: ignore[union-attr]
    assert not list(plan.archive_dir.glob("*/*.open"))


def test_the_crawl_stops_when_its_parent_dies(
    press: Press, make_plan: Callable[..., CrawlPlan], tmp_path: Path
) -> None:
    press.feed("/feed", [press.url("/hang")])
    press.pages["/hang"] = stall(8)
    plan = make_plan(source(feeds=[press.url("/feed")]), limits=Limits(delay=0, deadline=30))
    (tmp_path / "plan.json").write_bytes(TypeAdapter(CrawlPlan).dump_json(plan))
    script = (
        "import pathlib, sys; from pydantic import TypeAdapter; from scrapers.crawl import CrawlPlan, run_crawl\n"
        "run_crawl(TypeAdapter(CrawlPlan).validate_json(pathlib.Path(sys.argv[1]).read_bytes()), print)"
    )
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "plan.json")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert parent.stdout is not None
    parent.stdout.readline()
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    until = time.monotonic() + 10
    while b'"run ended"' not in plan.journal_path.read_bytes():
        assert time.monotonic() < until, "the crawl went on"
        time.sleep(0.1)
    assert b'"cancelled"' in plan.journal_path.read_bytes()


def test_a_full_disk_ends_the_crawl_and_says_what_is_needed(press: Press, make_plan: Callable[..., CrawlPlan]) -> None:
    press.feed("/feed", [press.url("/a")])
    press.html("/a")
    plan = make_plan(source(feeds=[press.url("/feed")]), journal_path=Path("/dev/full"))
    with pytest.raises(NoSpaceError, match="MB are needed"):
        run_crawl(plan)


def test_a_child_that_cannot_start_says_why(make_plan: Callable[..., CrawlPlan], tmp_path: Path) -> None:
    plan = make_plan(source(feeds=["http://127.0.0.1:9/feed"]), journal_path=tmp_path / "nowhere" / "journal.jsonl")
    with pytest.raises(CrawlError, match="No such file or directory"):
        run_crawl(plan)


def test_validators_of_a_target_are_sent(press: Press, crawl: Crawl) -> None:
    press.html("/a")
    target = Target("press", press.url("/a"), Validators('W/"x"', "Mon, 02 Nov 2026 10:00:00 GMT"))
    crawl(source(site=press.url("/")), targets=(target,), discover=False)
    headers = press.asked("/a")[0].headers
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('W/"x"', "Mon, 02 Nov 2026 10:00:00 GMT")


@pytest.mark.parametrize("contact", ["a\r\nX: y", "ä@example.org"])
def test_a_contact_that_no_header_can_carry_is_refused(contact: str) -> None:
    with pytest.raises(ConfigError, match="contact"):
        user_agent(contact)


def test_the_pages_of_a_night_are_shared_by_the_hosts_and_what_is_read_again_comes_last(
    open_press: Callable[[], Press], crawl: Crawl
) -> None:
    one, two = open_press(), open_press()
    for press, host in ((one, "127.0.0.1"), (two, "localhost")):
        press.feed("/feed", [press.url(f"/{n}").replace("127.0.0.1", host) for n in range(4)])
        for n in range(9):
            press.html(f"/{n}")
    again = Target("one", one.url("/8"), revisit=True)
    left = Target("one", one.url("/7"))
    first = source("one", feeds=[one.url("/feed")], delay=0.2)
    second = source("two", feeds=[two.url("/feed").replace("127.0.0.1", "localhost")], delay=0.2)
    night = crawl(first, second, targets=(again, left), limits=Limits(delay=0, deadline=3, retries=0, pages=4))
    tallies = night.report.tallies
    assert tallies["one"].fetched + tallies["two"].fetched == 4 and tallies["two"].fetched >= 1
    assert night.state(one.url("/7"))[0] == "fetched", "what was left pending comes first"
    assert night.state(one.url("/8")) == ("pending", "after the 4 pages of all sources in one night")
