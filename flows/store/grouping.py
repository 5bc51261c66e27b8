"""Articles into stories. Those wait for it that are new, changed, or of a story of which one changed or went.

What is looked at for one night depends on how much was published around it, not on how much the store holds: bands are
compared within the days in which a copy may come (`flows.stories.copies`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from flows.store.connection import Store
from flows.stories import MADE_BY, WITHIN, Told, agency, group, sketches

CHUNK = 5_000  # articles at a time, some 20 MB of text


def group_waiting(store: Store) -> Iterator[int]:
    """Group all articles that wait, a stretch of time after the other; yields how many were grouped at each step.

    One transaction a step: a kill leaves the rest waiting.
    """
    with store.transaction():
        store.run("INSERT INTO store.ungrouped SELECT article_id FROM store.sketches WHERE made_by <> ?", MADE_BY)
        store.run("DELETE FROM store.sketches WHERE made_by <> ?", MADE_BY)
    left = store.rows("SELECT count(*) FROM store.ungrouped")[0][0]
    while left > 0:
        for told in _stretches(_sketched(store.rows_file("waiting_for_story", most=CHUNK))):
            _group(store, told)
            yield len(told)
        left -= CHUNK


def _sketched(rows: Sequence[tuple[int, datetime, int, list[str], str]]) -> list[Told]:
    bands = sketches([text for *_, text in rows])
    return [
        Told(article_id, seen_at, text_hash, own, agency(text, credited), text)
        for (article_id, seen_at, text_hash, credited, text), own in zip(rows, bands, strict=True)
    ]


def _stretches(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Parts of what is sorted by time that cannot have to do with one another: a date of ten years ago makes nobody
    look through ten years."""
    stretch: list[Told] = []
    for one in told:
        if stretch and one.seen_at - stretch[-1].seen_at > 2 * WITHIN:
            yield stretch
            stretch = []
        stretch.append(one)
    if stretch:
        yield stretch


def _group(store: Store, told: Sequence[Told]) -> None:
    with store.transaction():
        columns = ("article_id", "seen_at", "made_by", "bands")
        rows = [(one.article_id, one.seen_at, MADE_BY, one.bands) for one in told]
        store.stage("staged_sketches", columns, rows, like="sketches")
        stories = group([*told, *_met(store, told)])
        store.stage("staged_stories", ("article_id", "story_id"), list(stories.items()), like="articles")
        agencies = [(one.article_id, one.agency) for one in told]
        store.stage("staged_agencies", ("article_id", "agency"), agencies, like="articles")
        store.run_file("file_stories")


def _met(store: Store, told: Sequence[Told]) -> list[Told]:
    """The grouped articles that may be of one story with these, or with such a one."""
    rows = store.rows_file(
        "met_by_bands",
        first=told[0].seen_at - WITHIN,
        last=told[-1].seen_at + WITHIN,
        within=WITHIN.total_seconds(),
    )
    return [Told(*row) for row in rows]
