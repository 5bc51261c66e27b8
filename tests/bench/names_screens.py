"""How long the server takes to draw the screens of names over a large store.

    python -m tests.bench.names_screens [--articles N] [--desk DIR]

Makes the store of `trends_scale` (5,000 articles a day of 200 sources, 20 mentions each) as a desk in DIR, or takes
the one that is there. Prints for each screen the wall clock and the processor time of the first run of its script (no
answer is kept yet) and of the second, and the most memory that the process had.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import streamlit as st
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest

from dashboard.launch import APP
from dashboard.snapshot import SCHEMA_VERSION
from flows.publish import build
from tests.bench.trends_scale import ZONE, make

RANKS = (1, 50, 1_000)
Query: TypeAlias = dict[str, str | list[str]]


def desk_of(folder: Path, articles: int) -> Path:
    """A desk whose one snapshot has so many articles."""
    path = folder / "snapshots" / "scale.duckdb"
    if not path.exists():
        path.parent.mkdir(parents=True)
        print(f"{articles:,} articles: made in {make(path, articles):.0f} s")
        build(path, {"time_zone": ZONE, "schema_version": str(SCHEMA_VERSION), "run_id": "scale"})
        (path.parent / "latest").write_text("scale.duckdb\n", "utf-8")
    return folder


def ranked(desk: Path) -> list[str]:
    """The ids of a most frequent, a frequent and a rare entity."""
    with duckdb.connect(desk / "snapshots" / "scale.duckdb", read_only=True) as connection:
        rows = connection.execute(
            "SELECT entity_id FROM store.entity_facts ORDER BY articles DESC LIMIT 1000"
        ).fetchall()
    return [str(rows[rank - 1][0]) for rank in RANKS]


class Clock:
    """Times the run of a screen's script alone, without what the test's own frame adds."""

    def __init__(self) -> None:
        self.wall = self.busy = 0.0
        self._run = script_runner.exec_func_with_error_handling
        script_runner.exec_func_with_error_handling = self

    def __call__(self, *given: Any) -> Any:
        began, busy = time.perf_counter(), time.process_time()
        try:
            return self._run(*given)
        finally:
            self.wall, self.busy = time.perf_counter() - began, time.process_time() - busy


def drawn(clock: Clock, screen: str, query: Query) -> tuple[float, float]:
    """Milliseconds of wall clock and of processor time of one run of a screen's script."""
    test = AppTest.from_file(APP, default_timeout=300)
    test.query_params.update(query)
    test = test.switch_page(f"screens/{screen}.py").run()
    assert not test.exception, test.exception[0].message
    return 1000 * clock.wall, 1000 * clock.busy


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--desk", type=Path)
    given = parser.parse_args()
    desk = desk_of(given.desk or Path(tempfile.mkdtemp(prefix="nightdesk-names-")), given.articles)
    os.environ["NIGHTDESK_HOME"] = str(desk)
    most, some, rare = ranked(desk)
    screens: dict[str, tuple[str, Query]] = {
        "trends": ("trends", {"name": [most, some, rare]}),
        "trends, publishers, constant panel": (
            "trends",
            {"name": [most, some], "panel": "constant", "count": "publishers"},
        ),
        "trends by source": ("trends", {"name": [most, some, rare], "split": "source"}),
        "rising": ("rising", {}),
        "entities": ("entities", {}),
        "entities, search": ("entities", {"search": "n4711"}),
        "the most frequent entity": ("entities", {"entity": most}),
        "a frequent entity": ("entities", {"entity": some}),
        "a rare entity": ("entities", {"entity": rare}),
    }
    clock = Clock()
    drawn(clock, "articles", {})  # the modules are loaded
    for name, (screen, query) in screens.items():
        st.cache_data.clear()
        for round_ in ("first", "second"):
            wall, busy = drawn(clock, screen, query)
            print(f"{name:36} {round_:7} {wall:6.0f} ms  {busy:6.0f} ms processor")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")


if __name__ == "__main__":
    main()
