"""The commands `nightdesk bundle` and `nightdesk open`; `flows.bundle` does them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_export import DAY
from flows.cli_options import HERE, DeskOption, SourceOption
from flows.desk import open_desk


def bundle(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE.zip", help="The file to write; not one that exists.")
    ],
    source: SourceOption = None,
    first: Annotated[datetime | None, typer.Option("--from", formats=DAY, help="The first day.")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=DAY, help="The last day.")] = None,
    desk: DeskOption = HERE,
) -> None:
    """Freeze the desk, or some sources and days of it, in one file that can be opened again."""
    from flows.bundle import freeze

    since, until = (moment.date() if moment else None for moment in (first, last))
    freeze(open_desk(desk), output, since, until, source or [])


def open_bundle(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="A bundle.")],
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Where to put it; default: its name.")] = None,
) -> None:
    """A bundle as a desk to read."""
    from flows.bundle import thaw

    place = folder or Path(file.name.removesuffix(".zip") + "-desk")
    thaw(file, place)
    print(f"{place}: opened. Look at it: nightdesk dashboard --desk {place}")
