"""Names in the store: which articles are to be named, what they name, and which names are one entity.

Each step is a transaction. What changed since names were last folded waits in `store.unfolded`, so that a run may be
killed between two of them and the next one goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from itertools import groupby

from flows.entities.corpus import (
    Link,
    Name,
    Support,
    entities,
    main_type,
    person_links,
    shown_name,
    support_links,
    type_links,
)
from flows.entities.naming import ArticleToName, NamedArticle
from flows.entities.people import read_person
from flows.entities.spelling import key, name_id
from flows.store.connection import Store

NAMED = ("article_id", "content_hash", "recogniser")
MENTION = ("article_id", "field", "start_char", "end_char", "surface", "type", "name_id")
NAME = ("name_id", "name", "type", "key", "surname_id")
LINK = ("name_id", "other_id", "rule")
SURFACE = ("name_id", "surface", "alone_id")


def articles_to_name(store: Store) -> list[int]:
    """The articles that are not named as they stand, oldest first."""
    return [article_id for (article_id,) in store.rows_file("articles_to_name")]


def texts_to_name(store: Store, article_ids: Sequence[int]) -> list[ArticleToName]:
    """What there is to name in these articles."""
    return [ArticleToName(*row) for row in store.rows_file("texts_to_name", article_ids=list(article_ids))]


def forget(store: Store, recogniser: str | None) -> int:
    """Take back what was named in articles that are gone or say something else now, or were named by another recogniser
    than this one (None: any will do); returns how many articles those were."""
    with store.transaction():
        store.run_file("names_of_the_past", recogniser=recogniser)
        [(count,)] = store.rows("SELECT count(*) FROM forgotten")
        if count:
            store.run_file("forget_names")
    return int(count)


def forget_sources(store: Store, source_ids: Sequence[str] | None) -> None:
    """Have the articles of these sources (None: all) named again."""
    store.run(
        "UPDATE store.named SET recogniser = '' WHERE ? OR article_id IN "
        "(SELECT article_id FROM store.articles WHERE source_id IN (SELECT unnest(?::VARCHAR[])))",
        *(source_ids is None, list(source_ids or ())),
    )


def write_names(store: Store, recogniser: str, named: Sequence[NamedArticle]) -> None:
    """Write what a batch of articles names, all of it or nothing. None of them may be named yet."""
    mentions: list[tuple[object, ...]] = []
    names: dict[int, tuple[object, ...]] = {}
    surfaces: dict[tuple[int, str], int] = {}
    for article in named:
        for mention in article.mentions:
            own = key(mention.name, mention.type)
            identity = name_id(mention.type, own)
            names.setdefault(identity, (identity, mention.name, mention.type, own, _surname_id(own, mention.type)))
            surfaces[identity, mention.surface] = name_id(mention.type, key(mention.surface, mention.type))
            place = (mention.field, mention.start, mention.end)
            mentions.append((article.article_id, *place, mention.surface, mention.type, identity))
    with store.transaction():
        store.stage("staged_named", NAMED, [(a.article_id, a.content_hash, recogniser) for a in named], like="named")
        store.stage("staged_mentions", MENTION, mentions, like="mentions")
        store.stage("staged_names", NAME, list(names.values()), like="names")
        store.stage("staged_surfaces", SURFACE, [(*pair, own) for pair, own in surfaces.items()], like="name_surfaces")
        store.run_file("write_names")


def _surname_id(own: str, type_: str) -> int | None:
    person = read_person(own) if type_ == "PER" else None
    return name_id("PER", person.surname) if person else None


def known_names(store: Store, name_ids: Iterable[int]) -> set[int]:
    """Which of these ids are those of names."""
    sql = "SELECT name_id FROM store.names WHERE name_id IN (SELECT unnest(?::BIGINT[]))"
    return {name_id for (name_id,) in store.rows(sql, list(name_ids))}


def fold_names(store: Store) -> int:
    """Fold the names that have changed, and their neighbours, into entities; returns how many changed their entity."""
    with store.transaction():
        _link_people(store)
        _link_names(store)
        before, folding = _names_to_fold(store)
        after = entities(folding, _links_to_fold(store))
        changed = [(name, entity) for name, entity in after.items() if before[name] != entity]
        store.stage("staged_folds", ("name_id", "entity_id"), changed, like="names")
        if changed:
            store.run_file("change_entities")
        store.stage("staged_entities", ("entity_id", "name", "type"), _shown(folding, after), like="entities")
        store.run_file("show_entities")
        store.run("DELETE FROM store.unfolded")
    return len(changed)


def _link_people(store: Store) -> None:
    """Link full names anew, of the surnames that changed; what stands for a name whose links change is unfolded too."""
    store.run_file("unfolded_people")
    found: list[Link] = []
    for _, people in groupby(store.rows("FROM unfolded_people ORDER BY surname_id"), key=lambda row: row[0]):
        found += person_links([Name(*row) for _, *row in people])
    _stage_links(store, found)
    store.run_file("link_people")


def _link_names(store: Store) -> None:
    """Link the unfolded names anew, by type and by support."""
    store.run_file("unfolded_names")
    rows = store.rows("SELECT name_id, name, type, key, articles, first_seen_at FROM unfolded_names")
    names = [Name(*row) for row in rows]
    supports = [Support(alone, Name(*row), articles) for alone, *row, articles in store.rows("FROM unfolded_supports")]
    people = dict(store.rows_file("people_of_targets"))
    _stage_links(store, [*type_links(names), *support_links(names, supports, people)])
    store.run_file("link_names")


def _stage_links(store: Store, links: Iterable[Link]) -> None:
    store.stage("staged_links", LINK, [astuple(link) for link in links], like="name_links")


def _names_to_fold(store: Store) -> tuple[dict[int, int], dict[int, Name]]:
    """The names of all entities that may be others now: the entity that each has had, and what is known of it."""
    rows = store.rows(
        "SELECT entity_id, name_id, name, type, key, articles, first_seen_at "
        "FROM store.names SEMI JOIN entities_to_fold USING (entity_id)"
    )
    return {row[1]: row[0] for row in rows}, {row[1]: Name(*row[1:]) for row in rows}


def _links_to_fold(store: Store) -> list[Link]:
    rows = store.rows(
        "SELECT name_id, other_id, rule FROM store.name_links "
        "WHERE name_id IN (SELECT name_id FROM store.names SEMI JOIN entities_to_fold USING (entity_id))"
    )
    return [Link(*row) for row in rows]


def _shown(names: Mapping[int, Name], folded: Mapping[int, int]) -> list[tuple[int, str, str]]:
    """Each entity with the name that it is shown by and the type of most of its articles."""
    grouped: dict[int, list[Name]] = defaultdict(list)
    for name, entity in folded.items():
        grouped[entity].append(names[name])
    return [(entity, shown_name(group).name, main_type(group)) for entity, group in grouped.items()]
