"""A real Chromium before the real server: what the tests of the dashboard in a browser share."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, TimeoutError, expect, sync_playwright

from dashboard.launch import command
from tests.dashboard import snapshots

FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run
--disable-background-networking --disable-component-update --disable-sync"""
expect.set_options(timeout=20_000)  # milliseconds: a machine that does much besides is slow, not wrong
# Streamlit asks for its server below a screen's address first, and the console shows it (streamlit/streamlit#7074).
PROBES = ("/_stcore/health", "/_stcore/host-config")


GRAVE = ("serious", "critical")


class Watched:
    """A page that remembers what went wrong on it and where its requests went."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        self.hosts: set[str] = set()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).hostname or "none"))
        page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).hostname or "none"))
        page.on("dialog", lambda dialog: self.errors.append(f"dialog: {dialog.message}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not urlsplit(message.location["url"]).path.endswith(PROBES):
            self.errors.append(f"{message.text} {message.location['url']}")

    def assert_calm(self) -> None:
        assert not self.errors
        assert self.hosts <= {"127.0.0.1", "none"}


@contextmanager
def browse() -> Iterator[Browser]:
    """Debian's Chromium; without it the test is skipped, and fails where the tests must be whole."""
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "no `chromium` on PATH (Debian: apt-get install chromium)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        yield browser
        browser.close()


@contextmanager
def served(desk: Path) -> Iterator[str]:
    """The address of the desk's dashboard, started as the command line starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # The papers of a test are on this machine: no proxy stands before them.
    environment = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    child = subprocess.Popen(command(desk, port), cwd=snapshots.ROOT, env=environment)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address + "_stcore/health", child)
        yield address
    finally:
        child.terminate()
        child.wait(20)


def settle(page: Page) -> None:
    """Wait until the screen is drawn whole: its script has ended, its charts are there."""
    expect(page.get_by_test_id("stMain").locator("h1").first).to_be_visible(timeout=60_000)
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible(timeout=60_000)
    page.wait_for_load_state("networkidle")


def choose(page: Page, label: str, option: str) -> None:
    """Choose from a select box; its list closes by itself while the page beneath it still moves."""
    for _ in range(10):
        page.get_by_label(label).click()
        try:
            return page.get_by_role("option", name=option).click(timeout=4_000)
        except TimeoutError:
            continue
    pytest.fail(f"{label}: {option} was never offered")


def violations(page: Page) -> list[str]:
    """What axe-core finds grave on the page: rule, how grave, and where."""
    found = Axe().run(page).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {rule['nodes'][0]['html'][:160]}"
        for rule in found
        if rule["impact"] in GRAVE
    ]


def _wait_for(address: str, child: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert child.poll() is None, "the dashboard's server ended at its start"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the dashboard did not answer at {address} within 60 s")
