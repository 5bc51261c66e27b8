"""Backfill of the sample press by the real command line, and a scrape that queues behind a run."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from scrapers.sample import Press, serve
from scrapers.sample.server import Served
from tests.flows.conftest import Nightdesk, ask, make_desk

FIRST, LAST = date(2026, 11, 8), date(2026, 11, 11)
DAYS = ("--from", str(FIRST), "--to", str(LAST))


@pytest.fixture(scope="module")
def paper() -> Press:
    return Press(date(2026, 11, 20), days=20)


def backfilled(desk: Path) -> list[tuple[object, ...]]:
    return ask(desk, "SELECT url FROM articles ORDER BY url")


def expected(paper: Press, served: Served, *sources: str) -> set[tuple[object, ...]]:
    articles = [one for one in paper.articles if one.publisher.id in sources]
    return {(one.url(served.port),) for one in articles if FIRST <= one.published_at.date() <= LAST}


def test_a_backfill_goes_on_where_it_stopped_and_says_what_cannot_be_had(
    paper: Press, tmp_path: Path, nightdesk: Nightdesk
) -> None:
    with serve(paper) as served:
        desk = make_desk(tmp_path / "desk", served.sources_toml(delay=0.0))
        (desk / "settings.toml").write_text("[backfill]\nlimit = 10\n[entities]\nmodel = 'none'\n", "utf-8")
        first = nightdesk("backfill", "--source", "ledger", "--source", "bote", *DAYS, "--desk", str(desk))
        assert first.returncode == 2, first.stdout + first.stderr
        assert "bote: it cannot be back-filled" in first.stdout and "are left over" in first.stdout
        assert len(backfilled(desk)) <= 10
        (desk / "settings.toml").write_text("[entities]\nmodel = 'none'\n", "utf-8")
        asked = len(served.log)
        rest = nightdesk("backfill", "--source", "ledger", *DAYS, "--desk", str(desk))
        assert rest.returncode in (0, 2), rest.stdout + rest.stderr
        found = set(backfilled(desk))
        pages = [entry.path for entry in served.log if "/news/" in entry.path]
        assert len(set(pages)) == len(pages), "nothing was asked for twice"
        assert len(served.log) > asked
        assert found <= expected(paper, served, "ledger")
        assert len(found) >= 0.8 * len(expected(paper, served, "ledger"))
        assert "backfill" in nightdesk("status", "--desk", str(desk)).stdout


HOLD = "import sys; from pathlib import Path; from flows.desk import Desk, run_lock\n"
HOLD += "with run_lock(Desk(Path(sys.argv[1])), 'nightly x'): print('mine', flush=True); sys.stdin.read()"


def test_a_scrape_queues_behind_a_night_unless_it_is_told_not_to(tmp_path: Path, nightdesk: Nightdesk) -> None:
    desk = make_desk(tmp_path / "desk", '[a]\nname = "A"\nfeeds = ["http://127.0.0.1:9/feed"]\n')
    scrape = ("scrape", "ftp://a.example/a", "--desk", str(desk))
    hold = [sys.executable, "-c", HOLD, str(desk)]
    with subprocess.Popen(hold, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as night:
        assert night.stdin and night.stdout and night.stdout.readline() == b"mine\n"
        refused = nightdesk(*scrape, "--no-wait")
        assert refused.returncode == 75 and "a run is under way" in refused.stderr
        assert nightdesk("run", "--desk", str(desk)).returncode == 75, "a night does not wait for a night"
        queue = [sys.executable, "-m", "flows", *scrape]
        with subprocess.Popen(queue, stderr=subprocess.PIPE, text=True) as queued:
            assert queued.stderr is not None
            assert f"queued: waits for process {night.pid} nightly x" in queued.stderr.readline()
            assert queued.poll() is None
            night.stdin.close()
            assert "must be an http" in queued.stderr.read(), "its turn came"
    assert (night.returncode, queued.returncode) == (0, 1)
