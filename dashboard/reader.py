"""One article: its text as cleaned, who and what it names, what is known about it, what was cut, its story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TypeVar

import streamlit as st

from dashboard import article_markup, markup, stories
from dashboard.article_markup import Mark, Passage
from dashboard.differences import compare
from dashboard.neighbours import neighbours
from dashboard.rows import Article, CutBlock
from dashboard.selection import link, read_id
from dashboard.view import View
from dashboard.wording import TYPES, counted, moment, number, web_link

CUT = "show cut"
# What the flags of an article mean to its reader.
FLAGS = {
    "truncated": "breaks off before the article's end",
    "too deep": "may lack parts that the page nests too deep",
}
PARAGRAPH = "\n\n"
Kept = TypeVar("Kept")


def show(view: View, article_id: str) -> None:
    """Draw the article that the address names, or say that there is none."""
    steps(view, article_id)
    known = read_id(article_id)
    article = view.answers.article(int(known)) if known else None
    if article is None:
        markup.notice(
            "There is no such article in this snapshot.", "The link may be cut short, or the article was removed since."
        )
        return
    marks = marked(view, article)
    title, lead = Passage(article.title, marks["title"]), Passage(article.lead or "", marks["lead"])
    article_markup.article_head(title, lead, article.language, facts(article, view.zone))
    original(article)
    text(view, article, marks["text"])
    if article.captions:
        article_markup.captions(article.captions)
    story(view, article)
    article_markup.history(view.answers.versions(article), view.answers.headlines(article), view.zone)
    if article.version > 1:
        changes(view, article)


def steps(view: View, article_id: str) -> None:
    """Back to the list as it was, and to the articles before and after this one in it."""
    shown = st.query_params.get("page", "1")
    page = int(shown) if shown.isdecimal() and shown.isascii() and 0 < len(shown) < 8 else 1
    relevance = bool(view.selection.words) and st.query_params.get("sort") == "relevance"
    order = {"sort": "relevance"} if relevance else {}
    before, after = neighbours(view.answers, view.selection, max(page, 1), relevance, article_id)
    links = [("Back to the list", link("articles", view.selection, page=str(max(page, 1)), **order))]
    for text, place in (("← Previous", before), ("Next →", after)):
        if place:
            here = link("articles", view.selection, article=place.article_id, page=str(place.page), **order)
            links.append((text, here))
    markup.steps(links)


def facts(article: Article, zone: str) -> list[tuple[str, str]]:
    """What the reader says about an article: name and value, the unknown left out."""
    source = article.source if article.publisher in ("", article.source) else f"{article.source} ({article.publisher})"
    version = (
        f"{number(article.version)}, the text changed {counted(article.version - 1, 'time')}"
        if article.version > 1
        else "1"
    )
    found = [
        ("Source", source),
        ("By", ", ".join(article.authors)),
        ("Agencies", ", ".join(article.agencies)),
        ("Published", dated(article.published_at, article.published_from, zone) or "not known"),
        ("Modified", dated(article.modified_at, article.modified_from, zone)),
        ("First seen", moment(article.first_seen_at, zone)),
        ("Section", article.section or ""),
        ("Language", article.language or ""),
        ("Length", counted(article.word_count, "word")),
        ("Version", version),
        ("Agency", article.agency or ""),
        ("Gone", f"the page was missing on {moment(article.gone_at, zone)} and after" if article.gone_at else ""),
        ("Access", "behind a paywall; the text may be cut short" if article.paywalled else ""),
        ("Text", ", ".join(FLAGS.get(flag, flag) for flag in article.flags)),
        ("Opt-outs", "; ".join(article.opt_out)),
    ]
    return [(name, value) for name, value in found if value]


def dated(at: datetime | None, origin: str | None, zone: str) -> str:
    """A time and where the page says it; empty when it is unknown."""
    if at is None:
        return ""
    return f"{moment(at, zone)} (from {origin})" if origin else moment(at, zone)


def original(article: Article) -> None:
    address = web_link(article.canonical_url)
    if address:
        st.link_button("Open the original page", address)
    else:
        markup.sentence("The page's address is not one that a browser should open.")


def marked(view: View, article: Article) -> dict[str, list[Mark]]:
    """What the article names, by field, each leading to the screen of the entity."""
    marks: dict[str, list[Mark]] = {"title": [], "lead": [], "text": []}
    for mention in view.answers.mentions(article):
        href = link("entities", replace(view.selection, entity=mention.entity_id))
        note = f"{mention.name}, {TYPES[mention.type].lower()}"
        marks[mention.field].append(Mark(mention.start_char, mention.end_char, href, note))
    return marks


def text(view: View, article: Article, marks: Sequence[Mark]) -> None:
    paragraphs = passages(article.text, marks)
    cut = view.answers.cut_blocks(article)
    if not cut:
        article_markup.article_text(paragraphs, article.language)
        return
    st.session_state[CUT] = st.query_params.get("cut") == "1"
    st.toggle(f"Show what was cut from this page ({counted(len(cut), 'block')})", key=CUT, on_change=_remember_cut)
    article_markup.article_text(weave(paragraphs, cut) if st.session_state[CUT] else paragraphs, article.language)


def passages(text: str, marks: Sequence[Mark]) -> list[Passage]:
    """The paragraphs of a text, each with its own marks, counted from its beginning."""
    found = []
    start = 0
    for paragraph in text.split(PARAGRAPH):
        end = start + len(paragraph)
        own = [
            replace(mark, start=mark.start - start, end=mark.end - start) for mark in marks if start <= mark.start < end
        ]
        if paragraph.strip():
            found.append(Passage(paragraph, own))
        start = end + len(PARAGRAPH)
    return found


def weave(paragraphs: Sequence[Kept], cut: Sequence[CutBlock]) -> list[Kept | CutBlock]:
    """Kept and cut blocks in the page's order.

    Positions count all blocks of the page: a cut block at position p with c cut ones before it stands after p - c kept.
    """
    woven: list[Kept | CutBlock] = []
    kept = 0
    for before, block in enumerate(cut):
        until = max(kept, min(block.position - before, len(paragraphs)))
        woven.extend(paragraphs[kept:until])
        woven.append(block)
        kept = until
    return [*woven, *paragraphs[kept:]]


def story(view: View, article: Article) -> None:
    others = view.answers.story(article)
    if others:
        hrefs = [link("articles", view.selection, article=other.article_id) for other in others]
        article_markup.siblings(others, hrefs, view.zone)


def changes(view: View, article: Article) -> None:
    """What a version changed against the one before it, word by word."""
    found = stories.version_words(view.answers, article.article_id)
    with st.expander("What changed"):
        pairs = {after.version: (before, after) for before, after in pairwise(found)}
        chosen = st.selectbox(
            "Version", list(reversed(pairs)), format_func=lambda number: f"{number - 1} to {number}", key="version"
        )
        before, after = (f"{one.title}\n\n{one.lead or ''}\n\n{one.text}" for one in pairs[chosen])
        article_markup.difference(compare(before, after), article.language)


def _remember_cut() -> None:
    if st.session_state[CUT]:
        st.query_params["cut"] = "1"
    else:
        del st.query_params["cut"]
