"""Quality of the clean stage on real pages with known answers, held by floors; see `tests.bench.floors`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import floors
from tests.bench.adapters import clean
from tests.bench.corpus import ABSENT, CORPUS, Figures, fingerprint, refused, sample

MOST_REFUSED = 0.01  # of real articles
SETS = ("sh", "tf", "fundus", "wcxb")

with_corpus = pytest.mark.skipif(not CORPUS.exists(), reason=ABSENT)


@pytest.fixture(scope="module")
def figures() -> Figures:
    return floors.sampled(floors.CLEANER)


@with_corpus
def test_the_corpus_is_the_one_that_the_floors_are_of() -> None:
    assert floors.read()[0] == fingerprint()


@with_corpus
@pytest.mark.parametrize("which", SETS)
def test_no_figure_falls_below_its_floor(which: str, figures: Figures) -> None:
    floor = floors.read()[1]["sample"][which]
    assert floors.fallen(figures, {which: floor}) == []


@with_corpus
def test_hardly_any_real_article_is_refused(tmp_path: Path) -> None:
    pages = sample(tmp_path, floors.ONE_IN)
    found = refused(clean, pages)
    assert len(found) <= MOST_REFUSED * (pages / "truth.jsonl").read_text("utf-8").count("\n"), found


def test_a_floor_rises_and_never_falls() -> None:
    old: Figures = {"sh": {"f1": 0.950, "date_wrong": 0.020}}
    assert floors.raised({"sh": {"f1": 0.9519, "date_wrong": 0.0101}}, old) == {
        "sh": {"f1": 0.951, "date_wrong": 0.011}
    }
    assert floors.raised({"sh": {"f1": 0.9, "date_wrong": 0.3}}, old) == old


def test_an_update_is_refused_when_a_figure_fell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.toml")
    monkeypatch.setattr(floors, "fingerprint", lambda: "a")
    assert floors.write({"whole": {"sh": {"f1": 0.95}}}) == []
    assert floors.write({"whole": {"sh": {"f1": 0.94}}}) == ["sh f1: 0.9400, the floor is 0.9500"]
    assert floors.read()[1] == {"whole": {"sh": {"f1": 0.95}}}


def test_floors_of_another_corpus_are_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(floors, "FILE", tmp_path / "floors.toml")
    monkeypatch.setattr(floors, "fingerprint", lambda: "a")
    floors.write({"whole": {"sh": {"f1": 0.95}}})
    monkeypatch.setattr(floors, "fingerprint", lambda: "b")
    assert "another one" in floors.write({"whole": {"sh": {"f1": 0.99}}})[0]
