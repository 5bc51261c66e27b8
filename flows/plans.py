"""What a crawl is to ask for: a night's plan, or that of a scrape by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.request import getproxies

from flows.desk import Desk
from flows.lifecycle import Run
from flows.store import filing, ledger, open_store, runs
from flows.takedown import tombstones
from scrapers.crawl import CrawlPlan, Target, user_agent
from scrapers.errors import ConfigError
from scrapers.sources import Source, make_source
from scrapers.tables import masked, nearest
from scrapers.urls import clean_url, registrable_domain, web_address


def pick_sources(desk: Desk, sources: Sequence[Source], source_ids: Sequence[str]) -> tuple[Source, ...]:
    """The named sources, or all that are not paused. Raises ConfigError for a name that sources.toml does not have."""
    by_id = {source.id: source for source in sources}
    for source_id in source_ids:
        if source_id not in by_id:
            raise ConfigError(f'{desk.sources_file}: no source "{source_id}"{nearest(source_id, by_id)}.')
    return tuple(by_id[i] for i in source_ids) or tuple(s for s in sources if not s.paused)


def plan_night(run: Run, source_ids: Sequence[str] = ()) -> None:
    """What a night asks for: every listing of its sources, what was left pending, and re-visits that are due."""
    gone = tombstones(run.desk)
    run.asked = tuple(s for s in pick_sources(run.desk, run.sources, source_ids) if s.id not in gone.sources)
    run.whole = not source_ids
    now = datetime.now(UTC)
    with open_store(run.desk) as store:
        targets = ledger.due_targets(store, [source.id for source in run.asked], now)
        targets = tuple(target for target in targets if not gone.has(target.url))
        known = ledger.known_ids(store, targets) | gone.ids
        listings = ledger.listing_validators(store, now)
    run.plan = replace(_plan(run), targets=targets, known=known, listings=listings)


def plan_backfill(run: Run, source_ids: Sequence[str], first: date, last: date) -> None:
    """What a backfill asks for: the sources' sitemaps between two days, and what an earlier one has left over.

    Raises ConfigError where the last day comes before the first."""
    if last < first:
        raise ConfigError(f"from {first} to {last}: the last day must not be earlier than the first.")
    run.asked = tuple(
        replace(source, limit=None, since=None) for source in pick_sources(run.desk, run.sources, source_ids)
    )
    with open_store(run.desk) as store:
        targets = ledger.backfill_targets(store, [source.id for source in run.asked], first, last)
        known = ledger.known_ids(store, targets)
    budget = run.settings.backfill
    limits = replace(run.settings.fetch.limits, pages_per_source=budget.limit, minutes=budget.minutes)
    run.plan = replace(_plan(run), targets=targets, known=known, days=(first, last), limits=limits)


def plan_scrape(run: Run, urls: Sequence[str]) -> None:
    """What a scrape by hand asks for: these URLs, known or not. A URL of no source gets one, named after its domain."""
    owners = [source_of_url(run.sources, url) for url in urls]
    gone = tombstones(run.desk)
    for owner, url in zip(owners, urls, strict=True):
        if gone.has(url) or owner.id in gone.sources:
            raise ConfigError(f"{url}: it was taken down from this desk, and is never asked for again.")
    run.asked = tuple({source.id: source for source in owners}.values())
    with open_store(run.desk) as store:
        runs.save_sources(store, [source for source in run.asked if source not in run.sources], complete=False)
    run.urls_given = len(set(map(clean_url, urls)))
    targets = tuple(Target(source.id, url) for source, url in zip(owners, urls, strict=True))
    run.plan = replace(_plan(run), targets=targets, discover=False)


def _plan(run: Run) -> CrawlPlan:
    return CrawlPlan(
        run_id=run.run_id,
        kind=run.kind.value,
        sources=run.asked,
        archive_dir=run.desk.archive,
        journal_path=run.desk.journal / f"{run.run_id}.jsonl",
        user_agent=user_agent(run.settings.fetch.contact),
        limits=run.settings.fetch.limits,
        proxies=getproxies(),
    )


def source_of_url(sources: Sequence[Source], url: str) -> Source:
    """The source that has the URL's registrable domain, else a new one for it. Raises ConfigError for no URL."""
    try:
        web_address(url)
    except ValueError as why:
        raise ConfigError(f"{masked(url)}: {why}. Write it whole, with https:// before it.") from None
    domain = registrable_domain(url)
    for source in sources:
        if domain in {registrable_domain(listing) for listing in source.listings}:
            return source
    return make_source(domain.replace(".", "-").strip("-")[:64], {"name": domain, "site": url}, url)


def source_of_page(page: filing.PageToClean) -> Source:
    """A source for a page whose source is not in sources.toml (any more): no rules, only its address."""
    return make_source(page.source_id, {"name": page.source_id, "site": page.url}, page.url)
