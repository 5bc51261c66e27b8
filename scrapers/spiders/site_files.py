"""The files in which a site says what may be done with all of it: robots.txt, and tdmrep.json for opt-outs.

robots.txt decides whether anything is asked for at all; tdmrep.json is asked for once an origin, before its first page,
and only read: whatever becomes of it, the page is asked for next.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Response

from scrapers.journal import ListingKind, ListingRead
from scrapers.page import SkipReason, UrlState
from scrapers.robots import Refusal, RobotsRules, no_robots, origin, read_robots
from scrapers.spiders.asks import Ask, ask_of
from scrapers.spiders.faults import ASKS_FOR_TIME, TOO_MANY_REDIRECTS, Hold, Wait, after_status
from scrapers.spiders.hosts import Hosts
from scrapers.spiders.pages import header
from scrapers.tdmrep import TdmRules, read_tdmrep

LOG = logging.getLogger(__name__)


class SiteFiles:
    """Reads them and tells `hosts`. `write` takes the journal's events, which are of robots.txt alone."""

    def __init__(self, hosts: Hosts, write: Callable[[ListingRead], None]) -> None:
        self._hosts, self._write = hosts, write

    def read_robots(self, response: Response, ask: Ask) -> None:
        """A robots.txt has come, or the word that there is none."""
        self._learn_robots(ask, read_robots(response.status, response.body))

    def no_robots(self, ask: Ask, state: UrlState, reason: str) -> None:
        """No answer to the request for a robots.txt."""
        if state is UrlState.SKIPPED:
            self._hosts.turn_away(origin(ask.url), ask.source_id, Refusal(state, reason))
        elif reason == TOO_MANY_REDIRECTS:
            self._learn_robots(ask, RobotsRules(f"allowed: robots.txt has {reason}"))
        elif state is UrlState.FAILED:
            self._learn_robots(ask, no_robots(reason))
        else:
            self._learn_robots(ask, RobotsRules(refused=Refusal(state, reason)))

    def _learn_robots(self, ask: Ask, rules: RobotsRules) -> None:
        state, reason = (UrlState.FAILED, rules.refused.reason) if rules.refused else (UrlState.FETCHED, None)
        now = datetime.now(UTC)
        self._write(ListingRead(now, ask.source_id, ask.url, ListingKind.ROBOTS, state, reason))
        self._hosts.learn(origin(ask.url), rules)

    def read_tdmrep(self, response: Response, request: Request) -> None:
        """A tdmrep.json has come, or an answer in its place; a host that asks for time gets it."""
        if response.status in ASKS_FOR_TIME:
            verdict = after_status(response.status, header(response, "Retry-After"), attempt=1, retries=1)
            if isinstance(verdict, Hold):
                self._hosts.hold(request, verdict.reason)
            elif isinstance(verdict, Wait) and verdict.host:
                self._hosts.wait(request, verdict.seconds)
        rules = TdmRules()
        if response.status == 200:
            try:
                rules = read_tdmrep(response.body)
            except ValueError as why:
                LOG.info("%s is no tdmrep.json: %s", response.url, why)
        self._hosts.learn_tdmrep(origin(ask_of(request).url), rules)

    def no_tdmrep(self, request: Request, state: UrlState, reason: str) -> None:
        """No answer to the request for a tdmrep.json. A source that may not ask that host gets no page of it either."""
        ask = ask_of(request)
        if reason == SkipReason.ADDRESS and request.url == ask.url:
            self._hosts.turn_away(origin(ask.url), ask.source_id, Refusal(state, reason))
            return
        LOG.info("%s: %s", ask.url, reason)
        self._hosts.learn_tdmrep(origin(ask.url), TdmRules())

    def robots_note(self, url: str) -> str:
        """The note on the robots.txt that speaks for an address."""
        rules = self._hosts.robots.get(origin(url))
        return rules.note if rules else ""

    def opt_outs(self, url: str) -> tuple[str, ...]:
        """The opt-outs from text and data mining that the site's files state for an address."""
        files = (self._hosts.robots.get(origin(url)), self._hosts.tdmrep.get(origin(url)))
        return tuple(text for text in (rules.opt_out(url) for rules in files if rules) if text)
