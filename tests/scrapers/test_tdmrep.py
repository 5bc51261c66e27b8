"""tdmrep.json and the AI crawlers of robots.txt: what is read from them, and how a crawl asks for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scrapers.archive import iter_pages
from scrapers.crawl import Limits
from scrapers.politeness import LONGEST_WAIT
from scrapers.robots import read_robots
from scrapers.tdmrep import MOST_BYTES, PLACE, read_tdmrep
from tests.scrapers.conftest import Crawl, Night, source
from tests.scrapers.press_servers import Answer, Press

RESERVED = "tdmrep.json: tdm-reservation 1"


def rules(*entries: object) -> bytes:
    return json.dumps(entries).encode()


def rule(location: str, reservation: object = 1, **more: str) -> dict[str, object]:
    return {"location": location, "tdm-reservation": reservation, **more}


@pytest.mark.parametrize(
    ("location", "path", "covered"),
    [
        ("/", "/news/a.html", True),
        ("*", "/news/a.html", True),
        ("/news/", "/news/a.html", True),
        ("/news/", "/sport/a.html", False),
        ("/*/images/*.jpg", "/2026/images/b.jpg", True),
        ("/*/images/*.jpg", "/2026/images/b.png", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/News/", "/news/a", False),
        ("/caf%C3%A9/", "/café/a", True),
    ],
)
def test_locations_are_patterns_as_in_robots_txt(location: str, path: str, covered: bool) -> None:
    found = read_tdmrep(rules(rule(location))).opt_out(f"https://daily.example{path}")
    assert found == (RESERVED if covered else None)


def test_the_first_rule_that_matches_counts() -> None:
    found = read_tdmrep(rules(rule("/free/", 0), rule("/", "1", **{"tdm-policy": "https://daily.example/terms.json"})))
    assert found.opt_out("https://daily.example/free/a") is None
    assert found.opt_out("https://daily.example/a") == f"{RESERVED}, tdm-policy https://daily.example/terms.json"


@pytest.mark.parametrize(
    "body",
    [
        rules(), rules("/", 1, None, {}, {"location": 1, "tdm-reservation": 1}), rules(rule("")), b"null", b'"/"',
        rules(rule("/", 2)), rules(rule("/", "yes")), rules(rule("/", None)),
    ],
)  # fmt: skip
def test_entries_that_are_no_rules_reserve_nothing(body: bytes) -> None:
    assert read_tdmrep(body).opt_out("https://daily.example/a") is None


def test_a_rule_beside_broken_ones_and_one_without_brackets_are_read() -> None:
    assert read_tdmrep(rules(None, rule("/"))).opt_out("https://daily.example/a") == RESERVED
    assert read_tdmrep(json.dumps(rule("/")).encode()).opt_out("https://daily.example/a") == RESERVED


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000])
def test_what_is_no_json_is_an_error(body: bytes) -> None:
    with pytest.raises(ValueError):
        read_tdmrep(body)


def test_robots_txt_names_the_ai_crawlers_that_it_shuts_out_of_a_path() -> None:
    found = read_robots(
        200,
        b"User-agent: *\nDisallow: /private/\n\nUser-agent: gptbot\nUser-agent: CCBot\nDisallow: /\n\n"
        b"User-agent: ClaudeBot\nDisallow: /archive/\n",
    )
    assert found.opt_out("https://daily.example/a") == "robots.txt: disallows GPTBot, CCBot"
    assert found.opt_out("https://daily.example/archive/a") == "robots.txt: disallows GPTBot, ClaudeBot, CCBot"
    assert read_robots(200, b"User-agent: *\nDisallow: /private/").opt_out("https://daily.example/private/a") is None
    assert read_robots(404, b"").opt_out("https://daily.example/a") is None


def night_of(press: Press, crawl: Crawl, *paths: str, **changes: object) -> Night:
    for path in paths:
        press.pages.setdefault(path, Answer(b"<html><p>Text</p>", headers={"Content-Type": "text/html"}))
    press.feed("/feed", [press.url(path) for path in paths])
    return crawl(source(feeds=[press.url("/feed")]), **changes)


def opt_outs(night: Night, url: str) -> tuple[str, ...]:
    event = night.ends[url]
    assert event.page is not None, event
    return event.page.opt_out


def test_a_crawl_notes_what_the_site_reserves_for_each_page(press: Press, crawl: Crawl) -> None:
    press.text("/robots.txt", "User-agent: GPTBot\nDisallow: /news/\n")
    press.pages[PLACE] = Answer(rules(rule("/news/")))
    press.html("/news/a", **{"X-Robots-Tag": "noai"})
    night = night_of(press, crawl, "/news/a", "/news/b", "/sport/c")
    first = ("robots.txt: disallows GPTBot", RESERVED)
    assert opt_outs(night, press.url("/news/a")) == (*first, "X-Robots-Tag: noai")
    assert opt_outs(night, press.url("/news/b")) == first
    assert opt_outs(night, press.url("/sport/c")) == ()


def test_it_is_asked_for_once_after_robots_txt_and_before_the_first_page_and_counts_nowhere(
    press: Press, crawl: Crawl
) -> None:
    night = night_of(press, crawl, "/a", "/b")
    assert press.paths[:3] == ["/robots.txt", "/feed", PLACE] and sorted(press.paths[3:]) == ["/a", "/b"]
    tally = night.report.tallies["press"]
    assert (tally.discovered, tally.fetched, tally.failed) == (2, 2, 0)
    assert not [event for event in night.events if PLACE in getattr(event, "url", "")]


def test_a_host_of_which_no_page_is_fetched_is_not_asked(press: Press, crawl: Crawl) -> None:
    press.text("/robots.txt", "User-agent: *\nDisallow: /a\n")
    night_of(press, crawl, "/a")
    assert press.paths == ["/robots.txt", "/feed"]


def test_it_is_not_asked_for_where_robots_txt_forbids_it(press: Press, crawl: Crawl) -> None:
    press.text("/robots.txt", "User-agent: *\nDisallow: /.well-known/\n")
    night = night_of(press, crawl, "/a")
    assert night.state(press.url("/a")) == ("fetched", None) and PLACE not in press.paths


@pytest.mark.parametrize(
    "answer",
    [
        Answer(status=500),
        Answer(status=403),
        Answer(b"<html>not found</html>"),
        Answer(b"[" + b" " * MOST_BYTES),
        Answer(status=302, headers={"Location": "http://127.0.0.2:9/tdmrep.json"}),
        Answer(status=302, headers={"Location": PLACE}),
        Answer(status=302, headers={"Location": "ftp://127.0.0.1/tdmrep.json"}),
        Answer(b"[]", headers={"Content-Length": "100"}),
        Answer(b"[]", headers={"Content-Encoding": "gzip"}),
        Answer(stream=lambda handler: handler.connection.close()),
    ],
    ids=["500", "403", "HTML", "large", "private", "endless", "ftp", "truncated", "no gzip", "closed"],
)
def test_its_failure_never_fails_a_page(press: Press, crawl: Crawl, answer: Answer) -> None:
    press.pages[PLACE] = answer
    night = night_of(press, crawl, "/a", limits=Limits(delay=0, deadline=3, retries=1))
    assert night.state(press.url("/a")) == ("fetched", None)
    assert opt_outs(night, press.url("/a")) == ()
    assert len(press.asked("/a")) == 1


def test_a_host_that_asks_for_time_in_its_place_gets_it(press: Press, crawl: Crawl) -> None:
    press.pages[PLACE] = Answer(status=429, headers={"Retry-After": "1"})
    night = night_of(press, crawl, "/a")
    assert night.state(press.url("/a")) == ("fetched", None) and len(press.asked(PLACE)) == 1
    assert press.asked("/a")[0].began - press.asked(PLACE)[0].ended >= 0.99


def test_a_host_that_asks_for_a_long_time_in_its_place_is_left_alone(press: Press, crawl: Crawl) -> None:
    press.pages[PLACE] = Answer(status=503, headers={"Retry-After": str(int(LONGEST_WAIT) + 1)})
    night = night_of(press, crawl, "/a")
    assert night.state(press.url("/a")) == ("pending", "the host asks for time (HTTP 503)")


def test_it_is_read_through_a_redirect(press: Press, crawl: Crawl) -> None:
    press.pages[PLACE] = Answer(status=301, headers={"Location": "/legal/tdmrep.json"})
    press.pages["/legal/tdmrep.json"] = Answer(rules(rule("/")))
    night = night_of(press, crawl, "/a")
    assert opt_outs(night, press.url("/a")) == (RESERVED,)


def test_what_the_file_reserves_is_in_the_archive(press: Press, crawl: Crawl, tmp_path: Path) -> None:
    press.pages[PLACE] = Answer(rules(rule("/")))
    night_of(press, crawl, "/a")
    (stored,) = [page for path in tmp_path.glob("archive/**/*.warc.gz") for _, page in iter_pages(path)]
    assert stored.info.opt_out == (RESERVED,)


def test_halves_of_characters_harm_nobody() -> None:
    rules = read_tdmrep(b'{"location": "/", "tdm-policy": "\\ud800", "tdm-reservation": 1}')
    assert rules.opt_out("http://x.example/") == "tdmrep.json: tdm-reservation 1, tdm-policy ?"
