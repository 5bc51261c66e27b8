"""The press: every page of six publishers over some weeks, with its right answer and a clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby
from random import Random

from scrapers.article import RejectionReason
from scrapers.sample.answers import Answers
from scrapers.sample.articles import CopyKind, DisallowedPage, Entry, RejectedPage, SampleArticle
from scrapers.sample.editing import (
    CORRECTED,
    DATELINE,
    PAYWALLED,
    REMOVED,
    correct,
    remove,
    wall_off,
    wire_copy,
    with_standing,
)
from scrapers.sample.plan import Assignment, plan_day
from scrapers.sample.publishers import BEACON, BOTE, CANDIL, COURIER, LEDGER, PUBLISHERS, RECORD, WIRE, Publisher, slug
from scrapers.sample.writer import Story, Writer

_COPIES = (CopyKind.VERBATIM, CopyKind.VERBATIM, CopyKind.RETITLED, CopyKind.TRIMMED, CopyKind.EDITED)


class Press:
    """Six invented publishers from `days` days before the end of `last_day` on; the same for the same arguments.

    `now` is the press's clock (aware): what is published later does not exist yet, corrections and removals that come
    later have not happened. It stands at the end of `last_day` until someone sets it.
    """

    def __init__(self, last_day: date, days: int = 45, seed: int = 1) -> None:
        self.last_day, self.days, self.seed = last_day, days, seed
        self.first_day = last_day - timedelta(days=days - 1)
        self.now = datetime.combine(last_day, time(23, 59, 59), UTC)
        self.publishers: tuple[Publisher, ...] = PUBLISHERS
        self._writer = Writer()
        self._stories: dict[str, Story] = {}
        self._paths: set[tuple[str, str]] = set()
        self.articles: tuple[SampleArticle, ...] = tuple(map(with_standing, self._edited(list(self._written()))))
        self.rejected: tuple[RejectedPage, ...] = tuple(_rejected(last_day))
        self.disallowed: tuple[DisallowedPage, ...] = (_disallowed(last_day),)

    @property
    def answers(self) -> Answers:
        """What a perfect night at `now` finds."""
        return Answers(self.articles, self.last_day, self.now)

    @cached_property
    def furniture(self) -> dict[str, tuple[str, ...]]:
        """By source id, the texts that must never be in an article."""
        return {publisher.id: publisher.furniture.texts for publisher in self.publishers}

    def entries(self, publisher: Publisher) -> list[Entry]:
        """Everything that the publisher links like an article at `now`, newest first."""
        pages: tuple[Entry, ...] = (*self.articles, *self.rejected, *self.disallowed)
        found = [page for page in pages if page.publisher is publisher and page.is_up(self.now)]
        return sorted(found, key=lambda page: page.published_at, reverse=True)

    def articles_of(self, publisher: Publisher) -> list[SampleArticle]:
        """The publisher's articles that are up at `now`, newest first."""
        return [entry for entry in self.entries(publisher) if isinstance(entry, SampleArticle)]

    def _written(self) -> Iterator[SampleArticle]:
        number = 40_000
        for back in range(self.days - 1, -1, -1):
            day = self.last_day - timedelta(days=back)
            rng = Random(f"{self.seed} {day}")
            for assignment in plan_day(day, self.last_day, rng):
                for article in self._printed(assignment, number, rng):
                    number = article.number + rng.randint(1, 9)
                    yield article

    def _printed(self, assignment: Assignment, number: int, rng: Random) -> Iterator[SampleArticle]:
        day = assignment.outlets[0][1].date()
        written = self._writer.write(assignment.topic, assignment.cast, day, rng)
        wire = len(assignment.outlets) > 1
        for place, (publisher, at) in enumerate(assignment.outlets):
            kind = rng.choice(_COPIES) if place else CopyKind.ORIGINAL
            story = wire_copy(written, kind, self._writer, rng)
            number += rng.randint(1, 9)
            self._stories[f"{publisher.id} {number}"] = story
            path = self._free_path(publisher, story, at, number)
            yield _article(story, publisher, path, at, number, kind, wire, rng)

    def _free_path(self, publisher: Publisher, story: Story, at: datetime, number: int) -> str:
        """The path that the publisher's pattern gives, with the number in it where another article has that one."""
        fields: dict[str, str | int] = {"year": at.year, "month": at.month, "day": at.day, "number": number}
        fields["section"] = slug(publisher.sections[story.topic.section])
        path = publisher.path.format(**fields, slug=slug(story.title))
        if (publisher.id, path) in self._paths:
            path = publisher.path.format(**fields, slug=f"{slug(story.title)}-{number}")
        self._paths.add((publisher.id, path))
        return path

    def _edited(self, articles: list[SampleArticle]) -> list[SampleArticle]:
        """Some are corrected, removed or walled off; never a story from the wire, never one article twice."""
        rng = Random(f"{self.seed} editing {self.last_day}")
        stories = {key: len(list(group)) for key, group in groupby(sorted(a.story for a in articles))}
        alone = [place for place, article in enumerate(articles) if stories[article.story] == 1]
        rng.shuffle(alone)
        share = self.days / 45
        for place in [alone.pop() for _ in range(round(CORRECTED * share))]:
            article = articles[place]
            story = self._stories[f"{article.source_id} {article.number}"]
            articles[place] = correct(article, story, self._writer, rng)
        for place in [alone.pop() for _ in range(round(REMOVED * share))]:
            articles[place] = remove(articles[place], rng)
        walls = [place for place in alone if articles[place].publisher.paywalled]
        for place in walls[: round(PAYWALLED * share)]:
            articles[place] = wall_off(articles[place])
        return sorted(articles, key=lambda article: article.published_at)


def _article(
    story: Story, publisher: Publisher, path: str, at: datetime, number: int, kind: CopyKind, wire: bool, rng: Random
) -> SampleArticle:
    paragraphs = [" ".join(sentences) for sentences in story.paragraphs]
    if wire:
        paragraphs[0] = DATELINE + paragraphs[0]
    return SampleArticle(
        publisher=publisher,
        number=number,
        path=path,
        title=story.title,
        lead=story.lead,
        paragraphs=tuple(paragraphs),
        captions=story.captions,
        authors=(WIRE,) if wire else tuple(rng.sample(publisher.authors, 2 if rng.random() < 0.12 else 1)),
        published_at=at,
        section=story.topic.section,
        story=f"{story.day:%Y%m%d} {story.topic.name} {story.lead}",
        copy=kind,
        cast=tuple(entity.key for entity in story.cast.values()),
    )


def _rejected(last_day: date) -> Iterator[RejectedPage]:
    """Pages that are linked like articles and are none."""
    wall, gone = (RejectionReason.CONSENT_WALL,), (RejectionReason.SOFT_404,)
    # A film without a word: what text its page has is links.
    thin = (RejectionReason.VIDEO_OR_GALLERY, RejectionReason.TOO_SHORT, RejectionReason.EMPTY, RejectionReason.LISTING)
    pages = (
        (COURIER, "/politics/{:%Y/%m/%d}/before-you-continue", "Before you continue", "consent", wall),
        (BOTE, "/politik/bevor-es-weitergeht-{:%Y%m%d}.html", "Bevor es weitergeht", "consent", wall),
        (LEDGER, "/news/harbour-light-{:%Y%m%d}.html", "Page not found", "missing", gone),
        (CANDIL, "/{:%Y/%m/%d}/cultura/el-faro-apagado/", "Página no encontrada", "missing", gone),
        (RECORD, "/a/watch-the-tide-come-in-{:%Y%m%d}", "Watch: the tide comes in", "video", thin),
        (BEACON, "/article/{:%Y%m%d}/video-snow-plough", "Video: a snow plough at work", "video", thin),
    )
    for back, (publisher, path, title, kind, reasons) in enumerate(pages, start=2):
        at = datetime.combine(last_day - timedelta(days=back), time(11, 30), UTC)
        yield RejectedPage(publisher, path.format(at), title, kind, at, reasons)


def _disallowed(last_day: date) -> DisallowedPage:
    at = datetime.combine(last_day - timedelta(days=1), time(10), UTC)
    title = "A word from our partners: the kettle that never sleeps"
    text = "Nobody should ever have asked for this page: robots.txt of its host disallows it. " * 12
    return DisallowedPage(RECORD, f"/partners/kettle-{at:%Y%m%d}", title, text, at)
