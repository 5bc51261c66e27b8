"""Runs in the store: their beginning, their sums, their issues, their end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from flows.run import Issue, Kind, Outcome, RunReport, SourceTally, product_version
from flows.store.connection import Store
from scrapers.crawl import CrawlReport, Tally
from scrapers.sources import Source


@dataclass(frozen=True, slots=True)
class ListingResult:
    """How one feed, sitemap, section or front page was read in a run."""

    source_id: str
    url: str
    kind: str
    state: str
    reason: str | None
    entries: int


def start_run(store: Store, run_id: str, kind: Kind, started_at: datetime, late_for: datetime | None = None) -> None:
    """Write down that a run began; `late_for` is when the night that it makes up for was due."""
    store.run(
        "INSERT INTO store.runs BY NAME "
        "SELECT ? AS run_id, ? AS kind, ? AS started_at, ?::TIMESTAMPTZ AS late_for, ? AS product_version",
        *(run_id, kind.value, started_at, late_for, product_version()),
    )


def last_night(store: Store) -> datetime | None:
    """When the last night began, whatever became of it."""
    [(last,)] = store.rows("SELECT max(started_at) FROM store.runs WHERE kind = ?", Kind.NIGHTLY.value)
    began: datetime | None = last
    return began


def unfinished_runs(store: Store, but: str) -> list[str]:
    """The runs that have no outcome, save the one named: their processes died."""
    return [
        run_id
        for (run_id,) in store.rows(
            "SELECT run_id FROM store.runs WHERE outcome IS NULL AND run_id <> ? ORDER BY 1", but
        )
    ]


def to_be_published(store: Store, run_id: str | None) -> list[str]:
    """This run, if its outcome says that it was about to be published."""
    sql = "SELECT run_id FROM store.runs WHERE run_id = ? AND outcome IN (?, ?)"
    return [found for (found,) in store.rows(sql, run_id, Outcome.OK.value, Outcome.AMBER.value)]


def note_crawl(store: Store, run_id: str, crawl: CrawlReport) -> None:
    """Write down what the run's crawl took of memory, in bytes, and its slowest hosts."""
    store.run("UPDATE store.runs SET crawl_memory = ? WHERE run_id = ?", crawl.peak_memory, run_id)
    for host in crawl.hosts:
        store.run(
            "INSERT INTO store.run_hosts VALUES (?, ?, ?, ?, ?)",
            *(run_id, host.host, host.requests, host.seconds, host.slowest),
        )


def finish_run(
    store: Store, run_id: str, ended: str, finished_at: datetime | None, outcome: Outcome, issues: Sequence[Issue]
) -> None:
    """Write down how a run ended, its outcome and its issues."""
    with store.transaction():
        store.run(
            "UPDATE store.runs SET ended = ?, finished_at = coalesce(?, finished_at), outcome = ? WHERE run_id = ?",
            *(ended, finished_at, outcome.value, run_id),
        )
        store.run("DELETE FROM store.run_issues WHERE run_id = ?", run_id)
        for issue in issues:
            store.run(
                "INSERT INTO store.run_issues VALUES (?, ?, ?, ?, ?)",
                run_id,
                issue.source_id,
                issue.severity.value,
                issue.reason,
                issue.next_step,
            )


def count_articles(store: Store) -> None:
    """Bring the numbers of articles and rejections of each run's pages up to date."""
    store.run_file("count_articles")


def save_sources(store: Store, sources: Sequence[Source], complete: bool) -> None:
    """Keep the sources' names. `complete` says that these are all of sources.toml: others are marked as taken out."""
    with store.transaction():
        columns = ("source_id", "name", "publisher", "language", "country", "homepage", "paused", "listed")
        rows = [(s.id, s.name, s.publisher, s.language, s.country, _homepage(s), s.paused, complete) for s in sources]
        store.stage("staged_sources", columns, rows, like="sources")
        if complete:
            store.run(
                "UPDATE store.sources SET listed = false "
                "WHERE listed AND source_id NOT IN (SELECT source_id FROM staged_sources)"
            )
            store.run("INSERT OR REPLACE INTO store.sources BY NAME SELECT * FROM staged_sources")
        else:
            store.run("INSERT OR IGNORE INTO store.sources BY NAME SELECT * FROM staged_sources")


def _homepage(source: Source) -> str:
    parts = urlsplit(source.listings[0])
    return source.site or f"{parts.scheme}://{parts.netloc}/"


def tallies(store: Store, run_id: str) -> tuple[SourceTally, ...]:
    """The sums of a run by source, largest first."""
    rows = store.rows(
        "SELECT source_id, discovered, fetched, unchanged, skipped, failed, pending, articles, rejected "
        "FROM store.run_tallies WHERE run_id = ? ORDER BY discovered DESC, source_id",
        run_id,
    )
    return tuple(
        SourceTally(source_id, Tally(*sums), articles, rejected) for source_id, *sums, articles, rejected in rows
    )


def listing_results(store: Store, run_id: str) -> list[ListingResult]:
    """How each listing was read in a run."""
    rows = store.rows(
        "SELECT source_id, url, kind, state, reason, entries FROM store.run_listings WHERE run_id = ?", run_id
    )
    return [ListingResult(*row) for row in rows]


def failure_reasons(store: Store, run_id: str) -> dict[str, tuple[str, int]]:
    """For each source with failed URLs the commonest reason, and how many URLs it concerns."""
    rows = store.rows_file("failure_reasons", run_id=run_id)
    return {source_id: (reason, urls) for source_id, reason, urls in rows}


def rejection_reasons(store: Store, run_id: str) -> dict[str, tuple[str, int]]:
    """For each source with rejected pages the commonest reason, and how many pages it concerns."""
    rows = store.rows_file("rejection_reasons", run_id=run_id)
    return {source_id: (reason, pages) for source_id, reason, pages in rows}


def sources_with_articles(store: Store) -> frozenset[str]:
    """The sources that have ever brought an article."""
    return frozenset(source_id for (source_id,) in store.rows("SELECT DISTINCT source_id FROM store.articles"))


def recent_runs(store: Store, count: int) -> list[RunReport]:
    """The last runs, newest first."""
    rows = store.rows(
        "SELECT run_id, kind, started_at, finished_at, outcome, ended, late_for FROM store.runs "
        "ORDER BY started_at DESC, run_id DESC LIMIT ?",
        count,
    )
    return [_report(store, *row) for row in rows]


def run_report(store: Store, run_id: str) -> RunReport:
    """One run. Raises KeyError when the store has no such run."""
    rows = store.rows(
        "SELECT run_id, kind, started_at, finished_at, outcome, ended, late_for FROM store.runs WHERE run_id = ?",
        run_id,
    )
    if not rows:
        raise KeyError(run_id)
    return _report(store, *rows[0])


def _report(
    store: Store,
    run_id: str,
    kind: str,
    started_at: datetime,
    finished_at: datetime | None,
    outcome: str | None,
    ended: str | None,
    late_for: datetime | None,
) -> RunReport:
    issues = store.rows(
        "SELECT source_id, severity, reason, next_step FROM store.run_issues "
        "WHERE run_id = ? ORDER BY severity DESC, source_id",
        run_id,
    )
    return RunReport(
        *(run_id, kind, started_at, finished_at, Outcome(outcome) if outcome else None, ended),
        tallies(store, run_id),
        tuple(Issue(source_id, Outcome(severity), reason, step) for source_id, severity, reason, step in issues),
        late_for,
    )
