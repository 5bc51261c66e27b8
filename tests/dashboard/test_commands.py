from __future__ import annotations

from pathlib import Path

from dashboard.commands import ask, begin


def test_a_click_is_the_command_line(tmp_path: Path) -> None:
    assert ask(tmp_path, "init", str(tmp_path / "desk")).done
    said = ask(tmp_path / "desk", "sources", "list")
    assert said.done
    assert "bbc" in said.text.lower()


def test_what_was_refused_is_said_in_the_command_s_own_words(tmp_path: Path) -> None:
    said = ask(tmp_path / "nowhere", "sources", "list")
    assert said.code == 1
    assert "nightdesk init" in said.text


def test_a_command_that_takes_too_long_is_ended_and_said_to_be(tmp_path: Path) -> None:
    said = ask(tmp_path, "sources", "list", patience=0.01)
    assert not said.done
    assert "had not finished" in said.text


def test_what_was_begun_writes_its_words_to_the_log(tmp_path: Path) -> None:
    assert ask(tmp_path, "init", str(tmp_path / "desk")).done
    log = tmp_path / "logs of a desk from elsewhere" / "list.log"
    assert begin(tmp_path / "desk", log, "sources", "list").wait(60) == 0
    assert "bbc" in log.read_text("utf-8").lower()
