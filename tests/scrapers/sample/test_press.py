"""The plan of the days, and the answers to it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from scrapers.sample.articles import CopyKind
from scrapers.sample.press import Press
from scrapers.sample.world import Person, world

LAST_DAY = date(2026, 11, 22)


def test_the_same_arguments_give_the_same_press(press: Press) -> None:
    again = Press(LAST_DAY)
    assert again.articles == press.articles
    assert (again.rejected, again.disallowed) == (press.rejected, press.disallowed)


def test_another_seed_gives_another_press(press: Press) -> None:
    other = Press(LAST_DAY, days=3, seed=2)
    leads = {article.lead for article in press.articles}
    assert len([article for article in other.articles if article.lead not in leads]) > 0.9 * len(other.articles) > 0


def test_about_1200_articles_of_a_readable_length(press: Press) -> None:
    assert 1150 <= len(press.articles) <= 1300
    lengths = [sum(len(p.split()) for p in article.paragraphs) for article in press.articles if not article.paywalled]
    whole = [
        sum(len(p.split()) for p in article.paragraphs)
        for article in press.articles
        if not article.paywalled and article.copy is not CopyKind.TRIMMED
    ]
    assert min(whole) >= 130
    assert max(lengths) <= 450


def test_any_number_of_days() -> None:
    press = Press(LAST_DAY, days=60)
    assert {article.day for article in press.articles} == {LAST_DAY - timedelta(days=back) for back in range(60)}


def test_times_leave_no_doubt_about_the_day_and_none_is_in_the_future(press: Press) -> None:
    assert all(6 <= article.published_at.hour < 20 for article in press.articles)
    assert max(article.published_at for article in press.articles) <= press.now
    assert [article.published_at for article in press.articles] == sorted(a.published_at for a in press.articles)


def test_no_two_pages_share_an_address(press: Press) -> None:
    pages = (*press.articles, *press.rejected, *press.disallowed)
    assert len({page.url(80) for page in pages}) == len(pages)


def test_the_outage_is_five_days_of_one_source(press: Press) -> None:
    outage = press.answers.outage
    silent = {
        (publisher.id, press.first_day + timedelta(days=n))
        for publisher in press.publishers
        for n in range(press.days)
        if (publisher.id, press.first_day + timedelta(days=n)) not in press.answers.article_counts
    }
    assert silent == {(outage.source_id, day) for day in outage.days}
    assert len(outage.days) == 5


def test_some_publishers_rest_at_the_weekend(press: Press) -> None:
    counts = press.answers.article_counts
    quiet = {p.id for p in press.publishers if p.volume[1] < p.volume[0] / 2}
    assert quiet == {"ledger", "bote"}
    for source_id in quiet:
        week = [n for (source, day), n in counts.items() if source == source_id and day.weekday() < 5]
        weekend = [n for (source, day), n in counts.items() if source == source_id and day.weekday() >= 5]
        assert sum(weekend) / len(weekend) < 0.6 * sum(week) / len(week)


def test_bursts_rise_at_three_publishers_and_steady_names_do_not(press: Press) -> None:
    answers = press.answers
    start = press.last_day - timedelta(days=answers.burst_days)
    late, early, where = Counter[str](), Counter[str](), {}
    for article in answers.up:
        for named in answers.named(article):
            if article.day > start:
                late[named.key] += 1
                where.setdefault(named.key, set()).add(article.source_id)
            elif article.day > start - timedelta(days=28):
                early[named.key] += 1
    for key in answers.bursts:
        assert late[key] >= 5 and len(where[key]) >= 3, key
        assert late[key] / 7 > 3 * early[key] / 28, key
    for key in answers.steady:
        assert 0.5 < (late[key] / 7) / (early[key] / 28) < 1.6, key


def test_named_surfaces_stand_in_the_text_and_cover_the_people_of_the_cast(press: Press) -> None:
    for article in press.articles:
        text = "\n".join((article.title, article.lead, *article.paragraphs_at(press.now)))
        named = press.answers.named(article)
        assert all(surface in text for found in named for surface in found.surfaces)
        people = {key for key in article.cast if isinstance(world()[key], Person)}
        assert {found.key for found in named if found.type == "PER"} <= people
        assert named, article.title


def test_wire_copies_come_after_their_original_on_the_same_day(press: Press) -> None:
    first = {article.story: article for article in press.articles if article.copy is CopyKind.ORIGINAL}
    copies = [article for article in press.articles if article.copy is not CopyKind.ORIGINAL]
    assert len(copies) > 60 and {article.copy for article in copies} == set(CopyKind) - {CopyKind.ORIGINAL}
    for article in copies:
        assert article.published_at > first[article.story].published_at
        assert article.day == first[article.story].day
        assert article.source_id != first[article.story].source_id


def test_story_counts_leave_the_copies_out(press: Press) -> None:
    answers = press.answers
    assert sum(answers.story_counts.values()) == len({article.story for article in answers.up})


def test_corrections_change_the_text_from_their_time_on(press: Press) -> None:
    corrected = [article for article in press.articles if article.correction]
    assert len(corrected) == 14
    for article in corrected:
        assert article.correction is not None
        assert article.paragraphs_at(article.correction.at - timedelta(seconds=1)) == article.paragraphs
        after = article.paragraphs_at(article.correction.at)
        assert len(after) == len(article.paragraphs) + 1
        assert sum(one != other for one, other in zip(article.paragraphs, after, strict=False)) == 1


def test_paywalled_articles_show_enough_to_be_articles(press: Press) -> None:
    walled = [article for article in press.articles if article.paywalled]
    assert len(walled) == 40 and {article.source_id for article in walled} == {"courier", "record"}
    assert all(sum(len(p.split()) for p in article.paragraphs) >= 60 for article in walled)


def test_the_clock_decides_what_counts() -> None:
    press = Press(LAST_DAY)
    removed = [article for article in press.articles if article.removed_at and article.removed_at <= press.now]
    assert removed
    assert sum(press.answers.article_counts.values()) == len(press.articles) - len(removed)
    press.now = datetime(2026, 10, 20, 12, tzinfo=UTC)
    counted = press.answers.article_counts
    assert max(day for _, day in counted) == press.now.date()
    assert sum(counted.values()) == sum(article.is_up(press.now) for article in press.articles)


def test_a_day_counts_the_articles_that_name_an_entity(press: Press) -> None:
    counts = press.answers.entity_counts
    day = press.last_day
    naming = [
        article
        for article in press.answers.up
        if article.day == day and any(named.key == "averquay" for named in press.answers.named(article))
    ]
    assert counts["averquay", day] == len(naming) > 0
