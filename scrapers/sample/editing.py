"""What newsrooms do to a story: print it from the wire, trim it, correct it, put it behind a wall, take it down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from scrapers.sample.articles import CopyKind, Correction, SampleArticle
from scrapers.sample.languages import LANGUAGES
from scrapers.sample.publishers import WIRE, Standing
from scrapers.sample.writer import Story, Writer

DATELINE = "Dunmarrow (LWS) — "
CORRECTED, REMOVED, PAYWALLED = 14, 4, 40  # how many in 45 days
_NOTES = {
    "en": "Correction, {date}: an earlier version of this report on {name} gave a wrong figure. It has been put right.",
    "de": "Korrektur vom {date}: In einer früheren Fassung dieses Berichts über {name} stand eine falsche Angabe.",
    "es": "Corrección del {date}: una versión anterior de esta noticia sobre {name} contenía un dato equivocado.",
}


def wire_copy(story: Story, kind: CopyKind, writer: Writer, rng: Random) -> Story:
    """The story as another newsroom prints it."""
    edits: dict[CopyKind, Callable[[], Story]] = {
        CopyKind.RETITLED: lambda: replace(story, title=writer.title(story, rng)),
        CopyKind.TRIMMED: lambda: replace(story, paragraphs=story.paragraphs[: -(len(story.paragraphs) // 4 + 1)]),
        CopyKind.EDITED: lambda: _edited(story, writer, rng),
    }
    return edits.get(kind, lambda: story)()


def _edited(story: Story, writer: Writer, rng: Random) -> Story:
    """With 10 to 30 per cent of its sentences replaced by others on the same subject."""
    places = [(i, j) for i, paragraph in enumerate(story.paragraphs) for j in range(len(paragraph)) if i]
    count = max(1, round(len(places) * rng.uniform(0.12, 0.28)))
    paragraphs = [list(paragraph) for paragraph in story.paragraphs]
    for i, j in rng.sample(places, count):
        paragraphs[i][j] = writer.sentence(story, "facts", rng)
    return replace(story, title=writer.title(story, rng), paragraphs=tuple(map(tuple, paragraphs)))


def correct(article: SampleArticle, story: Story, writer: Writer, rng: Random) -> SampleArticle:
    """One to three days later a sentence reads otherwise and a note stands at the end."""
    at = _later(article.published_at, rng, 20, 70)
    changed = list(article.paragraphs)
    place = rng.randrange(1, len(changed) - 1)
    changed[place] = " ".join((*story.paragraphs[place][:-1], writer.sentence(story, "facts", rng)))
    name = next(iter(story.cast.values())).names[article.language]
    note = _NOTES[article.language].format(date=LANGUAGES[article.language].long_date(at.date()), name=name)
    return replace(article, correction=Correction(at, (*changed, note)))


def remove(article: SampleArticle, rng: Random) -> SampleArticle:
    """One to four days later it is gone."""
    return replace(article, removed_at=_later(article.published_at, rng, 20, 96))


def wall_off(article: SampleArticle) -> SampleArticle:
    """Only the first paragraphs are shown, but at least 60 words of them."""
    shown = 2
    while sum(len(paragraph.split()) for paragraph in article.paragraphs[:shown]) < 60:
        shown += 1
    return replace(article, paragraphs=article.paragraphs[:shown], paywalled=True)


def with_standing(article: SampleArticle) -> SampleArticle:
    """With the standing lines of its paper, where it is one of the stories that have them: never one from the wire."""
    if article.paywalled or article.authors == (WIRE,):
        return article
    lines = [line for line in article.publisher.standing if article.number % line.every == 0]
    corrected = article.correction
    if corrected:
        *text, note = corrected.paragraphs
        corrected = replace(corrected, paragraphs=(*_among(tuple(text), lines), note))
    return replace(article, paragraphs=_among(article.paragraphs, lines), correction=corrected)


def _among(paragraphs: tuple[str, ...], lines: list[Standing]) -> tuple[str, ...]:
    for line in lines:
        place = len(paragraphs) - line.before_end
        paragraphs = (*paragraphs[:place], line.text, *paragraphs[place:])
    return paragraphs


def _later(at: datetime, rng: Random, low: int, high: int) -> datetime:
    return at + timedelta(minutes=rng.randint(low * 60, high * 60))
