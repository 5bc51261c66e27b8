"""Options that many commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DeskOption = Annotated[Path, typer.Option("--desk", envvar="NIGHTDESK_HOME", help="The folder that holds all state.")]
SourceOption = Annotated[
    list[str] | None, typer.Option("--source", metavar="ID", help="Only this source; may be repeated.")
]
NoWaitOption = Annotated[
    bool, typer.Option("--no-wait", help="Exit with 75 when a run is under way, instead of waiting for it.")
]
HERE = Path("desk")
