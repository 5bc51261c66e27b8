"""The day of each article in the desk's time zone, written beside it and beside each entity that it names."""

from __future__ import annotations

from flows.store.connection import Store


def date_articles(store: Store, time_zone: str) -> None:
    """Bring the days up to date: of what is new or was changed, or of everything where the zone is another than before.

    All of it or nothing.
    """
    with store.transaction():
        if store.rows("SELECT time_zone FROM store.zone") != [(time_zone,)]:
            store.run("DELETE FROM store.zone")
            store.run("INSERT INTO store.zone VALUES (?)", time_zone)
            store.run("UPDATE store.articles SET dated_at = NULL")
        store.run_file("date_articles")
