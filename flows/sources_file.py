"""Changes to sources.toml by command: tables are appended, what the user wrote stays as it is, comments included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import tomlkit
from lxml import etree

from flows.desk import Desk
from scrapers.errors import ConfigError
from scrapers.sources import Source, load_sources, make_source
from scrapers.tables import nearest
from scrapers.urls import clean_url, is_web, registrable_domain

SETTINGS = """\
# Every key is optional; these are the defaults. Times of day and days are in `time_zone` (default: this machine's).
# time_zone = "Europe/Dublin"

# [schedule]
# cron = "0 2 * * *"     # when `nightdesk up` starts a night
# paused = false

[fetch]
contact = ""             # a web page or e-mail address where site owners reach you; it is sent with every request
"""


def write_starter(desk: Desk) -> None:
    """A new desk's sources.toml and settings.toml. Raises ConfigError when there is one already."""
    if desk.sources_file.exists():
        raise ConfigError(f"{desk.sources_file}: this desk exists already; nothing was changed.")
    desk.make_folders()
    desk.sources_file.write_text((files("flows") / "starter.toml").read_text("utf-8"), "utf-8")
    if not desk.settings_file.exists():
        desk.settings_file.write_text(SETTINGS, "utf-8")


def append(path: Path, tables: Mapping[str, Mapping[str, object]]) -> None:
    """Add sources at the end of sources.toml; all are checked before anything is written."""
    have = {source.id for source in load_sources(path)}
    text = path.read_text("utf-8").rstrip("\n") + "\n"
    for source_id, table in tables.items():
        if source_id in have:
            raise ConfigError(f'{path}: there is a source "{source_id}" already; nothing was changed.')
        make_source(source_id, dict(table), f"{path}: [{source_id}]")
        text += "\n" + tomlkit.dumps({source_id: dict(table)})
    _replace(path, text)


def set_paused(path: Path, source_id: str, paused: bool) -> None:
    """Pause a source of sources.toml, or read it again; the rest of the file stays as it is.

    Raises:
        ConfigError: no source has that id; the message names the nearest.
    """
    load_sources(path)
    text = tomlkit.parse(path.read_text("utf-8"))
    if source_id not in text:
        near = nearest(source_id, list(text))
        raise ConfigError(f'{path}: there is no source "{source_id}"{near}. Nothing was changed.')
    table = text[source_id]
    assert isinstance(table, tomlkit.items.Table)
    if paused:
        table["paused"] = True
    else:
        table.pop("paused", None)
    _replace(path, tomlkit.dumps(text))


def _replace(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(text, "utf-8")
    fresh.replace(path)


def new_id(name: str, taken: set[str]) -> str:
    """An id made of a name: `The Courier` -> `the-courier`, `the-courier-2` when that is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "source"
    return next(i for i in (base, *(f"{base}-{n}" for n in range(2, 10_000))) if i not in taken)


def read_opml(path: Path) -> list[tuple[str, str]]:
    """Name and address of each feed in an OPML file. Raises ConfigError when it is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        tree = etree.parse(str(path), parser)
    except (OSError, etree.XMLSyntaxError) as why:
        raise ConfigError(f"{path}: cannot be read as OPML: {why}.") from None
    if tree.getroot() is None or tree.getroot().tag.lower() != "opml":
        raise ConfigError(f"{path}: not an OPML file. Feed readers export one under names like `subscriptions.opml`.")
    outlines = (
        (node.get("title") or node.get("text") or "", node.get("xmlUrl") or "") for node in tree.iter("outline")
    )
    return [(name.strip(), url.strip()) for name, url in outlines if is_web(url.strip())]


def opml_tables(feeds: list[tuple[str, str]], have: tuple[Source, ...]) -> dict[str, dict[str, object]]:
    """Tables for the feeds that no source reads yet; feeds of one name and domain become one source."""
    read = {clean_url(url) for source in have for url in source.listings}
    taken = {source.id for source in have}
    grouped: dict[tuple[str, str], list[str]] = {}
    for name, url in feeds:
        if clean_url(url) not in read:
            read.add(clean_url(url))
            grouped.setdefault((name or urlsplit(url).netloc, registrable_domain(url)), []).append(url)
    tables: dict[str, dict[str, object]] = {}
    for (name, _), urls in grouped.items():
        source_id = new_id(name, taken)
        taken.add(source_id)
        tables[source_id] = {"name": name, "feeds": urls}
    return tables
