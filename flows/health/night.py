"""What a healthy run looks like: ok, amber or red, with reasons. Pure functions of what a run left in the store.

red     nothing could be read, the disk is full, or the sums do not add up
amber   a person should look at a source, or the run was cut short
ok      everything else
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flows.health.source import Finding
from flows.run import Issue, Outcome, SourceTally
from flows.store.runs import ListingResult
from scrapers.crawl import Tally
from scrapers.sources import Source


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What is known of a run at its end. `counted` are the crawl's own sums, None when it left none.

    `urls_given` counts the URLs that a person named; such a run is judged by them, not by its sources.
    `unnamed` says why articles could not be named, `unindexed` why they were not indexed for the search, `unsent` why
    an alert could not be sent; `faults` are the lines of corrections.jsonl that could not be used. `backfill` is judged
    by sitemaps alone; `torn` says which WARC files could not be imported to their end, `damage` what
    of the journals is lost and what to do. `standing` is how each source stands beside its own past; only a night is
    judged by it.
    """

    ended: str
    sources: Sequence[Source]
    tallies: Sequence[SourceTally]
    counted: Mapping[str, Tally] | None
    listings: Sequence[ListingResult]
    failures: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    rejections: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    with_articles: frozenset[str] = frozenset()
    urls_given: int = 0
    unnamed: str | None = None
    unindexed: str | None = None
    unsent: str | None = None
    faults: Sequence[str] = ()
    backfill: bool = False
    torn: Sequence[str] = ()
    damage: Mapping[str, str] = field(default_factory=dict)
    standing: Mapping[str, Finding] = field(default_factory=dict)


def judge(facts: RunFacts) -> tuple[Outcome, list[Issue]]:
    """The outcome of a run, and what a person should look at."""
    fetched = _given(facts) if facts.urls_given else _sources(facts)
    aside = [*_naming(facts), *_corrections(facts), *_torn(facts), *_damage(facts)]
    issues = [*_sums(facts), *_ending(facts), *aside, *fetched]
    if any(issue.severity is Outcome.RED for issue in issues):
        return Outcome.RED, issues
    return (Outcome.AMBER if issues else Outcome.OK), issues


def _sums(facts: RunFacts) -> Iterable[Issue]:
    """discovered = fetched + unchanged + skipped + failed + pending, and the journal says what the crawl counted."""
    for tally in facts.tallies:
        u = tally.urls
        if u.discovered != u.fetched + u.unchanged + u.skipped + u.failed + u.pending:
            yield _red(
                tally.source_id, f"the sums do not add up: {u}", "Report this as a defect, with the run's journal."
            )
        elif facts.counted is not None and facts.counted.get(tally.source_id, Tally()) != u:
            yield _red(
                tally.source_id,
                f"the journal has {u} and the crawl counted {facts.counted.get(tally.source_id, Tally())}",
                "Report this as a defect, with the run's journal.",
            )


def _ending(facts: RunFacts) -> Iterable[Issue]:
    if facts.ended == "no space":
        yield _red(None, "the disk was full", "Free some space and run again: the rest of the night is pending.")
    elif facts.ended == "crashed":
        yield _red(None, "the run's process died", "Nothing is lost; the next run goes on where it stopped.")
    elif facts.ended.startswith("failed"):
        yield _red(None, f"the run {facts.ended}", "Mend that and run again; what was archived is taken in then.")
    elif facts.ended != "finished":
        yield Issue(
            None, Outcome.AMBER, f"the run was cut short: {facts.ended}", "The next run begins with what is pending."
        )


def _naming(facts: RunFacts) -> Iterable[Issue]:
    if facts.unsent:
        yield Issue(None, Outcome.AMBER, facts.unsent, "Mend that address in settings.toml; what waits is sent then.")
    if facts.unindexed:
        step = "`nightdesk index` makes it anew; until then the search reads the texts, which takes longer."
        yield Issue(None, Outcome.AMBER, facts.unindexed, step)
    if facts.unnamed:
        step = "Mend it, or set `entities.model` in settings.toml; the next run names what is missing."
        yield Issue(None, Outcome.AMBER, f"articles were not named: {facts.unnamed}", step)


def _corrections(facts: RunFacts) -> Iterable[Issue]:
    for fault in facts.faults:
        yield Issue(None, Outcome.AMBER, fault, "Mend that line or take it out; the other corrections were applied.")


def _torn(facts: RunFacts) -> Iterable[Issue]:
    severity = Outcome.AMBER if any(tally.urls.discovered for tally in facts.tallies) else Outcome.RED
    for why in facts.torn:
        step = "The pages before that place are kept. Get the file anew and import it again: only the rest is added."
        yield Issue(None, severity, why, step)


def _damage(facts: RunFacts) -> Iterable[Issue]:
    for what, step in facts.damage.items():
        yield Issue(None, Outcome.AMBER, what, step)


def _given(facts: RunFacts) -> Iterable[Issue]:
    read = sum(tally.urls.fetched + tally.urls.unchanged - tally.rejected for tally in facts.tallies)
    lost = facts.urls_given - read
    if lost > 0 and facts.ended == "finished":
        severity = Outcome.RED if lost == facts.urls_given else Outcome.AMBER
        step = "The reason stands beside each; look closer with `nightdesk clean URL --explain`."
        yield Issue(None, severity, f"{lost} of {facts.urls_given} pages did not become articles", step)


def _sources(facts: RunFacts) -> list[Issue]:
    """One issue a source at most: the first that explains the others."""
    listings: dict[str, list[ListingResult]] = defaultdict(list)
    for listing in facts.listings:
        listings[listing.source_id].append(listing)
    sums = {tally.source_id: tally for tally in facts.tallies}
    found = [_source(s, sums.get(s.id, SourceTally(s.id, Tally(), 0, 0)), listings[s.id], facts) for s in facts.sources]
    issues = [issue for issue in found if issue]
    silent = [issue for issue in issues if issue.reason.startswith(OUT)]
    if facts.sources and len(silent) == len(facts.sources) and facts.ended == "finished":
        issues.insert(
            0,
            _red(
                None, "no source could be read", "Is this machine online? Try again, or run `nightdesk sources check`."
            ),
        )
    return issues


OUT = "could not be read"


def _source(source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts) -> Issue | None:
    of_a_backfill = (_out, _no_sitemap, _nothing_listed, _listing_failed, _pages_failed, _pages_rejected, _left_over)
    of_a_night = (_out, _listing_failed, _standing, _pages_failed, _pages_rejected, _silent, _less_than_expected)
    for rule in of_a_backfill if facts.backfill else of_a_night:
        if issue := rule(source, tally, listings, facts):
            return issue
    return None


def _out(source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts) -> Issue | None:
    asked = [listing for listing in listings if listing.kind != "robots.txt"]
    if tally.urls.fetched or tally.urls.unchanged or not asked or any(listing.state != "failed" for listing in asked):
        return None
    return _amber(
        source, f"{OUT}: {_where(asked[0])}", f"See whether the site works, then `nightdesk sources check {source.id}`."
    )


def _standing(source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts) -> Issue | None:
    found = facts.standing.get(source.id)
    if found is None or found.reason is None:
        return None
    since = f" (since {found.since})" if found.since else ""
    return _amber(source, f"{found.reason}{since}", found.next_step or "")


def _listing_failed(
    source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts
) -> Issue | None:
    failed = [listing for listing in listings if listing.state == "failed" and listing.url in source.listings]
    if not failed:
        return None
    return _amber(
        source,
        f"{len(failed)} of its listings failed: {_where(failed[0])}",
        "Mend or remove that address in sources.toml.",
    )


def _pages_failed(
    source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts
) -> Issue | None:
    tried = tally.urls.fetched + tally.urls.unchanged + tally.urls.failed
    if tally.urls.failed * 2 <= tried or source.id not in facts.failures:
        return None
    reason, urls = facts.failures[source.id]
    return _amber(
        source,
        f"{tally.urls.failed} of {tried} pages failed, {urls} of them with: {reason}",
        "They are tried again in the next run.",
    )


def _pages_rejected(
    source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts
) -> Issue | None:
    if tally.urls.fetched < 3 or tally.articles or source.id not in facts.rejections:
        return None
    reason, pages = facts.rejections[source.id]
    return _amber(
        source,
        f"none of {tally.urls.fetched} pages is an article: {pages} of them {reason}",
        "Look at one: `nightdesk clean URL --explain`.",
    )


def _silent(source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts) -> Issue | None:
    if source.id in facts.with_articles or tally.urls.pending:
        return None
    reason = facts.rejections.get(source.id) or facts.failures.get(source.id)
    why = f": {reason[0]}" if reason else ""
    return _amber(
        source,
        f"it has not brought an article yet{why}",
        f"`nightdesk sources check {source.id}` shows what it offers.",
    )


def _less_than_expected(
    source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts
) -> Issue | None:
    if source.expect is None or tally.articles >= source.expect:
        return None
    return _amber(
        source,
        f"{tally.articles} articles, {source.expect} expected",
        "Look at the site; lower `expect` if that is its new pace.",
    )


def _no_sitemap(source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts) -> Issue | None:
    if any(listing.kind == "sitemap" for listing in listings) or tally.urls.discovered:
        return None
    return _amber(
        source,
        "it cannot be back-filled: neither sources.toml nor its robots.txt names a sitemap, and none is where most are",
        "Name one as `sitemaps` in sources.toml, or `nightdesk import` what others have archived of it.",
    )


def _nothing_listed(
    source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts
) -> Issue | None:
    if tally.urls.discovered:
        return None
    return _amber(
        source,
        "its sitemaps name no page with a date between these days",
        "Many papers list only their last days; `nightdesk import` takes what others have archived of it.",
    )


def _left_over(source: Source, tally: SourceTally, listings: Sequence[ListingResult], facts: RunFacts) -> Issue | None:
    if not tally.urls.pending:
        return None
    return _amber(source, f"{tally.urls.pending:,} pages are left over", "The same command again goes on with them.")


def _where(listing: ListingResult) -> str:
    return f"{listing.url}: {listing.reason or 'failed'}"


def _amber(source: Source, reason: str, next_step: str) -> Issue:
    return Issue(source.id, Outcome.AMBER, reason, next_step)


def _red(source_id: str | None, reason: str, next_step: str) -> Issue:
    return Issue(source_id, Outcome.RED, reason, next_step)
