"""Golden pages: a case is a folder in `tests/pages` with `page.html` and `expected.toml`; those in
`tests/pages/rejected` are pages that are no articles.

`expected.toml` says where the page was (`url`) and, where a case needs them, `content_type`, `fetched_at` and the table
`source`, whose keys are those of a source in sources.toml. The table `article` or `rejection` is what the cleaner
answers; `python -m tests.pages_update` writes it. So a new case is a page, a `url` line and that command; what it wrote
is reviewed as a diff.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import tomlkit

from scrapers.article import Article, CutReason, Rejection
from scrapers.clean import clean
from scrapers.page import Page, PageInfo
from scrapers.sources import make_source

PAGES = Path(__file__).parent / "pages"
CASES = sorted(path.parent for path in PAGES.glob("**/page.html"))
FETCHED_AT = datetime(2026, 11, 20, 2, tzinfo=UTC)


def read_case(case: Path) -> dict[str, Any]:
    return tomlkit.parse((case / "expected.toml").read_text("utf-8")).unwrap()


def answer(case: Path) -> dict[str, Any]:
    """What the cleaner makes of the case's page, as the tables of `expected.toml`."""
    given = read_case(case)
    source = make_source("golden", {"name": "Golden", "site": given["url"], **given.get("source", {})})
    info = PageInfo(
        url=given["url"],
        final_url=given["url"],
        source_id=source.id,
        run_id="golden",
        via="feed",
        fetched_at=given.get("fetched_at", FETCHED_AT),
        status=200,
        content_type=given.get("content_type", "text/html"),
        digest="",
    )
    outcome = clean(Page(info, (case / "page.html").read_bytes()), source)
    if isinstance(outcome, Rejection):
        return {"rejection": {"reason": outcome.reason.value, "detail": outcome.detail}}
    return {"article": _article(outcome)}


def _article(article: Article) -> dict[str, Any]:
    """The fields that a person can check; of the cut blocks those that a rule of ours cut."""
    names = "canonical_url title lead text published_at published_from modified_at modified_from language section"
    names = f"{names} publisher image_url"
    fields = {name: value for name in names.split() if (value := getattr(article, name)) is not None}
    fields |= {"authors": list(article.authors), "paywalled": article.paywalled, "word_count": article.word_count}
    for name in ("agencies", "opt_out", "flags"):  # written only where there are any
        if values := getattr(article, name):
            fields[name] = [str(value) for value in values]
    fields["captions"] = [f"{caption.text} <{caption.image_url or ''}>" for caption in article.captions]
    fields |= {name: list(lines) for name in ("credits", "bios") if (lines := getattr(article, name))}
    ours = [block for block in article.cut if block.reason is not CutReason.BOILERPLATE]
    fields["cut"] = [f"{block.reason.value}: {block.text}" for block in ours]
    return fields
