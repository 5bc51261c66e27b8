from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from scrapers.crawl import CrawlPlan, CrawlReport, Limits, run_crawl, user_agent
from scrapers.journal import Event, ListingRead, UrlSeen, read_journal
from scrapers.page import UrlState
from scrapers.sources import Source, make_source
from tests.scrapers.press_servers import Press, serving

RUN_ID = "20261123T020000Z-ab12"


@dataclass
class Night:
    """What a crawl of a test left behind."""

    plan: CrawlPlan
    report: CrawlReport

    @property
    def events(self) -> list[Event]:
        return [event for event, _ in read_journal(self.plan.journal_path)]

    @property
    def ends(self) -> dict[str, UrlSeen]:
        """The final event of each URL; fails if there is none, or more than one."""
        seen = [event for event in self.events if isinstance(event, UrlSeen)]
        finals = [event for event in seen if event.state is not UrlState.DISCOVERED]
        assert not [key for key, n in Counter((event.source_id, event.url) for event in finals).items() if n > 1]
        assert {event.url for event in seen} == {event.url for event in finals}
        return {event.url: event for event in finals}

    def state(self, url: str) -> tuple[str, str | None]:
        event = self.ends[url]
        return event.state.value, event.reason

    def listing(self, url: str) -> ListingRead:
        (found,) = [event for event in self.events if isinstance(event, ListingRead) and event.url == url]
        return found


@pytest.fixture
def open_press() -> Iterator[Callable[[], Press]]:
    """Starts as many loopback servers as a test wants."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(serving(Press()))


@pytest.fixture
def press(open_press: Callable[[], Press]) -> Press:
    return open_press()


def source(source_id: str = "press", **table: object) -> Source:
    return make_source(source_id, {"name": source_id, "delay": 0, **table})


Crawl = Callable[..., Night]


@pytest.fixture
def make_plan(tmp_path: Path) -> Callable[..., CrawlPlan]:
    (tmp_path / "journal").mkdir()

    def make(*sources: Source, **changes: object) -> CrawlPlan:
        plan = CrawlPlan(
            run_id=RUN_ID,
            kind="nightly",
            sources=sources,
            archive_dir=tmp_path / "archive",
            journal_path=tmp_path / "journal" / f"{changes.get('run_id', RUN_ID)}.jsonl",
            user_agent=user_agent("desk@example.org"),
            limits=Limits(delay=0, deadline=3, retries=0),
        )
        return replace(plan, **changes)  # type: ignore[arg-type]

    return make


@pytest.fixture
def crawl(make_plan: Callable[..., CrawlPlan]) -> Crawl:
    def run(*sources: Source, **changes: object) -> Night:
        plan = make_plan(*sources, **changes)
        return Night(plan, run_crawl(plan))

    return run
