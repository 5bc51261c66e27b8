"""The README names every command, every option, every key; a new one without words in it fails here."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import typer
from typer.main import get_command

from flows.cli import app
from flows.settings import TABLES, Settings
from scrapers.sources import Source

README = (Path(__file__).parent.parent / "README.md").read_text("utf-8")


def commands(command: object, words: str = "nightdesk") -> list[tuple[str, object]]:
    children = getattr(command, "commands", {})
    if not children:
        return [(words, command)]
    return [found for name, child in children.items() for found in commands(child, f"{words} {name}")]


def test_every_command_is_in_the_readme() -> None:
    missing = [words for words, _ in commands(get_command(app)) if words not in README]
    assert not missing


def test_every_option_is_in_the_readme() -> None:
    for words, command in commands(get_command(app)):
        for parameter in command.params:  # type: ignore[attr-defined]
            if isinstance(parameter, typer.core.TyperOption) and parameter.name != "help":
                assert parameter.opts[0] in README, f"{words} {parameter.opts[0]}"


def test_every_key_of_a_source_is_in_the_readme() -> None:
    missing = [field.name for field in fields(Source) if field.name != "id" and f"`{field.name}`" not in README]
    assert not missing


def test_every_setting_is_in_the_readme() -> None:
    keys = [f"{table}.{field.name}" for table, kind in TABLES.items() for field in fields(kind)]
    missing = [key for key in [*keys, "time_zone", "watch.NAME"] if f"`{key}`" not in README]
    assert not missing
    assert {field.name for field in fields(Settings)} == {*TABLES, "time_zone", "watch"}


def test_the_pipeline_is_one_sentence_everywhere() -> None:
    from flows import nightly

    sentence = "discover -> fetch -> archive -> clean -> group -> name -> store -> publish"
    assert sentence in README
    assert sentence in (nightly.__doc__ or "")
