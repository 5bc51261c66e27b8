"""The verdicts on one page, for a person: each block, kept or cut, by which rule or on what evidence."""

from __future__ import annotations

from dataclasses import dataclass

from scrapers.article import Article, CutReason, Rejection
from scrapers.clean import assess
from scrapers.clean.learned import Verdict
from scrapers.page import Page
from scrapers.sources import Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing the learned verdict went by: its name, its number, and the log odds it added (positive: to keep)."""

    name: str
    number: float
    weight: float

    def __str__(self) -> str:
        return f"{self.weight:+.1f} {self.name} ({self.number:.3g})"


@dataclass(frozen=True, slots=True)
class ExplainedBlock:
    """One block of the page: its position among all of them, the tag of its element, and why it was cut (None: it is
    in the text). `probability` that it is the article, and the strongest evidence, where the learned verdict spoke."""

    position: int
    text: str
    tag: str
    reason: CutReason | None
    probability: float | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def kept(self) -> bool:
        return self.reason is None

    @property
    def by_rule(self) -> bool:
        """Whether a rule decided: it cut the block for a reason of its own."""
        return self.reason not in (None, CutReason.BOILERPLATE)


def explain(page: Page, source: Source) -> list[ExplainedBlock]:
    """Every block of the page in document order with its verdict; empty when the page holds no markup."""
    return explained(page, source)[1]


def explained(page: Page, source: Source) -> tuple[Article | Rejection, list[ExplainedBlock]]:
    """The outcome, and every block with its verdict."""
    outcome, reading = assess(page, source)
    if reading is None:
        return outcome, []
    blocks = []
    for block, reason in zip(reading.blocks, reading.reasons, strict=True):
        tag = "" if block.element is None else str(block.element.tag)
        word = _word(reading.verdict, block.position) if reading.verdict else (None, ())
        blocks.append(ExplainedBlock(block.position, block.text, tag, reason, *word))
    return outcome, blocks


def _word(verdict: Verdict, position: int) -> tuple[float, tuple[Evidence, ...]]:
    evidence = tuple(Evidence(*piece) for piece in verdict.evidence(position))
    return float(verdict.probability[position]), evidence
