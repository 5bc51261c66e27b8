"""`nightdesk entities`: whom the articles name, and the user's word on it, which acts on every answer at once."""

from __future__ import annotations

from typing import Any

from rich.markup import escape
from rich.table import Table

from dashboard.snapshot import Snapshot, SnapshotError, read_pointer
from flows.corrections import Correction, add_correction, read_corrections
from flows.desk import Desk
from flows.entity_corrections import TYPES, conflicts, faults, ids_spoken_of, is_id, split_id
from flows.reports import OUT
from scrapers.errors import ConfigError, DeskError

MOST_LISTED = 50
MOST_ALIASES = 8


def print_entities(desk: Desk, search: str) -> None:
    """A table of the entities, most articles first, those whose name or alias has `search` in it."""
    found = _ask(desk, "entity_list", search=search or None, type=None, limit=MOST_LISTED, skip=0)
    report_problems(desk)
    if not found:
        OUT.print("No entity is called so." if search else "No article has been named yet.")
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("id", "name", "type", "articles", "also called"):
        table.add_column(column, justify="right" if column == "articles" else "left", overflow="fold")
    for row in found:
        aliases = ", ".join(row["aliases"][:MOST_ALIASES]) + (" ..." if len(row["aliases"]) > MOST_ALIASES else "")
        table.add_row(row["entity_id"], escape(row["name"]), row["type"], f"{row['articles']:,}", escape(aliases))
    OUT.print(table)
    if (more := found[0]["found"] - len(found)) > 0:
        OUT.print(f"{more:,} more; --search finds them.", style="dim")


def print_corrections(desk: Desk) -> None:
    """The corrections of entities that stand, in the order in which they were made."""
    report_problems(desk)
    for one in read_corrections(desk.corrections_file).of("entity"):
        OUT.print(f"{one.id}  {one.at:%Y-%m-%d %H:%M}  {_words(one)}", soft_wrap=True)


def merge(desk: Desk, name: str, into: str) -> None:
    """All names of one entity go to another.

    Raises:
        ConfigError: no entity is called so, or several are; nothing was written down. So for the other corrections.
    """
    source, target = entity_called(desk, name), entity_called(desk, into)
    if source["entity_id"] == target["entity_id"]:
        raise ConfigError(f"{source['name']}: the two are one entity already.")
    _say(desk, "merge", entity=source["entity_id"], into=target["entity_id"], was=source["name"], to=target["name"])
    _show(desk, target["entity_id"])


def split(desk: Desk, name: str, alias: str) -> None:
    """A name leaves its entity for one of its own."""
    entity = entity_called(desk, name)
    names = _ask(desk, "entity_names", entity_id=int(entity["entity_id"]))
    chosen = [row["name_id"] for row in names if alias.casefold() == row["name"].casefold() or alias == row["name_id"]]
    if not chosen or len(chosen) == len(names):
        others = ", ".join(f'"{row["name"]}"' for row in names) if len(names) > 1 else "none, it has one name only"
        raise ConfigError(f'{entity["name"]}: "{alias}" cannot be split off. What can be: {others}.')
    own = split_id(chosen)
    _say(desk, "split", names=" ".join(chosen), **{"as": own}, entity=entity["entity_id"], was=entity["name"], to=alias)
    _show(desk, own)


def hide(desk: Desk, name: str) -> None:
    """An entity is not shown any more."""
    entity = entity_called(desk, name)
    _say(desk, "hide", entity=entity["entity_id"], was=entity["name"])
    OUT.print(f"{escape(entity['name'])} is hidden.")


def rename(desk: Desk, name: str, to: str) -> None:
    """An entity is shown by another name."""
    entity = entity_called(desk, name)
    if not to.strip():
        raise ConfigError("The new name is empty.")
    _say(desk, "rename", entity=entity["entity_id"], name=to.strip(), was=entity["name"])
    _show(desk, entity["entity_id"])


def retype(desk: Desk, name: str, type_: str) -> None:
    """An entity is a person (PER), an organisation (ORG) or a place (LOC)."""
    entity = entity_called(desk, name)
    if type_.upper() not in TYPES:
        raise ConfigError(f'"{type_}" is no type; PER, ORG and LOC are.')
    _say(desk, "retype", entity=entity["entity_id"], type=type_.upper(), was=entity["name"])
    _show(desk, entity["entity_id"])


def undo(desk: Desk, correction_id: str | None) -> None:
    """Take back one correction of an entity, or the last that stands. Raises ConfigError where there is none."""
    standing = read_corrections(desk.corrections_file).of("entity")
    chosen = [one for one in standing if one.id == correction_id] if correction_id else standing[-1:]
    if not chosen:
        what = f'"{correction_id}"' if correction_id else "correction of an entity"
        raise ConfigError(
            f"{desk.corrections_file}: no {what} stands. `nightdesk entities list --corrections` shows them."
        )
    add_correction(desk.corrections_file, "correction", "undo", of=chosen[0].id)
    OUT.print(f"Taken back: {_words(chosen[0])}", soft_wrap=True)


def entity_called(desk: Desk, name: str) -> dict[str, Any]:
    """The one entity that is called so, by name, alias or id. Raises ConfigError where there is none, or several."""
    found = _ask(desk, "entity", entity_id=int(name)) if is_id(name) else []
    found = found or _ask(desk, "entity_called", name=name)
    if not found:
        raise ConfigError(f'No entity is called "{name}". `nightdesk entities list --search PART` finds names.')
    if len(found) > 1:
        several = "\n".join(
            f"  {row['entity_id']}  {row['name']} ({row['type']}, {row['articles']:,} articles)" for row in found
        )
        raise ConfigError(f'Several entities are called "{name}"; name one by its id:\n{several}')
    return found[0]


def report_problems(desk: Desk) -> None:
    """Say what is wrong with the lines of corrections.jsonl; the others were applied."""
    corrections = read_corrections(desk.corrections_file)
    standing = corrections.of("entity")
    ids = sorted(ids_spoken_of(standing))
    known = (
        {int(row["name_id"]) for row in _ask(desk, "known_names", name_ids=[str(one) for one in ids])} if ids else set()
    )
    for problem in (*corrections.faults, *faults(standing, known), *conflicts(standing)):
        OUT.print(f"[yellow]amber[/]  {escape(problem)}", soft_wrap=True)


def _say(desk: Desk, action: str, **about: str) -> None:
    add_correction(desk.corrections_file, "entity", action, **about)
    report_problems(desk)


def _show(desk: Desk, entity_id: str) -> None:
    for row in _ask(desk, "entity", entity_id=int(entity_id)):
        also = f", also called {', '.join(row['aliases'][:MOST_ALIASES])}" if row["aliases"] else ""
        OUT.print(
            f"[bold]{escape(row['name'])}[/] ({row['type']}): {row['articles']:,} articles{escape(also)}",
            soft_wrap=True,
        )


def _words(one: Correction) -> str:
    said = [one.about.get(key, "") for key in ("was", "to", "name", "type")]
    return escape(" ".join((one.action, *filter(None, said))))


def _ask(desk: Desk, query: str, **parameters: object) -> list[dict[str, Any]]:
    """The rows of a query on the current snapshot, corrections applied. Raises DeskError where there is none to ask."""
    try:
        table = Snapshot(desk.snapshots / read_pointer(desk.root)).ask(query, parameters)
    except SnapshotError as why:
        raise DeskError(f"{why} `{why.command}` helps.") from why
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows
