"""`nightdesk entities ...`: each command delegates to flows.entity_commands."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli_options import HERE, DeskOption
from flows.desk import open_desk

app = typer.Typer(help="Who and what the articles name.", no_args_is_help=True)
EntityName = Annotated[str, typer.Argument(metavar="ENTITY", help="Its name, one of its aliases, or its id.")]


@app.command("list")
def entities_list(
    desk: DeskOption = HERE,
    search: Annotated[str, typer.Option(metavar="TEXT", help="Only what has this in its name or an alias.")] = "",
    corrections: Annotated[bool, typer.Option("--corrections", help="The corrections that stand instead.")] = False,
) -> None:
    """The entities with their articles and aliases, the commonest first."""
    from flows.entity_commands import print_corrections, print_entities

    if corrections:
        print_corrections(open_desk(desk))
    else:
        print_entities(open_desk(desk), search)


@app.command("merge")
def entities_merge(
    entity: EntityName,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The entity that takes its names.")],
    desk: DeskOption = HERE,
) -> None:
    """Two entities are one: all names of the first go to the second."""
    from flows.entity_commands import merge

    merge(open_desk(desk), entity, into)


@app.command("split")
def entities_split(
    entity: EntityName,
    alias: Annotated[str, typer.Argument(metavar="ALIAS", help="The name that is somebody else's.")],
    desk: DeskOption = HERE,
) -> None:
    """A name that folds into an entity is one of its own."""
    from flows.entity_commands import split

    split(open_desk(desk), entity, alias)


@app.command("hide")
def entities_hide(entity: EntityName, desk: DeskOption = HERE) -> None:
    """Do not show an entity any more, in no list and no count."""
    from flows.entity_commands import hide

    hide(open_desk(desk), entity)


@app.command("rename")
def entities_rename(
    entity: EntityName, name: Annotated[str, typer.Argument(metavar="NAME")], desk: DeskOption = HERE
) -> None:
    """Show an entity by another name."""
    from flows.entity_commands import rename

    rename(open_desk(desk), entity, name)


@app.command("retype")
def entities_retype(
    entity: EntityName, type_: Annotated[str, typer.Argument(metavar="PER|ORG|LOC")], desk: DeskOption = HERE
) -> None:
    """An entity is a person (PER), an organisation (ORG) or a place (LOC)."""
    from flows.entity_commands import retype

    retype(open_desk(desk), entity, type_)


@app.command("undo")
def entities_undo(
    correction: Annotated[str | None, typer.Argument(metavar="[ID]", help="Default: the last one.")] = None,
    desk: DeskOption = HERE,
) -> None:
    """Take back a correction of an entity: everything is again as it was."""
    from flows.entity_commands import undo

    undo(open_desk(desk), correction)
