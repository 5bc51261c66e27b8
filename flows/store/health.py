"""What health is judged by, out of the store, and what was found, into it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby

from flows.health.source import LOOK_BACK, Finding, SourceFacts
from flows.store.connection import Store


def source_facts(store: Store, time_zone: str, last: date) -> dict[str, list[SourceFacts]]:
    """The last days of each source, in order and without holes, up to `last`."""
    rows = store.rows_file("source_facts", zone=time_zone, last=last, days=LOOK_BACK)
    return {source: [SourceFacts(*row[1:]) for row in days] for source, days in groupby(rows, key=lambda row: row[0])}


def save_health(store: Store, run_id: str, day: date, found: Mapping[str, Finding]) -> None:
    """Keep how each source stood at the end of a night; a second time it takes the place of the first."""
    columns = ("run_id", "source_id", "day", "articles", "usual", "state", "since", "reason", "next_step")
    rows = [
        (run_id, source_id, day, f.articles, f.usual, f.rule, f.since, f.reason, f.next_step)
        for source_id, f in found.items()
    ]
    with store.transaction():
        store.stage("staged_health", columns, rows, like="source_health")
        store.run("DELETE FROM store.source_health WHERE run_id = ?", run_id)
        store.run("INSERT INTO store.source_health BY NAME SELECT * FROM staged_health")


def health_of(store: Store, run_id: str) -> dict[str, Finding]:
    """How each source stood at the end of a night; empty for a run that judged none."""
    rows = store.rows(
        "SELECT source_id, state, articles, usual, since, reason, next_step FROM store.source_health WHERE run_id = ?",
        run_id,
    )
    return {source_id: Finding(*rest) for source_id, *rest in rows}
