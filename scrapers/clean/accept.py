"""Whether a page is an article at all. One rule, one function; `RULES` has them in the order they are asked in.

walls       consent, captcha, soft 404        listings    home page, sections, tags, searches
thin        shells, players, stubs            candidate   what a rule is given
"""

from __future__ import annotations

from collections.abc import Callable

from scrapers.article import RejectionReason
from scrapers.clean.candidate import Candidate
from scrapers.clean.listings import home_page, listing
from scrapers.clean.thin import empty, needs_scripts, too_short, video_or_gallery
from scrapers.clean.walls import captcha, consent_wall, soft_404


def too_old(page: Candidate) -> str | None:
    """Published before the source's `since`."""
    published, since = page.reading.metadata.published, page.source.since
    if since is None or published is None or published.at.date() >= since:
        return None
    return f"published on {published.at.date()}, before {since}"


Rule = Callable[[Candidate], str | None]
RULES: tuple[tuple[RejectionReason, Rule], ...] = (
    (RejectionReason.CAPTCHA, captcha),
    (RejectionReason.CONSENT_WALL, consent_wall),
    (RejectionReason.SOFT_404, soft_404),
    (RejectionReason.HOME_PAGE, home_page),
    (RejectionReason.LISTING, listing),
    (RejectionReason.NEEDS_SCRIPTS, needs_scripts),
    (RejectionReason.VIDEO_OR_GALLERY, video_or_gallery),
    (RejectionReason.EMPTY, empty),
    (RejectionReason.TOO_SHORT, too_short),
    (RejectionReason.TOO_OLD, too_old),
)


def refuse(page: Candidate) -> tuple[RejectionReason, str] | None:
    """Why the page is no article, with one line of detail; None when it is one."""
    for reason, rule in RULES:
        if detail := rule(page):
            return reason, detail
    return None
