"""The user's word on entities acts on every answer at once, and taking it back restores the answers bit for bit."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from dashboard.snapshot import Snapshot
from flows import entity_commands
from flows.corrections import add_correction, read_corrections
from flows.desk import Desk
from flows.entity_corrections import conflicts, ids_spoken_of, split_id
from flows.publish import publish
from flows.store import open_store
from scrapers.errors import ConfigError, DeskError
from tests.flows.entities.named_desk import make_desk, name_all, some_articles

VIEWS = ("entities", "entity_articles", "entity_names", "mentions")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    articles = some_articles(120)
    desk = make_desk(tmp_path_factory.mktemp("published"), articles)
    name_all(desk, articles)
    publish(desk, "r1", "UTC", keep=3)
    return desk.root


@pytest.fixture
def desk(published: Path, tmp_path: Path) -> Desk:
    """A published desk without corrections."""
    return Desk(Path(shutil.copytree(published, tmp_path / "desk")))


def answers(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """All that the dashboard sees of entities."""
    with Snapshot(desk.snapshots / "r1.duckdb")._open() as connection:
        return {view: sorted(connection.sql(f"FROM {view}").fetchall(), key=repr) for view in VIEWS}


def listed(desk: Desk) -> dict[str, tuple[str, int, list[str]]]:
    """Type, articles and aliases by name."""
    asked = {"search": None, "type": None, "limit": 99, "skip": 0}
    rows = Snapshot(desk.snapshots / "r1.duckdb").ask("entity_list", asked).to_pylist()
    return {row["name"]: (row["type"], row["articles"], row["aliases"]) for row in rows}


def articles_of(desk: Desk, *names: str) -> set[int]:
    ids = [int(entity_commands.entity_called(desk, name)["entity_id"]) for name in names]
    return {article for entity, article, *_ in answers(desk)["entity_articles"] if entity in ids}


def test_merged_entities_stand_once_in_each_article(desk: Desk) -> None:
    both = articles_of(desk, "George W. Bush", "George Bush")
    before = listed(desk)
    entity_commands.merge(desk, "George Bush", "George W. Bush")
    after = listed(desk)
    assert "George Bush" not in after and after["George W. Bush"][1] == len(both) < sum(
        before[name][1] for name in ("George Bush", "George W. Bush")
    )
    assert "George Bush" in after["George W. Bush"][2] and articles_of(desk, "George W. Bush") == both
    entity_commands.undo(desk, None)
    assert listed(desk) == before


def test_a_name_that_is_split_off_is_an_entity_of_its_own(desk: Desk) -> None:
    before = listed(desk)
    entity_commands.split(desk, "Kamala Harris", "Harris")
    after = listed(desk)
    assert after["Harris"][0] == "PER" and after["Harris"][1] + after["Kamala Harris"][1] >= before["Kamala Harris"][1]
    entity_commands.merge(desk, "Harris", "Joe Biden")
    assert "Harris" not in listed(desk) and len(listed(desk)) == len(before)
    for _ in range(2):
        entity_commands.undo(desk, None)
    assert listed(desk) == before


def test_the_founding_name_can_be_split_off_too(desk: Desk) -> None:
    names = {row["name"] for row in entity_commands._ask(desk, "entity_names", entity_id=_id(desk, "United States"))}
    for called in sorted(names):
        before = answers(desk)
        entity_commands.split(desk, "United States", called)
        assert called in listed(desk)
        entity_commands.undo(desk, None)
        assert answers(desk) == before


def _id(desk: Desk, name: str) -> int:
    return int(entity_commands.entity_called(desk, name)["entity_id"])


def test_what_is_hidden_is_in_no_answer(desk: Desk) -> None:
    hidden = _id(desk, "Georgia")
    entity_commands.hide(desk, str(hidden))
    assert "Georgia" not in listed(desk)
    seen = answers(desk)
    assert not [row for row in (*seen["entity_articles"], *seen["entity_names"]) if row[0] == hidden]
    assert not [row for row in seen["mentions"] if row[1] == hidden]


def test_renamed_and_retyped(desk: Desk) -> None:
    entity_commands.rename(desk, "UN", "The United Nations")
    entity_commands.rename(desk, "The United Nations", "United Nations Organisation")
    entity_commands.retype(desk, "United Nations Organisation", "loc")
    type_, _, aliases = listed(desk)["United Nations Organisation"]
    assert type_ == "LOC" and {"UN", "United Nations"} <= set(aliases)
    entity = _id(desk, "United Nations Organisation")
    assert {row[3] for row in answers(desk)["mentions"] if row[1] == entity} == {"LOC"}


def test_what_was_merged_leaves_with_its_own_name(desk: Desk) -> None:
    entity_commands.rename(desk, "Georgia", "Sakartvelo")
    entity_commands.merge(desk, "Sakartvelo", "Paris")
    assert "Sakartvelo" not in listed(desk) and "Paris" in listed(desk)
    entity_commands.undo(desk, None)
    assert "Sakartvelo" in listed(desk)


def test_merges_in_a_row_and_in_a_circle(desk: Desk) -> None:
    a, b, c = (str(_id(desk, name)) for name in ("Paris", "Washington", "Georgia"))
    everything = articles_of(desk, "Paris", "Washington", "Georgia")
    for entity, into in ((a, b), (b, c), (c, a)):
        add_correction(desk.corrections_file, "entity", "merge", entity=entity, into=into)
    found = listed(desk)
    assert "Paris" in found and "Washington" not in found and "Georgia" not in found, (
        "the first line falls: b, c, then a"
    )
    assert articles_of(desk, "Paris") == everything
    said = read_corrections(desk.corrections_file).of("entity")
    assert ["line 1 " in conflict and "circle" in conflict for conflict in conflicts(said)] == [True]


def test_of_two_lines_about_one_entity_the_later_wins_and_both_are_told(desk: Desk) -> None:
    a, b, c = (str(_id(desk, name)) for name in ("Paris", "Washington", "Georgia"))
    add_correction(desk.corrections_file, "entity", "merge", entity=a, into=b)
    add_correction(desk.corrections_file, "entity", "merge", entity=a, into=c)
    assert "Paris" in listed(desk)["Georgia"][2] and "Paris" not in listed(desk)["Washington"][2]
    said = read_corrections(desk.corrections_file).of("entity")
    [conflict] = conflicts(said)
    assert "line 1 (merge" in conflict and "overruled by line 2" in conflict


def test_bad_lines_are_told_by_their_number_and_the_rest_is_applied(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    entity_commands.hide(desk, "Paris")
    add_correction(desk.corrections_file, "entity", "hide", entity="12345")
    add_correction(desk.corrections_file, "entity", "hide", entity="nobody")
    with desk.corrections_file.open("ab") as file:
        file.write(b'["no object"]\n\xff\xfe\n{"id": "x", "at": "2026-11-25T00:00:00+00:00", "subject": "ent')
    entity_commands.hide(desk, "Georgia")
    capsys.readouterr()
    entity_commands.print_entities(desk, "")
    told = capsys.readouterr().out
    for words in ("line 2 (hide", "line 3 (hide", "line 4:", "line 5:", "line 6:"):
        assert words in told
    assert not {"Paris", "Georgia"} & set(listed(desk)) and "Washington" in listed(desk)


def test_a_plain_reader_sees_the_corrections_of_the_time_of_publication(desk: Desk) -> None:
    entity_commands.hide(desk, "Paris")
    with duckdb.connect(desk.snapshots / "r1.duckdb", read_only=True) as connection:
        assert connection.sql("SELECT count(*) FROM entities WHERE name = 'Paris'").fetchall() == [(1,)]
    path = publish(desk, "r2", "UTC", keep=3)
    with duckdb.connect(path, read_only=True) as connection:
        assert connection.sql("SELECT count(*) FROM entities WHERE name = 'Paris'").fetchall() == [(0,)]
    entity_commands.undo(desk, None)
    assert "Paris" in listed(desk)


def test_a_text_that_changed_since_has_no_mentions_until_it_is_named_again(desk: Desk) -> None:
    with open_store(desk) as store:
        store.run("UPDATE store.articles SET content_hash = 8 WHERE article_id = 1")
    with duckdb.connect(publish(desk, "r2", "UTC", keep=3), read_only=True) as connection:
        assert connection.sql("SELECT count(*) FROM mentions WHERE article_id = 1").fetchall() == [(0,)]
        assert connection.sql("SELECT count(*) > 0 FROM mentions WHERE article_id = 2").fetchall() == [(True,)]


def test_nothing_is_written_for_what_nobody_is_called(desk: Desk) -> None:
    for refused in (
        lambda: entity_commands.hide(desk, "Nobody"),
        lambda: entity_commands.merge(desk, "Biden", "Joe Biden"),
        lambda: entity_commands.split(desk, "Paris", "Paris"),
        lambda: entity_commands.retype(desk, "Paris", "city"),
        lambda: entity_commands.rename(desk, "Paris", " "),
        lambda: entity_commands.undo(desk, None),
        lambda: entity_commands.hide(desk, "²"),
    ):
        with pytest.raises(ConfigError):
            refused()
    assert not desk.corrections_file.exists()


def test_a_desk_that_was_not_published_says_what_to_do(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.make_folders()
    with pytest.raises(DeskError, match="nightdesk run"):
        entity_commands.print_entities(desk, "")


def any_correction(rng: Random, names: list[str], said: list[str]) -> tuple[str, str, dict[str, str]]:
    """What anybody might say of anything, sensible or not."""
    entity, other = rng.choice(names), rng.choice(names)
    some = rng.sample(names, rng.randint(1, 3))
    return rng.choice(
        [
            ("entity", "merge", {"entity": entity, "into": other}),
            ("entity", "merge", {"entity": split_id(some), "into": other}),
            ("entity", "split", {"names": " ".join(some), "as": split_id(some)}),
            ("entity", "hide", {"entity": entity}),
            ("entity", "rename", {"entity": entity, "name": f"Name {rng.random()}"}),
            ("entity", "retype", {"entity": entity, "type": rng.choice(["PER", "ORG", "LOC", "DOG"])}),
            ("correction", "undo", {"of": rng.choice(said) if said else "nothing"}),
        ]
    )


@pytest.mark.parametrize("seed", range(3))
def test_after_all_undos_everything_is_as_it_was(desk: Desk, seed: int) -> None:
    rng = Random(seed)
    names = [str(row[1]) for row in answers(desk)["entity_names"]]
    at_start, said, halfway = answers(desk), [], {}
    for number in range(200):
        if number == 100:
            halfway = answers(desk)
        subject, action, about = any_correction(rng, names, said if number < 100 else said[100:])
        said.append(add_correction(desk.corrections_file, subject, action, **about).id)
    assert halfway != at_start and answers(desk) != halfway
    _take_back(desk, 100)
    assert answers(desk) == halfway
    _take_back(desk, 0)
    assert answers(desk) == at_start
    assert ids_spoken_of(read_corrections(desk.corrections_file).of("entity")) == set()


def _take_back(desk: Desk, lines: int) -> None:
    """Take back whatever stands of what was said after so many lines, the undos among it too."""
    while True:
        rows = [json.loads(line) for line in desk.corrections_file.read_text("utf-8").splitlines()]
        standing = {one.id for one in read_corrections(desk.corrections_file).standing}
        later = [row for row in rows[lines:200] if row["id"] in standing]
        if not later:
            return
        add_correction(desk.corrections_file, "correction", "undo", of=later[-1]["id"])
