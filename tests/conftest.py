"""What the tests of every package may ask for."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.flows.conftest import Nightdesk


@pytest.fixture(scope="session")
def nightdesk() -> Nightdesk:
    """The real command line, with no proxy in its environment."""

    def run(*words: str, timeout: float = 300) -> subprocess.CompletedProcess[str]:
        env = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
        command = [sys.executable, "-m", "flows", *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=timeout)

    return run
