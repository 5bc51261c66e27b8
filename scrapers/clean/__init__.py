"""The clean stage: from a raw page to an `Article`, or a `Rejection` that says why it is none.

    tree        bytes -> one tree, shared by all steps       metadata   title authors published language canonical ...
    blocks      tree -> blocks in document order             reading    a verdict on each block, in one place
    extract     what trafilatura keeps (its only importer)   accept     whether the page is an article at all
    match       its lines, carried back to the blocks        explain    the verdicts as a table or a page
    learned     keep or cut each block, by trained trees     pool       workers that can be killed
    measures places features forest   what they see, and how they are walked
    captions lead labels selection words   the rules that name what is cut
    agencies paywall flags                 what a reader should know of the text, and whose it is

`clean` is a pure function of the page: no network, no clock (its "now" is when the page was fetched), no state.
Raise `RULES_VERSION` with every change of what it answers: articles carry it, and `nightdesk reclean` goes by it.
"""

from __future__ import annotations

from itertools import pairwise

from scrapers.article import Article, ArticleFlag, CutBlock, CutReason, Line, Rejection, RejectionReason
from scrapers.clean import extract
from scrapers.clean.accept import refuse
from scrapers.clean.agencies import find_agencies
from scrapers.clean.blocks import HEADINGS, Block, joint
from scrapers.clean.candidate import Candidate
from scrapers.clean.flags import find_flags
from scrapers.clean.paywall import shows_wall
from scrapers.clean.reading import Reading, read
from scrapers.clean.tree import decode, looks_like_html, parse
from scrapers.page import Page
from scrapers.sources import Source

RULES_VERSION = 2
EXTRACTOR = f"{extract.VERSION} + nightdesk clean {RULES_VERSION}"
MOST_CUT, LONGEST_CUT = 400, 500  # blocks kept of a page's cut list, and characters of each


def clean(page: Page, source: Source) -> Article | Rejection:
    """The page's article, or why it has none. Expected outcomes are values; an exception is a fault of this package."""
    return assess(page, source)[0]


def assess(page: Page, source: Source) -> tuple[Article | Rejection, Reading | None]:
    """The outcome together with the reading it rests on; None where there was nothing to read."""
    info = page.info
    html = decode(page.body, info.content_type)
    if not looks_like_html(html, info.content_type):
        return reject(page, RejectionReason.NOT_HTML, info.content_type or "no markup"), None
    tree = parse(html)
    if tree is None:
        return reject(page, RejectionReason.UNREADABLE, "no element could be parsed"), None
    reading = read(tree, info, source)
    refused = refuse(Candidate(tree, reading, info, source))
    if refused:
        return reject(page, *refused), reading
    return _article(page, reading, find_flags(html, tree, reading)), reading


def reject(page: Page, reason: RejectionReason, detail: str) -> Rejection:
    return Rejection(page.info.url, reason, detail, EXTRACTOR)


def _cut(reading: Reading) -> tuple[CutBlock, ...]:
    pairs = zip(reading.blocks, reading.reasons, strict=True)
    cut = (CutBlock(block.position, block.text[:LONGEST_CUT], reason) for block, reason in pairs if reason is not None)
    return tuple(block for block, _ in zip(cut, range(MOST_CUT), strict=False))


def _lines(kept: list[Block]) -> tuple[Line, ...]:
    """Where the lines of the text come from; the cells of a table's row are one line, and their first stands for it."""
    begins = [True, *("\n" in joint(*pair) for pair in pairwise(kept))]
    first = (block for block, begin in zip(kept, begins, strict=False) if begin)
    return tuple(Line(b.position, b.element is not None and b.element.tag in HEADINGS) for b in first)


def _article(page: Page, reading: Reading, flags: tuple[ArticleFlag, ...]) -> Article:
    found = reading.metadata
    return Article(
        url=page.info.url,
        canonical_url=found.canonical_url,
        title=found.title,
        lead=reading.lead,
        text=reading.text,
        authors=found.authors,
        agencies=find_agencies(reading),
        published_at=found.published.at if found.published else None,
        published_from=found.published.origin if found.published else None,
        modified_at=found.modified.at if found.modified else None,
        modified_from=found.modified.origin if found.modified else None,
        language=found.language,
        section=found.section,
        publisher=found.publisher,
        image_url=found.image_url,
        captions=reading.captions,
        credits=reading.lines(CutReason.CREDIT),
        bios=reading.lines(CutReason.BIO),
        paywalled=found.paywalled or shows_wall(reading),
        opt_out=found.opt_out,
        flags=flags,
        word_count=reading.words,
        cut=_cut(reading),
        extractor=EXTRACTOR,
        lines=_lines(reading.kept),
    )
