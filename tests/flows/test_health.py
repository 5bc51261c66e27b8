"""What turns a run amber or red, one rule a test."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.health import RunFacts, judge
from flows.run import Outcome, SourceTally
from flows.store.runs import ListingResult
from scrapers.crawl import Tally
from scrapers.sources import Source, make_source

FEED = "https://courier.example/feed"
COURIER = make_source("courier", {"name": "The Courier", "feeds": [FEED]})
HERALD = make_source("herald", {"name": "The Herald", "feeds": ["https://herald.example/feed"]})
GOOD = SourceTally("courier", Tally(discovered=3, fetched=2, skipped=1), articles=2, rejected=0)


def facts(*tallies: SourceTally, sources: tuple[Source, ...] = (COURIER,), ended: str = "finished") -> RunFacts:
    return RunFacts(
        ended=ended,
        sources=sources,
        tallies=tallies or (GOOD,),
        counted={tally.source_id: tally.urls for tally in tallies or (GOOD,)},
        listings=[ListingResult(source.id, source.feeds[0], "feed", "fetched", None, 3) for source in sources],
        with_articles=frozenset(source.id for source in sources),
    )


def failed(source: Source = COURIER, reason: str = "refused") -> ListingResult:
    return ListingResult(source.id, source.listings[0], "feed", "failed", reason, 0)


def test_a_run_with_nothing_wrong_is_ok() -> None:
    assert judge(facts()) == (Outcome.OK, [])


def test_sums_that_do_not_add_up_are_red() -> None:
    outcome, [issue] = judge(facts(SourceTally("courier", Tally(discovered=4, fetched=3), 3, 0)))
    assert outcome is Outcome.RED and "do not add up" in issue.reason


def test_a_journal_that_says_other_than_the_crawl_is_red() -> None:
    outcome, [issue] = judge(replace(facts(), counted={"courier": Tally(discovered=3, fetched=3)}))
    assert outcome is Outcome.RED and "crawl counted" in issue.reason


@pytest.mark.parametrize(
    ("ended", "outcome"),
    [
        ("no space", Outcome.RED),
        ("crashed", Outcome.RED),
        ("failed: no more memory", Outcome.RED),
        ("cancelled", Outcome.AMBER),
        ("time budget", Outcome.AMBER),
    ],
)
def test_a_run_that_did_not_finish_says_so(ended: str, outcome: Outcome) -> None:
    assert judge(facts(ended=ended))[0] is outcome


def test_one_source_out_of_two_that_cannot_be_read_is_amber_and_named() -> None:
    two = facts(GOOD, SourceTally("herald", Tally(), 0, 0), sources=(COURIER, HERALD))
    outcome, [issue] = judge(replace(two, listings=[two.listings[0], failed(HERALD)]))
    assert (outcome, issue.source_id) == (Outcome.AMBER, "herald")
    assert "could not be read" in issue.reason and "refused" in issue.reason


def test_no_source_at_all_is_red_and_each_is_named() -> None:
    none = facts(SourceTally("courier", Tally(), 0, 0), SourceTally("herald", Tally(), 0, 0), sources=(COURIER, HERALD))
    outcome, issues = judge(replace(none, listings=[failed(COURIER), failed(HERALD)]))
    assert outcome is Outcome.RED
    assert [issue.source_id for issue in issues] == [None, "courier", "herald"]


def test_one_of_several_listings_that_fails_is_amber() -> None:
    two = make_source("courier", {"name": "C", "feeds": [FEED, FEED + "2"]})
    broken = ListingResult("courier", FEED + "2", "feed", "failed", "HTML instead of a feed", 0)
    outcome, [issue] = judge(replace(facts(), sources=(two,), listings=[*facts().listings, broken]))
    assert outcome is Outcome.AMBER and "HTML instead of a feed" in issue.reason


def test_a_guess_that_failed_is_nobodys_business() -> None:
    guess = ListingResult("courier", "https://courier.example/rss.xml", "feed", "failed", "HTTP 404", 0)
    assert judge(replace(facts(), listings=[*facts().listings, guess]))[0] is Outcome.OK


def test_most_pages_failing_is_amber_with_the_commonest_reason() -> None:
    tally = SourceTally("courier", Tally(discovered=5, fetched=1, failed=4), 1, 0)
    outcome, [issue] = judge(replace(facts(tally), failures={"courier": ("HTTP 403", 4)}))
    assert outcome is Outcome.AMBER and "HTTP 403" in issue.reason


def test_pages_that_are_all_rejected_are_amber() -> None:
    tally = SourceTally("courier", Tally(discovered=5, fetched=5), 0, 5)
    outcome, [issue] = judge(replace(facts(tally), rejections={"courier": ("consent wall", 5)}))
    assert outcome is Outcome.AMBER and "consent wall" in issue.reason


def test_a_source_that_never_brought_an_article_is_amber() -> None:
    outcome, [issue] = judge(replace(facts(SourceTally("courier", Tally(), 0, 0)), with_articles=frozenset()))
    assert outcome is Outcome.AMBER and "not brought an article yet" in issue.reason


def test_a_quiet_night_of_a_source_that_has_articles_is_ok() -> None:
    assert judge(facts(SourceTally("courier", Tally(), 0, 0)))[0] is Outcome.OK


@pytest.mark.parametrize(("articles", "outcome"), [(3, Outcome.OK), (1, Outcome.AMBER), (0, Outcome.RED)])
def test_urls_that_a_person_named_are_judged_by_what_became_of_them(articles: int, outcome: Outcome) -> None:
    tally = SourceTally("courier", Tally(discovered=3, fetched=3), articles, 3 - articles)
    assert judge(replace(facts(tally), urls_given=3))[0] is outcome


def test_fewer_articles_than_expected_is_amber() -> None:
    eager = make_source("courier", {"name": "C", "feeds": [FEED], "expect": 5})
    outcome, [issue] = judge(replace(facts(), sources=(eager,)))
    assert outcome is Outcome.AMBER and "5 expected" in issue.reason
