"""Stories: texts that several articles carry; or one story: who printed it when, and how the copies differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard import article_markup, markup, stories
from dashboard.differences import compare
from dashboard.markup import Cell, Column
from dashboard.selection import link, read_id
from dashboard.stories import Carrier, ListedStory
from dashboard.view import View, current_view
from dashboard.wording import counted, long_day, moment, number, short_day

STORY_COLUMNS = (
    Column("Story"),
    Column("Day"),
    Column("Publishers", numeric=True),
    Column("Articles", numeric=True),
)
CARRIER_COLUMNS = (
    Column("Article"),
    Column("Source"),
    Column("Published"),
    Column("After the original", numeric=True),
    Column("Words", numeric=True),
    Column("Compare"),
)


def main() -> None:
    view = current_view()
    if story := read_id(st.query_params.get("story", "")):
        one(view, story)
    else:
        listing(view)


def listing(view: View) -> None:
    order = st.query_params.get("order", "day")
    order = order if order in stories.ORDERS else "day"
    page = _page()
    found = stories.story_list(view.answers, view.selection, order, page)
    found = found or stories.story_list(view.answers, view.selection, order, 1)
    count = found[0].found if found else 0
    period = f"{short_day(view.selection.first)} to {short_day(view.selection.last)}, days in {view.zone}"
    markup.heading(counted(count, "story", "stories"), Cell("carried by two articles or more"), Cell(period), level=1)
    if not found:
        markup.sentence("No story of these filters and this period is carried by two articles.")
        return
    st.session_state["story order"] = order
    st.segmented_control(
        "Order", list(stories.ORDERS), format_func=stories.ORDERS.__getitem__, key="story order", on_change=_order
    )
    markup.table("Stories", STORY_COLUMNS, [_listed(view, story) for story in found])
    pages = -(-count // stories.PAGE_SIZE)
    if pages > 1:
        pager = f"pager {page}"
        st.pagination(pages, default=min(page, pages), key=pager, on_change=_turn, args=(pager,))


def _listed(view: View, story: ListedStory) -> list[Cell]:
    here = link("stories", view.selection, story=story.story_id)
    agency = f", from {story.agency}" if story.agency else ""
    return [
        Cell(story.title, here, f"first in {story.source}{agency}"),
        Cell(long_day(story.day)),
        Cell(number(story.publishers)),
        Cell(number(story.articles), here),
    ]


def one(view: View, story_id: str) -> None:
    markup.back_link("← All stories", link("stories", view.selection))
    found = stories.carriers(view.answers, story_id)
    if not found:
        markup.notice(
            "There is no such story in this snapshot.", "The link may be cut short, or its articles were removed."
        )
        return
    original = found[0]
    publishers = len({carrier.publisher for carrier in found})
    markup.heading(
        original.title, Cell(counted(len(found), "article")), Cell(f"in {counted(publishers, 'publisher')}"), level=1
    )
    article_markup.spread([_offset(original, carrier) for carrier in found], [carrier.source for carrier in found])
    markup.table(
        "Articles of the story", CARRIER_COLUMNS, [_carrier(view, original, carrier, story_id) for carrier in found]
    )
    other = st.query_params.get("compare", "")
    if other in {carrier.article_id for carrier in found}:
        comparison(view, found, other)


def _carrier(view: View, original: Carrier, carrier: Carrier, story_id: str) -> list[Cell]:
    where = carrier.source if carrier.publisher == carrier.source else f"{carrier.source} ({carrier.publisher})"
    later = "the original" if carrier is original else _later(_offset(original, carrier))
    beside = link("stories", view.selection, story=story_id, compare=carrier.article_id)
    whole = replace(view.selection, entity="")
    return [
        Cell(carrier.title, link("articles", whole, article=carrier.article_id)),
        Cell(where),
        Cell(moment(carrier.dated_at, view.zone)),
        Cell(later),
        Cell(number(carrier.word_count)),
        Cell("") if carrier is original else Cell("with the original", beside),
    ]


def _offset(original: Carrier, carrier: Carrier) -> float:
    """Hours after the original; none is before it by a reader's clock."""
    return max(0.0, (carrier.dated_at - original.dated_at).total_seconds() / 3600)


def _later(hours: float) -> str:
    if hours < 1:
        return f"{hours * 60:.0f} min"
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"


def comparison(view: View, found: Sequence[Carrier], other: str) -> None:
    """The original and a copy as one text: struck through what the copy left out, underlined what it added."""
    one, two = stories.words(view.answers, found[0].article_id), stories.words(view.answers, other)
    copy = next(carrier for carrier in found if carrier.article_id == other)
    if one is None or two is None:
        return
    markup.heading("The copy against the original", Cell(f"{found[0].source}, then {copy.source}"))
    whole = [f"{words.title}\n\n{words.lead or ''}\n\n{words.text}" for words in (one, two)]
    article_markup.difference(compare(*whole), two.language)


def _page() -> int:
    page = st.query_params.get("page", "1")
    return max(int(page), 1) if page.isdecimal() and page.isascii() and len(page) < 8 else 1


def _turn(pager: str) -> None:
    st.query_params["page"] = str(st.session_state[pager])


def _order() -> None:
    st.query_params["order"] = st.session_state["story order"] or "day"
    st.query_params.pop("page", None)


main()
