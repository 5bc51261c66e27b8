"""`nightdesk furniture`: what recurs over a source's pages, and the user's word on it."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli_options import HERE, DeskOption, SourceOption
from flows.desk import open_desk

app = typer.Typer(help="What recurs over a source's pages and is no article.", no_args_is_help=True)

OneSource = Annotated[str, typer.Option("--source", metavar="ID", help="The source whose block it is.")]
BlockWords = Annotated[str, typer.Argument(metavar="TEXT|ID", help="The block's text, or its id in the list.")]


@app.command("list")
def furniture_list(desk: DeskOption = HERE, source: SourceOption = None) -> None:
    """The blocks that recur over each source's articles: how often, since when, where, cut or kept, and who says so."""
    from flows.furniture_commands import print_furniture

    print_furniture(open_desk(desk), source or [])


@app.command("cut")
def furniture_cut(source: OneSource, block: BlockWords, desk: DeskOption = HERE) -> None:
    """Cut a block from all articles of a source, wherever it stands, those that are stored and those to come."""
    from flows.furniture_commands import say

    say(open_desk(desk), source, block, "cut")


@app.command("keep")
def furniture_keep(source: OneSource, block: BlockWords, desk: DeskOption = HERE) -> None:
    """Keep a block in all articles of a source, whatever the evidence says."""
    from flows.furniture_commands import say

    say(open_desk(desk), source, block, "keep")


@app.command("undo")
def furniture_undo(desk: DeskOption = HERE) -> None:
    """Take back the last cut or keep; once more: the one before it."""
    from flows.furniture_commands import undo

    undo(open_desk(desk))
