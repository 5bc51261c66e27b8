"""Pages that stand in the place of an article: a request for consent, a check for robots, an error."""

from __future__ import annotations

import re

from scrapers.clean.candidate import Candidate
from scrapers.clean.phrases import CAPTCHA, CONSENT, NOT_FOUND, finder

WALL_WORDS = 250  # a wall or an error page says what it has to say in fewer
WALL_REST = 80  # words on a request for consent outside of the paragraphs that ask; an article has more

_CAPTCHA, _CONSENT, _NOT_FOUND = map(finder, (CAPTCHA, CONSENT, NOT_FOUND))
_ERROR_TITLE = re.compile(rf"^\W*(?:404|error 404|{NOT_FOUND})", re.IGNORECASE)


def _said(page: Candidate) -> str:
    """All that the page says, when that is short enough to be a wall: its title and text, else its blocks."""
    reading = page.reading
    if reading.words >= 2 * WALL_WORDS:
        return ""
    text = reading.text if not page.is_stub else " ".join(block.text for block in reading.blocks)
    return "\n".join((reading.metadata.title, page.heading, reading.lead or "", text))


def captcha(page: Candidate) -> str | None:
    """A page that asks the visitor to prove to be human."""
    found = _CAPTCHA.search(_said(page)) if page.reading.words < WALL_WORDS else None
    return f'it says "{found[0]}"' if found else None


def consent_wall(page: Candidate) -> str | None:
    """A page that is only a request for consent: two of its phrases, little else, and no article in its JSON-LD."""
    reading = page.reading
    if reading.head.jsonld.article or reading.words >= 2 * WALL_WORDS:
        return None
    texts = [block.text for block in reading.kept or reading.blocks]
    asking = {position: found for position, text in enumerate(texts) if (found := _CONSENT.findall(text))}
    phrases = {phrase.casefold() for found in (*asking.values(), _CONSENT.findall(page.heading)) for phrase in found}
    rest = sum(len(text.split()) for position, text in enumerate(texts) if position not in asking)
    return f"it asks for consent ({min(phrases)}, ...)" if len(phrases) >= 2 and rest < WALL_REST else None


def soft_404(page: Candidate) -> str | None:
    """An error page that was served as if all were well."""
    reading, title = page.reading, page.reading.metadata.title
    if reading.words >= WALL_WORDS or (reading.metadata.published is not None and reading.head.jsonld.article):
        return None
    if _ERROR_TITLE.search(title):
        return f'its title is "{title[:80]}"'
    if reading.words >= WALL_WORDS // 2:
        return None
    found = _NOT_FOUND.search(f"{page.heading} {reading.text[:300]}")
    return f'it says "{found[0]}"' if found else None
