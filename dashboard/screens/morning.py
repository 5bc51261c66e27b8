"""Morning: what happened last night, what is in the news, what rises, what is new. Each leads on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dashboard import daily, markup, runs, strip, trends, watches
from dashboard.markup import Cell, Column
from dashboard.rows import RunSummary
from dashboard.selection import Selection, link
from dashboard.trends import Headline, Rising
from dashboard.view import View, current_view
from dashboard.wording import KINDS, TYPES, counted, duration, moment, number, short_day

TOO_OLD = timedelta(hours=26)
MOST_RISERS, MOST_STORIES, MOST_NAMES = 6, 6, 12
SPARK_DAYS = 35


def main() -> None:
    view = current_view()
    last_run(view)
    strip.show(view.desk, view.zone)
    watched(view)
    daily.show(view)
    span = trends.news_span(view.answers)
    if span is None:
        return
    last = min(view.selection.last, span.last_day)
    big_stories(view, last)
    risers(view, last)
    new_names(view, last)


def last_run(view: View) -> None:
    run = view.answers.last_run()
    if run is None:
        return
    markup.heading("Last night" if run.kind == "nightly" else "Last run", level=1)
    markup.run_line(run.outcome, run_words(run, view.zone))
    age(view)
    markup.figures(run_figures(run, view))
    issues = view.answers.run_issues(run.run_id)
    if issues:
        markup.issues(issues)
    markup.back_link("The run in detail →", link("runs", view.selection, night=run.run_id))


def watched(view: View) -> None:
    """What the watches of settings.toml have found in the last run."""
    run = view.answers.last_run()
    found = watches.found(view.answers, view.span, run.run_id) if run else []
    if not found:
        return
    markup.heading("Watched", Cell("new articles of the last run"))
    markup.figures([(one.name, _sighting(one)) for one in found])


def _sighting(one: watches.Found) -> Cell:
    if one.selection is None:
        return Cell(number(0), note=f"nobody is called “{one.what}” yet")
    return Cell(number(one.articles), link("articles", one.selection), one.what)


def age(view: View) -> None:
    """A warning where no night has gone well for more than a day."""
    good = runs.last_good(view.answers)
    if good is not None and datetime.now(UTC) - good > TOO_OLD:
        hours = (datetime.now(UTC) - good).total_seconds() / 3600
        ago = f"{hours / 24:.0f} days" if hours > 48 else f"{hours:.0f} hours"
        markup.warning(
            f"The last good night ended {ago} ago, on {moment(good, view.zone)}.",
            "`nightdesk doctor` says what is wrong; `nightdesk up` keeps the nights going.",
        )


def run_words(run: RunSummary, zone: str) -> str:
    started = f"{KINDS.get(run.kind, run.kind)}, {moment(run.started_at, zone)} ({zone})"
    if run.finished_at is None:
        return started
    ended = "" if run.ended in (None, "finished") else f", ended early: {run.ended}"
    return f"{started}, took {duration(run.started_at, run.finished_at)}{ended}"


def run_figures(run: RunSummary, view: View) -> list[tuple[str, Cell]]:
    new = Selection(view.span.first, view.span.last, run=run.run_id)
    totals = view.answers.totals(new)
    figures = [
        ("New articles", Cell(number(totals.articles), link("articles", new))),
        ("New stories", Cell(number(totals.stories), link("articles", replace(new, unit="stories")))),
        ("Pages fetched", Cell(number(run.fetched))),
        ("Failed", Cell(number(run.failed))),
        ("Pending", Cell(number(run.pending))),
    ]
    stood = runs.standing(view.answers)
    if stood is None:
        return figures
    sources = link("sources", view.selection)
    asked = f"{number(stood.asked - stood.out)} of {number(stood.asked)}"
    return [
        *figures,
        ("Sources read", Cell(asked, sources)),
        ("Quiet", Cell(number(stood.quiet), sources if stood.quiet else None)),
        ("Out", Cell(number(stood.out), sources if stood.out else None)),
    ]


def big_stories(view: View, last: date) -> None:
    found = runs.big_stories(view.answers, view.selection, last, MOST_STORIES)
    markup.heading("Biggest stories", Cell(short_day(last), link("stories", view.selection)))
    if not found:
        markup.sentence("No two publishers print the same story on that day.")
        return
    columns = (Column("Story"), Column("Publishers", numeric=True), Column("Articles", numeric=True))
    markup.table("Biggest stories", columns, [_story(view, story) for story in found])


def _story(view: View, story: runs.BigStory) -> list[Cell]:
    here = link("stories", view.selection, story=story.story_id)
    return [
        Cell(story.title, here, note=f"first in {story.source}"),
        Cell(number(story.publishers)),
        Cell(number(story.articles), here),
    ]


def risers(view: View, last: date) -> None:
    rows = [row for row in trends.rising(view.answers, view.selection, last) if row.ratio > 1][:MOST_RISERS]
    week = f"{short_day(last - timedelta(days=6))} to {short_day(last)}, against the 28 days before"
    markup.heading("Rising", Cell(week, link("rising", view.selection)))
    if not rows:
        markup.sentence("No name rises beyond what chance explains, with 5 articles of 3 publishers.")
        return
    about = trends.headlines(view.answers, [row.entity_id for row in rows], last)
    lines = trends.sparklines(view.answers, view.selection, [row.entity_id for row in rows], last, SPARK_DAYS)
    markup.risers([riser(row, view, about.get(row.entity_id, []), lines[row.entity_id], last) for row in rows])


def riser(row: Rising, view: View, about: list[Headline], line: list[int], last: date) -> markup.Riser:
    behind = link("rising", view.selection, week=last.isoformat(), of=row.entity_id, part="week")
    headline = about[0] if about else None
    return markup.Riser(
        name=Cell(row.name, link("entities", replace(view.selection, entity=row.entity_id)), TYPES[row.type].lower()),
        count=Cell(counted(row.stories, "story", "stories"), behind),
        reason=f"{row.expected:.1f} expected; {row.low:.1f} to {row.high:.1f} times as many, "
        f"in {counted(row.publishers, 'publisher')}",
        about=Cell(headline.title, link("articles", view.selection, article=headline.article_id)) if headline else None,
        line=line,
    )


def new_names(view: View, last: date) -> None:
    rows = trends.new_names(view.answers, view.selection, last)
    if not rows:
        return
    shown = rows[:MOST_NAMES]
    more = len(rows) - len(shown)
    markup.heading("New names", Cell("never seen before these seven days", link("rising", view.selection)))
    markup.words_list(
        [
            Cell(
                row.name,
                link("entities", replace(view.selection, entity=row.entity_id)),
                f"{TYPES[row.type].lower()}, {counted(row.articles, 'article')}",
            )
            for row in shown
        ]
    )
    if more:
        markup.sentence(f"And {number(more)} more.")


main()
