"""Which page of an article counts does not depend on the order of cleaning."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from flows.articles import CleanedPage, Rival, choose, earlier_readings
from scrapers.article import Article, Rejection, RejectionReason
from scrapers.urls import stable_id
from tests.made_article import made_article

DAY = datetime(2026, 11, 1, 12, tzinfo=UTC)
PLAIN = "https://courier.example/bridge"
AMP = "https://courier.example/amp/bridge"


def article(url: str = PLAIN, text: str = "The bridge opened.", published: datetime | None = DAY) -> Article:
    origin = "meta" if published else None
    return made_article(url, text, canonical_url=PLAIN, published_at=published, published_from=origin)


def page(number: int, outcome: Article | Rejection, listed_on: date | None = None) -> CleanedPage:
    return CleanedPage(number, "courier", DAY + timedelta(hours=number), listed_on, outcome)


def test_the_page_at_the_canonical_url_wins_in_any_order() -> None:
    pages = [page(1, article()), page(2, article(AMP, "Trimmed."))]
    for order in (pages, pages[::-1]):
        [filed] = choose(order, [])
        assert filed.page_id == 1
        assert earlier_readings(order, []) == [], "another address is no earlier visit"


def test_a_page_read_again_takes_the_place_of_the_first_and_keeps_its_first_day() -> None:
    first = page(1, article())
    [filed] = choose([first], [])
    earlier = [Rival(1, filed.article_id, PLAIN, first.fetched_at)]
    [corrected] = choose([page(9, article(text="The bridge did not open."))], earlier)
    assert (corrected.page_id, corrected.first_seen_at) == (9, first.fetched_at)


def test_the_visits_before_the_last_one_are_earlier_readings() -> None:
    visits = [page(number, article(f"{PLAIN}?utm_source={number}")) for number in (1, 2, 3)]
    random.Random(1).shuffle(visits)
    assert choose(visits, [])[0].page_id == 3
    assert {one.page_id for one in earlier_readings(visits, [])} == {1, 2}


def test_a_loser_that_comes_late_changes_nothing() -> None:
    known = Rival(1, stable_id(PLAIN), PLAIN, DAY)
    assert choose([page(2, article(AMP, "Trimmed."))], [known]) == []


def test_a_page_without_a_date_takes_the_day_of_its_listing() -> None:
    [filed] = choose([page(1, article(published=None), listed_on=date(2026, 10, 3))], [])
    assert filed.article.published_at == datetime(2026, 10, 3, 12, tzinfo=UTC)
    assert filed.article.published_from == "listing"


def test_a_rejection_is_no_article() -> None:
    assert choose([page(1, Rejection(PLAIN, RejectionReason.EMPTY, "", "x"))], []) == []
