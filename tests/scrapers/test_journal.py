from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from scrapers.errors import ArchiveError
from scrapers.journal import (
    Event,
    Journal,
    ListingKind,
    ListingRead,
    RunEnded,
    RunStarted,
    UrlSeen,
    mend_journal,
    read_journal,
)
from scrapers.page import RecordRef, SkipReason, UrlState, Validators

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
EVENTS: list[Event] = [
    RunStarted(NOW, "20261123T020000Z-ab12", "nightly", ("a", "b")),
    ListingRead(NOW, "a", "http://a/feed", ListingKind.FEED, UrlState.FETCHED, entries=3, validators=Validators('"x"')),
    UrlSeen(NOW, "a", "http://a/1", UrlState.DISCOVERED, "http://a/feed", date(2026, 11, 22)),
    UrlSeen(NOW, "a", "http://a/1", UrlState.SKIPPED, reason=SkipReason.ROBOTS),
    UrlSeen(NOW, "a", "http://a/2", UrlState.FETCHED, status=200, record=RecordRef("d/f", 1, 2)),
    RunEnded(NOW, "finished"),
]


def written(path: Path) -> Path:
    journal = Journal(path)
    for event in EVENTS:
        journal.write(event)
    journal.close()
    return path


def test_events_come_back_as_they_went_in(tmp_path: Path) -> None:
    assert [event for event, _ in read_journal(written(tmp_path / "j"))] == EVENTS


def test_reading_goes_on_from_an_offset(tmp_path: Path) -> None:
    path = written(tmp_path / "j")
    offsets = [offset for _, offset in read_journal(path)]
    assert [event for event, _ in read_journal(path, offsets[2])] == EVENTS[3:]


def test_a_torn_last_line_is_not_read_and_can_be_cut(tmp_path: Path) -> None:
    path = written(tmp_path / "j")
    whole = path.read_bytes()
    path.write_bytes(whole[:-5])
    assert [event for event, _ in read_journal(path)] == EVENTS[:-1]
    assert mend_journal(path) == len(whole.splitlines()[-1]) + 1 - 5
    assert path.read_bytes() == b"".join(whole.splitlines(keepends=True)[:-1])
    assert mend_journal(path) == 0


def test_a_whole_line_that_is_no_event_is_an_error_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "j"
    path.write_bytes(b'{"event": "weather"}\n')
    with pytest.raises(ArchiveError, match="byte 0"):
        list(read_journal(path))
