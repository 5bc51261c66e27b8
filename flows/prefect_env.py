"""What Prefect has to be told before it is imported: where its state lies, what it must not do, which server to ask."""

from __future__ import annotations

import os
import secrets
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from flows.desk import Desk

HEALTH_SECONDS = 3.0


def set_up(desk: Desk, api: str) -> None:
    """Point this process's Prefect at the desk and at a server; the command itself says what failed, not Prefect."""
    os.environ.update({**environment(desk), "PREFECT_API_URL": api, "PREFECT_LOGGING_LEVEL": "CRITICAL"})


def environment(desk: Desk) -> dict[str, str]:
    """Prefect's settings for this desk: all state inside it, a password, no telemetry, nothing pickled.

    Its API is on this machine, so a proxy that the user has for the web must not be asked for it.
    """
    direct = ",".join(filter(None, (urllib.request.getproxies().get("no"), "127.0.0.1,localhost")))
    secret = password(desk)
    return {
        "PREFECT_SERVER_API_AUTH_STRING": secret,
        "PREFECT_API_AUTH_STRING": secret,
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": "http://127.0.0.1",
        "NO_PROXY": direct,
        "no_proxy": direct,
        "PREFECT_HOME": str(desk.prefect_home),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    }


def password_file(desk: Desk) -> Path:
    """Where the password of the desk's Prefect server lies, for its owner alone; Prefect's pages ask for it."""
    return desk.prefect_home / "password"


def password(desk: Desk) -> str:
    """The password of the desk's Prefect server, `nightdesk:...`; made when there is none."""
    file = password_file(desk)
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = file.with_name(f"password.{os.getpid()}")
        made.touch(0o600)
        made.write_text(f"nightdesk:{secrets.token_urlsafe(24)}\n", "ascii")
        with suppress(FileExistsError):  # of two that make one at the same time the first has it
            os.link(made, file)
        made.unlink()
    return file.read_text("ascii").strip()


def for_one_run(desk: Desk) -> dict[str, str]:
    """The settings of a server that serves one run: what only a schedule or a person needs stays off."""
    off = ("SCHEDULER", "LATE_RUNS", "PAUSE_EXPIRATIONS", "FOREMAN", "CANCELLATION_CLEANUP", "TRIGGERS", "REPOSSESSOR")
    services = {f"PREFECT_SERVER_SERVICES_{name}_ENABLED": "false" for name in off}
    return {**environment(desk), **services, "PREFECT_SERVER_UI_ENABLED": "false"}


def server_file(desk: Desk) -> Path:
    """Where `nightdesk up` writes the address of its server's API while it runs."""
    return desk.prefect_home / "server"


def running_server(desk: Desk) -> str | None:
    """The address of the API that `nightdesk up` serves, when it answers."""
    file = server_file(desk)
    if not file.exists():
        return None
    api = file.read_text("utf-8").strip()
    return api if answers(f"{api}/health") else None


def answers(url: str) -> bool:
    """Whether a server on this machine answers this URL with success. No proxy is asked."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=HEALTH_SECONDS) as response:
            return bool(200 <= response.status < 300)
    except (urllib.error.URLError, OSError):
        return False
