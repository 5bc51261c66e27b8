"""Text that has to go: by request (`nightdesk takedown`), or by age (`[retention]` in settings.toml).

A page that goes is overwritten in the archive; cleaning it again then finds nothing, and what was made of it follows:
article, story, mentions, index. Last the database is written anew, so that no freed block keeps a word, and older
snapshots are deleted. What was taken down by request is never asked for again: `takedown.jsonl` has the ids of its
addresses, and nothing else of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flows import search
from flows.desk import Desk, check_space
from flows.lifecycle import Run, discard_damaged
from flows.store import filing, open_store
from flows.store.connection import compact
from flows.store.ledger import url_id
from scrapers.archive import blot
from scrapers.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Tombstones:
    """What is never asked for again: ids of addresses and of articles (flows.store.ledger.url_id), and sources."""

    ids: frozenset[int] = frozenset()
    sources: frozenset[str] = frozenset()

    def has(self, url: str) -> bool:
        return url_id(url) in self.ids


def tombstones(desk: Desk) -> Tombstones:
    """What was taken down so far. Raises ConfigError for a line that cannot be read: it must not be passed over."""
    ids: set[int] = set()
    sources: set[str] = set()
    try:
        lines = desk.takedown_file.read_bytes().splitlines()
    except FileNotFoundError:
        return Tombstones()
    for number, line in enumerate(lines, 1):
        try:
            told = json.loads(line)
            ids.update(int(one) for one in told["ids"])
            sources.update(told["sources"])
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as why:
            raise ConfigError(
                f"{desk.takedown_file}: line {number} cannot be read ({why}). Mend it from a backup: without it what "
                f"was taken down could be fetched again."
            ) from None
    return Tombstones(frozenset(ids), frozenset(sources))


def by_request(run: Run, urls: Sequence[str], source_ids: Sequence[str]) -> int:
    """Overwrite the pages of these addresses and sources, and write down that they are never to be asked for again.

    Returns how many pages there were. The note comes first: whatever happens after it, nothing is fetched again.
    """
    ids = {url_id(url) for url in urls}
    with open_store(run.desk) as store:
        pages = filing.pages_at(store, ids, source_ids)
    ids |= {url_id(page.url) for page in pages} | {page.article_id for page in pages if page.article_id is not None}
    _note(run.desk, ids, source_ids)
    return _overwrite(run, pages)


def by_age(run: Run) -> int:
    """Overwrite the pages of articles older than `retention.days`, and of rejections as old; returns how many."""
    days = run.settings.retention.days
    if not days:
        return 0
    last = (datetime.now(UTC).astimezone(ZoneInfo(run.settings.time_zone)) - timedelta(days=days)).date()
    with open_store(run.desk) as store:
        pages = filing.pages_before(store, last)
    return _overwrite(run, pages)


def purge(run: Run) -> None:
    """Write database and index anew, so that nothing of what is gone is left in them; only one snapshot is kept."""
    check_space(run.desk, needed=run.desk.database.stat().st_size)
    compact(run.desk)
    for copy in run.desk.backups:
        copy.unlink(missing_ok=True)
    discard_damaged(run.desk)
    search.update(run.desk, anew=True)
    run.keep = 1


def _overwrite(run: Run, pages: Sequence[filing.FiledPage]) -> int:
    blot(run.desk.archive, [page.record for page in pages])
    with open_store(run.desk) as store:
        filing.clean_pages_again(store, [page.page_id for page in pages])
    return len(pages)


def _note(desk: Desk, ids: set[int], source_ids: Sequence[str]) -> None:
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "ids": sorted(ids), "sources": list(source_ids)}
    with desk.takedown_file.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")
        file.flush()
        os.fsync(file.fileno())
