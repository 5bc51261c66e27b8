"""The small pieces of HTML of all screens: callers hand over words, and every word is escaped here, by `plain`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.rows import Issue
from dashboard.running import Stage
from dashboard.wording import OUTCOMES, number, plain

LONG_TITLE, LONG_LEAD, LONG_ADVICE = 300, 220, 1_000
BACKTICKS = re.compile("&#96;(.+?)&#96;")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, or a figure: its text, where it leads (made by selection.link), a quieter note."""

    text: str
    href: str | None = None
    note: str | None = None


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
    """A column of numbers, of words that stay on one line, or of prose, which wraps."""

    name: str
    numeric: bool = False
    prose: bool = False

    @property
    def kind(self) -> str:
        return ' class="number"' if self.numeric else ' class="prose"' if self.prose else ""


def heading(text: str, *notes: Cell, level: int = 2) -> None:
    """A heading with quieter words beside it."""
    quiet = "".join(f'<span class="quiet">{_words(note)}</span>' for note in notes)
    st.html(f'<div class="heading"><h{level}>{plain(text)}</h{level}>{quiet}</div>')


def sentence(text: str) -> None:
    st.html(f'<p class="quiet">{plain(text)}</p>')


def advice(text: str) -> None:
    """Our own words that name a command, a view or a setting between backticks."""
    st.html(f'<p class="quiet">{_with_code(text)}</p>')


def notice(title: str, text: str, commands: Sequence[tuple[str, str]] = ()) -> None:
    """What is the matter, and the commands that lead out of it, each with what it does."""
    lines = "".join(f"<dt><code>{plain(command)}</code></dt><dd>{plain(effect)}</dd>" for command, effect in commands)
    st.html(
        f'<section class="notice" role="status"><h1>{plain(title)}</h1><p>{plain(text)}</p><dl>{lines}</dl></section>'
    )


def run_line(outcome: str | None, text: str) -> None:
    """A run's outcome as sign and word, never as colour alone, with a line about the run."""
    sign, word = OUTCOMES.get(outcome or "", ("…", "not finished"))
    st.html(
        f'<p class="run"><span class="outcome {plain(outcome or "open")}"><i aria-hidden="true">{sign}</i> {word}'
        f"</span> {plain(text)}</p>"
    )


def figures(cells: Sequence[tuple[str, Cell]]) -> None:
    """Large numbers in a row, each under its name."""
    drawn = "".join(f"<div><dt>{plain(name)}</dt><dd>{_words(cell)}</dd></div>" for name, cell in cells)
    st.html(f'<dl class="figures">{drawn}</dl>')


def legend(colours: Mapping[str, str]) -> None:
    """What each colour of a chart stands for; it wraps where the chart's own legend would be cut."""
    drawn = "".join(
        f'<li><i style="background:{plain(colour)}"></i><bdi>{plain(name, 60)}</bdi></li>'
        for name, colour in colours.items()
    )
    st.html(f'<ul class="legend" aria-label="Colours">{drawn}</ul>')


def table(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], total: Sequence[Cell] | None = None
) -> None:
    """A table that scrolls sideways by itself where the page is narrow; `name` is what a screen reader calls it."""
    kinds = [column.kind for column in columns]
    head = "".join(
        f'<th scope="col"{kind}>{plain(column.name)}</th>' for column, kind in zip(columns, kinds, strict=True)
    )
    body = "".join(_row(row, kinds) for row in rows)
    foot = f"<tfoot>{_row(total, kinds)}</tfoot>" if total else ""
    st.html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{plain(name)}"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table></div>"
    )


def warning(text: str, step: str) -> None:
    """Something that concerns the desk as a whole, with the next step."""
    st.html(f'<p class="warning" role="alert"><b>{plain(text)}</b> <span class="quiet">{_with_code(step)}</span></p>')


def progress(text: str, stages: Sequence[Stage]) -> None:
    """A run under way: each stage with its count, and a bar where the whole is known."""
    lines = "".join(map(_stage, stages))
    st.html(f'<section class="progress" role="status"><p><b>{plain(text)}</b></p><ul>{lines}</ul></section>')


def risers(found: Sequence[Riser]) -> None:
    """Names that rise, each with a small line of its days."""
    st.html(f'<ul class="risers">{"".join(map(_riser, found))}</ul>')


def words_list(cells: Sequence[Cell]) -> None:
    """Names beside one another, each with its quieter note."""
    st.html(f'<ul class="names">{"".join(f"<li>{_words(cell)}</li>" for cell in cells)}</ul>')


def log(name: str, text: str) -> None:
    """Lines as a program wrote them; `name` is what a screen reader calls them."""
    st.html(f'<pre class="log" tabindex="0" role="region" aria-label="{plain(name)}">{plain(text)}</pre>')


def issues(found: Sequence[Issue]) -> None:
    """What a person should look at: where, what, and the next step."""
    st.html(f'<ul class="issues">{"".join(map(_issue, found))}</ul>')


def back_link(text: str, href: str) -> None:
    st.html(f'<p class="back"><a href="{plain(href)}">{plain(text)}</a></p>')


def steps(links: Sequence[tuple[str, str]]) -> None:
    """Ways on from here, beside each other: text and address."""
    drawn = "".join(f'<a href="{plain(href)}">{plain(text)}</a>' for text, href in links)
    st.html(f'<nav class="back" aria-label="List">{drawn}</nav>')


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
    return BACKTICKS.sub(r"<code>\1</code>", plain(text, LONG_ADVICE))
