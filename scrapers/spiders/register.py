"""The register: each URL's state in this run. A URL is discovered once for a source and ends in one state, once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime

from scrapers.crawl import Tally
from scrapers.journal import UrlSeen
from scrapers.page import PageInfo, RecordRef, SkipReason, UrlState
from scrapers.sources import Source
from scrapers.spiders.asks import Ask
from scrapers.spiders.base import day
from scrapers.urls import clean_url, is_web, stable_id

ENDS = (UrlState.FETCHED, UrlState.UNCHANGED, UrlState.SKIPPED, UrlState.FAILED, UrlState.PENDING)


class Register:
    """Decides which discovered URLs are asked for, writes their events through `write`, and counts."""

    def __init__(self, sources: Collection[Source], known: Collection[int], write: Callable[[UrlSeen], None]) -> None:
        self._rules = {source.id: _Rules(source) for source in sources}
        self._known, self._write = known, write
        self._owner: dict[int, str] = {}
        self._told: set[tuple[int, str]] = set()
        self._counts: Counter[tuple[str, UrlState]] = Counter()
        self.open: dict[tuple[str, str], Ask] = {}

    def discover(self, ask: Ask) -> bool:
        """Note a URL; True if it is to be asked for. One that this source named before is not noted again.

        A target (`ask.via` is empty) was asked for by name: only whether it is a web address is looked at.
        """
        key = _key(ask.url)
        if self._owner.get(key) == ask.source_id or (key, ask.source_id) in self._told:
            return False
        reason = self._why_not(key, ask)
        if reason is not None:
            self._told.add((key, ask.source_id))
            self._end(ask, UrlState.SKIPPED, reason)
            return False
        self._owner[key] = ask.source_id
        self.open[ask.source_id, ask.url] = ask
        self._write(_seen(ask, UrlState.DISCOVERED))
        return True

    def _why_not(self, key: int, ask: Ask) -> str | None:
        if not is_web(ask.url):
            return SkipReason.NOT_WEB
        if ask.via:
            refused = self._rules[ask.source_id].refusal(ask)
            if refused is not None:
                return refused
        if key in self._owner:
            return SkipReason.OTHER_SOURCE
        return SkipReason.KNOWN if ask.via and key in self._known else None

    def is_open(self, ask: Ask) -> bool:
        """True while the URL has no final state."""
        return (ask.source_id, ask.url) in self.open

    def settle(
        self, ask: Ask, state: UrlState, reason: str | None = None, status: int | None = None,
        page: PageInfo | None = None, record: RecordRef | None = None,
    ) -> None:  # fmt: skip
        """Note the state that an open URL ends in. Raises KeyError for one that is not open."""
        del self.open[ask.source_id, ask.url]
        self._end(ask, state, reason, status, page, record)

    def _end(
        self, ask: Ask, state: UrlState, reason: str | None = None, status: int | None = None,
        page: PageInfo | None = None, record: RecordRef | None = None,
    ) -> None:  # fmt: skip
        self._counts[ask.source_id, state] += 1
        self._write(_seen(ask, state, reason, status, page, record))

    def totals(self) -> dict[str, int]:
        """How many URLs are in each state now; `pending` are those that are still open."""
        ended = dict.fromkeys((state.value for state in ENDS), 0)
        for (_, state), number in self._counts.items():
            ended[state.value] += number
        ended["pending"] += len(self.open)
        return {"discovered": sum(ended.values()), **ended}

    def tallies(self) -> Mapping[str, Tally]:
        """The sums of each source."""
        return {source_id: self._tally(source_id) for source_id in self._rules}

    def _tally(self, source_id: str) -> Tally:
        counts = {state.value: self._counts[source_id, state] for state in ENDS}
        counts["pending"] += sum(1 for owner, _ in self.open if owner == source_id)
        return Tally(discovered=sum(counts.values()), **counts)


class _Rules:
    """A source's `include`, `exclude` and `since`."""

    def __init__(self, source: Source) -> None:
        self._include = [re.compile(pattern) for pattern in source.include]
        self._exclude = [re.compile(pattern) for pattern in source.exclude]
        self._since = source.since

    def refusal(self, ask: Ask) -> str | None:
        if self._include and not any(pattern.search(ask.url) for pattern in self._include):
            return SkipReason.EXCLUDED
        if any(pattern.search(ask.url) for pattern in self._exclude):
            return SkipReason.EXCLUDED
        published = day(ask.published)
        return SkipReason.TOO_OLD if self._since and published and published < self._since else None


def _key(url: str) -> int:
    return stable_id(clean_url(url) if is_web(url) else url)


def _seen(
    ask: Ask, state: UrlState, reason: str | None = None, status: int | None = None,
    page: PageInfo | None = None, record: RecordRef | None = None,
) -> UrlSeen:  # fmt: skip
    return UrlSeen(
        at=datetime.now(UTC), source_id=ask.source_id, url=ask.url, state=state, via=ask.via or None,
        published=day(ask.published), reason=reason, status=status, page=page, record=record,
    )  # fmt: skip
