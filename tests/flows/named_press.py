"""The sample press as a snapshot, without fetching or reading a page: its articles as a perfect night files them, its
names as its own answers have them. For what is counted from them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from scrapers.sample import Press
from scrapers.urls import stable_id
from tests.flows.made_store import Made, Night, make_snapshot, tables


def entity_id(key: str) -> int:
    """The id of an entity of the press's world."""
    return stable_id(f"entity {key}")


def press_snapshot(path: Path, press: Press) -> Path:
    """What the night after the press's last day publishes."""
    last_night = Night(press.last_day + timedelta(days=1), tuple(publisher.id for publisher in press.publishers))
    return make_snapshot(path, tables(_articles(press), [last_night]))


def _articles(press: Press) -> list[Made]:
    first: dict[str, int] = {}
    made = []
    for article in press.answers.up:
        number = stable_id(article.url(80))
        names = tuple(entity_id(named.key) for named in press.answers.named(article))
        original = first.setdefault(article.story, number)
        made.append(Made(number, article.day, article.source_id, names, original, article.language, article.section))
    return made
