"""A snapshot that the version before this one published: every question that can be asked of it is answered."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from dashboard import sources
from dashboard.answers import Answers
from dashboard.snapshot import QUERIES, SCHEMA_VERSION, Snapshot
from flows import publish
from tests.dashboard import snapshots
from tests.dashboard.screens import Open, words
from tests.dashboard.test_contract import PARAMETERS, ROWS
from tests.dashboard.test_screens import SCREENS

BROUGHT = {11: {"source_health"}}
"""By schema, the tables that it brought, each with a view and a question of that name."""
NEW = BROUGHT[SCHEMA_VERSION]


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk whose snapshot has the schema before the last migration, and the views of then."""

    def without(tables: snapshots.Tables) -> None:
        for table in NEW:
            del tables[table]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publish, "VIEWS", [view for view in publish.VIEWS if view not in NEW])
        folder = tmp_path_factory.mktemp("earlier") / "desk"
        return snapshots.make_desk(folder, trending=True, schema_version=SCHEMA_VERSION - 1, change=without)


@pytest.mark.parametrize("query", sorted(ROWS.keys() - NEW))
def test_a_query_answers_with_its_row_type(query: str, earlier: Path) -> None:
    sql = (QUERIES / f"{query}.sql").read_text("utf-8")
    wanted = {name: PARAMETERS[name] for name in re.findall(r"\$(\w+)", sql)}
    table = Snapshot(earlier / "snapshots" / f"{snapshots.LAST_RUN}.duckdb").ask(query, wanted)
    row = ROWS[query]
    if row is not None:
        assert set(table.column_names) == {field.name for field in fields(row)}


@pytest.mark.parametrize(
    ("screen", "place"),
    [
        *((screen, {}) for screen in SCREENS),
        ("screens/sources.py", {"one": "harbour"}),
        ("screens/runs.py", {"night": snapshots.LAST_RUN}),
        ("screens/articles.py", {"article": str(snapshots.article_id(snapshots.PRESSES[1], snapshots.LAST, 0))}),
    ],
)
def test_a_screen_opens(screen: str, place: dict[str, str], earlier: Path, open_screen: Open) -> None:
    shown = words(open_screen(earlier, screen, **place))
    assert "cannot be shown" not in shown and "<h1>" in shown


def test_what_it_cannot_know_is_not_asked(earlier: Path) -> None:
    answers = Answers(earlier / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")
    assert answers.schema() == SCHEMA_VERSION - 1 and sources.health(answers) == {}
