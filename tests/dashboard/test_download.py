from __future__ import annotations

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

from dashboard import charts
from dashboard.answers import Answers
from dashboard.download import to_csv, to_svg
from dashboard.selection import Selection
from tests.dashboard import snapshots
from tests.dashboard.hostile_rows import make_hostile


def rows(desk: Path) -> list[dict[str, str]]:
    answers = Answers(desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")
    table = answers.export(Selection(snapshots.HOSTILE_DAY, snapshots.HOSTILE_DAY))
    return list(csv.DictReader(io.StringIO(to_csv(table, snapshots.ZONE).decode("utf-8-sig"))))


def test_no_cell_is_a_formula(full_desk: Path) -> None:
    found = rows(full_desk)
    assert '\'=HYPERLINK("https://tracker.example/","open")' in [row["title"] for row in found]
    assert not [cell for row in found for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_every_article_is_a_row_with_its_whole_number_and_zone(full_desk: Path) -> None:
    found = rows(full_desk)
    assert len(found) == sum(snapshots.articles_on(press, snapshots.HOSTILE_DAY) for press in snapshots.PRESSES) + len(
        snapshots.HOSTILE
    )
    assert str(snapshots.article_id(snapshots.PRESSES[0], snapshots.HOSTILE_DAY, 0)) in {
        row["article_id"] for row in found
    }
    assert all(row["published_at"].endswith("+00:00") for row in found)


def test_a_chart_is_a_drawing_with_its_legend_and_nothing_else(tmp_path: Path) -> None:
    desk = snapshots.make_desk(tmp_path / "desk", change=make_hostile)
    answers = Answers(desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb")
    selection = Selection(snapshots.FIRST, snapshots.LAST)
    counts = answers.articles_by_day(selection, "day", charts.LEADING)
    drawn = to_svg(charts.articles_by_day(counts, answers.collection(selection), selection))
    kinds = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(drawn).iter()}
    assert kinds <= {"svg", "g", "path", "rect", "text", "line", "defs", "clipPath"}
    assert b"pixel.png" in drawn and b"<script" not in drawn
