"""A bundle is a part of a desk in one file, and a desk again."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.snapshot import Snapshot, read_pointer
from flows.bundle import BundleError, freeze, thaw
from flows.desk import Desk
from scrapers.errors import ConfigError, DeskTooNewError
from tests.dashboard import snapshots

FIRST, LAST = date(2026, 11, 2), date(2026, 11, 9)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    root = snapshots.make_desk(tmp_path_factory.mktemp("bundled") / "desk")
    (root / "sources.toml").write_text("", "utf-8")
    return Desk(root)


def current(desk: Desk) -> Snapshot:
    return Snapshot(desk.snapshots / read_pointer(desk.root))


def count(desk: Desk, **more: Any) -> dict[str, Any]:
    period = {"first": FIRST, "last": LAST, "sources": None, "languages": None, "sections": None}
    return current(desk).ask("totals", {**period, "words": None, "run": None, "entity": None, **more}).to_pylist()[0]


def test_the_whole_desk_comes_back(desk: Desk, tmp_path: Path) -> None:
    freeze(desk, tmp_path / "all.zip", None, None, ())
    again = thaw(tmp_path / "all.zip", tmp_path / "again")
    for query in ("span", "entity_list", "rejected", "headlines"):
        wanted = dict.fromkeys(("search", "type", "first", "last", "sources")) | {
            "limit": 50,
            "skip": 0,
            "article_id": 1,
        }
        asked = {name: value for name, value in wanted.items() if f"${name}" in _sql(query)}
        assert current(again).ask(query, asked).to_pylist() == current(desk).ask(query, asked).to_pylist()
    assert count(again, first=None, last=None) == count(desk, first=None, last=None)


def test_a_part_has_its_days_and_sources_and_says_so(desk: Desk, tmp_path: Path) -> None:
    freeze(desk, tmp_path / "part.zip", FIRST, LAST, ("tidewater",))
    again = thaw(tmp_path / "part.zip", tmp_path / "again")
    assert count(again, sources=["tidewater"]) == count(desk, sources=["tidewater"])
    assert count(again, first=None, last=None, sources=["bergblatt"])["articles"] == 0
    with zipfile.ZipFile(tmp_path / "part.zip") as bundle:
        manifest = json.loads(bundle.read("manifest.json"))
    assert manifest["sources"] == ["tidewater"] and manifest["first_day"] == "2026-11-02"
    assert {"source": "tidewater", "day": "2026-11-08"} in manifest["gaps"]
    assert (again.root.stat().st_mode & 0o777) == 0o700


def test_a_damaged_one_is_refused_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    whole, torn = tmp_path / "whole.zip", tmp_path / "torn.zip"
    freeze(desk, whole, None, None, ())
    with zipfile.ZipFile(whole) as one, zipfile.ZipFile(torn, "w") as other:
        for name in one.namelist():
            body = bytearray(one.read(name))
            if name == "tables/articles.parquet":
                body[len(body) // 2] ^= 1
            other.writestr(name, bytes(body))
    with pytest.raises(BundleError, match=r"articles\.parquet is damaged"):
        thaw(torn, tmp_path / "again")
    torn.write_bytes(whole.read_bytes()[:-2000])
    with pytest.raises(BundleError, match="no whole bundle"):
        thaw(torn, tmp_path / "again")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["torn.zip", "whole.zip"]


def test_what_leads_out_of_the_bundle_or_is_newer_is_refused(tmp_path: Path) -> None:
    manifest = {"bundle": 1, "schema_version": 1, "made_by": "Nightdesk 9", "sha256": {"../evil": "0"}}
    manifest["run_id"] = "20261120T020000Z-ab12"
    elsewhere = {"run_id": "../../elsewhere", "sha256": {}}
    cases = (({}, BundleError), ({"schema_version": 999}, DeskTooNewError), (elsewhere, BundleError))
    for change, error in (*cases, ({"sha256": {}}, BundleError)):
        with zipfile.ZipFile(tmp_path / "odd.zip", "w") as bundle:
            bundle.writestr("manifest.json", json.dumps({**manifest, **change}))
        with pytest.raises(error):
            thaw(tmp_path / "odd.zip", tmp_path / "again")


def test_nothing_is_written_over(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "there.zip").write_text("mine")
    with pytest.raises(ConfigError, match="there already"):
        freeze(desk, tmp_path / "there.zip", None, None, ())
    with pytest.raises(ConfigError, match="No source"):
        freeze(desk, tmp_path / "x.zip", None, None, ("nobody",))
    with pytest.raises(ConfigError, match="turn them round"):
        freeze(desk, tmp_path / "x.zip", LAST, FIRST, ())


def _sql(query: str) -> str:
    return (snapshots.ROOT / "dashboard" / "queries" / f"{query}.sql").read_text("utf-8")
