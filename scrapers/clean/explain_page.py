"""The verdicts on one page as a page of its own: the blocks in document order, what was cut struck through."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from scrapers.article import Article, CutReason, Rejection
from scrapers.clean.explain import ExplainedBlock, explained
from scrapers.page import Page
from scrapers.sources import Source

# Nothing is loaded and nothing runs, whatever the page at hand tried to bring in; the style is this module's own.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
FOLDED = 4  # so many blocks in a row that are no part of the article are folded away
HEADINGS = {"h1": "h", "h2": "h", "h3": "h", "h4": "h", "h5": "h", "h6": "h", "li": "li", "blockquote": "quote"}
STYLE = """
:root { color-scheme: light dark; --ink: #1d2126; --dim: #6b7480; --line: #dfe3e8; --cut: #b3382c; --keep: #24784a;
  --paper: #fff; --desk: #f3f4f6 }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8eb; --dim: #98a1ac; --line: #343a42; --cut: #f08a7d;
  --keep: #6fcf97; --paper: #1c1f24; --desk: #131518 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--desk); color: var(--ink); font: 1.05rem/1.6 Georgia, "Times New Roman", serif }
main { max-width: 62rem; margin: 2rem auto; padding: 2rem 2.5rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: .5rem }
h1 { font-size: 1.9rem; line-height: 1.25; margin: .3rem 0 }
.facts, .tag, .why, .legend, summary, dl { font: .8rem/1.5 system-ui, sans-serif; color: var(--dim) }
.facts { overflow-wrap: anywhere; margin: 0 } .refused { color: var(--cut); font: 1rem system-ui, sans-serif }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0 }
dd { margin: 0; color: var(--ink) }
.legend { border-top: 1px solid var(--line); padding-top: .8rem; margin-top: 1.2rem }
.block { display: grid; grid-template-columns: 8.5rem 1fr; gap: 1.2rem; padding: .15rem 0 }
.block p { margin: .3rem 0; overflow-wrap: anywhere; white-space: pre-line }
.tag { text-align: right; padding-top: .45rem; line-height: 1.3 }
.tag b { color: var(--keep); font-weight: 600 } .cut .tag b { color: var(--cut) }
meter { display: block; width: 100%; height: .45rem; margin-top: .15rem }
.h p { font-weight: bold; font-size: 1.15rem } .li p::before { content: "• " } .quote p { font-style: italic }
del { color: var(--dim); text-decoration-color: var(--cut) }
.why { margin: 0 0 .4rem; padding: 0; list-style: none }
summary { cursor: pointer } .block summary { opacity: .55 } .block details[open] summary { opacity: 1 }
.run > summary { border-block: 1px dashed var(--line); padding: .35rem 0; margin: .5rem 0 .5rem 9.7rem }
@media (max-width: 40rem) { main { padding: 1rem } .block { grid-template-columns: 1fr; gap: 0 }
  .tag { text-align: left }
  .run > summary { margin-left: 0 } }
"""


def explain_html(page: Page, source: Source) -> str:
    """A whole HTML page of plain text: the blocks in document order, the cut ones struck through with their reasons."""
    outcome, blocks = explained(page, source)
    url = escape(page.info.url)
    return "\n".join(
        (
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            '<meta name="viewport" content="width=device-width">',
            f"<title>{url}</title><style>{STYLE}</style></head><body><main>",
            f'<p class="facts">{url}</p>',
            _head(outcome),
            _legend(blocks),
            *_runs(blocks),
            "</main></body></html>\n",
        )
    )


def _head(outcome: Article | Rejection) -> str:
    if isinstance(outcome, Rejection):
        return f'<p class="refused">No article: {escape(outcome.reason.value)} ({escape(outcome.detail)})</p>'
    published = f"{outcome.published_at} ({outcome.published_from})" if outcome.published_at else ""
    facts = [("authors", ", ".join(outcome.authors)), ("published", published), ("publisher", outcome.publisher)]
    facts += [("language", outcome.language), ("lead", outcome.lead), ("words", f"{outcome.word_count:,}")]
    facts += [("caption", caption.text) for caption in outcome.captions]
    facts += [("credit", line) for line in outcome.credits] + [("bio", line) for line in outcome.bios]
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    return f"<h1>{escape(outcome.title)}</h1><dl>{rows}</dl>"


def _legend(blocks: list[ExplainedBlock]) -> str:
    kept = sum(block.kept for block in blocks)
    told = (
        f"{kept:,} of {len(blocks):,} blocks are the text; the others are struck through, with the reason beside them."
    )
    return f'<p class="legend">{told} A bar shows how likely the block is the article, as far as it was judged.</p>'


def _runs(blocks: list[ExplainedBlock]) -> Iterable[str]:
    """The blocks, long runs of what is no part of the article folded away."""
    for nameless, run in groupby(blocks, key=lambda block: block.reason is CutReason.BOILERPLATE):
        lines = [_block(block) for block in run]
        if nameless and len(lines) >= FOLDED:
            yield f'<details class="run"><summary>{len(lines):,} blocks that are not the article</summary>'
            yield from (*lines, "</details>")
        else:
            yield from lines


def _block(block: ExplainedBlock) -> str:
    text, kind = escape(block.text), HEADINGS.get(block.tag, "")
    if block.reason is None:
        verdict, shown = "kept", f"<p>{text}</p>"
    else:
        verdict, shown = block.reason.value, f'<p><del title="{escape(block.reason.value)}">{text}</del></p>'
    bar = "" if block.probability is None else f'<meter value="{block.probability:.2f}"></meter>'
    sides = f'<div class="tag"><b>{escape(verdict)}</b>{bar}</div><div>{shown}{_why(block)}</div>'
    return f'<div class="block {"kept" if block.kept else "cut"} {kind}">{sides}</div>'


def _why(block: ExplainedBlock) -> str:
    if not block.evidence or block.probability is None:
        return ""
    pieces = "".join(f"<li>{escape(str(piece))}</li>" for piece in block.evidence)
    told = "cut by a rule" if block.by_rule else f"{block.probability:.0%} the article"
    return f'<details><summary>{told}</summary><ul class="why">{pieces}</ul></details>'
