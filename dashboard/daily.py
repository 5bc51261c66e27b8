"""Articles by day as a chart, with the sentence that says the same: what several screens show of their selection."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard import charts, markup
from dashboard.download import chart_buttons
from dashboard.markup import Cell
from dashboard.selection import link
from dashboard.view import View
from dashboard.wording import counted, short_day


def show(view: View) -> None:
    """The chart of the selection, or that nothing fits it."""
    selection = view.selection
    width = charts.grain(selection)
    totals = view.answers.totals(selection)
    found = counted(totals.stories, "story", "stories") if selection.stories else counted(totals.articles, "article")
    period = f"{short_day(selection.first)} to {short_day(selection.last)}, days in {view.zone}"
    markup.heading(
        f"{'Stories' if selection.stories else 'Articles'} by {width}",
        Cell(found, link("articles", selection) if totals.articles else None),
        Cell(f"from {counted(totals.sources, 'source')}, {period}"),
        *beyond(view, totals.articles),
    )
    if selection.unit == "publishers":
        markup.sentence("Articles here: a publisher prints on many days, so bars of publishers would not add up.")
    if not totals.articles:
        markup.sentence("No article fits these filters in this period. Widen the period or clear a filter.")
        return
    counts = view.answers.articles_by_day(selection, width, charts.LEADING)
    days = view.answers.collection(selection)
    words = charts.articles_by_day_sentence(counts, days, selection)
    markup.legend(charts.source_colours(counts))
    chart = charts.articles_by_day(counts, days, selection)
    st.altair_chart(chart, width="stretch", alt=words)
    markup.sentence(words)
    chart_buttons(f"by-{width}-{selection.first}-{selection.last}", counts, chart, view.zone)


def beyond(view: View, shown: int) -> list[Cell]:
    """How much there is on all days, where the period shows less."""
    everywhere = replace(view.selection, first=view.span.first, last=view.span.last, unit="articles")
    articles = view.answers.article_count(everywhere)
    return (
        [Cell(f"{counted(articles, 'article')} on all days", link("articles", everywhere))] if articles > shown else []
    )
