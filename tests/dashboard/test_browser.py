"""The real server in a real Chromium: numbers, filters, hostile pages, a new snapshot; no request elsewhere."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from scrapers.urls import stable_id
from tests.dashboard import snapshots
from tests.dashboard.browsing import Watched


def test_a_number_opens_its_articles_and_filters_survive(server: str, watched: Watched) -> None:
    page = watched.page
    page.goto(server)
    total = f"{snapshots.article_total()} articles"
    page.get_by_role("link", name=total).click()
    expect(page.get_by_role("heading", name=total)).to_be_visible()
    words = page.get_by_label("Search", exact=True)
    words.fill("orchard")
    words.press("Enter")
    expect(page.get_by_role("heading", name=total)).to_be_hidden()
    kept = page.locator("h1").inner_text()
    page.reload()
    expect(page.locator("h1")).to_have_text(kept)
    expect(words).to_have_value("orchard")
    page.get_by_role("link", name="Morning").click()
    expect(page.get_by_role("link", name=kept)).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["words"] == ["orchard"]
    page.go_back()
    expect(page.get_by_role("heading", name=kept)).to_be_visible()
    watched.assert_calm()


def test_the_chart_is_drawn_with_its_words_and_saved(server: str, watched: Watched) -> None:
    watched.page.goto(server)
    chart = watched.page.get_by_test_id("stVegaLiteChart")
    expect(chart).to_be_visible()
    expect(chart).to_have_attribute("aria-label", re.compile(f"^{snapshots.article_total()} articles from"))
    expect(chart.locator("canvas, svg").first).to_be_visible()
    for form, button, begins in (("svg", "SVG", b"<svg"), ("csv", "CSV", b"\xef\xbb\xbf")):
        with watched.page.expect_download() as download:
            watched.page.get_by_role("button", name=button).first.click()
        assert download.value.suggested_filename.endswith(f".{form}")
        assert download.value.path().read_bytes().startswith(begins)
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
        expect(page.locator(".cut del").first).to_be_visible()
        links = page.locator("a[href]").evaluate_all("all => all.map(a => new URL(a.href).protocol)")
        assert set(links) <= {"http:", "https:"}
        assert page.locator(".reader img, .reader script, .reader a:not(.mention)").count() == 0
    assert page.title() == "Nightdesk"
    watched.assert_calm()


def test_a_new_snapshot_appears_by_itself(server: str, watched: Watched, desk: Path) -> None:
    page = watched.page
    page.goto(server)
    expect(page.get_by_role("heading", name="Last night")).to_be_visible()
    snapshots.point(desk, "20261123T020000Z-46.duckdb")
    expect(page.get_by_text("there is no such file")).to_be_visible(timeout=20_000)
    snapshots.point(desk, f"{snapshots.LAST_RUN}.duckdb")
    expect(page.get_by_role("heading", name="Last night")).to_be_visible(timeout=20_000)
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
