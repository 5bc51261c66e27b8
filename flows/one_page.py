"""`nightdesk clean FILE|URL`: one page, what the article in it is, and what was cut and why. Nothing is stored."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from lxml import html as lxml_html
from rich.markup import escape
from rich.table import Table

from flows.desk import Desk, open_desk
from flows.plans import source_of_url
from flows.reports import OUT
from flows.settings import Settings
from flows.trial import attempt
from scrapers.archive import payload_digest
from scrapers.article import Article, Rejection, RejectionReason
from scrapers.clean.explain import ExplainedBlock, explain
from scrapers.clean.explain_page import explain_html
from scrapers.clean.pool import Cleaners
from scrapers.errors import NightdeskError
from scrapers.page import Page, PageInfo, UrlState
from scrapers.sources import Source
from scrapers.urls import is_web

NOWHERE = "http://saved.invalid/"  # the address of a saved page that does not say its own (RFC 2606)


# A page that broke a limit of its worker is not read again in this process, which has none.
HOSTILE = (RejectionReason.TOO_SLOW, RejectionReason.TOO_BIG, RejectionReason.CRASHED)


class PageError(NightdeskError):
    """The page that was asked for could not be had."""


def clean_one(where: str, explained: bool, html_out: Path | None, root: Path) -> int:
    """Print one page's article, or its rejection, or each of its blocks; returns 1 for a rejection, else 0."""
    desk = open_desk(root) if Desk(root).sources_file.exists() else None
    page, source = _fetched(where, desk) if where.startswith(("http://", "https://")) else _saved(Path(where), desk)
    with Cleaners(Path(), workers=1) as pool:
        outcome = pool.clean_page(page, source)
    if (explained or html_out) and not (isinstance(outcome, Rejection) and outcome.reason in HOSTILE):
        _explain(page, source, explained, html_out)
    if isinstance(outcome, Rejection):
        OUT.print(f"[yellow]no article[/]  {outcome.reason}: {escape(outcome.detail)}", soft_wrap=True)
        return 1
    _print_article(outcome, with_text=not explained)
    return 0


def _explain(page: Page, source: Source, explained: bool, html_out: Path | None) -> None:
    if html_out:
        html_out.write_text(explain_html(page, source), "utf-8")
        OUT.print(f"{html_out}: written")
    if explained:
        _print_blocks(explain(page, source))


def _source(url: str, desk: Desk | None) -> Source:
    return source_of_url(desk.sources() if desk else (), url)


def _fetched(url: str, desk: Desk | None) -> tuple[Page, Source]:
    source = _source(url, desk)
    trial = attempt(source, desk.settings() if desk else Settings(), urls=[url])
    if not trial.pages:
        ended = next(iter(trial.urls), None)
        state = f"{ended.state}: {ended.reason}" if ended else UrlState.PENDING.value
        raise PageError(f"{url}: not fetched ({state}). Save the page in your browser and give the file instead.")
    return trial.pages[0], source


def _saved(path: Path, desk: Desk | None) -> tuple[Page, Source]:
    try:
        body = path.read_bytes()
    except OSError as why:
        raise PageError(
            f"{path}: cannot be read ({why.strerror}). Name a saved page, or an address with https://."
        ) from None
    url = _own_address(body) or f"{NOWHERE}{stem(path)}"
    info = PageInfo(
        url=url,
        final_url=url,
        source_id="saved",
        run_id="",
        via="",
        fetched_at=datetime.now(UTC),
        status=200,
        content_type="text/html",
        digest=payload_digest(body),
    )
    return Page(info, body), _source(url, desk)


def stem(path: Path) -> str:
    """The file's name as the last part of an address."""
    return "".join(c if c.isascii() and c.isalnum() else "-" for c in path.stem) or "page"


def _own_address(body: bytes) -> str | None:
    """The address that a saved page gives itself."""
    tree = lxml_html.fromstring(body) if body.strip() else None
    found = (
        tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content") if tree is not None else []
    )
    return next((str(url) for url in found if is_web(str(url))), None)


def _print_blocks(blocks: list[ExplainedBlock]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column, share in (("", None), ("verdict", None), ("block", 3), ("rule or evidence", 2)):
        table.add_column(column, overflow="fold", ratio=share)
    for block in blocks:
        verdict = "[green]kept[/]" if block.kept else f"[red]{block.reason}[/]"
        text, why = escape(block.text[:160]), escape(_why(block))
        table.add_row(str(block.position), verdict, text, why, style="" if block.kept else "dim")
    OUT.print(table)


def _why(block: ExplainedBlock) -> str:
    """The rule that cut the block, else how likely it is the article and on what evidence."""
    if block.by_rule:
        return f"rule: {block.reason}"
    sure = "" if block.probability is None else f"{block.probability:.0%} the article"
    return "\n".join(filter(None, (sure, *map(str, block.evidence))))


def _print_article(article: Article, with_text: bool) -> None:
    facts = {
        "lead": article.lead,
        "authors": ", ".join(article.authors) or None,
        "agencies": ", ".join(article.agencies) or None,
        "published": article.published_at and f"{article.published_at} ({article.published_from})",
        "modified": article.modified_at and f"{article.modified_at} ({article.modified_from})",
        "publisher": article.publisher,
        "section": article.section,
        "language": article.language,
        "paywalled": "yes" if article.paywalled else None,
        "text": ", ".join(article.flags) or None,
        "opt-outs": "; ".join(article.opt_out) or None,
        "address": article.canonical_url,
    }
    OUT.print(f"\n[bold]{escape(article.title)}[/]", soft_wrap=True)
    for name, value in facts.items():
        if value:
            OUT.print(f"[dim]{name:>9}[/]  {escape(str(value))}", soft_wrap=True)
    for caption in article.captions:
        OUT.print(f"[dim]  caption[/]  {escape(caption.text)}", soft_wrap=True)
    for name, lines in (("credit", article.credits), ("bio", article.bios)):
        for line in lines:
            OUT.print(f"[dim]{name:>9}[/]  {escape(line)}", soft_wrap=True)
    if with_text:
        OUT.print(f"\n{escape(article.text)}", soft_wrap=True)
    OUT.print(f"\n{article.word_count:,} words", style="dim")
