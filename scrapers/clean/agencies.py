"""News agencies that an article credits: in its byline, its dateline, or a line at its end.

Whatever groups copies of one text can go by them: an article of an agency has an original elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrapers.clean.authors import META, jsonld_authors
from scrapers.clean.jsonld import texts
from scrapers.clean.names import parts, without_by
from scrapers.clean.reading import Reading
from scrapers.clean.words import AGENCIES, SOURCE

LONGEST_LINE = 80
DATELINE = 80  # characters of the first paragraph within which the dateline ends
BEFORE, AFTER = 12, 4  # blocks before the text and after it in which credits stand
_BRACKETS = re.compile(r"\(([^()]{2,40})\)")
_CREDIT = re.compile(rf"^\W*(?:(?:{SOURCE})\s*:?\s*|©\s*(?:\d{{4}}\s*)?|\(c\)\s*)", re.IGNORECASE)
_PARTED = re.compile(r"\s*[/,;&+]\s*|\s+(?:and|und|et|y)\s+")


def _named(text: str) -> list[str]:
    """The agencies of a credit, when it is nothing but agencies and marks of editors: `dpa/lby`, `AP, AFP`."""
    listed = [part.strip(" .()[]-–—") for part in _PARTED.split(text)]
    known = [AGENCIES[part.casefold()] for part in listed if part.casefold() in AGENCIES]
    rest = [part for part in listed if part.casefold() not in AGENCIES]
    return known if all(len(part) <= 4 and part.islower() for part in rest) else []


def _credits(reading: Reading) -> Iterator[str]:
    kept = reading.kept
    if not kept:
        return
    first, last = kept[0].position, kept[-1].position
    yield from _BRACKETS.findall(kept[0].text[:DATELINE])
    yield from _BRACKETS.findall(kept[-1].text[-LONGEST_LINE:])[-1:]
    spans = (range(max(0, first - BEFORE), first + 1), range(last, min(last + 1 + AFTER, len(reading.blocks))))
    for text in (reading.blocks[p].text for span in spans for p in span):
        if len(text) <= LONGEST_LINE:
            yield without_by(text) or _CREDIT.sub("", text)


def find_agencies(reading: Reading) -> tuple[str, ...]:
    """The agencies' usual names ("AP", "dpa"), each once."""
    jsonld, meta = reading.head.jsonld, reading.head.meta
    stated = [text for value in jsonld_authors(jsonld) for text in texts(value)]
    stated += [meta[key] for key in META if key in meta]
    by_authors = (AGENCIES[part.casefold()] for text in stated for part in parts(text) if part.casefold() in AGENCIES)
    by_credits = (name for text in _credits(reading) for name in _named(text))
    return tuple(dict.fromkeys([*by_authors, *by_credits]))
