"""The store: the only place that opens the write database, `desk.duckdb`.

    connection.py   open it, migrate it, checkpoint it
    ledger.py       journals -> what became of each URL; and back: what the next crawl has to know
    filing.py       cleaned pages -> articles
    grouping.py     articles -> stories
    versioning.py   visits to an article -> its versions and headlines; pages that are gone
    furnishing.py   what recurs over a source's articles -> texts without it
    comparing.py    the last snapshot beside the store: what a run changed
    naming.py       named articles -> names, entities and their articles
    days.py         the day of each article and of what it names, in the desk's zone
    runs.py         one row a run: tallies, issues, outcome
    migrations/     numbered SQL files, each run once, in a transaction
    sql/            the statements that change many rows at once

DuckDB lets in one writer or many readers, never both, so each step opens the store, does its work and closes it;
the dashboard never does. Everything in here can be made again from the archive and the journals.
"""

from flows.store.connection import Store, open_store

__all__ = ["Store", "open_store"]
