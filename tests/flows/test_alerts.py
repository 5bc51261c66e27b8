"""Alerts through a real Apprise to a real web server on loopback."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from dashboard.snapshot import Snapshot, read_pointer
from flows import alerts
from flows.alerts import AlertError, after_run, is_quiet, send_held, standing
from flows.desk import Desk
from flows.digest import digest, sightings
from flows.lifecycle import begin
from flows.run import Issue, Kind, Outcome, RunReport
from flows.settings import Alerts, Settings, Watch, load_settings
from flows.store import open_store, runs
from scrapers.errors import ConfigError
from tests.dashboard import snapshots
from tests.dashboard.invented_names import BURST

SECRET = "canary-token-7731"


@dataclass
class Inbox:
    port: int
    status: int = 200
    got: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"json://user:{SECRET}@127.0.0.1:{self.port}/{SECRET}"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            box.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(box.status)
            self.end_headers()

        def log_message(self, *words: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    box = Inbox(server.server_address[1])
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield box
    server.shutdown()
    server.server_close()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path / "desk")
    desk.make_folders()
    return desk


def settings(inbox: Inbox, **more: object) -> Settings:
    return Settings(time_zone="UTC", alerts=Alerts(urls=(inbox.url,), **more))  # type: ignore[arg-type]


def report(*issues: Issue, outcome: Outcome = Outcome.AMBER) -> RunReport:
    at = datetime(2026, 11, 22, 2, tzinfo=UTC)
    return RunReport("run-1", "nightly", at, at, outcome, "finished", (), issues)


SILENT = Issue("courier", Outcome.AMBER, "no article in 3 nights", "Look at the site.")
FULL = Issue(None, Outcome.RED, "the disk was full", "Free some space.")


def test_the_same_is_told_once_until_it_changes_or_is_well(desk: Desk, inbox: Inbox) -> None:
    chosen = settings(inbox)
    after_run(desk, chosen, report(SILENT))
    assert "courier: no article in 3 nights" in inbox.got[0]["message"] and "amber" in inbox.got[0]["title"]
    after_run(desk, chosen, report(Issue("courier", Outcome.AMBER, "no article in 4 nights", "Look at the site.")))
    assert len(inbox.got) == 1
    after_run(desk, chosen, report(SILENT, FULL, outcome=Outcome.RED))
    assert len(inbox.got) == 2 and "the disk was full" in inbox.got[1]["message"]
    after_run(desk, chosen, report(outcome=Outcome.OK))
    after_run(desk, chosen, report(outcome=Outcome.OK))
    assert len(inbox.got) == 3 and "well again" in inbox.got[2]["title"]


def test_a_night_of_some_sources_does_not_say_that_the_others_are_well(desk: Desk, inbox: Inbox) -> None:
    chosen = settings(inbox)
    after_run(desk, chosen, report(SILENT))
    after_run(desk, chosen, report(outcome=Outcome.OK), whole=False)
    assert len(inbox.got) == 1
    after_run(desk, chosen, report(outcome=Outcome.OK))
    assert len(inbox.got) == 2 and "well again" in inbox.got[1]["title"]


def test_a_scrape_by_hand_says_nothing_of_what_a_night_has_found(desk: Desk, inbox: Inbox) -> None:
    chosen = settings(inbox)
    after_run(desk, chosen, report(SILENT))
    before = standing(desk).told
    after_run(desk, chosen, replace(report(outcome=Outcome.OK), kind="scrape"))
    assert len(inbox.got) == 1 and standing(desk).told == before
    after_run(desk, chosen, replace(report(FULL, outcome=Outcome.RED), kind="scrape"))
    assert len(inbox.got) == 2 and standing(desk).told == before


def test_what_is_below_the_level_is_not_told(desk: Desk, inbox: Inbox) -> None:
    after_run(desk, settings(inbox, level="red"), report(SILENT))
    assert inbox.got == []


def test_the_quiet_hours_hold_back_and_then_send(desk: Desk, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = settings(inbox, quiet_hours="22:00-07:00")
    monkeypatch.setattr(alerts, "is_quiet", lambda *_: True)
    after_run(desk, chosen, report(SILENT))
    send_held(desk, chosen)
    assert inbox.got == [] and len(standing(desk).held) == 1
    monkeypatch.setattr(alerts, "is_quiet", lambda *_: False)
    send_held(desk, chosen)
    send_held(desk, chosen)
    assert len(inbox.got) == 1 and standing(desk).held == ()


@pytest.mark.parametrize(
    ("now", "quiet"),
    [
        (time(21, 59), False),
        (time(22), True),
        (time(2), True),
        (time(6, 59), True),
        (time(7), False),
        (time(12), False),
    ],
)
def test_quiet_hours_go_over_midnight(now: time, quiet: bool) -> None:
    assert is_quiet(Alerts(quiet_hours="22:00-07:00"), now) is quiet
    assert not is_quiet(Alerts(), now)


def test_a_failure_is_kept_said_and_made_good_and_no_address_is_told(
    desk: Desk, inbox: Inbox, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    inbox.status = 500
    with caplog.at_level(logging.DEBUG, "nightdesk"):
        after_run(desk, settings(inbox), report(SILENT))
        with pytest.raises(AlertError, match="number 1 of 1") as why:
            alerts.test(desk, settings(inbox))
    assert "number 1 of 1" in (standing(desk).failed or "")
    told = caplog.text + "".join(capfd.readouterr()) + str(why.value) + desk.alerts_file.read_text("utf-8")
    assert SECRET not in told and SECRET not in repr(settings(inbox))
    inbox.status, inbox.got[:] = 200, []
    after_run(desk, settings(inbox), report(SILENT))
    assert len(inbox.got) == 1 and standing(desk).failed is None


def test_a_dead_address_keeps_nothing_from_the_others_and_nothing_comes_twice(desk: Desk, inbox: Inbox) -> None:
    dead = "json://127.0.0.1:9/"
    chosen = Settings(time_zone="UTC", alerts=Alerts(urls=(dead, inbox.url)))
    after_run(desk, chosen, report(SILENT))
    send_held(desk, chosen)
    after_run(desk, chosen, report(SILENT, FULL, outcome=Outcome.RED))
    assert len(inbox.got) == 2 and "the disk was full" in inbox.got[1]["message"]
    assert [message.places for message in standing(desk).held] == [(1,), (1,)]
    assert "number 1 of 2" in (standing(desk).failed or "")


def test_a_service_that_breaks_down_is_no_failed_night(
    desk: Desk, inbox: Inbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(*_: object, **__: object) -> bool:
        raise RuntimeError(inbox.url)

    monkeypatch.setattr("apprise.Apprise.notify", break_down)
    after_run(desk, settings(inbox), report(SILENT))
    assert len(standing(desk).held) == 1 and SECRET not in caplog.text


def test_an_address_that_is_none_is_said_by_its_place(desk: Desk) -> None:
    with pytest.raises(AlertError, match="number 1 of 1"):
        alerts.test(desk, Settings(alerts=Alerts(urls=("nonsense",))))
    with pytest.raises(AlertError, match="has no urls"):
        alerts.test(desk, Settings())


def test_the_digest_says_what_came_rose_and_broke(trending: Snapshot) -> None:
    told = digest(trending, report(SILENT), {"marrow": Watch(entity=BURST[0]), "nobody": Watch(entity="Zed Nought")})
    assert "Rising:" in told.text and BURST[0] in told.text
    assert "courier: no article in 3 nights" in told.text and 'nobody is called "Zed Nought" yet' in told.text


def test_a_watch_finds_the_new_articles_of_a_run(trending: Snapshot) -> None:
    [words, entity] = sightings(
        trending, {"words": Watch(words="orchard"), "entity": Watch(entity=BURST[0])}, snapshots.LAST_RUN
    )
    assert words.problem is None and entity.problem is None
    assert len(words.titles) <= 3 and entity.articles >= len(entity.titles)


@pytest.fixture(scope="module")
def trending(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    root = snapshots.make_desk(tmp_path_factory.mktemp("digest") / "desk", trending=True)
    return Snapshot(root / "snapshots" / read_pointer(root))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[alerts]\nquiet_hours = "10pm"', "quiet_hours"),
        ('[alerts]\nlevel = "yellow"', "level"),
        ('[watch.x]\nentity = "a"\nwords = "b"', "watch.x"),
        ("[watch.x]\n", "watch.x"),
        ('[watch.x]\nword = "b"', "words"),
    ],
)
def test_settings_that_cannot_be_meant_are_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "settings.toml").write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=said):
        load_settings(tmp_path / "settings.toml")


def test_a_night_that_fails_and_one_that_was_killed_are_told(desk: Desk, inbox: Inbox) -> None:
    """The first when it fails, the second at the next start; the address stands in settings.toml and nowhere else."""
    desk.sources_file.write_text('[courier]\nname = "The Courier"\nfeeds = ["https://courier.example/feed"]\n', "utf-8")
    desk.settings_file.write_text(f'time_zone = "UTC"\n[alerts]\nurls = ["{inbox.url}"]\nlevel = "red"\n', "utf-8")
    with pytest.raises(RuntimeError), begin(desk.root, Kind.NIGHTLY):
        raise RuntimeError("the cleaner has no memory")
    assert [told["title"] for told in inbox.got] == ["Nightdesk: red, 1 thing to look at"]
    assert "the cleaner has no memory" in inbox.got[0]["message"]
    with open_store(desk) as store:
        runs.start_run(store, "20260101T020000Z-dead", Kind.NIGHTLY, datetime(2026, 1, 1, 2, tzinfo=UTC))
    with begin(desk.root, Kind.NIGHTLY):
        pass
    assert "the run's process died" in inbox.got[1]["message"]
    files = [path for path in desk.root.rglob("*") if path.is_file() and path != desk.settings_file]
    assert len(files) > 3 and all(SECRET.encode() not in path.read_bytes() for path in files)
