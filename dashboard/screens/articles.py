"""Articles: the list that the filters leave, or one article of it in the reader."""

from __future__ import annotations

import streamlit as st

from dashboard import article_markup, markup, reader
from dashboard.answers import PAGE_SIZE
from dashboard.download import to_csv
from dashboard.markup import Cell
from dashboard.search import Term, find
from dashboard.selection import link
from dashboard.snippets import snippet
from dashboard.view import View, current_view
from dashboard.wording import counted, number, short_day


def main() -> None:
    view = current_view()
    if "article" in st.query_params:
        reader.show(view, st.query_params["article"])
    else:
        listing(view)


def listing(view: View) -> None:
    terms = searched(view)
    if view.selection.stories:
        count, unit = view.answers.totals(view.selection).stories, ("story", "stories")
    else:
        count, unit = view.answers.article_count(view.selection), ("article", "articles")
    markup.heading(counted(count, *unit), Cell(period_words(view)), level=1)
    if not count:
        markup.sentence("Nothing fits these filters in this period. Widen the period or clear a filter.")
        return
    pages = -(-count // PAGE_SIZE)
    page = min(max(_page(), 1), pages)
    download(view, count)
    relevance = bool(view.selection.words) and order()
    found = view.answers.article_list(view.selection, page, relevance)
    more = {"page": str(page), **({"sort": "relevance"} if relevance else {})}
    article_markup.article_list(
        found,
        [link("articles", view.selection, article=article.article_id, **more) for article in found],
        [snippet(article.text or "", terms) for article in found] if terms else [],
        by_day=not relevance,
    )
    if pages > 1:
        markup.sentence(
            f"{number((page - 1) * PAGE_SIZE + 1)} to {number((page - 1) * PAGE_SIZE + len(found))} of {number(count)}"
        )
        # A key of its own for each page: the address, not the widget, remembers where the reader is.
        pager = f"pager {page}"
        st.pagination(pages, default=page, key=pager, on_change=_turn, args=(pager,))


def searched(view: View) -> tuple[Term, ...]:
    """The terms that are looked for, after a word on what of them was not understood, or takes longer."""
    if not view.selection.words:
        return ()
    found = find(view.desk, view.selection.words)
    for problem in found.problems:
        markup.sentence(f"Search: {problem}.")
    return found.terms


def order() -> bool:
    """Whether the best come first, as the address has it."""
    st.session_state["sort"] = "Best first" if st.query_params.get("sort") == "relevance" else "Newest first"
    chosen = st.segmented_control("Order", ["Newest first", "Best first"], key="sort", on_change=_sort)
    return chosen == "Best first"


def _sort() -> None:
    st.query_params.pop("page", None)
    if st.session_state["sort"] == "Best first":
        st.query_params["sort"] = "relevance"
    else:
        st.query_params.pop("sort", None)


def period_words(view: View) -> str:
    selection = view.selection
    return f"{short_day(selection.first)} to {short_day(selection.last)}, days in {view.zone}, newest first"


def download(view: View, count: int) -> None:
    selection = view.selection
    st.download_button(
        f"CSV of all {number(count)}" if count > 1 else "CSV",
        data=lambda: to_csv(view.answers.export(selection), view.zone),
        file_name=f"nightdesk-{selection.first}-{selection.last}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _page() -> int:
    page = st.query_params.get("page", "1")
    return int(page) if page.isdecimal() and len(page) < 8 else 1


def _turn(pager: str) -> None:
    st.query_params["page"] = str(st.session_state[pager])


main()
