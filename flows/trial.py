"""A trial: ask a source what it has now, in a folder of its own that is thrown away; nothing reaches the desk.

`sources check` shows what each source answers; `sources add` also cleans five of its articles and writes the source
down; `clean URL` fetches one page this way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit
from urllib.request import getproxies

from rich.markup import escape

from flows.desk import Desk
from flows.plans import pick_sources
from flows.reports import OUT
from flows.run import new_run_id
from flows.settings import Settings
from flows.sources_file import append, new_id
from flows.store.ledger import last_states
from scrapers.archive import read_page
from scrapers.article import Article, Rejection
from scrapers.clean.pool import Cleaners
from scrapers.crawl import CrawlPlan, Target, run_crawl, user_agent
from scrapers.journal import ListingKind, ListingRead, UrlSeen, read_journal
from scrapers.page import Page, SkipReason, UrlState
from scrapers.sources import Source, make_source
from scrapers.urls import registrable_domain

PAGES = 5  # articles that `sources add` shows


@dataclass(frozen=True, slots=True)
class Trial:
    """What a source answered: how its listings were read, how each URL ended, the pages and what became of them."""

    source: Source
    listings: tuple[ListingRead, ...]
    urls: tuple[UrlSeen, ...]
    pages: tuple[Page, ...]
    cleaned: tuple[Article | Rejection, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(outcome for outcome in self.cleaned if isinstance(outcome, Article))

    @property
    def read(self) -> tuple[ListingRead, ...]:
        """The listings that gave something."""
        return tuple(listing for listing in self.listings if listing.state is UrlState.FETCHED and listing.entries)


def attempt(source: Source, settings: Settings, pages: int = PAGES, urls: Sequence[str] = ()) -> Trial:
    """Ask a source for its listings and the newest `pages` of its articles, or for `urls` alone."""
    with TemporaryDirectory(prefix="nightdesk-") as folder:
        archive, journal = Path(folder, "archive"), Path(folder, "journal.jsonl")
        archive.mkdir()
        plan = CrawlPlan(
            run_id=new_run_id(),
            kind="trial",
            sources=(replace(source, limit=pages),),
            archive_dir=archive,
            journal_path=journal,
            user_agent=user_agent(settings.fetch.contact),
            targets=tuple(Target(source.id, url) for url in urls),
            discover=not urls,
            limits=settings.fetch.limits,
            proxies=getproxies(),
        )
        run_crawl(plan)
        events = [event for event, _ in read_journal(journal)]
        seen = [last for _, last in last_states(event for event in events if isinstance(event, UrlSeen))]
        records = [event.record for event in seen if event.record]
        with Cleaners(archive, workers=1, seconds=settings.clean.seconds, megabytes=settings.clean.megabytes) as pool:
            cleaned = [outcome for _, outcome in pool.clean_all([(record, source) for record in records])]
        listings = tuple(event for event in events if isinstance(event, ListingRead))
        return Trial(source, listings, tuple(seen), tuple(read_page(archive, r) for r in records), tuple(cleaned))


def check(desk: Desk, source_ids: Sequence[str]) -> int:
    """`nightdesk sources check`: one line a source, the reason where it gave nothing; 2 if any did, else 0."""
    settings = desk.settings()
    silent = 0
    for source in pick_sources(desk, desk.sources(), source_ids):
        trial = attempt(source, settings, pages=1)
        silent += not trial.articles
        _print_check(trial)
    return 2 if silent else 0


def _print_check(trial: Trial) -> None:
    entries = sum(listing.entries for listing in trial.listings)
    verdict = (
        f"[green]ok[/]    {entries:,} articles listed"
        if trial.articles
        else f"[red]none[/]  {escape(_why_none(trial))}"
    )
    OUT.print(f"{verdict}  [bold]{escape(trial.source.id)}[/]", soft_wrap=True)


def _why_none(trial: Trial) -> str:
    """The first thing that went wrong."""
    failed = [f"{listing.url}: {listing.reason}" for listing in trial.listings if listing.state is UrlState.FAILED]
    lost = [f"{seen.url}: {seen.reason}" for seen in trial.urls if seen.state in (UrlState.FAILED, UrlState.SKIPPED)]
    refused = [f"{one.url}: {one.reason}" for one in trial.cleaned if isinstance(one, Rejection)]
    return next(iter([*failed, *lost, *refused]), "it lists no articles")


def add(desk: Desk, url: str, name: str | None, preview: bool) -> int:
    """`nightdesk sources add`: find what the site offers, show it, write it down; 1 when it offers nothing, else 0.

    `preview`: nothing is written down.
    """
    settings, have = desk.settings(), desk.sources()
    trial = find(url, settings)
    _print_trial(trial)
    if not trial.articles:
        OUT.print(f"[red]Nothing was added[/]: {escape(_why_none(trial))}", soft_wrap=True)
        return 1
    if preview:
        return 0
    name = name or _own_name(trial)
    source_id = new_id(name, {source.id for source in have})
    append(desk.sources_file, {source_id: {"name": name, **where_to_look(trial)}})
    OUT.print(
        f'\nAdded as "{source_id}" to {desk.sources_file}. Read it now: nightdesk run --source {source_id}',
        soft_wrap=True,
    )
    return 0


def find(url: str, settings: Settings) -> Trial:
    """Try the address as a feed, else as a sitemap, a front page or a section, whatever its looks say."""
    if not url.startswith(("http://", "https://")):
        url = f"https://{url}"
    trial = attempt(_source(url, _first_guess(url)), settings)
    if not trial.read and trial.source.feeds:
        return attempt(_source(url, "sections"), settings)
    return trial


def _first_guess(url: str) -> str:
    path = urlsplit(url).path
    if path in ("", "/"):
        return "site"
    return "sitemaps" if "sitemap" in path else "feeds"


def _source(url: str, kind: str) -> Source:
    address: object = url if kind == "site" else [url]
    return make_source("trial", {"name": registrable_domain(url), kind: address}, url)


def where_to_look(trial: Trial) -> dict[str, object]:
    """The keys of the new source: the listings that gave something, by kind; feeds are enough where there are any."""
    if trial.source.site is None:
        return {kind: list(urls) for kind in ("feeds", "sitemaps", "sections") if (urls := getattr(trial.source, kind))}
    for kind, key in ((ListingKind.FEED, "feeds"), (ListingKind.SITEMAP, "sitemaps")):
        if found := [listing.url for listing in trial.read if listing.kind is kind]:
            return {key: found}
    return {"site": trial.source.site}


def _own_name(trial: Trial) -> str:
    """What the articles call their publisher, else the domain."""
    named = Counter(article.publisher for article in trial.articles if article.publisher)
    return named.most_common(1)[0][0] if named else trial.source.name


def _print_trial(trial: Trial) -> None:
    for listing in trial.listings:
        if listing.kind is ListingKind.ROBOTS and listing.state is not UrlState.FAILED:
            continue
        found = f"{listing.entries:,} articles" if listing.entries else (listing.reason or listing.state.value)
        OUT.print(f"{listing.kind.value}: {escape(listing.url)}: {escape(found)}", soft_wrap=True)
    refused = sum(seen.reason == SkipReason.ROBOTS for seen in trial.urls)
    OUT.print(
        f"robots.txt: {refused} of {len(trial.urls)} articles are not allowed" if refused else "robots.txt: allowed"
    )
    for outcome in trial.cleaned:
        if isinstance(outcome, Article):
            OUT.print(f"\n[bold]{escape(outcome.title)}[/]", soft_wrap=True)
            facts = (
                outcome.published_at or "no date",
                f"{outcome.word_count:,} words",
                outcome.language or "language unknown",
            )
            OUT.print(*facts, sep=", ")
            OUT.print(escape(outcome.text[:300].replace("\n\n", " ")) + " …", style="dim", soft_wrap=True)
        else:
            OUT.print(f"\n[yellow]no article[/]  {escape(outcome.url)}: {outcome.reason}", soft_wrap=True)
