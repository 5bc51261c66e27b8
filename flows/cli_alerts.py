"""`nightdesk alerts`: whether a word arrives, and what waits to be sent."""

from __future__ import annotations

import typer

from flows.cli_options import HERE, DeskOption
from flows.desk import open_desk

app = typer.Typer(help="The messages that go out when something is wrong.", no_args_is_help=True)


@app.command("test")
def alerts_test(desk: DeskOption = HERE) -> None:
    """Send a message to every address in settings.toml."""
    from flows.alerts import test

    opened = open_desk(desk)
    test(opened, opened.settings())
    print("Sent. Look whether it arrived.")


@app.command("send")
def alerts_send(desk: DeskOption = HERE) -> None:
    """Send what waits, unless the quiet hours last; `nightdesk up` does it by itself."""
    from flows.alerts import send_held, standing

    opened = open_desk(desk)
    send_held(opened, opened.settings())
    waits = standing(opened)
    print(
        f"{len(waits.held)} wait{'' if waits.failed is None else f': {waits.failed}'}"
        if waits.held
        else "Nothing waits."
    )
