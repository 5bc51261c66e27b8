"""By itself: the Prefect server, the schedule and the dashboard, as `nightdesk up` keeps them running together.

server      Prefect's API and user interface, 127.0.0.1 only, its state in the desk
schedule    `python -m flows.by_schedule DESK PARENT`: starts nights by the cron line, and what Prefect's pages ask for
dashboard   Streamlit over the last snapshot
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rich.markup import escape

from dashboard.exposure import refusal
from dashboard.launch import ADDRESS
from dashboard.launch import command as dashboard_command
from flows import alerts, prefect_env
from flows.desk import Desk, open_desk
from flows.parts import Part, PartError, end_group, terminable, together, watch
from flows.reports import OUT
from flows.settings import Settings
from scrapers.errors import ConfigError

START_SECONDS = 120.0  # a Prefect server takes about 15 on two cores


def up(desk: Desk) -> int:
    """Start all parts, say where they are, and keep them running; Ctrl-C or SIGTERM stops all. Returns the exit code.

    Raises:
        PartError: a part did not start, or each was given up; the others are stopped.
    """
    settings = desk.settings()
    desk.sources()
    server, dashboard = settings.server.port, settings.dashboard.port
    api = f"http://127.0.0.1:{server}/api"
    _check_free("server", server)
    _check_free("dashboard", dashboard)
    with terminable(), together() as parts:
        try:
            _start(
                parts,
                Part("server", server_command(server), desk.logs / "server.log", server_environment(desk, server)),
                f"{api}/health",
            )
            _write(prefect_env.server_file(desk), api)
            environment = {**prefect_env.environment(desk), "PREFECT_API_URL": api}
            command = [sys.executable, "-m", "flows.by_schedule", str(desk.root), str(os.getpid())]
            _start(parts, Part("schedule", command, desk.logs / "schedule.log", environment))
            shown = Part("dashboard", dashboard_command(desk.root, dashboard), desk.logs / "dashboard.log")
            _start(parts, shown, f"http://127.0.0.1:{dashboard}/_stcore/health")
            _tell(desk, settings)
            watch(parts, partial(_say, desk), partial(alerts.send_held, desk, settings))
        except KeyboardInterrupt:
            OUT.print("stopping")
        finally:
            prefect_env.server_file(desk).unlink(missing_ok=True)
    return 0


def _tell(desk: Desk, settings: Settings) -> None:
    nights = f"{settings.schedule.cron} in {settings.time_zone}"
    OUT.print(f"dashboard  http://127.0.0.1:{settings.dashboard.port}")
    OUT.print(
        f"prefect    http://127.0.0.1:{settings.server.port}  (its password is in {prefect_env.password_file(desk)})",
        soft_wrap=True,
    )
    OUT.print(f"nights     {'paused (settings.toml)' if settings.schedule.paused else nights}\nCtrl-C stops all of it.")


@contextmanager
def prefect_api(desk: Desk) -> Iterator[str]:
    """The address of the API that `nightdesk up` serves; where it does not run, of a server for as long as this lasts.

    Raises:
        PartError: the server did not start.
    """
    if running := prefect_env.running_server(desk):
        yield running
        return
    port = _free_port()
    api = f"http://127.0.0.1:{port}/api"
    with together() as parts:
        server = Part("server", server_command(port), desk.logs / "server.log", prefect_env.for_one_run(desk))
        _start(parts, server, f"{api}/health")
        yield api


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def server_command(port: int) -> list[str]:
    """The command of a Prefect server that only this machine can reach, and that ends with this process."""
    return [sys.executable, "-m", "flows.server", str(port), str(os.getpid())]


def server_environment(desk: Desk, port: int) -> dict[str, str]:
    """The environment of the desk's Prefect server."""
    return {**prefect_env.environment(desk), "PREFECT_UI_API_URL": f"http://127.0.0.1:{port}/api"}


def run_dashboard(root: Path, port: int | None, address: str = ADDRESS) -> int:
    """Only the dashboard, in the foreground; returns its exit code.

    Raises:
        ConfigError: it must not listen on that address.
    """
    desk = open_desk(root)
    if why := refusal(desk.root, address):
        raise ConfigError(why)
    command = dashboard_command(desk.root, port or desk.settings().dashboard.port, address)
    with terminable(), subprocess.Popen(command, start_new_session=True) as child:
        try:
            return child.wait()
        except KeyboardInterrupt:
            return 0
        finally:
            end_group(child)


def _check_free(name: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as why:
            raise PartError(
                f"{name}: port {port} of 127.0.0.1 cannot be had ({why.strerror}). "
                f"Stop what uses it, or set {name}.port in settings.toml."
            ) from None


def _start(parts: list[Part], part: Part, url: str | None = None) -> None:
    """Start a part and wait until it answers on `url`."""
    part.start()
    parts.append(part)
    give_up = time.monotonic() + START_SECONDS
    while url and not prefect_env.answers(url):
        if (code := part.child.poll()) is not None:
            raise PartError(f"{part.name}: ended by itself with code {code}; {part.log} says why.")
        if time.monotonic() > give_up:
            raise PartError(f"{part.name}: did not answer on {url} within {START_SECONDS:.0f} s; see {part.log}")
        time.sleep(0.3)


def _say(desk: Desk, line: str) -> None:
    """Tell the person, and the log."""
    OUT.print(escape(line), soft_wrap=True)
    with (desk.logs / "up.log").open("a", encoding="utf-8") as log:
        log.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}Z {line}\n")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(text + "\n", "utf-8")
