"""`nightdesk sources`: the sources of the desk, and the changes to sources.toml by command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from flows.cli_options import HERE, DeskOption
from flows.desk import open_desk

app = typer.Typer(help="The sources in sources.toml.", no_args_is_help=True)

OneId = Annotated[str, typer.Argument(metavar="ID", help="A source's id, as `nightdesk sources list` shows it.")]


@app.command("list")
def sources_list(desk: DeskOption = HERE) -> None:
    """The sources and where they look."""
    from flows.reports import print_sources

    print_sources(open_desk(desk))


@app.command("add")
def sources_add(
    url: Annotated[str, typer.Argument(metavar="URL", help="A site, or one of its feeds, sitemaps or sections.")],
    name: Annotated[str | None, typer.Option(help="Its name; default: what the site calls itself.")] = None,
    preview: Annotated[bool, typer.Option("--preview", help="Only look: add nothing.")] = False,
    desk: DeskOption = HERE,
) -> None:
    """Find what a site offers, show five of its articles as they come out, and add it."""
    from flows.trial import add

    raise typer.Exit(add(open_desk(desk), url, name, preview))


@app.command("check")
def sources_check(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID...]", help="Default: all.")] = None,
    desk: DeskOption = HERE,
) -> None:
    """Ask each source what it has now; nothing is stored."""
    from flows.trial import check

    raise typer.Exit(check(open_desk(desk), ids or []))


@app.command("import")
def sources_import(file: Annotated[Path, typer.Argument(metavar="FILE.opml")], desk: DeskOption = HERE) -> None:
    """Add the feeds of an OPML file, as feed readers export it."""
    from flows.sources_file import append, opml_tables, read_opml

    home = open_desk(desk)
    feeds = read_opml(file)
    tables = opml_tables(feeds, home.sources())
    append(home.sources_file, tables)
    print(f"{home.sources_file}: {len(tables)} sources added from {len(feeds)} feeds.")


@app.command("pause")
def sources_pause(source_id: OneId, desk: DeskOption = HERE) -> None:
    """Leave a source out from now on; what it has brought stays."""
    from flows.sources_file import set_paused

    set_paused(open_desk(desk).sources_file, source_id, paused=True)
    print(f"{source_id} is paused from the next run on. `nightdesk sources resume {source_id}` reads it again.")


@app.command("resume")
def sources_resume(source_id: OneId, desk: DeskOption = HERE) -> None:
    """Read a paused source again."""
    from flows.sources_file import set_paused

    set_paused(open_desk(desk).sources_file, source_id, paused=False)
    print(f"{source_id} is read again from the next run on.")
