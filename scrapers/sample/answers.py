"""What a perfect night finds: how many articles, who is named in each, what rises, where there is a gap."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from scrapers.sample.articles import SampleArticle
from scrapers.sample.plan import BURST_DAYS, BURSTS, OUTAGE_SOURCE, STEADY, outage_days
from scrapers.sample.world import Person, world


@dataclass(frozen=True, slots=True)
class Named:
    """One entity that an article names, and the surface forms that it uses, in the order of their first use."""

    key: str
    type: str
    surfaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outage:
    """The days on which a source published nothing at all, oldest first."""

    source_id: str
    days: tuple[date, ...]


@dataclass(frozen=True)
class Answers:
    """The right answers as of `now`. An article counts on the day of its publication in UTC.

    All are published between 06:00 and 20:00 UTC, so that the day is the same in every zone from UTC-6 to UTC+3.
    """

    articles: tuple[SampleArticle, ...]
    last_day: date
    now: datetime

    @property
    def up(self) -> tuple[SampleArticle, ...]:
        """The articles that can be read at `now`."""
        return tuple(article for article in self.articles if article.is_up(self.now))

    @property
    def article_counts(self) -> dict[tuple[str, date], int]:
        """Articles by source id and day; days without any are missing."""
        return dict(Counter((article.source_id, article.day) for article in self.up))

    @property
    def story_counts(self) -> dict[tuple[str, date], int]:
        """Like `article_counts`, but of each story only the earliest article is counted."""
        first: dict[str, SampleArticle] = {}
        for article in self.up:
            first.setdefault(article.story, article)
        return dict(Counter((article.source_id, article.day) for article in first.values()))

    @property
    def entity_counts(self) -> dict[tuple[str, date], int]:
        """By entity key and day, the articles that name it in their title, lead or text."""
        return dict(Counter((named.key, article.day) for article in self.up for named in self.named(article)))

    def named(self, article: SampleArticle) -> tuple[Named, ...]:
        """Whom and what the article names in its title, lead and text as of `now`, by entity key."""
        texts = (article.title, article.lead, *article.paragraphs_at(self.now))
        return _named("\n".join(texts), article.language, article.cast)

    @property
    def bursts(self) -> tuple[str, ...]:
        """Keys of the entities that rise in the last `burst_days` days against the 28 before.

        Each of them does so at three publishers or more.
        """
        return BURSTS

    @property
    def burst_days(self) -> int:
        return BURST_DAYS

    @property
    def steady(self) -> tuple[str, ...]:
        """Keys of entities that are in the news every day from the first to the last, and so do not rise."""
        return STEADY

    @property
    def outage(self) -> Outage:
        return Outage(OUTAGE_SOURCE, outage_days(self.last_day))


@cache
def _named(text: str, language: str, cast: tuple[str, ...]) -> tuple[Named, ...]:
    owners = _forms(language, cast)
    found: dict[str, dict[str, None]] = {}
    for surface in _pattern(language, cast).findall(text):
        found.setdefault(owners[surface], {})[surface] = None
    return tuple(Named(key, world()[key].type, tuple(found[key])) for key in sorted(found))


@cache
def _forms(language: str, cast: tuple[str, ...]) -> dict[str, str]:
    """Entity key by surface form. Surnames may be shared, so people are looked for only where they are in the cast."""
    entities = [entity for entity in world().values() if entity.key in cast or not isinstance(entity, Person)]
    return {form: entity.key for entity in entities for form in entity.forms(language)}


@cache
def _pattern(language: str, cast: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_alternatives(_forms(language, cast))})\b")


def _alternatives(forms: Iterable[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))
