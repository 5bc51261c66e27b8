"""A real night over the sample press: whom its articles name, by the recogniser that ships, against the answers."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import correlation
from typing import Any

import duckdb
import pytest

from scrapers.sample.world import Person, world
from tests.bench.replayed import snapshot
from tests.flows.conftest import Nightdesk

Night = tuple[Path, str]
TOP = 50
BY_DAY = """
SELECT e.name, a.day, count(*) FROM entities e JOIN entity_articles USING (entity_id) JOIN articles a USING (article_id)
WHERE a.language = 'en' GROUP BY ALL
"""


def ask(desk: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(snapshot(desk), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def copy(night: Night, tmp_path: Path) -> Path:
    """The desk after its first night, to be changed."""
    return Path(shutil.copytree(night[0], tmp_path / "copy"))


# Whom a name means; a surname alone may mean several, and so none.
MEANT = {
    form: entity.key
    for entity in reversed(world().values())
    for form in entity.forms("en")
    if not isinstance(entity, Person) or " " in form
}


def english(press: Any) -> Counter[tuple[str, date]]:
    """How many English articles name each entity on each day: English is what the recogniser promises."""
    answers = press.press.answers
    articles = [article for article in answers.up if article.language == "en"]
    return Counter((named.key, article.day) for article in articles for named in answers.named(article))


def total(counts: Counter[tuple[str, date]]) -> Counter[str]:
    sums: Counter[str] = Counter()
    for (name, _), count in counts.items():
        sums[name] += count
    return sums


def test_the_commonest_entities_are_those_that_the_press_names_most(night: Night, press: Any) -> None:
    right, found = english(press), Counter({(name, day): count for name, day, count in ask(night[0], BY_DAY)})
    counts = total(right)
    wanted = [key for key, _ in counts.most_common(TOP)]
    names = [name for name, _ in total(found).most_common()]
    top = {MEANT.get(name, name) for name in names[:TOP]}
    assert sum(counts[key] >= counts[wanted[-1]] for key in top) >= 48, "those that share the last place count"
    called = {MEANT[name]: name for name in reversed(names) if name in MEANT}  # the commonest of its names
    days = sorted({day for _, day in right})
    pairs = [(right[key, day], found[called.get(key, ""), day]) for key in wanted for day in days]
    assert correlation(*zip(*pairs, strict=True)) >= 0.98


def test_every_article_was_named_and_every_mention_stands_where_it_says(night: Night) -> None:
    assert ask(
        night[0], "SELECT count(*) FROM store.articles ANTI JOIN store.named USING (article_id, content_hash)"
    ) == [(0,)]
    [(mentions, wrong)] = ask(
        night[0],
        "SELECT count(*), count(*) FILTER (surface <> substr(MAP {'title': title, 'lead': lead, 'text': text}[field], "
        "start_char + 1, end_char - start_char)) FROM mentions JOIN articles USING (article_id)",
    )
    assert mentions > 10_000 and wrong == 0
    assert {row[0].split()[0] for row in ask(night[0], "SELECT DISTINCT recogniser FROM mentions")} == {"nightdesk"}


def test_named_again_from_the_stored_text_all_is_as_it_was(copy: Path, press: Any, nightdesk: Nightdesk) -> None:
    tables = ("mentions", "entity_articles", "entities", "name_surfaces")
    before, asked = {table: ask(copy, f"SELECT * FROM store.{table} ORDER BY ALL") for table in tables}, len(press.log)
    done = nightdesk("reclean", "--entities", "--desk", str(copy))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "name: 1" in done.stderr and "clean:" not in done.stderr
    assert {table: ask(copy, f"SELECT * FROM store.{table} ORDER BY ALL") for table in tables} == before
    assert len(press.log) == asked


def test_without_its_model_a_run_goes_on_and_says_what_to_install(copy: Path, nightdesk: Nightdesk) -> None:
    (copy / "settings.toml").write_text('time_zone = "UTC"\n[entities]\nmodel = "spacy:en_nowhere"\n', "utf-8")
    before = ask(copy, "SELECT count(*) FROM mentions")
    done = nightdesk("reclean", "--entities", "--desk", str(copy))
    assert done.returncode == 2, done.stdout + done.stderr
    assert "articles were not named" in done.stdout and "python -m spacy download en_nowhere" in done.stdout
    assert ask(copy, "SELECT count(*) FROM mentions") == before
