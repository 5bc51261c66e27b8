"""Sources: trouble first and why, what is usual, a thousand of them, hostile names, an older snapshot, clicks."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dashboard import commands
from tests.dashboard import snapshots
from tests.dashboard.screens import Open, words

SCREEN = "screens/sources.py"
HOSTILE = (
    "![pixel](https://tracker.example/p.png)",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "=1+2\u202e",
)


def changed(folder: Path, *statements: str) -> Path:
    """The invented desk, its snapshot changed by hand."""
    desk = snapshots.make_desk(folder / "desk")
    with duckdb.connect(desk / "snapshots" / f"{snapshots.LAST_RUN}.duckdb") as connection:
        for statement in statements:
            connection.execute(statement)
    return desk


def test_health_stands_beside_the_source_and_trouble_comes_first(open_screen: Open, full_desk: Path) -> None:
    shown = words(open_screen(full_desk, SCREEN))
    assert "silent since 17 Nov" in shown and shown.index("Granite Weekly") < shown.index("The Harbour Post")
    one = words(open_screen(full_desk, SCREEN, one="granite"))
    assert "no article in 45 nights" in one and "open its front page" in one
    assert "About 3.5 new articles are usual on a day like Sun 22 Nov 2026" in one


def test_names_and_reasons_are_shown_as_they_are_and_do_nothing(open_screen: Open, tmp_path: Path) -> None:
    said = " ".join(HOSTILE)
    desk = changed(
        tmp_path,
        *(f"UPDATE store.{table} SET {column} = '{said}' WHERE source_id = 'granite'"
          for table, column in (("sources", "name"), ("run_issues", "reason"), ("source_health", "state"))),
    )  # fmt: skip
    for query in ({}, {"one": "granite"}):
        test = open_screen(desk, SCREEN, **query)
        raw = "".join(element.proto.body for element in test.get("html"))
        assert "<script" not in raw and "<img" not in raw and 'href="javascript' not in raw and "\u202e" not in raw
        assert "tracker.example" in words(test)
        assert not any("tracker.example" in element.value for element in test.markdown)


def test_a_thousand_sources_are_searched_and_paged(open_screen: Open, tmp_path: Path) -> None:
    desk = changed(
        tmp_path,
        "INSERT INTO store.sources BY NAME SELECT 'paper' || i AS source_id, 'Paper ' || i AS name, false AS paused, "
        "true AS listed FROM range(1000) t(i)",
    )
    test = open_screen(desk, SCREEN)
    shown = words(test)
    assert ">1,006 sources<" in shown and shown.index("Granite Weekly") < shown.index("Paper ")
    assert shown.count("one=paper") < 100
    test.text_input(key="source search").set_value("paper 77").run()
    assert words(test).count("one=paper77") == 11


def test_a_snapshot_without_health_still_opens(open_screen: Open, tmp_path: Path) -> None:
    older = f"UPDATE meta SET value = '{snapshots.SCHEMA_VERSION - 1}' WHERE key = 'schema_version'"
    desk = changed(tmp_path, "DROP VIEW source_health", older)
    assert "look at it" in words(open_screen(desk, SCREEN))
    assert "are usual on a day like" not in words(open_screen(desk, SCREEN, one="granite"))


@pytest.mark.parametrize(("key", "said"), [("pause", ("sources", "pause", "harbour")), ("decide", None)])
def test_a_click_gives_the_command(
    key: str, said: tuple[str, ...] | None, open_screen: Open, full_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def ask(desk: Path, *words: str, patience: float) -> commands.Said:
        asked.append(words)
        return commands.Said(0, "It is done.")

    monkeypatch.setattr(commands, "ask", ask)
    test = open_screen(full_desk, SCREEN, one="harbour")
    if key == "decide":
        block = test.selectbox(key="block")
        block.select_index(0).run()
        said = ("furniture", "keep" if "keep: " in block.options[0] else "cut", "--source", "harbour", "--")
    test.button(key=key).click().run()
    assert said is not None and asked[0][: len(said)] == said
    assert "It is done." in words(test)
