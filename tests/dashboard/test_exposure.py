from __future__ import annotations

from pathlib import Path

import pytest

from dashboard import launch
from dashboard.exposure import NEEDED, may_enter, refusal

AUTH = """[auth]
redirect_uri = "https://desk.example/oauth2callback"
cookie_secret = "c"
client_id = "i"
client_secret = "s"
server_metadata_url = "https://id.example/.well-known/openid-configuration"
allowed = ["Maren@desk.example"]
"""


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "localhost", "127.0.0.2"])
def test_this_machine_needs_no_login(address: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, address) is None


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "desk.example", ""])
def test_other_addresses_are_refused_without_one(address: str, tmp_path: Path) -> None:
    why = refusal(tmp_path, address)
    assert why and "without a login" in why and all(name in why for name in NEEDED)


def test_a_login_without_a_list_of_who_may_come_in_is_none(tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text(AUTH.replace("allowed", "welcome"), "utf-8")
    assert "[auth] with allowed" in str(refusal(tmp_path, "0.0.0.0"))


def test_with_a_login_the_server_listens_there_under_its_name(tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text(AUTH, "utf-8")
    why = refusal(tmp_path, "0.0.0.0")
    assert why is None or "pip install" in why
    options = launch.options(8501, "0.0.0.0", tmp_path)
    assert "--server.address=0.0.0.0" in options and "--server.allowedHosts=desk.example" in options
    assert f"--secrets.files={tmp_path / 'secrets.toml'}" in options


def test_only_who_is_allowed_comes_in(tmp_path: Path) -> None:
    (tmp_path / "secrets.toml").write_text(AUTH, "utf-8")
    assert may_enter(tmp_path, "maren@desk.example")
    assert not may_enter(tmp_path, "other@desk.example") and not may_enter(tmp_path, None)
