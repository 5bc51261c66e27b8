"""What a bad disk does to the files of a desk: bytes that flip, files that are cut, lost, or may not be written."""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import duckdb

from flows.desk import Desk
from flows.publish import PublishError, publish, verify
from flows.store import open_store
from flows.store.connection import StoreError
from tests.bench.replayed import article_hash, snapshot
from tests.faults.namespace import run_inside
from tests.faults.table import Table
from tests.flows.papers import article, night, page, prose

SEEN, HARMLESS, WRONG = "said", "in free space", "wrong"


def small_desk(root: Path) -> Desk:
    """Three articles, stored and published as r1."""
    desk = Desk(root)
    desk.make_folders()
    with open_store(desk) as store:
        night(store, [page(number, article(number, prose(number))) for number in (1, 2, 3)])
    publish(desk, "r1", "UTC", 3)
    return desk


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


def snapshot_flips(desk: Desk, count: int, seed: int = 1) -> Counter[str]:
    """How often a flipped bit of the snapshot is said, is nowhere to be seen, or shows other rows without a word."""
    path = snapshot(desk.root)
    before, found = _rows(path), Counter[str]()
    for _ in flips(path, count, seed):
        found[_snapshot_flip(path, before)] += 1
    return found


def _snapshot_flip(path: Path, before: dict[str, tuple[object, ...]]) -> str:
    try:
        return HARMLESS if _rows(path) == before else WRONG
    except duckdb.Error:
        return SEEN if _refused(path) else WRONG


def _refused(path: Path) -> bool:
    try:
        verify(path)
    except PublishError as why:
        return "nightdesk rebuild" in str(why)
    return False


def _rows(path: Path) -> dict[str, tuple[object, ...]]:
    """A hash over the rows of each table and each view of a database, by its name."""
    with duckdb.connect(path, read_only=True) as connection:
        names = connection.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal "
            "UNION ALL SELECT view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        sql = "SELECT count(*), bit_xor(hash(t)) FROM {} AS t"
        return {name: connection.execute(sql.format(name)).fetchall()[0] for (name,) in names}


def database_flips(desk: Desk, count: int, seed: int = 2) -> Counter[str]:
    """The same for the write database, by what is published of it."""
    before, found = article_hash(desk.database), Counter[str]()
    for _ in flips(desk.database, count, seed):
        try:
            publish(desk, "r2", "UTC", 3)
            how = HARMLESS
        except (PublishError, StoreError) as why:
            how = SEEN if "nightdesk rebuild" in str(why) else WRONG
        found[how if article_hash(snapshot(desk.root)) == before else WRONG] += 1
    return found


def table(points: int, flipped: int) -> Table:
    """Disks that fill up at so many points of a night, and so many flipped bits of snapshot and database."""
    with tempfile.TemporaryDirectory(prefix="nightdesk-disks-") as folder:
        told = json.loads(run_inside("tests.faults.full_disk", folder, str(points), timeout=points * 300))
        desk = small_desk(Path(folder) / "small")
        bits = {"snapshot": snapshot_flips(desk, flipped), "database": database_flips(desk, flipped)}
    lines = ["| disk full after | exit code | last snapshot | next run | articles equal |", "|---:|---:|---|---:|---|"]
    for one in told["nights"]:
        equal = "yes" if one["articles"] == told["articles"] else "no"
        stayed = "stays" if one["stayed"] else "new"
        lines.append(
            f"| {one['seconds']:.1f} s | {one['code']} | {stayed} | {one['again']} | {'yes' if equal else 'no'} |"
        )
    lines += ["", "| flipped bits of | said | in free space | wrong without a word |", "|---|---:|---:|---:|"]
    lines += [f"| the {of} | {how[SEEN]} | {how[HARMLESS]} | {how[WRONG]} |" for of, how in bits.items()]
    wrong = sum(how[WRONG] for how in bits.values())
    return Table(lines, not wrong and all(kept(one, told["articles"]) for one in told["nights"]))


def kept(one: dict[str, object], articles: str) -> bool:
    """Whether a night on a full disk kept what is promised: said in words, the last snapshot stays, nothing is lost."""
    said = str(one["said"])
    ended = one["code"] in (0, 2) or (one["code"] == 1 and bool(one["stayed"]) and "MB" in said)
    return ended and "Traceback" not in said and one["again"] in (0, 2) and one["articles"] == articles
