"""One article, named: its title, lead and text are read as one, and each mention is told by the field it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.entities import Mention, Recogniser, Unsupported, fold_article


@dataclass(frozen=True, slots=True)
class ArticleToName:
    """What naming looks at. `language` is ISO 639-1, None when unknown."""

    article_id: int
    content_hash: int
    language: str | None
    title: str
    lead: str | None
    text: str


@dataclass(frozen=True, slots=True)
class FieldMention:
    """One mention: `surface` stands at these characters of `field` (title, lead, text) and means `name` there."""

    field: str
    start: int
    end: int
    type: str
    surface: str
    name: str


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """What one article names, as it stood with that content.

    `fault` says why it could not be named, `again` whether the next run is to try again.
    """

    article_id: int
    content_hash: int
    mentions: tuple[FieldMention, ...] = ()
    fault: str | None = None
    again: bool = False


BETWEEN = "\n\n"  # ends a sentence, so that no name runs from one field into the next


def name_article(recogniser: Recogniser, article: ArticleToName) -> NamedArticle:
    """Whom and what the article names; nothing where the recogniser does not know its language."""
    fields = {"title": article.title, "lead": article.lead or "", "text": article.text}
    whole = BETWEEN.join(fields.values())
    found = recogniser.find(whole, article.language)
    groups = [] if isinstance(found, Unsupported) else fold_article(whole, found)
    names = {mention: group.name for group in groups for mention in group.mentions}
    return NamedArticle(article.article_id, article.content_hash, tuple(_placed(fields, names)))


def _placed(fields: dict[str, str], names: dict[Mention, str]) -> Iterator[FieldMention]:
    """Each mention with the field that it lies in, its offsets counted from there."""
    start = 0
    for field, text in fields.items():
        end = start + len(text)
        for mention in sorted(names):
            if start <= mention.start and mention.end <= end:
                place = (mention.start - start, mention.end - start)
                yield FieldMention(field, *place, mention.type, mention.surface, names[mention])
        start = end + len(BETWEEN)
