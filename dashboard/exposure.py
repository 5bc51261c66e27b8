"""Which addresses the dashboard may listen on: this machine's own; others only behind Streamlit's login (OpenID).

Whoever can open the dashboard can read the desk, start scrapes and correct. The login is configured in the desk's
secrets.toml, table [auth], as Streamlit has it (`st.login`), with `allowed`: the e-mail addresses that may come in.
"""

from __future__ import annotations

import ipaddress
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NEEDED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url", "allowed")


def secrets_file(desk: Path) -> Path:
    return desk / "secrets.toml"


def is_own(address: str) -> bool:
    """Whether only this machine reaches the address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def refusal(desk: Path, address: str) -> str | None:
    """Why the dashboard must not listen there, and what to do; None where it may."""
    if is_own(address):
        return None
    reason = f"{address}: others could open the dashboard there, read the desk and start runs, without a login. "
    missing = [name for name in NEEDED if not login(desk).get(name)]
    if missing:
        return (
            f'{reason}{secrets_file(desk)} needs a table [auth] with {", ".join(missing)} (README, "The dashboard '
            f'from elsewhere"). Or leave the address out and use an SSH tunnel.'
        )
    if find_spec("authlib") is None:
        return f"{reason}The login needs a package: pip install -c constraints.txt '.[login]'"
    return None


def login(desk: Path) -> dict[str, Any]:
    """The table [auth]; empty where there is none.

    Raises:
        tomllib.TOMLDecodeError: the file is no TOML.
    """
    file = secrets_file(desk)
    auth: dict[str, Any] = tomllib.loads(file.read_text("utf-8")).get("auth", {}) if file.exists() else {}
    return auth


def may_enter(desk: Path, email: object) -> bool:
    """Whether who has logged in under this address is among the allowed."""
    return isinstance(email, str) and email.casefold() in {str(one).casefold() for one in login(desk)["allowed"]}
