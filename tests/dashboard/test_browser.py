"""The real server in a real Chromium: numbers, filters, hostile pages, a new snapshot; no request elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from dashboard.launch import command
from scrapers.urls import stable_id
from tests.dashboard import snapshots

FLAGS = """--no-sandbox --disable-gpu --disable-quic --no-first-run
--disable-background-networking --disable-component-update --disable-sync"""
# Streamlit asks for its server below a screen's address first, and the console shows it (streamlit/streamlit#7074).
PROBES = ("/articles/_stcore/health", "/articles/_stcore/host-config")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        reason = "no `chromium` on PATH (Debian: apt-get install chromium)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return snapshots.make_desk(tmp_path_factory.mktemp("browser") / "desk")


@pytest.fixture(scope="module")
def server(desk: Path) -> Iterator[str]:
    """The address of the dashboard, started as the command line starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    child = subprocess.Popen(command(desk, port), cwd=snapshots.ROOT)
    address = f"http://127.0.0.1:{port}/"
    try:
        _wait_for(address + "_stcore/health", child)
        yield address
    finally:
        child.terminate()
        child.wait(20)


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
        if message.type == "error" and urlsplit(message.location["url"]).path not in PROBES:
            self.errors.append(f"{message.text} {message.location['url']}")

    def assert_calm(self) -> None:
        assert not self.errors
        assert self.hosts <= {"127.0.0.1", "none"}


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Watched(context.new_page())
    context.close()


def test_a_number_opens_its_articles_and_filters_survive(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(server)
    total = f"{snapshots.article_total()} articles"
    page.get_by_role("link", name=total).click()
    expect(page.get_by_role("heading", name=total)).to_be_visible()
    words = page.get_by_label("Words in title or text")
    words.fill("orchard")
    words.press("Enter")
    expect(page.get_by_role("heading", name=total)).to_be_hidden()
    kept = page.locator("h1").inner_text()
    page.reload()
    expect(page.locator("h1")).to_have_text(kept)
    expect(words).to_have_value("orchard")
    page.get_by_role("link", name="Overview").click()
    expect(page.get_by_role("link", name=kept)).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["words"] == ["orchard"]
    page.go_back()
    expect(page.get_by_role("heading", name=kept)).to_be_visible()
    watched.assert_calm()


def test_the_chart_is_drawn_with_its_words(server: str, watched: Watched) -> None:
    watched.page.goto(server)
    chart = watched.page.get_by_test_id("stVegaLiteChart")
    expect(chart).to_be_visible()
    expect(chart).to_have_attribute("aria-label", re.compile(f"^{snapshots.article_total()} articles from"))
    expect(chart.locator("canvas, svg").first).to_be_visible()
    watched.assert_calm()


def test_hostile_pages_do_nothing(server: str, watched: Watched) -> None:
    page = watched.page
    day = snapshots.HOSTILE_DAY
    page.goto(f"{server}articles?from={day}&to={day}")
    for title in snapshots.HOSTILE[:5]:
        expect(page.get_by_role("link", name=title)).to_be_visible()
    page.get_by_label("Sections").click()
    expect(page.get_by_role("option", name=snapshots.HOSTILE[2])).to_be_attached()
    for number in range(len(snapshots.HOSTILE)):
        page.goto(f"{server}articles?article={stable_id(f'hostile {number}')}&cut=1")
        expect(page.locator("del")).to_be_visible()
        links = page.locator("a[href]").evaluate_all("all => all.map(a => new URL(a.href).protocol)")
        assert set(links) <= {"http:", "https:"}
        assert page.locator(".reader img, .reader script, .reader a:not(.mention)").count() == 0
    assert page.title() == "Nightdesk"
    watched.assert_calm()


def test_a_new_snapshot_appears_by_itself(server: str, watched: Watched, desk: Path) -> None:
    page = watched.page
    page.goto(server)
    expect(page.get_by_role("heading", name="Last run")).to_be_visible()
    snapshots.point(desk, "20261123T020000Z-46.duckdb")
    expect(page.get_by_text("there is no such file")).to_be_visible(timeout=20_000)
    snapshots.point(desk, f"{snapshots.LAST_RUN}.duckdb")
    expect(page.get_by_role("heading", name="Last run")).to_be_visible(timeout=20_000)
    watched.assert_calm()


def test_the_server_listens_on_loopback_alone(server: str) -> None:
    port = urlsplit(server).port
    heads = [line.split() for line in Path("/proc/net/tcp").read_text("ascii").splitlines()[1:]]
    listening = [head[1] for head in heads if head[3] == "0A" and int(head[1].split(":")[1], 16) == port]
    assert listening == [f"0100007F:{port:04X}"]


def test_another_name_for_this_machine_is_refused(server: str) -> None:
    """A page elsewhere whose name was made to lead here (DNS rebinding) gets no answer from the app."""
    request = f"GET /_stcore/stream HTTP/1.1\r\nHost: rebound.example\r\nOrigin: {server[:-1]}\r\n"
    request += "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    request += "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    with socket.create_connection(("127.0.0.1", urlsplit(server).port or 0), timeout=10) as plain:
        plain.sendall(request.encode("ascii"))
        assert plain.recv(200).startswith(b"HTTP/1.1 403")


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
