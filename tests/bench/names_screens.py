"""How long the server takes to draw the screens of names over a large store.

    python -m tests.bench.names_screens [--articles N] [--desk DIR]

Makes the store of `trends_scale` (5,000 articles a day of 200 sources, 20 mentions each) as a desk in DIR, or takes the
one that is there. Prints for each screen the wall clock and the processor time of the first run of its script (a new
process of the operating system's cache, an empty cache of answers) and of the second.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

import duckdb
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.launch import APP
from dashboard.snapshot import SCHEMA_VERSION
from flows.publish import build
from tests.bench.trends_scale import ZONE, make

RANKS = (1, 50, 1_000)


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


def drawn(screen: str, **query: str | list[str]) -> tuple[float, float]:
    """Wall clock and processor seconds of one run of a screen's script."""
    test = AppTest.from_file(APP, default_timeout=300)
    test.query_params.update(query)
    test._page_hash = ""
    test = test.switch_page(f"screens/{screen}.py")
    began, busy = time.perf_counter(), time.process_time()
    test.run()
    assert not test.exception, test.exception[0].message
    return time.perf_counter() - began, time.process_time() - busy


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--desk", type=Path)
    given = parser.parse_args()
    desk = desk_of(given.desk or Path(tempfile.mkdtemp(prefix="nightdesk-names-")), given.articles)
    os.environ["NIGHTDESK_HOME"] = str(desk)
    most, some, rare = ranked(desk)
    screens: dict[str, tuple[str, dict[str, str | list[str]]]] = {
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
    for name, (screen, query) in screens.items():
        st.cache_data.clear()
        for round_ in ("first", "second"):
            wall, busy = drawn(screen, **query)
            print(f"{name:36} {round_:7} {1000 * wall:6.0f} ms  {1000 * busy:6.0f} ms processor")


if __name__ == "__main__":
    main()
