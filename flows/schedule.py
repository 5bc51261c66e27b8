"""By itself: the schedule, the Prefect server and the dashboard, as `nightdesk up` keeps them running together.

server      Prefect's API and user interface, 127.0.0.1 only, its state in the desk
schedule    `python -m flows.schedule DESK`: starts nights by the cron line, and what Prefect's pages ask for
dashboard   Streamlit over the last snapshot
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dashboard.exposure import refusal
from dashboard.launch import ADDRESS
from dashboard.launch import command as dashboard_command
from flows import prefect_env
from flows.desk import Desk, open_desk
from flows.reports import OUT
from scrapers.errors import ConfigError, NightdeskError

START_SECONDS = 120.0  # a Prefect server takes about 15 on two cores
STOP_SECONDS = 10.0  # what a part has to end by itself before it is killed


class PartError(NightdeskError):
    """A part of `nightdesk up` did not start, or ended by itself."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the processes, each the head of a process group of its own."""

    name: str
    child: subprocess.Popen[bytes]
    log: Path


def up(desk: Desk) -> int:
    """Start all parts, say where they are, and wait; Ctrl-C or SIGTERM stops all. Returns the exit code.

    Raises:
        PartError: a part did not start or ended by itself; the others are stopped.
    """
    settings = desk.settings()
    desk.sources()
    api = f"http://127.0.0.1:{settings.server.port}/api"
    _check_free("server", f"{api}/health")
    with terminable(), _together() as parts:
        parts.append(
            _start(desk, "server", server_command(settings.server.port), server_environment(desk, settings.server.port))
        )
        _await(parts, f"{api}/health")
        _write(prefect_env.server_file(desk), api)
        environment = {**prefect_env.environment(desk), "PREFECT_API_URL": api}
        parts.append(_start(desk, "schedule", [sys.executable, "-m", "flows.schedule", str(desk.root)], environment))
        parts.append(_start(desk, "dashboard", dashboard_command(desk.root, settings.dashboard.port), {}))
        _await(parts, f"http://127.0.0.1:{settings.dashboard.port}/_stcore/health")
        nights = (
            "paused (settings.toml)"
            if settings.schedule.paused
            else f"{settings.schedule.cron} in {settings.time_zone}"
        )
        OUT.print(f"dashboard  http://127.0.0.1:{settings.dashboard.port}")
        OUT.print(f"prefect    http://127.0.0.1:{settings.server.port}")
        OUT.print(f"nights     {nights}\nCtrl-C stops all of it.")
        try:
            _watch(parts)
        except KeyboardInterrupt:
            OUT.print("stopping")
        finally:
            prefect_env.server_file(desk).unlink(missing_ok=True)
    return 0


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
    with _together() as parts:
        parts.append(_start(desk, "server", server_command(port), prefect_env.for_one_run(desk)))
        _await(parts, f"{api}/health")
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
    with terminable(), _together() as parts:
        command = dashboard_command(desk.root, port or desk.settings().dashboard.port, address)
        child = subprocess.Popen(command, start_new_session=True)
        parts.append(Part("dashboard", child, desk.logs))
        try:
            return child.wait()
        except KeyboardInterrupt:
            return 0


def serve_flows(desk: Desk) -> None:
    """Offer the flows to the Prefect server of this environment: `nightly` on the schedule, the others on demand."""
    from prefect import serve
    from prefect.schedules import Cron

    from flows.nightly import FLOWS
    from flows.run import Kind

    settings = desk.settings()
    nights = Cron(settings.schedule.cron, timezone=settings.time_zone, active=not settings.schedule.paused)
    desk_only = {"desk": str(desk.root)}
    nightly = FLOWS[Kind.NIGHTLY].to_deployment("nightly", parameters=desk_only, schedules=[nights])
    by_hand = [
        flow.to_deployment(kind.value, parameters=desk_only) for kind, flow in FLOWS.items() if kind is not Kind.NIGHTLY
    ]
    serve(nightly, *by_hand)  # type: ignore[arg-type]  # to_deployment is a coroutine only where a loop runs


def _check_free(name: str, url: str) -> None:
    if prefect_env.answers(url):
        raise PartError(f"{name}: something answers on {url} already. Stop it, or set another port in settings.toml.")


def _start(desk: Desk, name: str, command: Sequence[str], environment: Mapping[str, str]) -> Part:
    path = desk.logs / f"{name}.log"
    with path.open("ab") as log:
        child = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    return Part(name, child, path)


def _await(parts: Sequence[Part], url: str) -> None:
    give_up = time.monotonic() + START_SECONDS
    while not prefect_env.answers(url):
        _check_alive(parts)
        if time.monotonic() > give_up:
            raise PartError(
                f"{parts[-1].name}: did not answer on {url} within {START_SECONDS:.0f} s; see {parts[-1].log}"
            )
        time.sleep(0.3)


def _watch(parts: Sequence[Part]) -> None:
    while True:
        _check_alive(parts)
        time.sleep(1)


def _check_alive(parts: Sequence[Part]) -> None:
    for part in parts:
        if (code := part.child.poll()) is not None:
            raise PartError(
                f"{part.name}: ended by itself with code {code}; see {part.log}. "
                f"All is stopped; start `nightdesk up` again."
            )


@contextmanager
def _together() -> Iterator[list[Part]]:
    """Parts that end together: the last started is the first to be stopped."""
    parts: list[Part] = []
    try:
        yield parts
    finally:
        for part in reversed(parts):
            _stop(part)


def _stop(part: Part) -> None:
    for sign in (signal.SIGINT, signal.SIGKILL):
        if part.child.poll() is None:
            os.killpg(part.child.pid, sign)
        try:
            part.child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


@contextmanager
def terminable() -> Iterator[None]:
    """SIGTERM is taken like Ctrl-C."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    serve_flows(open_desk(Path(sys.argv[1])))
