"""How the dashboard's server is started and ended: every option it runs with stands here and nowhere else."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.exposure import is_own, login, secrets_file

APP = Path(__file__).parent / "app.py"
ADDRESS = "127.0.0.1"
LOOK_EVERY = 1.0  # seconds between two looks at the parent
HOSTS = (ADDRESS, "localhost")
"""The names under which the server answers; any other name that leads here is DNS rebinding."""

SERVER = {
    "server.address": ADDRESS,
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": "false",
    "server.enableStaticServing": "false",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": ADDRESS,
    "client.toolbarMode": "minimal",
    "client.showErrorLinks": "false",
    "logger.level": "warning",
    "logger.enableRich": "false",
}

THEME = {
    "font": "sans-serif",
    "headingFont": "serif",
    "baseFontSize": "15",
    "baseRadius": "0.3rem",
    "headingFontWeights": "[600, 600, 600]",
    "linkUnderline": "false",
    "showWidgetBorder": "true",
    "showSidebarBorder": "true",
}
LIGHT = {
    "primaryColor": "#0B5C8A",
    "backgroundColor": "#FFFFFF",
    "secondaryBackgroundColor": "#F5F5F2",
    "textColor": "#1D2329",
    "linkColor": "#0B5C8A",
    "borderColor": "#DAD9D3",
    "sidebar.backgroundColor": "#F8F8F5",
}
DARK = {
    "primaryColor": "#2B78AD",
    "backgroundColor": "#15191E",
    "secondaryBackgroundColor": "#20262D",
    "textColor": "#E4E6E8",
    "linkColor": "#86C5EE",
    "borderColor": "#343C45",
    "sidebar.backgroundColor": "#1A1F25",
}


def options(port: int, address: str = ADDRESS, desk: Path | None = None) -> list[str]:
    """Streamlit's options as flags; a flag wins over any file that the user's home may hold.

    Another address than this machine's own takes the login of the desk's secrets.toml; see exposure.refusal.
    """
    chosen = SERVER | {"server.port": str(port), "browser.serverPort": str(port), "server.address": address}
    hosts: tuple[str, ...] = HOSTS
    if desk and not is_own(address):
        chosen["secrets.files"] = str(secrets_file(desk))
        hosts = (*HOSTS, urlsplit(login(desk)["redirect_uri"]).hostname or address)
    chosen |= {f"theme.{name}": value for name, value in THEME.items()}
    chosen |= {f"theme.light.{name}": value for name, value in LIGHT.items()}
    chosen |= {f"theme.dark.{name}": value for name, value in DARK.items()}
    return [
        *(f"--{name}={value}" for name, value in chosen.items()),
        *(f"--server.allowedHosts={host}" for host in hosts),
    ]


def command(desk: Path, port: int, address: str = ADDRESS) -> list[str]:
    """The command of a child process that serves the desk's dashboard on `address`:`port` for as long as this process
    lives."""
    elsewhere = [] if address == ADDRESS else ["--address", address]
    here = ["--desk", str(desk), "--port", str(port), "--parent", str(os.getpid())]
    return [sys.executable, "-m", "dashboard", *here, *elsewhere]


def end_with(parent: int) -> None:
    """End this process when its parent is gone, however that ended."""
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
