"""Small pieces of HTML, written nowhere else: callers hand over words, and every word is escaped here, by `plain`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import streamlit as st

from dashboard.differences import Piece
from dashboard.rows import CutBlock, Headline, Issue, Listed, Sibling, Version
from dashboard.running import Stage
from dashboard.wording import OUTCOMES, counted, long_day, moment, number, plain, short_day

LONG_TITLE, LONG_LEAD = 300, 220
BACKTICKS = re.compile("&#96;(.+?)&#96;")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, or a figure: its text, where it leads (made by selection.link), a quieter note."""

    text: str
    href: str | None = None
    note: str | None = None


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


@dataclass(frozen=True, slots=True)
class Riser:
    """A name that rises: its name, its count, why that is much, what it is about, its stories by day."""

    name: Cell
    count: Cell
    reason: str
    about: Cell | None
    line: Sequence[int]


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    numeric: bool = False


def heading(text: str, *notes: Cell, level: int = 2) -> None:
    """A heading with quieter words beside it."""
    quiet = "".join(f'<span class="quiet">{_words(note)}</span>' for note in notes)
    _show(f'<div class="heading"><h{level}>{plain(text)}</h{level}>{quiet}</div>')


def sentence(text: str) -> None:
    _show(f'<p class="quiet">{plain(text)}</p>')


def notice(title: str, text: str, commands: Sequence[tuple[str, str]] = ()) -> None:
    """What is the matter, and the commands that lead out of it, each with what it does."""
    lines = "".join(f"<dt><code>{plain(command)}</code></dt><dd>{plain(effect)}</dd>" for command, effect in commands)
    _show(
        f'<section class="notice" role="status"><h1>{plain(title)}</h1><p>{plain(text)}</p><dl>{lines}</dl></section>'
    )


def run_line(outcome: str | None, text: str) -> None:
    """A run's outcome as sign and word, never as colour alone, with a line about the run."""
    sign, word = OUTCOMES.get(outcome or "", ("…", "not finished"))
    _show(
        f'<p class="run"><span class="outcome {plain(outcome or "open")}"><i aria-hidden="true">{sign}</i> {word}'
        f"</span> {plain(text)}</p>"
    )


def figures(cells: Sequence[tuple[str, Cell]]) -> None:
    """Large numbers in a row, each under its name."""
    drawn = "".join(f"<div><dt>{plain(name)}</dt><dd>{_words(cell)}</dd></div>" for name, cell in cells)
    _show(f'<dl class="figures">{drawn}</dl>')


def legend(colours: Mapping[str, str]) -> None:
    """What each colour of a chart stands for; it wraps where the chart's own legend would be cut."""
    drawn = "".join(
        f'<li><i style="background:{plain(colour)}"></i><bdi>{plain(name, 60)}</bdi></li>'
        for name, colour in colours.items()
    )
    _show(f'<ul class="legend" aria-label="Colours">{drawn}</ul>')


def table(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], total: Sequence[Cell] | None = None
) -> None:
    """A table that scrolls sideways by itself where the page is narrow; `name` is what a screen reader calls it."""
    kinds = [' class="number"' if column.numeric else "" for column in columns]
    head = "".join(
        f'<th scope="col"{kind}>{plain(column.name)}</th>' for column, kind in zip(columns, kinds, strict=True)
    )
    body = "".join(_row(row, kinds) for row in rows)
    foot = f"<tfoot>{_row(total, kinds)}</tfoot>" if total else ""
    _show(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{plain(name)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table></div>"
    )


def warning(text: str, step: str) -> None:
    """Something that concerns the desk as a whole, with the next step."""
    _show(f'<p class="warning" role="alert"><b>{plain(text)}</b> <span class="quiet">{_with_code(step)}</span></p>')


def progress(text: str, stages: Sequence[Stage]) -> None:
    """A run under way: each stage with its count, and a bar where the whole is known."""
    lines = "".join(map(_stage, stages))
    _show(f'<section class="progress" role="status"><p><b>{plain(text)}</b></p><ul>{lines}</ul></section>')


def risers(found: Sequence[Riser]) -> None:
    """Names that rise, each with a small line of its days."""
    _show(f'<ul class="risers">{"".join(map(_riser, found))}</ul>')


def words_list(cells: Sequence[Cell]) -> None:
    """Names beside one another, each with its quieter note."""
    _show(f'<ul class="names">{"".join(f"<li>{_words(cell)}</li>" for cell in cells)}</ul>')


def log(name: str, text: str) -> None:
    """Lines as a program wrote them; `name` is what a screen reader calls them."""
    _show(f'<pre class="log" tabindex="0" role="region" aria-label="{plain(name)}">{plain(text)}</pre>')


def issues(found: Sequence[Issue]) -> None:
    """What a person should look at: where, what, and the next step."""
    _show(f'<ul class="issues">{"".join(map(_issue, found))}</ul>')


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
    _show(f'<div class="articles">{"".join(parts)}</div>')


def article_head(title: Passage, lead: Passage, language: str | None, facts: Sequence[tuple[str, str]]) -> None:
    """Title, lead and what is known about the article."""
    standfirst = f'<p class="lead">{_passage(lead)}</p>' if lead.text else ""
    listed = "".join(f"<div><dt>{plain(name)}</dt><dd><bdi>{plain(value)}</bdi></dd></div>" for name, value in facts)
    spoken = f' lang="{plain(language)}"' if language else ""
    _show(
        f'<header class="reader"{spoken}><h1>{_passage(title)}</h1>{standfirst}</header><dl class="facts">{listed}</dl>'
    )


def article_text(blocks: Sequence[Passage | CutBlock], language: str | None) -> None:
    """Paragraphs, and between them what was cut, struck through."""
    spoken = f' lang="{plain(language)}"' if language else ""
    _show(f'<article class="reader"{spoken}>{"".join(map(_block, blocks))}</article>')


def captions(found: Sequence[str]) -> None:
    drawn = "".join(f"<li><bdi>{plain(caption)}</bdi></li>" for caption in found)
    _show(f'<section class="reader aside"><h2>Caption{"" if len(found) == 1 else "s"}</h2><ul>{drawn}</ul></section>')


def siblings(found: Sequence[Sibling], hrefs: Sequence[str], zone: str) -> None:
    """The other articles of a story, each with its publisher and its time."""
    lines = "".join(_sibling(article, href, zone) for article, href in zip(found, hrefs, strict=True))
    _show(f'<section class="reader aside"><h2>Also in this story</h2><ul>{lines}</ul></section>')


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
            _show(f'<section class="reader aside"><h2>{name}</h2><ul>{lines}</ul></section>')


def difference(pieces: Sequence[Piece], language: str | None) -> None:
    """Two texts as one: what only the first has struck through, what only the second has underlined."""
    spoken = f' lang="{plain(language)}"' if language else ""
    _show(f'<article class="reader difference"{spoken}><p>{"".join(map(_piece, pieces))}</p></article>')


def spread(hours: Sequence[float], names: Sequence[str]) -> None:
    """A line of time with a point for each article; the table beneath says the same."""
    longest = max(hours, default=0.0) or 1.0
    points = "".join(
        f'<i style="left:{100 * at / longest:.1f}%" title="{plain(name, 60)}"></i>'
        for at, name in zip(hours, names, strict=True)
    )
    _show(f'<div class="spread" aria-hidden="true"><div>{points}</div></div>')


def back_link(text: str, href: str) -> None:
    _show(f'<p class="back"><a href="{plain(href)}">{plain(text)}</a></p>')


def steps(links: Sequence[tuple[str, str]]) -> None:
    """Ways on from here, beside each other: text and address."""
    drawn = "".join(f'<a href="{plain(href)}">{plain(text)}</a>' for text, href in links)
    _show(f'<nav class="back" aria-label="List">{drawn}</nav>')


def _show(html: str) -> None:
    st.html(html)


def _words(cell: Cell) -> str:
    text = plain(cell.text, LONG_TITLE)
    linked = f'<a href="{plain(cell.href)}">{text}</a>' if cell.href else text
    note = f'<span class="quiet">{plain(cell.note, LONG_LEAD)}</span>' if cell.note else ""
    return f"<bdi>{linked}</bdi>{note}"


def _row(cells: Sequence[Cell], kinds: Sequence[str]) -> str:
    first, *rest = cells
    others = "".join(f"<td{kind}>{_words(cell)}</td>" for cell, kind in zip(rest, kinds[1:], strict=True))
    return f'<tr><th scope="row"{kinds[0]}>{_words(first)}</th>{others}</tr>'


def _stage(stage: Stage) -> str:
    whole = f" of {number(stage.total)}" if stage.total is not None and stage.total != stage.done else ""
    share = 100 * stage.done / stage.total if stage.total else 0
    bar = f'<i aria-hidden="true"><i style="width:{share:.0f}%"></i></i>' if stage.total else ""
    note = f'<span class="quiet">{plain(stage.note, LONG_LEAD)}</span>' if stage.note else ""
    return f"<li><span>{plain(stage.name)}</span>{bar}<span>{number(stage.done)}{whole}</span>{note}</li>"


def _riser(riser: Riser) -> str:
    about = f'<p class="about">{_words(riser.about)}</p>' if riser.about else ""
    why = f'<p>{_words(riser.count)}; <span class="quiet">{plain(riser.reason)}</span></p>{about}'
    return f'<li><div class="who">{_words(riser.name)}</div>{_spark(riser.line)}<div class="why">{why}</div></li>'


def _spark(line: Sequence[int]) -> str:
    """Bars of a few pixels, the last seven days darker; the words beside them say the same."""
    top = max(line, default=0) or 1
    bars = "".join(
        f'<i class="{"now" if place >= len(line) - 7 else ""}" style="height:{max(4, round(100 * count / top))}%"></i>'
        for place, count in enumerate(line)
    )
    return f'<div class="spark" aria-hidden="true">{bars}</div>'


def _issue(issue: Issue) -> str:
    sign, word = OUTCOMES.get(issue.severity, ("▲", issue.severity))
    where = plain(issue.source or "The run as a whole")
    return (
        f'<li><span class="outcome {plain(issue.severity)}"><i aria-hidden="true">{sign}</i> {plain(word)}</span>'
        f"<div><p><b><bdi>{where}</bdi></b> {plain(issue.reason, LONG_TITLE)}</p>"
        f'<p class="quiet">Next: {_with_code(issue.next_step)}</p></div></li>'
    )


def _with_code(text: str) -> str:
    """Our own words, with what stands between backticks set as code."""
    return BACKTICKS.sub(r"<code>\1</code>", plain(text, LONG_TITLE))


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


def _block(block: Passage | CutBlock) -> str:
    if isinstance(block, Passage):
        return f"<p>{_passage(block)}</p>"
    return (
        f'<div class="cut"><span class="why">cut: {plain(block.reason)}, block {number(block.position)}</span>'
        f"<del><bdi>{plain(block.text, 2_000)}</bdi></del></div>"
    )


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
