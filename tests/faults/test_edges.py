"""What a night and the dashboard leave behind and ask for: secrets, permissions, pickles, and the world outside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.plans import source_of_url
from flows.settings import load_settings
from scrapers.errors import ConfigError
from scrapers.sources import load_sources
from tests.faults.edge_night import PASSWORD, SECRET
from tests.faults.namespace import ROOT, run_inside, why_not

REASON = why_not()
PICKLES = tuple(b"\x80" + bytes([protocol]) for protocol in range(2, 6))


@pytest.fixture(scope="module")
def edges(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder of a night with secrets, and what was seen of it."""
    folder = tmp_path_factory.mktemp("edges")
    if REASON is None:
        return folder, json.loads(run_inside("tests.faults.edge_night", str(folder)))
    command = [sys.executable, "-m", "tests.faults.edge_night", str(folder)]
    return folder, json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout)


def left(folder: Path) -> list[Path]:
    return [path for path in (folder / "desk").rglob("*") if path.is_file()]


def test_a_secret_stands_in_the_settings_and_nowhere_else(edges: tuple[Path, dict[str, Any]]) -> None:
    folder, seen = edges
    holding = {path.name for path in left(folder) if holds(path.read_bytes())}
    assert holding == {"settings.toml"}
    run, status, doctor = seen["wrote"]
    assert "3 new articles" in status and "number 2 of 2 did not take" in doctor
    assert "robots.txt unreachable: the proxy does not connect to it" in run
    assert any("this morning" in message for message in seen["inbox"]), "the digest came"
    assert not [text for text in (*seen["wrote"], *seen["inbox"]) if holds(text.encode())]


def holds(content: bytes) -> bool:
    return SECRET.encode() in content or PASSWORD.encode() in content


def test_nobody_else_can_reach_a_file_of_the_desk(edges: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = edges
    folders = [folder / "desk", *(path for path in (folder / "desk").rglob("*") if path.is_dir())]
    assert len(folders) > 6 and {path.stat().st_mode & 0o777 for path in folders} == {0o700}


def test_nothing_is_pickled_and_nothing_left_outside_the_desk(edges: tuple[Path, dict[str, Any]]) -> None:
    folder, _ = edges
    assert [path for path in left(folder) if path.read_bytes()[:2] in PICKLES] == []
    assert [path for name in ("HOME", "TMPDIR") for path in (folder / name).iterdir()] == []


def test_only_this_machine_reaches_the_dashboard(edges: tuple[Path, dict[str, Any]]) -> None:
    assert edges[1]["listening"] == ["127.0.0.1"]


@pytest.mark.skipif(REASON is not None, reason=REASON or "")
def test_nobody_outside_is_called(edges: tuple[Path, dict[str, Any]]) -> None:
    """The kernel counts every packet that finds no route out, whatever sent it; the last number is our own."""
    seen = edges[1]
    assert (seen["names"], seen["lost"], seen["control"]) == ({}, 0, 1)


@pytest.mark.parametrize("key", ["feeds", "sitemaps", "sections"])
def test_an_address_with_a_password_is_refused_and_not_repeated(tmp_path: Path, key: str) -> None:
    file = tmp_path / "sources.toml"
    file.write_text(f'[quay]\nname = "Quay"\n{key} = ["https://reader:{SECRET}@quay.example/x"]\n', "utf-8")
    with pytest.raises(ConfigError, match="no password") as why:
        load_sources(file)
    assert SECRET not in str(why.value)
    with pytest.raises(ConfigError, match="no password") as why:
        source_of_url((), f"https://reader:{SECRET}@quay.example/x")
    assert SECRET not in str(why.value)


@pytest.mark.parametrize(
    "text",
    [
        f'[alerts]\nurls = "tgram://{SECRET}/1"',
        f'[alerts]\nurls = [["tgram://{SECRET}/1"]]',
        f'[[alerts]]\nurls = ["tgram://{SECRET}/1"]',
        f'alerts = "tgram://{SECRET}/1"',
        f'[alerts]\nurl = ["tgram://{SECRET}/1"]',
        f'[alerts]\nurls = ["tgram://{SECRET}/1"',
    ],
)
def test_what_is_wrong_with_the_alerts_is_said_without_their_addresses(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as why:
        load_settings(tmp_path / "settings.toml")
    assert SECRET not in str(why.value)
