"""`nightdesk export`: three kinds of rows in three kinds of files; nothing half written, nothing overwritten."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.cli_export import Filters, Format, What
from flows.desk import Desk
from flows.export import export
from scrapers.errors import ConfigError, DeskError
from tests.flows.made_store import Made, make_snapshot, tables

LAST = date(2026, 11, 20)
DAYS = [LAST - timedelta(days=back) for back in range(10)]
FORMULA = '=HYPERLINK("https://tracker.example/","open")'


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of twenty articles of two sources; the harbour's name Name 7, the tide's Name 8 on every other day."""
    home = tmp_path_factory.mktemp("export")
    (home / "sources.toml").write_text('[harbour]\nname = "H"\nfeeds = ["https://h.example/f"]\n', "utf-8")
    (home / "snapshots").mkdir()
    made = [
        one
        for place, day in enumerate(DAYS)
        for one in (
            Made(100 + place, day, "harbour", (7,)),
            Made(200 + place, day, "tide", (8,) if place % 2 else (), language="de"),
        )
    ]
    rows = tables(made)
    rows["articles"][0]["title"] = FORMULA
    rows["articles"][1]["title"] = 'A "quoted", comma\nand a break'
    rows["named"] = [{"article_id": a.number, "content_hash": a.number, "recogniser": "by hand"} for a in made]
    rows["mentions"] = [
        {"article_id": a.number, "field": "text", "start_char": 0, "end_char": 6, "surface": f"Name {n}", "type": "PER"}
        | {"name_id": n}
        for a in made
        for n in a.names
    ]
    make_snapshot(home / "snapshots" / "r.duckdb", rows)
    (home / "snapshots" / "latest").write_text("r.duckdb\n", "utf-8")
    return home


def run(home: Path, *words: object) -> Result:
    return CliRunner().invoke(app, ["export", "--desk", str(home), *map(str, words)])


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("what", "rows"), [("articles", 20), ("mentions", 15), ("trends", 15)])
def test_the_three_formats_hold_the_same_rows(home: Path, tmp_path: Path, what: str, rows: int) -> None:
    for form in ("csv", "parquet", "json"):
        assert run(home, f"--{what}", "--format", form, "-o", tmp_path / form).exit_code == 0
    from_csv, from_json = read_csv(tmp_path / "csv"), json.loads((tmp_path / "json").read_text("utf-8"))
    table = pq.read_table(tmp_path / "parquet")
    assert len(from_csv) == len(from_json) == table.num_rows == rows
    key = "entity_id" if what == "trends" else "article_id"
    for name in (key, "day"):
        assert [row[name] for row in from_csv] == [row[name] for row in from_json]
        assert [str(value) for value in table.column(name).to_pylist()] == [row[name] for row in from_csv]


def test_a_cell_that_would_be_a_formula_is_defused(home: Path, tmp_path: Path) -> None:
    run(home, "--articles", "-o", tmp_path / "a.csv")
    titles = {row["article_id"]: row["title"] for row in read_csv(tmp_path / "a.csv")}
    assert titles["100"] == f"'{FORMULA}" and titles["200"] == 'A "quoted", comma\nand a break'


FILTERED: list[tuple[Sequence[object], int]] = [
    (("--articles", "--source", "tide"), 10),
    (("--articles", "--source", "tide", "--source", "harbour"), 20),
    (("--articles", "--language", "de", "--from", DAYS[3], "--to", DAYS[1]), 3),
    (("--articles", "--entity", "Name 8"), 5),
    (("--articles", "--section", "nowhere"), 0),
    (("--mentions", "--entity", "8"), 5),
    (("--mentions", "--from", LAST), 1),
    (("--trends", "--entity", "Name 8"), 10),
    (("--trends", "--entity", "Name 8", "--entity", "Name 7", "--by", "week"), 4),
]


@pytest.mark.parametrize(("words", "rows"), FILTERED)
def test_filters_narrow_what_is_written(home: Path, tmp_path: Path, words: Sequence[object], rows: int) -> None:
    done = run(home, *words, "-o", tmp_path / "x.csv")
    assert done.exit_code == 0 and len(read_csv(tmp_path / "x.csv")) == rows


def test_a_trend_has_its_zeros_and_its_shares(home: Path, tmp_path: Path) -> None:
    run(home, "--trends", "--entity", "Name 8", "-o", tmp_path / "t.csv")
    rows = read_csv(tmp_path / "t.csv")
    assert [row["articles"] for row in rows] == ["1", "0"] * 5
    assert [row["article_share"] for row in rows] == ["0.5", "0.0"] * 5


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"sources": ["harbor"]}, 'No source has the id "harbor". Did you mean "harbour"'),
    ({"sources": ["zzz"]}, "There are: harbour, tide"),
    ({"entities": ["Nobody"]}, 'No entity is called "Nobody"'),
    ({"first": LAST, "last": DAYS[3]}, "turn them round"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG)
def test_what_cannot_be_is_said_and_nothing_is_written(
    home: Path, tmp_path: Path, wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(ConfigError, match=said):
        export(Desk(home), What.ARTICLES, Filters(**wrong), Format.CSV, tmp_path / "x.csv")
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_stays_as_it_is(home: Path, tmp_path: Path) -> None:
    kept = tmp_path / "x.csv"
    kept.write_text("mine", "utf-8")
    with pytest.raises(ConfigError, match="is there already; nothing was written"):
        export(Desk(home), What.TRENDS, Filters(), Format.CSV, kept)
    with pytest.raises(ConfigError, match=r"cannot be written: No such file"):
        export(Desk(home), What.TRENDS, Filters(), Format.CSV, tmp_path / "nowhere" / "x.csv")
    assert kept.read_text("utf-8") == "mine" and [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_a_desk_without_snapshot_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DeskError, match=r"no snapshot yet\. `nightdesk run` helps"):
        export(Desk(tmp_path), What.ARTICLES, Filters(), Format.JSON, tmp_path / "x.json")


def test_one_kind_of_rows_has_to_be_named(home: Path, tmp_path: Path) -> None:
    assert run(home, "-o", tmp_path / "x").exit_code == 2
    assert run(home, "--articles", "--trends", "-o", tmp_path / "x").exit_code == 2
