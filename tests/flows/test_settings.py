"""settings.toml and sources.toml: what is wrong is said with file, table, key and the nearest valid key."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.settings import Settings, load_settings
from scrapers.errors import ConfigError
from scrapers.sources import load_sources


def written(folder: Path, text: str) -> Path:
    path = folder / "some.toml"
    path.write_text(text, "utf-8")
    return path


def test_no_file_means_all_defaults(tmp_path: Path) -> None:
    settings = load_settings(tmp_path / "settings.toml")
    assert settings == Settings() and settings.schedule.cron == "0 2 * * *" and settings.fetch.delay == 1.0


def test_what_is_written_is_used(tmp_path: Path) -> None:
    path = written(tmp_path, 'time_zone = "Europe/Dublin"\n[fetch]\ndelay = 2.5\n[schedule]\ncron = "30 1 * * *"\n')
    settings = load_settings(path)
    assert (settings.time_zone, settings.fetch.delay, settings.schedule.cron) == ("Europe/Dublin", 2.5, "30 1 * * *")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[fetch]\ndeley = 2\n", ["[fetch]", '"deley"', 'did you mean "delay"']),
        ("[fetsh]\ndelay = 2\n", ['"fetsh"', 'did you mean "fetch"']),
        ('[fetch]\ndelay = "fast"\n', ["[fetch]", '"delay"', "'fast'"]),
        ('time_zone = "Europe/Dubln"\n', ['"time_zone"', "Europe/Dublin"]),
        ('[schedule]\ncron = "at two"\n', ["[schedule]", '"cron"', "0 2 * * *"]),
        ("[fetch\n", ["not valid TOML", "line 1"]),
        ("fetch = 3\n", ["[fetch]", "must be a table"]),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(ConfigError) as told:
        load_settings(written(tmp_path, text))
    assert all(word in str(told.value) for word in ["some.toml", *words])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[rte]\nname = "RTE"\nfeed = ["https://rte.example/"]\n', ["[rte]", '"feed"', 'did you mean "feeds"']),
        ('[rte]\nfeeds = ["https://rte.example/"]\n', ["[rte]", '"name" is missing']),
        ('[rte]\nname = "RTE"\n', ["[rte]", "site", "feeds", "sitemaps", "sections"]),
        ('[rte]\nname = "RTE"\nfeeds = ["ftp://rte.example/"]\n', ["[rte]", "feeds.0", "http"]),
        ('[rte]\nname = "RTE"\nsite = "https://rte.example/"\nexclude = ["("]\n', ["[rte]", "regular expression"]),
        ('[rte]\nname = "RTE"\nsite = "https://rte.example/"\ndrop = ["div["]\n', ["[rte]", "drop.0", "CSS selector"]),
        ('["a b"]\nname = "RTE"\nsite = "https://rte.example/"\n', ["a b", "cannot be an id"]),
        ('rte = "https://rte.example/"\n', ["[rte]", "must be a table"]),
    ],
)
def test_a_wrong_source_is_named(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(ConfigError) as told:
        load_sources(written(tmp_path, text))
    assert all(word in str(told.value) for word in ["some.toml", *words])


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as told:
        load_sources(written(tmp_path, '[a]\nname = "A"\n[b]\nfeeds = ["https://b.example/"]\n'))
    assert "[a]" in str(told.value) and "[b]" in str(told.value)


def test_three_lines_are_enough(tmp_path: Path) -> None:
    [source] = load_sources(written(tmp_path, '[rte]\nname = "RTE News"\nfeeds = ["https://rte.example/rss"]\n'))
    assert (source.id, source.name, source.listings) == ("rte", "RTE News", ("https://rte.example/rss",))
