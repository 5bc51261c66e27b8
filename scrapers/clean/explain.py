"""The verdicts on one page, for a person: as rows of a table, or as a page with what was cut struck through."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from scrapers.article import Article, CutReason, Rejection
from scrapers.clean import assess
from scrapers.page import Page
from scrapers.sources import Source

# Nothing is loaded and nothing runs, whatever the page at hand tried to bring in; the style is this module's own.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
body { font: 1rem/1.5 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #222 }
del { color: #8a8a8a } del::after { content: "  [" attr(title) "]"; font: .75rem sans-serif; color: #b04040 }
.facts, .refused { font: .85rem sans-serif; color: #555 } .refused { color: #b04040 }
"""


@dataclass(frozen=True, slots=True)
class ExplainedBlock:
    """One block of the page: its position among all of them, and why it was cut (None: it is in the text)."""

    position: int
    text: str
    reason: CutReason | None

    @property
    def kept(self) -> bool:
        return self.reason is None


def explain(page: Page, source: Source) -> list[ExplainedBlock]:
    """Every block of the page in document order with its verdict; empty when the page holds no markup."""
    return _blocks(page, source)[1]


def _blocks(page: Page, source: Source) -> tuple[Article | Rejection, list[ExplainedBlock]]:
    outcome, reading = assess(page, source)
    if reading is None:
        return outcome, []
    pairs = zip(reading.blocks, reading.reasons, strict=True)
    return outcome, [ExplainedBlock(block.position, block.text, reason) for block, reason in pairs]


def _line(block: ExplainedBlock) -> str:
    if block.reason is None:
        return f"<p>{escape(block.text)}</p>"
    return f'<p><del title="{escape(block.reason.value)}">{escape(block.text)}</del></p>'


def _head(outcome: Article | Rejection) -> str:
    if isinstance(outcome, Rejection):
        return f'<p class="refused">No article: {escape(outcome.reason.value)} ({escape(outcome.detail)})</p>'
    published = f"{outcome.published_at} ({outcome.published_from})" if outcome.published_at else ""
    facts = (", ".join(outcome.authors), published, outcome.publisher or "", outcome.language or "")
    return f'<h1>{escape(outcome.title)}</h1><p class="facts">{escape(" · ".join(filter(None, facts)))}</p>'


def explain_html(page: Page, source: Source) -> str:
    """A whole HTML page of plain text: the blocks in document order, the cut ones struck through with their reasons."""
    outcome, blocks = _blocks(page, source)
    return "\n".join(
        (
            '<!DOCTYPE html><html><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
            f"<title>{escape(page.info.url)}</title><style>{STYLE}</style></head><body>",
            f'<p class="facts">{escape(page.info.url)}</p>',
            _head(outcome),
            *map(_line, blocks),
            "</body></html>\n",
        )
    )
