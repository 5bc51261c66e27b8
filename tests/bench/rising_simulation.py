"""How well the rising list finds planted bursts, and how often it cries wolf, beside simpler rules.

    python -m tests.bench.rising_simulation

Every rule ranks the entities of the last seven days of the same streams (see newsstream.py). Precision: the planted
ones among the first 30, of 30. The list: what `rising` gives by itself; its false ones with bursts and without.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from statistics import mean

from flows.publish import view_sql
from tests.bench.newsstream import LAST, Stream, database, stream

PLANTED = 30
RULES = {
    "rising": "SELECT entity_id FROM rising($night, false_share := 1) WHERE ratio > 1 ORDER BY score DESC",
    "Poisson z": "SELECT entity_id FROM counts ORDER BY (recent - expected) / sqrt(expected + 1) DESC",
    "growth": "SELECT entity_id FROM counts ORDER BY (recent + 1) / (expected + 1) DESC",
    "difference": "SELECT entity_id FROM counts ORDER BY recent - expected DESC",
    "raw count": "SELECT entity_id FROM counts ORDER BY recent DESC",
}
LISTED = "SELECT entity_id FROM rising($night) WHERE ratio > 1"
COUNTS = """
CREATE TEMP TABLE counts AS
WITH named AS (
    SELECT entity_id, count(*) FILTER (day > $night - 7) AS recent, count(*) FILTER (day <= $night - 7) AS before
    FROM entity_articles WHERE day > $night - 35 GROUP BY entity_id
)
SELECT entity_id, recent, before * (SELECT sum(recent) / sum(before) FROM named) AS expected FROM named
"""


@dataclass(frozen=True, slots=True)
class Result:
    """`precision` by rule; entities in the list, and how many of them are false."""

    precision: dict[str, float]
    listed: int
    false: int


def judge(found: Stream) -> Result:
    """Every rule on one stream."""
    with database(found) as connection:
        connection.execute(view_sql("rising"))
        connection.execute(COUNTS, {"night": LAST})

        def ask(sql: str) -> list[int]:
            rows = connection.execute(sql, {"night": LAST} if "$night" in sql else {}).fetchall()
            return [entity for (entity,) in rows]

        first = {name: ask(f"{sql} LIMIT {PLANTED}") for name, sql in RULES.items()}
        listed = ask(LISTED)
    precision = {name: len(found.planted.intersection(ranked)) / PLANTED for name, ranked in first.items()}
    return Result(precision, len(listed), len(set(listed) - found.planted))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--streams", type=int, default=20, help="of each kind (default 20)")
    streams = parser.parse_args().streams
    bursting = [judge(stream(seed)) for seed in range(streams)]
    quiet = [judge(stream(1000 + seed, planted=0)) for seed in range(streams)]
    print(f"{streams} streams with {PLANTED} planted bursts, {streams} stationary ones\n")
    print(f"rule          precision at {PLANTED}")
    for name in RULES:
        print(f"{name:12}  {mean(result.precision[name] for result in bursting):.2f}")
    print(
        f"\nlist, bursts: {mean(r.listed for r in bursting):.1f} names, {mean(r.false for r in bursting):.1f} false\n"
        f"list, stationary: {mean(r.false for r in quiet):.2f} false a night, {max(r.false for r in quiet)} at most"
    )


if __name__ == "__main__":
    main()
