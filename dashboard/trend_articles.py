"""The articles behind a point or a span of a trend, listed below the chart; their count is the point's number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboard import article_markup, markup, trends
from dashboard.markup import Cell
from dashboard.selection import Selection, link
from dashboard.trend_chart import last_of, picked
from dashboard.trend_options import Options, close, put_opened
from dashboard.view import View
from dashboard.wording import counted, number, short_day

CHART = "trend chart"
SHOWN = 20


def on_chart(width: str, names: Sequence[str], selection: Selection) -> None:
    """Write what was clicked or brushed to the address."""
    chosen = picked(st.session_state[CHART].selection, width)
    if chosen:
        first, last, who = chosen
        put_opened(max(first, selection.first), min(last, selection.last), who or names[0])
    else:
        close()


def choose(points: Sequence[trends.Point], options: Options, labels: Mapping[str, str], selection: Selection) -> None:
    """The same without a pointer: whose articles, and of which day, week or month."""
    days = list(dict.fromkeys(point.day for point in points))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.selectbox("Articles of", list(labels), format_func=labels.__getitem__, width=240)
        day = st.selectbox(
            "On" if options.grain == "day" else f"In the {options.grain} of",
            days[::-1],
            format_func=short_day,
            width=160,
        )
        if st.button("Open the articles") and who and day:
            put_opened(max(day, selection.first), min(last_of(day, options.grain), selection.last), who)
            st.rerun()


def opened(view: View, options: Options, labels: Mapping[str, str]) -> None:
    """What the address has open: the first articles, and the way to all of them."""
    if options.opened is None or options.who not in labels:
        return
    first, last = options.opened
    own = replace(view.selection, first=first, last=last, entity=options.who, words="", run="")
    totals = view.answers.totals(own)
    said = "" if first == last else f" to {short_day(last)}"
    markup.heading(
        labels[options.who],
        Cell(f"{short_day(first)}{said}"),
        Cell(_count(view, own, totals.articles, totals.stories), link("articles", own)),
    )
    if own.unit == "publishers":
        markup.words_list(
            [Cell(one.publisher, note=number(one.articles)) for one in trends.carriers(view.answers, own)]
        )
    found = view.answers.article_list(own, 1)[:SHOWN]
    article_markup.article_list(found, [link("articles", own, article=article.article_id) for article in found])
    if (more := (totals.stories if own.stories else totals.articles) - len(found)) > 0:
        markup.back_link(f"And {number(more)} more →", link("articles", own))
    st.button("Close", on_click=close, type="tertiary", key="close articles")


def _count(view: View, own: Selection, articles: int, stories: int) -> str:
    if own.unit == "publishers":
        count = len(trends.carriers(view.answers, own))
        return f"{counted(count, 'publisher')}, {counted(articles, 'article')}"
    return counted(stories, "story", "stories") if own.stories else counted(articles, "article")
