"""Hosts: one request at a time each, a gap after each answer, robots.txt before anything else.

`Hosts` holds every request that waits. `next_request` gives one that may be sent now; the gap is counted from
`release`, the end of the answer, so that a server never sees less. The first request to an origin waits until its
robots.txt has been read, and all others to that origin with it. So do its pages for its tdmrep.json.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

from scrapy import Request

from scrapers.crawl import HostTime
from scrapers.page import UrlState
from scrapers.politeness import MOST_FAILURES_IN_A_ROW
from scrapers.robots import Refusal, RobotsRules, origin
from scrapers.spiders.asks import Rank, ask_of, host_of
from scrapers.spiders.base import age_key
from scrapers.tdmrep import PLACE, TdmRules

Refuse = Callable[[Request, UrlState, str], object]


@dataclass
class Host:
    """One host: `queue` by rank and age, `ready_at` on the clock, `held` the reason why the night leaves it alone.

    `began` is when the request that is under way was sent, `time` what its answers took so far.
    """

    name: str
    delay: float = 0.0
    queue: list[tuple[int, float, int, Request]] = field(default_factory=list)
    ready_at: float = 0.0
    busy: bool = False
    listed: bool = False
    held: str | None = None
    failures: int = 0
    began: float = 0.0
    time: HostTime = field(init=False)

    def __post_init__(self) -> None:
        self.time = HostTime(self.name)


class Hosts:
    """The requests that wait, by host.

    `delay_of` and `limit_of` tell a source's delay in seconds and its most pages; `refuse` is told of each request that
    will not be sent; `ask_file` makes the request for the robots.txt, or the tdmrep.json, of a request's origin.
    `most_pages` are those of all sources together; hosts take turns, so each has its share of them.
    """

    def __init__(
        self,
        delay_of: Callable[[str], float],
        limit_of: Callable[[str], int],
        refuse: Refuse,
        ask_file: Callable[[Rank, Request], Request],
        clock: Callable[[], float] = time.monotonic,
        most_pages: int | None = None,
    ) -> None:
        self._delay_of, self._limit_of, self._refuse, self._ask_file, self._clock = (
            delay_of,
            limit_of,
            refuse,
            ask_file,
            clock,
        )
        self._most_pages = most_pages
        self._hosts: dict[str, Host] = {}
        self._ready: list[tuple[float, int, Host]] = []
        self._later: list[tuple[float, int, Request]] = []
        self._awaiting: dict[str, list[Request]] = {}
        self._pages: dict[str, int] = {}
        self._number = count()
        self.robots: dict[str, RobotsRules] = {}
        self.tdmrep: dict[str, TdmRules] = {}
        self.waiting = 0

    def add(self, request: Request) -> None:
        """Queue a request at its host, after those of a lower rank and those published later."""
        ask, host = ask_of(request), self._host(request)
        host.delay = max(host.delay, self._delay_of(ask.source_id))
        heappush(host.queue, (ask.rank, age_key(ask.published), next(self._number), request))
        self.waiting += 1
        self._list(host)

    def add_later(self, request: Request, seconds: float) -> None:
        """Queue a request in so many seconds; its host goes on with others meanwhile."""
        heappush(self._later, (self._clock() + seconds, next(self._number), request))
        self.waiting += 1

    def next_request(self) -> Request | None:
        """A request that may be sent now; None when there is none yet (see `next_time`)."""
        now = self._clock()
        while self._later and self._later[0][0] <= now:
            self.waiting -= 1
            self.add(heappop(self._later)[2])
        while self._ready and self._ready[0][0] <= now:
            host = heappop(self._ready)[2]
            host.listed = False
            if host.ready_at > now:  # it was told to wait after it had been listed
                self._list(host)
                continue
            host.busy = True  # at once: what a refusal sets free must not list the host for a second request
            if (request := self._take(host)) is not None:
                host.began = now
                return request
            host.busy = False
        return None

    def next_time(self) -> float | None:
        """Seconds until `next_request` may have one; None when nothing waits for a time."""
        times = [heap[0][0] for heap in (self._ready, self._later) if heap]
        return max(0.0, min(times) - self._clock()) if times else None

    def release(self, request: Request) -> None:
        """The answer to `request` has ended, whatever it was: the gap begins."""
        host = self._host(request)
        host.busy = False
        host.time = host.time.after(self._clock() - host.began)
        host.ready_at = max(host.ready_at, self._clock() + host.delay)
        self._list(host)

    def learn(self, place: str, rules: RobotsRules) -> None:
        """The robots.txt of an origin is known: what waited for it goes on."""
        self.robots[place] = rules
        if rules.refusal(place + PLACE) is not None:
            self.tdmrep[place] = TdmRules()
        for request in self._awaiting.pop(place, []):
            self.waiting -= 1
            host = self._host(request)
            host.delay = max(host.delay, rules.crawl_delay)
            if not host.busy:
                host.ready_at = max(host.ready_at, self._clock() + host.delay)
            self.add(request)

    def learn_tdmrep(self, place: str, rules: TdmRules) -> None:
        """The tdmrep.json of an origin is known: the pages that waited for it go on."""
        self.tdmrep[place] = rules
        for request in self._awaiting.pop(place, []):
            self.waiting -= 1
            self.add(request)

    def turn_away(self, place: str, source_id: str, refusal: Refusal) -> None:
        """This source may not ask for the origin's files: refuse what it wants there; other sources may try."""
        for request in self._awaiting.pop(place, []):
            self.waiting -= 1
            if ask_of(request).source_id == source_id:
                self._refuse(request, refusal.state, refusal.reason)
            else:
                self.add(request)

    def wait(self, request: Request, seconds: float) -> None:
        """The request's host asked for time: nothing goes there for so many seconds."""
        host = self._host(request)
        host.ready_at = max(host.ready_at, self._clock() + seconds)

    def hold(self, request: Request, reason: str) -> None:
        """Leave the request's host alone until the next night; all that waits for it stays pending."""
        self._host(request).held = reason

    def failed(self, request: Request) -> None:
        """The host did not answer, or only that it is broken; after some such failures in a row it is held."""
        host = self._host(request)
        host.failures += 1
        if host.failures >= MOST_FAILURES_IN_A_ROW:
            host.held = f"host failed {host.failures} times in a row"

    def answered(self, request: Request) -> None:
        """The host answered: its failures are forgotten."""
        self._host(request).failures = 0

    def slowest(self, number: int) -> tuple[HostTime, ...]:
        """The hosts whose answers took longest in all."""
        asked = [host.time for host in self._hosts.values() if host.time.requests]
        return tuple(sorted(asked, key=lambda time: -time.seconds)[:number])

    def drain(self, reason: str) -> None:
        """Refuse everything that waits, as pending."""
        left = [entry[3] for host in self._hosts.values() for entry in host.queue]
        left += [entry[2] for entry in self._later]
        left += [request for requests in self._awaiting.values() for request in requests]
        for host in self._hosts.values():
            host.queue.clear()
            host.held = reason
        self._later.clear()
        self._awaiting.clear()
        self.waiting = 0
        for request in left:
            self._refuse(request, UrlState.PENDING, reason)

    def _host(self, request: Request) -> Host:
        name = host_of(request)
        return self._hosts.setdefault(name, Host(name))

    def _list(self, host: Host) -> None:
        if host.queue and not host.busy and not host.listed:
            host.listed = True
            heappush(self._ready, (host.ready_at, next(self._number), host))

    def _take(self, host: Host) -> Request | None:
        while host.queue:
            request = heappop(host.queue)[3]
            self.waiting -= 1
            chosen = self._choose(host, request)
            if chosen is not None:
                return chosen
        return None

    def _choose(self, host: Host, request: Request) -> Request | None:
        """The request itself, or one for a file that it waits for; None when it is refused or that was asked for."""
        ask, place = ask_of(request), origin(request.url)
        if host.held is not None:
            self._refuse(request, UrlState.PENDING, host.held)
        elif ask.rank is Rank.ROBOTS:
            return request
        elif place in self.robots:
            refusal = self.robots[place].refusal(request.url) or self._over_limit(request)
            if refusal is not None:
                self._refuse(request, refusal.state, refusal.reason)
            elif ask.is_page and place not in self.tdmrep:
                return self._ask_first(Rank.TDMREP, place, request)
            else:
                self._pages[ask.source_id] = self._pages.get(ask.source_id, 0) + _is_first(request)
                return request
        else:
            return self._ask_first(Rank.ROBOTS, place, request)
        return None

    def _ask_first(self, file: Rank, place: str, request: Request) -> Request | None:
        self.waiting += 1
        if place in self._awaiting:
            self._awaiting[place].append(request)
            return None
        self._awaiting[place] = [request]
        return self._ask_file(file, request)

    def _over_limit(self, request: Request) -> Refusal | None:
        source_id = ask_of(request).source_id
        limit = self._limit_of(source_id)
        if not _is_first(request):
            return None
        if self._pages.get(source_id, 0) >= limit:
            return Refusal(UrlState.PENDING, f"after the {limit} pages of one night")
        if self._most_pages is not None and sum(self._pages.values()) >= self._most_pages:
            return Refusal(UrlState.PENDING, f"after the {self._most_pages} pages of all sources in one night")
        return None


def _is_first(request: Request) -> bool:
    """Whether this is the first request for a page: repeats and redirects count with it."""
    ask = ask_of(request)
    return ask.is_page and ask.attempt == 1 and "redirect_times" not in request.meta
