"""A small desk whose articles name a handful of people, organisations and places, told without a recogniser."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from flows.desk import Desk
from flows.entities.naming import FieldMention, NamedArticle
from flows.store import Store, naming, open_store

# Type, name in the article, and how it stands there.
Cast = tuple[str, str, tuple[str, ...]]
CAST: tuple[Cast, ...] = (
    ("PER", "Kamala Harris", ("Kamala Harris", "Harris")),
    ("PER", "Kamala Harris", ("Kamala Harris",)),
    ("PER", "Harris", ("Harris",)),
    ("LOC", "United States", ("United States", "US")),
    ("LOC", "US", ("US",)),
    ("LOC", "U.S.", ("U.S.",)),
    ("PER", "Joe Biden", ("Joe Biden", "Biden")),
    ("PER", "Joseph R. Biden Jr.", ("Joseph R. Biden Jr.", "Biden")),
    ("PER", "Biden", ("Biden",)),
    ("PER", "George Bush", ("George Bush",)),
    ("PER", "George W. Bush", ("George W. Bush", "Bush")),
    ("PER", "George H. W. Bush", ("George H. W. Bush", "Bush")),
    ("PER", "Bush", ("Bush",)),
    ("LOC", "Georgia", ("Georgia",)),
    ("LOC", "Georgia", ("GEORGIA",)),
    ("LOC", "Georgia", ("Georgia",)),
    ("LOC", "Washington", ("Washington",)),
    ("PER", "Denzel Washington", ("Denzel Washington", "Washington")),
    ("LOC", "Paris", ("Paris",)),
    ("PER", "Paris Hilton", ("Paris Hilton", "Hilton", "Paris")),
    ("ORG", "Hilton", ("Hilton",)),
    ("ORG", "Apple Inc.", ("Apple Inc.",)),
    ("ORG", "Apple", ("Apple",)),
    ("ORG", "United Nations", ("United Nations", "UN")),
    ("ORG", "UN", ("UN",)),
    ("PER", "Recep Erdoğan", ("Recep Erdoğan",)),
    ("PER", "Recep Erdogan", ("Recep Erdogan",)),
)
SLIP: Cast = ("PER", "Georgia", ("Georgia",))
RECOGNISER = "by hand 1"


def name(article_id: int, cast: Iterable[Cast]) -> NamedArticle:
    """An article of this id that names these, one after another."""
    mentions, at = [], 0
    for type_, called, surfaces in cast:
        for surface in surfaces:
            mentions.append(FieldMention("text", at, at + len(surface), type_, surface, called))
            at += len(surface) + 1
    return NamedArticle(article_id, 7, tuple(mentions))


def some_articles(count: int, seed: int = 1) -> list[NamedArticle]:
    """Articles of four or five names each; one in fifty takes a place for a person."""
    rng = Random(seed)
    casts = ([*rng.sample(CAST, 4), *([SLIP] if rng.random() < 0.02 else [])] for _ in range(count))
    return [name(article_id, cast) for article_id, cast in enumerate(casts, 1)]


def make_desk(folder: Path, articles: Sequence[NamedArticle]) -> Desk:
    """A desk that holds these articles, one an hour, none of them named yet."""
    desk = Desk(folder)
    desk.make_folders()
    with open_store(desk) as store:
        store.run(
            "INSERT INTO store.articles BY NAME SELECT article_id, 1 AS page_id, 'courier' AS source_id, 'u' AS url, "
            "'u' AS canonical_url, 't' AS title, []::VARCHAR[] AS authors, false AS paywalled, 9 AS word_count, "
            "TIMESTAMPTZ '2026-11-01 10:00:00+00' + to_hours(article_id) AS first_seen_at, 1 AS version, "
            "1 AS text_hash, 7 AS content_hash, article_id AS story_id FROM (SELECT unnest(?::BIGINT[]) AS article_id)",
            [article.article_id for article in articles],
        )
        store.run(
            "INSERT INTO store.article_texts BY NAME SELECT article_id, 't' AS text, [] AS captions FROM store.articles"
        )
    return desk


def name_all(desk: Desk, *batches: Sequence[NamedArticle]) -> None:
    """Name the articles batch by batch, each followed by a fold, as nights do."""
    for batch in batches:
        with open_store(desk) as store:
            naming.write_names(store, RECOGNISER, batch)
            naming.fold_names(store)


def entities(store: Store) -> dict[str, set[str]]:
    """Names by the name of the entity that they fold into, with its type."""
    found: dict[str, set[str]] = {}
    for entity, type_, called in store.rows(
        "SELECT e.name, e.type, n.name FROM store.names n JOIN store.entities e USING (entity_id)"
    ):
        found.setdefault(f"{entity} {type_}", set()).add(called)
    return found
