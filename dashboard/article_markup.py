"""An article as HTML: its head, its text with what was cut, its versions; lists of articles. Every word is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from dashboard.differences import Piece
from dashboard.markup import LONG_LEAD, LONG_TITLE
from dashboard.rows import CutBlock, Headline, Listed, Sibling, Version
from dashboard.wording import counted, long_day, moment, number, plain, short_day


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` (excluded) of a passage lead somewhere; `note` says what they stand for."""

    start: int
    end: int
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article, with the marks in them, sorted and apart."""

    text: str
    marks: Sequence[Mark] = ()


def article_list(
    found: Sequence[Listed], hrefs: Sequence[str], snippets: Sequence[Sequence[Piece]] = (), by_day: bool = True
) -> None:
    """Articles, under their days where these are in order; each title leads to the reader. A snippet, where there is
    one, stands in the place of the lead."""
    parts = []
    passages = snippets or [()] * len(found)
    numbered = zip(found, hrefs, passages, strict=True)
    for day, lines in groupby(numbered, key=lambda line: line[0].day if by_day else None):
        rows = "".join(_listed(article, href, passage, not by_day) for article, href, passage in lines)
        head = f"<h2>{plain(long_day(day))}</h2>" if day else ""
        parts.append(f"<section>{head}<ol>{rows}</ol></section>")
    st.html(f'<div class="articles">{"".join(parts)}</div>')


def article_head(title: Passage, lead: Passage, language: str | None, facts: Sequence[tuple[str, str]]) -> None:
    """Title, lead and what is known about the article."""
    standfirst = f'<p class="lead">{_passage(lead)}</p>' if lead.text else ""
    listed = "".join(f"<div><dt>{plain(name)}</dt><dd><bdi>{plain(value)}</bdi></dd></div>" for name, value in facts)
    spoken = f' lang="{plain(language)}"' if language else ""
    st.html(
        f'<header class="reader"{spoken}><h1>{_passage(title)}</h1>{standfirst}</header><dl class="facts">{listed}</dl>'
    )


def article_text(blocks: Sequence[Passage | CutBlock], language: str | None) -> None:
    """Paragraphs, and between them what was cut, struck through."""
    spoken = f' lang="{plain(language)}"' if language else ""
    runs = groupby(blocks, key=lambda block: block.reason if isinstance(block, CutBlock) else None)
    drawn = "".join(_run(list(run)) for _, run in runs)
    st.html(f'<article class="reader"{spoken}>{drawn}</article>')


def captions(found: Sequence[str]) -> None:
    drawn = "".join(f"<li><bdi>{plain(caption)}</bdi></li>" for caption in found)
    st.html(f'<section class="reader aside"><h2>Caption{"" if len(found) == 1 else "s"}</h2><ul>{drawn}</ul></section>')


def siblings(found: Sequence[Sibling], hrefs: Sequence[str], zone: str) -> None:
    """The other articles of a story, each with its publisher and its time."""
    lines = "".join(_sibling(article, href, zone) for article, href in zip(found, hrefs, strict=True))
    st.html(f'<section class="reader aside"><h2>Also in this story</h2><ul>{lines}</ul></section>')


def history(found: Sequence[Version], titles: Sequence[Headline], zone: str) -> None:
    """When an article was found to read otherwise, and what its headlines were."""
    versions = "".join(
        f"<li>Version {number(one.version)}, {plain(moment(one.fetched_at, zone))}"
        f'<span class="quiet">{plain(one.why or "as first read")}</span></li>'
        for one in found
    )
    headlines = "".join(
        f"<li><bdi>{plain(one.title, LONG_TITLE)}</bdi>"
        f'<span class="quiet">{plain(moment(one.seen_at, zone))}</span></li>'
        for one in titles
    )
    for name, lines, count in (("Versions", versions, len(found)), ("Headlines", headlines, len(titles))):
        if count > 1:
            st.html(f'<section class="reader aside"><h2>{name}</h2><ul>{lines}</ul></section>')


def difference(pieces: Sequence[Piece], language: str | None) -> None:
    """Two texts as one: what only the first has struck through, what only the second has underlined."""
    spoken = f' lang="{plain(language)}"' if language else ""
    st.html(f'<article class="reader difference"{spoken}><p>{"".join(map(_piece, pieces))}</p></article>')


def spread(hours: Sequence[float], names: Sequence[str]) -> None:
    """A line of time with a point for each article; the table beneath says the same."""
    longest = max(hours, default=0.0) or 1.0
    points = "".join(
        f'<i style="left:{100 * at / longest:.1f}%" title="{plain(name, 60)}"></i>'
        for at, name in zip(hours, names, strict=True)
    )
    st.html(f'<div class="spread" aria-hidden="true"><div>{points}</div></div>')


def _listed(article: Listed, href: str, snippet: Sequence[Piece], dated: bool) -> str:
    words = "".join(f"<mark>{plain(one.text)}</mark>" if one.added else plain(one.text) for one in snippet)
    words = words or plain(article.lead or "", LONG_LEAD)
    lead = f'<p class="quiet"><bdi>{words}</bdi></p>' if words else ""
    day = f"<span>{plain(short_day(article.day))}</span>" if dated else ""
    others = f"<span>+{number(article.others)} in this story</span>" if article.others else ""
    return (
        f'<li><div class="source"><bdi>{plain(article.source)}</bdi>{day}</div>'
        f'<div class="title"><a href="{plain(href)}"><bdi>{plain(article.title, LONG_TITLE)}</bdi></a>{lead}</div>'
        f'<div class="words"><span>{counted(article.word_count, "word")}</span>{others}</div></li>'
    )


def _passage(passage: Passage) -> str:
    """The words, those that are marked as links."""
    parts, done = [], 0
    for mark in passage.marks:
        marked = plain(passage.text[mark.start : mark.end])
        parts.append(plain(passage.text[done : mark.start]))
        parts.append(f'<a class="mention" href="{plain(mark.href)}" title="{plain(mark.note, LONG_LEAD)}">{marked}</a>')
        done = mark.end
    return f"<bdi>{''.join(parts)}{plain(passage.text[done:])}</bdi>"


def _run(blocks: Sequence[Passage | CutBlock]) -> str:
    """Paragraphs; or what was cut at one place for one reason: short blocks, as of a menu, stand beside each other."""
    cut = [block for block in blocks if isinstance(block, CutBlock)]
    return _cut(cut) if cut else "".join(f"<p>{_passage(block)}</p>" for block in blocks if isinstance(block, Passage))


def _cut(blocks: Sequence[CutBlock]) -> str:
    first, last = number(blocks[0].position), number(blocks[-1].position)
    where = f"block {first}" if first == last else f"blocks {first} to {last}"
    lost = "".join(f"<del><bdi>{plain(block.text, 2_000)}</bdi></del>" for block in blocks)
    return f'<div class="cut"><span class="why">cut: {plain(blocks[0].reason)}, {where}</span><div>{lost}</div></div>'


def _piece(piece: Piece) -> str:
    text = plain(piece.text).replace("\n", "<br>")
    if piece.removed:
        return f"<del>{text}</del>"
    return f"<ins>{text}</ins>" if piece.added else text


def _sibling(article: Sibling, href: str, zone: str) -> str:
    original = ", the original" if article.is_original else ""
    where = article.source if article.publisher == article.source else f"{article.source} ({article.publisher})"
    return (
        f'<li><a href="{plain(href)}"><bdi>{plain(article.title, LONG_TITLE)}</bdi></a>'
        f'<span class="quiet"><bdi>{plain(where, LONG_TITLE)}</bdi>, '
        f"{plain(moment(article.seen_at, zone) + original)}</span></li>"
    )
