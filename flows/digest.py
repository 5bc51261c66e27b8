"""The morning's digest, and the watchlists: what came in, what rises, what broke, and what each watch has found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.snapshot import Snapshot
from flows.alerts import Message
from flows.run import RunReport
from flows.settings import Watch

MOST_RISING, MOST_TITLES = 5, 3
FILTERS = ("first", "last", "sources", "languages", "sections", "words", "run", "entity")
EVERYTHING: dict[str, Any] = dict.fromkeys(FILTERS)


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a watch has found in one run: how many articles, and the titles of the newest; `problem`: why it cannot."""

    name: str
    articles: int
    titles: tuple[str, ...] = ()
    problem: str | None = None


def sightings(snapshot: Snapshot, watches: dict[str, Watch], run_id: str) -> list[Sighting]:
    """What each watch has found among the articles that were first seen in a run."""
    return [_look(snapshot, name, watch, run_id) for name, watch in watches.items()]


def _look(snapshot: Snapshot, name: str, watch: Watch, run_id: str) -> Sighting:
    asked = {**EVERYTHING, "run": run_id, "words": watch.words}
    if watch.entity:
        found = snapshot.ask("entity_called", {"name": watch.entity}).to_pylist()
        if not found:
            return Sighting(name, 0, problem=f'nobody is called "{watch.entity}" yet')
        asked["entity"] = found[0]["entity_id"]
    count = snapshot.ask("totals", asked).to_pylist()[0]["articles"]
    return Sighting(name, count, _titles(snapshot, asked) if count else ())


def _titles(snapshot: Snapshot, asked: dict[str, Any]) -> tuple[str, ...]:
    """The titles of the newest stories that are asked for."""
    page = {"stories": True, "relevance": False, "limit": MOST_TITLES, "skip": 0}
    places = snapshot.ask("article_list", {**asked, **page}).to_pylist()
    ids, others = [place["article_id"] for place in places], [str(place["others"]) for place in places]
    shown = snapshot.ask("listed", {"article_ids": ids, "others": others, "texts": False})
    return tuple(row["title"] for row in shown.to_pylist())


def digest(snapshot: Snapshot, report: RunReport, watches: dict[str, Watch]) -> Message:
    """The night in a few lines of plain text."""
    [new] = snapshot.ask("totals", {**EVERYTHING, "run": report.run_id}).to_pylist()
    lines = [f"{new['articles']:,} new articles, {new['stories']:,} stories, of {new['sources']:,} sources."]
    lines += _rising(snapshot)
    for seen in sightings(snapshot, watches, report.run_id):
        lines.append(f"\nWatch {seen.name}: {seen.problem or f'{seen.articles:,} new articles'}")
        lines += [f"  {title}" for title in seen.titles]
    broke = [f"  {one.source_id or 'the run'}: {one.reason}" for one in report.issues]
    lines += ["\nTo look at:", *broke] if broke else ["\nNothing broke."]
    return Message(f"Nightdesk this morning: {new['articles']:,} new articles", "\n".join(lines))


def _rising(snapshot: Snapshot) -> list[str]:
    span = next(iter(snapshot.ask("news_span").to_pylist()), None)
    last: date | None = span["last_day"] if span else None
    if last is None:
        return []
    filters = {"sources": None, "languages": None, "sections": None}
    rows = [row for row in snapshot.ask("rising", {"last": last, **filters}).to_pylist() if row["ratio"] > 1]
    shown = [f"  {row['name']}: {row['stories']} stories, {row['expected']:.1f} expected" for row in rows[:MOST_RISING]]
    return ["\nRising:", *shown] if shown else []
