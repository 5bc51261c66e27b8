"""What a bad disk does to the files of a desk: bytes that flip, files that are cut, lost, or may not be written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import duckdb


def flips(path: Path, count: int, seed: int) -> Iterator[int]:
    """Flip one random bit of the file, hand over where, and put it back; `count` times. A tenth of them lie in the
    first 12 kB, where DuckDB has its three headers."""
    whole, rng = path.read_bytes(), random.Random(seed)
    for number in range(count):
        place = rng.randrange(12_288) if number % 10 == 0 else rng.randrange(len(whole))
        broken = bytearray(whole)
        broken[place] ^= 1 << rng.randrange(8)
        path.write_bytes(broken)
        yield place
    path.write_bytes(whole)


def content(path: Path) -> dict[str, tuple[object, ...]]:
    """A hash over the rows of each table and each view of a database, by its name."""
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal "
            "UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        sql = "SELECT count(*), bit_xor(hash(t)) FROM {} AS t"
        return {name: connection.execute(sql.format(name)).fetchall()[0] for (name,) in names}
