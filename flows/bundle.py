"""`nightdesk bundle` and `nightdesk open`: a part of a desk, frozen in one file that says what it is, and read again.

manifest.json       what it holds: sources, days, gaps, versions, counts, and the SHA-256 of every other file
schema.sql          the tables and views, in SQL
tables/*.parquet    the tables, for any program that reads Parquet
corrections.jsonl   the user's corrections
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dashboard.snapshot import Snapshot, SnapshotError, read_pointer
from flows.desk import Desk, check_space
from flows.publish import build, model_sql, verify
from flows.reports import OUT
from flows.run import product_version
from flows.store.bundling import read_tables, write_tables
from flows.store.connection import StoreError, schema_version
from scrapers.errors import ConfigError, DeskError, DeskTooNewError, NightdeskError

FORM = 1
RUN_ID = re.compile(r"[A-Za-z0-9-]{1,64}")  # it names a file
# RuntimeError: a file in it has a password, or its JSON is nested too deep.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError),
    *(KeyError, ValueError, TypeError, AttributeError, OverflowError),
)
NOTE = "# This desk was opened from a bundle: it is to be read. A source written here is read by `nightdesk run`.\n"


class BundleError(NightdeskError):
    """The file is no bundle, or it is damaged."""


def freeze(desk: Desk, out: Path, first: date | None, last: date | None, sources: Sequence[str]) -> None:
    """Write the bundle, all of it or none.

    Raises:
        ConfigError: the file is there already, the days are the wrong way round, or no source has such an id.
        DeskError: there is no snapshot to read.
    """
    if out.exists():
        raise ConfigError(f"{out} is there already; nothing was written. Choose another name, or remove it first.")
    if first and last and first > last:
        raise ConfigError(f"--from {first} is after --to {last}; turn them round.")
    try:
        snapshot = Snapshot(desk.snapshots / read_pointer(desk.root))
        meta = snapshot.meta()
        _check_sources(snapshot, sources)
        gaps = _gaps(snapshot, first, last, sources)
    except SnapshotError as why:
        raise DeskError(f"{why} `{why.command}` helps.") from why
    with TemporaryDirectory(prefix=".bundle-", dir=out.parent) as folder:
        root = Path(folder)
        (root / "tables").mkdir()
        counts = write_tables(snapshot.path, root / "tables", first, last, sources)
        (root / "schema.sql").write_text(model_sql(), "utf-8")
        if desk.corrections_file.exists():
            shutil.copyfile(desk.corrections_file, root / "corrections.jsonl")
        manifest = {
            "bundle": FORM,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "made_by": f"Nightdesk {product_version()}",
            **{key: meta[key] for key in ("schema_version", "product_version", "run_id", "time_zone", "recogniser")},
            "first_day": _day(first), "last_day": _day(last), "sources": list(sources) or "all",
            "rows": counts, "gaps": gaps,
            "sha256": {name: _digest(root / name) for name in _files(root)},
        }  # fmt: skip
        (root / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")
        _pack(root, out)
    OUT.print(f"{out}: {counts['articles']:,} articles, {out.stat().st_size / 1e6:,.1f} MB", soft_wrap=True)


def thaw(file: Path, folder: Path) -> Desk:
    """Make a desk to read out of a bundle; returns it.

    Raises:
        BundleError: the file is none, or parts of it are not what its manifest says; nothing is left behind.
        ConfigError: the folder is there already.
        DeskTooNewError: a newer Nightdesk wrote it.
    """
    desk = Desk(folder.resolve())
    if desk.root.exists():
        raise ConfigError(f"{folder}: this is there already; nothing was written. Name another folder.")
    desk.root.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".bundle-", dir=desk.root.parent) as unpacked:
        root = Path(unpacked)
        manifest = _unpack(file, root)
        try:
            database = _database(file.name, root, manifest)
        except (StoreError, KeyError, ValueError) as why:
            raise BundleError(f"{file}: this is no whole bundle ({why}). Get it again; nothing was opened.") from None
        desk.make_folders()
        desk.sources_file.write_text(NOTE, "utf-8")
        if (root / "corrections.jsonl").exists():
            shutil.copyfile(root / "corrections.jsonl", desk.corrections_file)
        database.rename(desk.snapshots / f"{manifest['run_id']}.duckdb")
        desk.pointer.write_text(f"{manifest['run_id']}.duckdb\n", "utf-8")
    return desk


def _database(name: str, root: Path, manifest: dict[str, Any]) -> Path:
    """The database of an unpacked bundle, with its views, verified."""
    database, said = root / "opened.duckdb", root / "corrections.jsonl"
    read_tables(root / "tables", database, int(manifest["schema_version"]))
    lines = said.read_text("utf-8").splitlines() if said.exists() else []
    meta = {key: str(manifest[key]) for key in ("product_version", "run_id", "made_at", "time_zone")}
    build(database, {**meta, "schema_version": str(schema_version()), "bundle": name}, lines)
    verify(database)
    return database


def _check_sources(snapshot: Snapshot, wanted: Sequence[str]) -> None:
    known = snapshot.ask("source_choices").column("value").to_pylist()
    for source in wanted:
        if source not in known:
            raise ConfigError(f'No source has the id "{source}". There are: {", ".join(sorted(known)) or "none"}.')


def _gaps(snapshot: Snapshot, first: date | None, last: date | None, sources: Sequence[str]) -> list[dict[str, str]]:
    """The days on which a source was not collected."""
    span = next(iter(snapshot.ask("span").to_pylist()), None)
    if span is None:
        return []
    period = {"first": first or span["first"], "last": last or span["last"], "sources": list(sources) or None}
    return [{"source": row["source_id"], "day": str(row["day"])} for row in snapshot.ask("gaps", period).to_pylist()]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _files(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pack(root: Path, out: Path) -> None:
    """The manifest first; stored, since Parquet is packed already."""
    partial = out.with_name(out.name + ".partial")
    try:
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_STORED) as bundle:
            names = _files(root)
            for name in sorted(names, key=lambda name: (name != "manifest.json", name)):
                bundle.write(root / name, name)
        partial.rename(out)
    finally:
        partial.unlink(missing_ok=True)


def _unpack(file: Path, root: Path) -> dict[str, Any]:
    """The files that the manifest names, each checked; returns the manifest."""
    try:
        with zipfile.ZipFile(file) as bundle:
            manifest: dict[str, Any] = json.loads(bundle.read("manifest.json"))
            if int(manifest["bundle"]) > FORM or int(manifest["schema_version"]) > schema_version():
                raise DeskTooNewError(f"{file}: {manifest['made_by']} wrote this; install that version to open it.")
            if not RUN_ID.fullmatch(manifest["run_id"]):
                raise BundleError(f"{file}: {manifest['run_id']!r} is no run; nothing was opened.")
            check_space(Desk(root), needed=2 * sum(packed.file_size for packed in bundle.infolist()))
            for name, digest in manifest["sha256"].items():
                place = (root / name).resolve()
                if root.resolve() not in place.parents:
                    raise BundleError(f"{file}: it names a file outside of itself ({name}); nothing was opened.")
                place.parent.mkdir(exist_ok=True)
                with bundle.open(name) as packed, place.open("wb") as unpacked:
                    shutil.copyfileobj(packed, unpacked)
                if _digest(place) != digest:
                    raise BundleError(f"{file}: {name} is damaged. Get the bundle again; nothing was opened.")
    except FileNotFoundError:
        raise BundleError(f"{file}: there is no such file.") from None
    except UNREADABLE as why:
        raise BundleError(f"{file}: this is no whole bundle ({why}). Get it again; nothing was opened.") from None
    return manifest
