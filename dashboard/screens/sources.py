"""Sources: how each does, those in trouble first; or one of them: its days, what was lost and why, its furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from dashboard import adding, calendar, commands, markup, sources
from dashboard.download import chart_buttons
from dashboard.markup import Cell, Column
from dashboard.rows import Furniture, Issue, SourceRow
from dashboard.selection import Selection, link
from dashboard.sources import PAGE_SIZE, Health, Listing, Lost
from dashboard.view import View, current_view
from dashboard.wording import counted, long_day, moment, number, short_day

STATES = {"collected": "✓ collected", "quiet": "– quiet", "out": "■ out"}
WELL = "well"
SAID = "source said"
FEW = 20  # sources that are found at a glance
SOURCE_COLUMNS = (
    Column("Source"),
    Column("Last night"),
    Column("Articles", numeric=True),
    Column("Stories", numeric=True),
    Column("Last article"),
    Column("Discovered", numeric=True),
    Column("Fetched", numeric=True),
    Column("Unchanged", numeric=True),
    Column("Skipped", numeric=True),
    Column("Failed", numeric=True),
    Column("Pending", numeric=True),
)
LOST_COLUMNS = (Column("Reason"), Column("Ended as"), Column("Times", numeric=True), Column("Last"))
LISTING_COLUMNS = (Column("Address"), Column("Kind"), Column("Last asked"), Column("Articles listed", numeric=True))
FURNITURE_COLUMNS = (
    Column("Block"),
    Column("Verdict"),
    Column("Articles", numeric=True),
    Column("Share", numeric=True),
    Column("First"),
    Column("Last"),
)
OTHERWISE = {"cut": "keep", "keep": "cut"}


def main() -> None:
    view = current_view()
    if source_id := st.query_params.get("one"):
        one(view, source_id)
    else:
        listing(view)


def listing(view: View) -> None:
    rows = view.answers.source_table(view.selection)
    troubled = sources.in_trouble(view.answers)
    health = sources.health(view.answers)
    rows.sort(key=lambda row: (row.source_id not in troubled and row.state != "out", not row.listed, -row.articles))
    bad = sum(row.source_id in troubled or row.state == "out" for row in rows)
    period = f"{short_day(view.selection.first)} to {short_day(view.selection.last)}"
    markup.heading(counted(len(rows), "source"), Cell(f"{number(bad)} to look at"), Cell(period), level=1)
    adding.show(view)
    said()
    if not rows:
        markup.sentence("No source fits these filters.")
        return
    shown = rows if len(rows) <= FEW else _searched(rows)
    pages = max(1, -(-len(shown) // PAGE_SIZE))
    page = min(_page(), pages)
    newest = max((row.night for row in rows if row.night), default=None)
    part = shown[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    cells = [source_cells(row, view, newest, row.source_id in troubled, health.get(row.source_id)) for row in part]
    markup.table("Sources", SOURCE_COLUMNS, cells, total_cells(shown))
    markup.sentence(
        "Articles and stories: what the filters leave; a story that several sources carried counts once in each. "
        "Discovered to pending: where the URLs of the period's nights ended; the last five add up to the first."
    )
    if pages > 1:
        pager = f"pager {page}"
        st.pagination(pages, default=page, key=pager, on_change=_turn, args=(pager,))


def _searched(rows: Sequence[SourceRow]) -> Sequence[SourceRow]:
    """The sources that have the words that are typed."""
    search = st.text_input("Find a source", key="source search", placeholder="a part of its name").casefold()
    return [row for row in rows if search in f"{row.source} {row.source_id}".casefold()]


def source_cells(
    row: SourceRow, view: View, newest: date | None, troubled: bool, health: Health | None = None
) -> list[Cell]:
    """One source; the night of its state is named where it is not the newest."""
    own = view.selection.only(row.source_id)
    standing = "paused" if row.paused else None if row.listed else "no longer in sources.toml"
    numbers = (row.discovered, row.fetched, row.unchanged, row.skipped, row.failed, row.pending)
    notes = [
        *([f"▲ {_trouble(health)}"] if troubled else []),
        *([f"on {short_day(row.night)}"] if row.night and row.night != newest else []),
    ]
    return [
        Cell(row.source, link("sources", view.selection, one=row.source_id), standing),
        Cell(STATES.get(row.state or "", "not asked yet"), note=", ".join(notes) or None),
        Cell(number(row.articles), link("articles", replace(own, unit="articles")) if row.articles else None),
        Cell(number(row.stories), link("articles", replace(own, unit="stories")) if row.stories else None),
        Cell(short_day(row.last_article) if row.last_article else "never"),
        *(Cell(number(count)) for count in numbers),
    ]


def _trouble(health: Health | None) -> str:
    if health is None or health.state == WELL:
        return "look at it"
    return f"{health.state} since {short_day(health.since)}" if health.since else health.state


def total_cells(rows: Sequence[SourceRow]) -> list[Cell]:
    names = ("discovered", "fetched", "unchanged", "skipped", "failed", "pending")
    sums = [Cell(number(sum(getattr(row, name) for row in rows))) for name in names]
    return [Cell("All"), Cell(""), Cell(number(sum(row.articles for row in rows))), Cell(""), Cell(""), *sums]


def one(view: View, source_id: str) -> None:
    markup.back_link("← All sources", link("sources", view.selection))
    row = next(iter(view.answers.source_table(replace(view.selection, sources=(source_id,)))), None)
    if row is None:
        why = "It may have been added since; the next run reads it."
        markup.notice("There is no such source in this snapshot.", why)
        return
    standing = "paused" if row.paused else "read every night" if row.listed else "no longer in sources.toml"
    markup.heading(row.source, Cell(source_id), Cell(standing), level=1)
    if row.listed:
        action = "resume" if row.paused else "pause"
        change = partial(_say, view, "sources", action, source_id)
        st.button(f"{action.capitalize()} this source", key="pause", on_click=change)
    said()
    troubles(view, source_id)
    health(view, source_id)
    days(view, row)
    manner(view, source_id)
    lost(view, source_id)
    listings(view, source_id)
    furniture(view, source_id)


def troubles(view: View, source_id: str) -> None:
    found = sources.troubles(view.answers, source_id)
    if not found:
        markup.sentence("The last fourteen nights had nothing to say against it.")
        return
    markup.issues(
        [
            Issue(source_id, f"{counted(one.nights, 'night')}, last {moment(one.last_run, view.zone)}:", one.severity,
                  one.reason, one.next_step)
            for one in found
        ]
    )  # fmt: skip


def health(view: View, source_id: str) -> None:
    """What is usual on a day like that of the last night."""
    found = sources.health(view.answers, source_id).get(source_id)
    if found is None:
        return
    day = long_day(found.day)
    if found.usual is None:
        markup.sentence(
            f"How many new articles are usual on a day like {day} is not known before three weeks of nights."
        )
    else:
        markup.sentence(f"About {found.usual:,.1f} new articles are usual on a day like {day}.")


def days(view: View, row: SourceRow) -> None:
    """A calendar of the period, and what it holds."""
    found = sources.days(view.answers, view.selection, row.source_id)
    own = replace(view.selection.only(row.source_id), unit="articles")
    count = counted(row.articles, "article")
    markup.heading("Articles by day", Cell(count, link("articles", own) if row.articles else None), Cell(view.zone))
    words = calendar.words(found)
    chart = calendar.chart(found)
    st.altair_chart(chart, width="content", alt=words)
    markup.sentence(words)
    chart_buttons(f"{row.source_id}-by-day", found, chart, view.zone)


def manner(view: View, source_id: str) -> None:
    found = sources.manner(view.answers, view.selection, source_id)
    if not found.articles:
        return
    delay = "not known" if found.delay_hours is None else f"{found.delay_hours:.1f} h"
    markup.figures(
        [
            ("From publication to first sight", Cell(delay)),
            ("Words in an article", Cell("" if found.words is None else number(round(found.words)))),
            ("Behind a paywall", Cell(f"{found.paywalled / found.articles:.0%}")),
        ]
    )
    stated = "; ".join(sorted(found.opt_outs)) or "none stated"
    markup.sentence(f"Opt-outs from text and data mining: {stated}.")


def lost(view: View, source_id: str) -> None:
    found = sources.lost(view.answers, view.selection, source_id)
    if not found:
        return
    markup.heading("What was lost, and why", Cell("in the runs of this period"))
    markup.table("What was lost", LOST_COLUMNS, [_lost(view, row) for row in found])


def _lost(view: View, row: Lost) -> list[Cell]:
    return [Cell(row.reason), Cell(row.state), Cell(number(row.urls)), Cell(moment(row.last_run, view.zone))]


def listings(view: View, source_id: str) -> None:
    found = sources.listings(view.answers, source_id)
    if not found:
        return
    markup.heading("Where it looks", Cell("feeds, sitemaps, sections and robots.txt as they were last asked for"))
    markup.table("Listings", LISTING_COLUMNS, [_listing(view, row) for row in found])


def _listing(view: View, row: Listing) -> list[Cell]:
    state = row.state if row.reason is None else f"{row.state}: {row.reason}"
    return [
        Cell(row.url),
        Cell(row.kind),
        Cell(state, note=moment(row.at_run, view.zone)),
        Cell(number(row.entries) if row.kind != "robots.txt" else ""),
    ]


def furniture(view: View, source_id: str) -> None:
    """What recurs over its articles, and the word on each block."""
    found = view.answers.furniture(Selection(view.span.first, view.span.last, sources=(source_id,)))
    markup.heading("Furniture", Cell("what recurs over its articles, on all days"))
    if not found:
        markup.sentence("No block recurs over its articles yet. It takes some nights.")
        return
    markup.table("Furniture", FURNITURE_COLUMNS, [_block(view, block) for block in found])
    labels = {block.block_id: f"{OTHERWISE[block.decision]}: {block.text[:80]}" for block in found}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Decide otherwise", list(labels), index=None, format_func=labels.__getitem__, key="block",
            placeholder="a block that is cut and should stay, or stays and should be cut",
        )  # fmt: skip
        if chosen:
            verdict = OTHERWISE[next(block.decision for block in found if block.block_id == chosen)]
            words = ("furniture", verdict, "--source", source_id, "--", chosen)
            st.button(verdict.capitalize(), key="decide", type="primary", on_click=partial(_say, view, *words))


def _block(view: View, block: Furniture) -> list[Cell]:
    return [
        Cell(block.text, block.article_id and link("articles", view.selection, article=block.article_id, cut="1")),
        Cell(block.decision, note="your word" if block.decided_by == "user" else "by the evidence"),
        Cell(number(block.articles)),
        Cell(f"{block.share:.0%}"),
        Cell(short_day(block.first_day) if block.first_day else ""),
        Cell(short_day(block.last_day) if block.last_day else ""),
    ]


def _say(view: View, *words: str) -> None:
    st.session_state[SAID] = commands.ask(view.desk, *words, patience=300)


def said() -> None:
    """What the command answered to the last click, once."""
    answer: commands.Said | None = st.session_state.pop(SAID, None)
    if answer is not None:
        markup.log("What the command said", answer.text or "Done.")


def _page() -> int:
    page = st.query_params.get("page", "1")
    return max(int(page), 1) if page.isdecimal() and page.isascii() and len(page) < 8 else 1


def _turn(pager: str) -> None:
    st.query_params["page"] = str(st.session_state[pager])


main()
