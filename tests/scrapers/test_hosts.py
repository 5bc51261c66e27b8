"""`Hosts` by a clock of our own: order, gaps, robots.txt, holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from scrapy import Request

from scrapers.page import UrlState
from scrapers.politeness import MOST_FAILURES_IN_A_ROW
from scrapers.robots import PLACE as ROBOTS
from scrapers.robots import Refusal, RobotsRules, no_robots, origin, read_robots
from scrapers.spiders.asks import ASK, Ask, Rank, again, ask_of
from scrapers.spiders.hosts import Hosts
from scrapers.tdmrep import PLACE as TDMREP
from scrapers.tdmrep import TdmRules

ALLOWED = RobotsRules()


class Scene:
    """Hosts with a clock that a test moves, and a list of what was refused."""

    def __init__(self, limit: int = 100, delay: float = 1.0) -> None:
        self.now = 100.0
        self.last = make("http://none/")
        self.refused: list[tuple[str, UrlState, str]] = []
        self.hosts = Hosts(lambda source: delay, lambda source: limit, self._refuse, self._file, lambda: self.now)

    def _refuse(self, request: Request, state: UrlState, reason: str) -> None:
        self.refused.append((request.url, state, reason))

    def _file(self, rank: Rank, request: Request) -> Request:
        return make(origin(request.url) + (ROBOTS if rank is Rank.ROBOTS else TDMREP), rank)

    def next(self) -> str | None:
        request = self.hosts.next_request()
        self.last = request or self.last
        return request.url if request else None

    def done(self) -> None:
        self.hosts.release(self.last)

    def know(self, place: str, rules: RobotsRules = ALLOWED) -> None:
        self.hosts.learn(place, rules)
        self.hosts.learn_tdmrep(place, TdmRules())


def make(url: str, rank: Rank = Rank.ARTICLE, day: int | None = None, source: str = "a") -> Request:
    published = datetime(2026, 11, day, tzinfo=UTC) if day else None
    return Request(url, meta={ASK: Ask(rank, source, url, published=published)})


def test_robots_txt_comes_first_and_once() -> None:
    scene = Scene(delay=0)
    for n in range(20):
        scene.hosts.add(make(f"http://h/{n}"))
    assert scene.next() == "http://h/robots.txt"
    assert scene.next() is None, "one request at a time"
    scene.done()
    assert scene.next() is None, "its answer has come, but nobody has read it yet"
    assert scene.hosts.waiting == 20
    scene.know("http://h", read_robots(200, b"User-agent: *\nDisallow: /1"))
    got = []
    while scene.next():
        got.append(scene.last.url)
        scene.done()
    assert got == ["http://h/0", *(f"http://h/{n}" for n in range(2, 10))]
    assert {url for url, *_ in scene.refused} == {"http://h/1", *(f"http://h/{n}" for n in range(10, 20))}
    assert scene.hosts.waiting == 0


def test_the_gap_runs_from_the_end_of_an_answer() -> None:
    scene = Scene(delay=2)
    scene.know("http://h")
    scene.hosts.add(make("http://h/a"))
    scene.hosts.add(make("http://h/b"))
    assert scene.next() == "http://h/a"
    scene.now += 10
    scene.done()
    assert (scene.next(), scene.hosts.next_time()) == (None, 2)
    scene.now += 1.9
    assert scene.next() is None
    scene.now += 0.2
    assert scene.next() == "http://h/b"


def test_the_pages_of_a_host_wait_for_its_tdmrep_json_and_its_listings_do_not() -> None:
    scene = Scene(delay=0)
    scene.hosts.learn("http://h", ALLOWED)
    for n in range(3):
        scene.hosts.add(make(f"http://h/{n}"))
    assert scene.next() == "http://h/.well-known/tdmrep.json"
    scene.done()
    scene.hosts.add(make("http://h/feed", Rank.LISTING))
    assert scene.next() == "http://h/feed"
    scene.done()
    assert scene.next() is None
    scene.hosts.learn_tdmrep("http://h", TdmRules())
    got = []
    while scene.next():
        got.append(scene.last.url)
        scene.done()
    assert got == ["http://h/0", "http://h/1", "http://h/2"]
    assert scene.hosts.waiting == 0


@pytest.mark.parametrize("robots", [b"User-agent: *\nDisallow: /.well-known/", b"User-agent: *\nDisallow: /a"])
def test_no_tdmrep_json_is_asked_for_that_robots_txt_forbids_or_for_pages_that_it_forbids(robots: bytes) -> None:
    scene = Scene(delay=0)
    scene.hosts.learn("http://h", read_robots(200, robots))
    scene.hosts.add(make("http://h/a"))
    assert scene.next() in ("http://h/a", None)


def test_what_a_refusal_sets_free_does_not_make_a_second_request_at_once() -> None:
    scene = Scene(delay=0)
    scene.hosts.learn("http://h", read_robots(200, b"User-agent: *\nDisallow: /no"))
    scene.hosts.add(make("http://h/a"))
    assert scene.next() == "http://h/.well-known/tdmrep.json"
    scene.done()
    scene.hosts._refuse = lambda *_: scene.hosts.learn_tdmrep("http://h", TdmRules())
    scene.hosts.add(make("http://h/no", Rank.TDMREP))  # where it was redirected to
    scene.hosts.add(make("http://h/feed", Rank.LISTING))
    assert scene.next() == "http://h/feed"
    assert scene.next() is None, "one request at a time"
    scene.done()
    assert scene.next() == "http://h/a"


def test_no_tdmrep_json_is_asked_for_when_the_night_takes_no_page_of_the_host() -> None:
    scene = Scene(limit=0, delay=0)
    scene.hosts.learn("http://h", ALLOWED)
    scene.hosts.add(make("http://h/a"))
    assert scene.next() is None


def test_hosts_do_not_wait_for_each_other() -> None:
    scene = Scene(delay=5)
    for host in "gh":
        scene.know(f"http://{host}")
        scene.hosts.add(make(f"http://{host}/a"))
    assert {scene.next(), scene.next()} == {"http://g/a", "http://h/a"}


def test_ports_of_a_host_share_its_gap_but_not_its_robots_txt() -> None:
    scene = Scene(delay=5)
    scene.know("http://h:1")
    scene.hosts.add(make("http://h:1/a"))
    scene.hosts.add(make("http://h:2/a"))
    assert scene.next() == "http://h:1/a"
    scene.done()
    assert scene.next() is None
    scene.now += 5
    assert scene.next() == "http://h:2/robots.txt"


def test_targets_come_first_then_listings_then_the_newest() -> None:
    scene = Scene(delay=0)
    scene.know("http://h")
    scene.hosts.add(make("http://h/2", day=2))
    scene.hosts.add(make("http://h/9", day=9))
    scene.hosts.add(make("http://h/feed", Rank.LISTING))
    scene.hosts.add(make("http://h/t", Rank.TARGET))
    got = []
    while scene.next():
        got.append(scene.last.url)
        scene.done()
    assert got == ["http://h/t", "http://h/feed", "http://h/9", "http://h/2"]


def test_crawl_delay_and_waits_push_the_host_back() -> None:
    scene = Scene(delay=1)
    scene.hosts.add(make("http://h/a"))
    scene.next()
    scene.know("http://h", RobotsRules(crawl_delay=7))
    scene.done()
    assert (scene.next(), scene.hosts.next_time()) == (None, 7)
    scene.hosts.wait(make("http://h/a"), 30)
    scene.now += 29
    assert scene.next() is None
    scene.now += 1
    assert scene.next() == "http://h/a"


def test_a_repeat_waits_without_holding_up_its_host() -> None:
    scene = Scene(delay=0)
    scene.know("http://h")
    scene.hosts.add_later(again(make("http://h/a")), 8)
    scene.hosts.add(make("http://h/b"))
    assert scene.next() == "http://h/b"
    scene.done()
    assert (scene.next(), scene.hosts.next_time(), scene.hosts.waiting) == (None, 8, 1)
    scene.now += 8
    assert scene.next() == "http://h/a"
    assert ask_of(scene.last).attempt == 2


def test_only_so_many_pages_of_a_source_and_listings_and_repeats_do_not_count() -> None:
    scene = Scene(limit=1, delay=0)
    scene.know("http://h")
    for request in (
        make("http://h/feed", Rank.LISTING),
        make("http://h/a"),
        again(make("http://h/b")),
        make("http://h/c"),
    ):
        scene.hosts.add(request)
    got = []
    while scene.next():
        got.append(scene.last.url)
        scene.done()
    assert got == ["http://h/feed", "http://h/a", "http://h/b"]
    assert scene.refused == [("http://h/c", UrlState.PENDING, "after the 1 pages of one night")]


def test_a_host_that_keeps_failing_is_held() -> None:
    scene = Scene(delay=0)
    scene.know("http://h")
    scene.hosts.add(make("http://h/a"))
    for _ in range(MOST_FAILURES_IN_A_ROW - 1):
        scene.hosts.failed(make("http://h/x"))
    scene.hosts.answered(make("http://h/x"))
    for _ in range(MOST_FAILURES_IN_A_ROW):
        assert not scene.refused
        scene.hosts.failed(make("http://h/x"))
    assert scene.next() is None
    assert scene.refused == [("http://h/a", UrlState.PENDING, f"host failed {MOST_FAILURES_IN_A_ROW} times in a row")]


def test_what_one_source_may_not_ask_for_another_may() -> None:
    scene = Scene(delay=0)
    scene.hosts.add(make("http://h/a", source="a"))
    scene.hosts.add(make("http://h/b", source="b"))
    assert scene.next() == "http://h/robots.txt"
    scene.done()
    assert scene.next() is None
    scene.hosts.turn_away("http://h", "a", Refusal(UrlState.SKIPPED, "private address"))
    assert scene.refused == [("http://h/a", UrlState.SKIPPED, "private address")]
    assert scene.next() == "http://h/robots.txt"
    scene.know("http://h")
    scene.done()
    assert scene.next() == "http://h/b"


@pytest.mark.parametrize("where", ["queue", "later", "awaiting"])
def test_draining_refuses_everything_that_waits(where: str) -> None:
    scene = Scene(delay=0)
    if where != "awaiting":
        scene.know("http://h", no_robots("HTTP 500"))
    if where == "later":
        scene.hosts.add_later(make("http://h/a"), 10)
    else:
        scene.hosts.add(make("http://h/a"))
    if where == "awaiting":
        scene.next()
    scene.hosts.drain("cancelled")
    assert scene.refused == [("http://h/a", UrlState.PENDING, "cancelled")]
    assert scene.hosts.waiting == 0
