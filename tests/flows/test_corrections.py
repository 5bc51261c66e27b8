"""corrections.jsonl: what stands of what was said, whatever else is in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.corrections import add_correction, read_corrections
from flows.furniture import words


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "corrections.jsonl"


def standing(file: Path) -> list[tuple[str, str]]:
    return [(one.action, one.about["text"]) for one in read_corrections(file).standing]


def test_without_a_file_nothing_was_said(file: Path) -> None:
    assert read_corrections(file).standing == () and read_corrections(file).faults == ()


def test_what_is_taken_back_does_not_stand_and_that_can_be_taken_back(file: Path) -> None:
    first = add_correction(file, "furniture", "cut", source="quay", text="Label")
    add_correction(file, "furniture", "keep", source="quay", text="Größe 4°C")
    back = add_correction(file, "correction", "undo", of=first.id)
    assert standing(file) == [("keep", "Größe 4°C")]
    add_correction(file, "correction", "undo", of=back.id)
    assert standing(file) == [("cut", "Label"), ("keep", "Größe 4°C")]
    assert read_corrections(file).standing[0] == first


def test_the_last_word_on_a_block_counts(file: Path) -> None:
    for action, text in (("cut", "| 12.4°C Kelver"), ("cut", "Label"), ("keep", "| 9°C KELVER")):
        add_correction(file, "furniture", action, source="quay", text=text)
    said = words(read_corrections(file).of("furniture"))
    assert {(word.text, word.decision) for word in said} == {("Label", "cut"), ("| 9°C KELVER", "keep")}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (b'{"id": "a1", "at": "2026-1', "line 2: "),
        (b"\xff\xfe", "line 2: "),
        (b"[]", "not an object of strings"),
        (
            b'{"id": "a1", "at": "2026-11-25T06:10Z", "subject": "entity", "action": "admire"}',
            'action "admire" on "entity"',
        ),
        (b'{"id": "a1", "subject": "furniture", "action": "cut", "source": "a", "text": "b"}', "it has no at"),
        (b'{"id": "a1", "at": "2026-11-25T06:10Z", "subject": "furniture", "action": "cut"}', "no source, text"),
        (b'{"id": "a1", "at": "soon", "subject": "furniture", "action": "cut", "source": "a", "text": "b"}', "soon"),
        (b'{"id": "a1", "at": "2026-11-25T06:10Z", "subject": "correction", "action": "undo", "of": "zz"}', 'no "zz"'),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_the_rest_applied(file: Path, line: bytes, told: str) -> None:
    add_correction(file, "furniture", "cut", source="quay", text="One")
    with file.open("ab") as out:
        out.write(line)  # torn: without its end
    add_correction(file, "furniture", "cut", source="quay", text="Two")
    [fault] = read_corrections(file).faults
    assert told in fault and f"{file}, line 2: " in fault
    assert standing(file) == [("cut", "One"), ("cut", "Two")]


def test_an_id_is_taken_once(file: Path) -> None:
    add_correction(file, "furniture", "cut", source="quay", text="One")
    file.write_bytes(file.read_bytes() * 2)
    assert len(standing(file)) == 1 and "is taken" in read_corrections(file).faults[0]


def test_only_its_owner_can_read_it(file: Path) -> None:
    add_correction(file, "furniture", "cut", source="quay", text="One")
    assert file.stat().st_mode & 0o777 == 0o600
