"""A network namespace without a route out, in which a test may have any address for itself.

`run_inside` starts a module of the tests in a fresh one; `seal` is the first thing that the module calls: it refuses to
go on unless the loopback device is all the network there is.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNSHARE = ("unshare", "--net", "--mount")


def why_not() -> str | None:
    """Why no namespace can be made here; None where one can."""
    if not shutil.which("unshare") or not shutil.which("ip"):
        return "unshare and ip are needed"
    tried = subprocess.run([*UNSHARE, "true"], capture_output=True, text=True, check=False)
    return f"no network namespace may be made: {tried.stderr.strip()}" if tried.returncode else None


def run_inside(module: str, *words: str, timeout: float = 300) -> str:
    """Run `python -m module` in a new namespace; returns what it prints."""
    env = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    command = [*UNSHARE, sys.executable, "-m", module, *words]
    done = subprocess.run(
        command,
        env={**env, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def sealed() -> bool:
    """Whether there is no network here but the loopback device."""
    return [name for _, name in socket.if_nameindex()] == ["lo"]


def no_route() -> int:
    """How many times a connection or a packet has been refused here so far because nothing leads to its address."""
    head, row = (line.split() for line in Path("/proc/net/snmp").read_text("ascii").splitlines() if line[:3] == "Ip:")
    six = dict(line.split() for line in Path("/proc/net/snmp6").read_text("ascii").splitlines())
    return int(row[head.index("OutNoRoutes")]) + int(six["Ip6OutNoRoutes"])


def seal(addresses: Iterable[str], resolver_file: Path) -> None:
    """Make sure that nothing leads out of here, then take the addresses and a resolver at 127.0.0.1."""
    assert sealed(), "this is not a namespace of its own"
    assert len(Path("/proc/net/route").read_text("ascii").splitlines()) <= 1, "there is a route out"
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in addresses:
        subprocess.run(
            ["ip", "address", "add", address, "dev", "lo", *(["nodad"] if ":" in address else [])], check=True
        )
    resolver_file.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n", "ascii")
    subprocess.run(["mount", "--bind", str(resolver_file), os.path.realpath("/etc/resolv.conf")], check=True)


class Resolver:
    """A name server on UDP port 53: `names` maps a name to its addresses, or to several answers, given in turn."""

    def __init__(self, names: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._names = names
        self.asked: Counter[str] = Counter()
        self._turn: Counter[str] = Counter()
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 53))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            query, client = self._socket.recvfrom(2000)
            self._socket.sendto(self._answer(query), client)

    def _answer(self, query: bytes) -> bytes:
        labels, at = [], 12
        while query[at]:
            labels.append(query[at + 1 : at + 1 + query[at]].decode("latin-1"))
            at += 1 + query[at]
        name, kind = ".".join(labels).lower(), query[at + 2]  # 1 is A, 28 AAAA
        self.asked[name] += 1
        answers = self._names.get(name, ())
        found = answers[min(self._turn[name], len(answers) - 1)] if answers else ()
        self._turn[name] += kind == 1
        packed = [_packed(address) for address in found if (":" in address) == (kind == 28)] if kind in (1, 28) else []
        records = b"".join(
            b"\xc0\x0c\0" + bytes([kind]) + b"\0\1\0\0\0\0\0" + bytes([len(raw)]) + raw for raw in packed
        )
        flags = b"\x81\x80" if answers else b"\x81\x83"
        return query[:2] + flags + b"\0\1\0" + bytes([len(packed)]) + b"\0\0\0\0" + query[12 : at + 5] + records


def _packed(address: str) -> bytes:
    return socket.inet_pton(socket.AF_INET6 if ":" in address else socket.AF_INET, address)
