"""The press on a real loopback socket."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from http.client import HTTPConnection, HTTPResponse

import pytest

from scrapers.sample.press import Press
from scrapers.sample.server import Served, serve


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serve(Press(date(2026, 11, 22), days=10)) as running:
        yield running


@pytest.fixture
def connection(served: Served) -> Iterator[HTTPConnection]:
    opened = HTTPConnection("127.0.0.1", served.port, timeout=10)
    yield opened
    opened.close()


def _get(connection: HTTPConnection, url_host: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers={"Host": f"{url_host}:1", "User-Agent": "Reader/1.0", **named})
    response = connection.getresponse()
    return response, response.read()


def test_six_hosts_on_one_port_and_one_connection(served: Served, connection: HTTPConnection) -> None:
    for publisher in served.press.publishers:
        response, body = _get(connection, publisher.host, "/")
        assert response.status == 200
        assert publisher.name in body.decode()
        assert not response.will_close


def test_links_lead_to_the_port_that_is_served(served: Served, connection: HTTPConnection) -> None:
    _, body = _get(connection, "record.localhost", "/feed.json")
    assert f"http://record.localhost:{served.port}/a/".encode() in body


def test_an_etag_saves_the_body(connection: HTTPConnection) -> None:
    first, body = _get(connection, "record.localhost", "/feed.json")
    etag = first.headers["ETag"]
    again, nothing = _get(connection, "record.localhost", "/feed.json", If_None_Match=etag)
    assert (first.status, again.status, bool(body), nothing) == (200, 304, True, b"")
    assert _get(connection, "record.localhost", "/feed.json", If_None_Match='"other"')[0].status == 200


def test_last_modified_saves_the_body(served: Served, connection: HTTPConnection) -> None:
    article = next(article for article in served.press.answers.up if article.source_id == "ledger")
    first, _ = _get(connection, article.publisher.host, article.path)
    stamp = first.headers["Last-Modified"]
    assert _get(connection, article.publisher.host, article.path, If_Modified_Since=stamp)[0].status == 304
    earlier = "Mon, 01 Jan 2024 00:00:00 GMT"
    assert _get(connection, article.publisher.host, article.path, If_Modified_Since=earlier)[0].status == 200
    assert _get(connection, article.publisher.host, article.path, If_Modified_Since="yesterday")[0].status == 200


def test_some_hosts_compress_when_asked(connection: HTTPConnection) -> None:
    plain, body = _get(connection, "courier.localhost", "/")
    small, packed = _get(connection, "courier.localhost", "/", Accept_Encoding="gzip, br")
    assert (plain.headers["Content-Encoding"], small.headers["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(packed) == body
    assert _get(connection, "ledger.localhost", "/", Accept_Encoding="gzip")[0].headers["Content-Encoding"] is None


def test_the_log_tells_every_request(served: Served, connection: HTTPConnection) -> None:
    before = len(served.log)
    _get(connection, "bote.localhost", "/robots.txt")
    _get(connection, "bote.localhost", "/politik/?a=1")
    first, second = served.log[before:]
    assert (first.host, first.path, first.status, first.user_agent) == (
        "bote.localhost",
        "/robots.txt",
        404,
        "Reader/1.0",
    )
    assert (second.path, second.status) == ("/politik/?a=1", 200)
    assert first.at <= second.at


def test_a_head_request_has_no_body(served: Served, connection: HTTPConnection) -> None:
    connection.request("HEAD", "/", headers={"Host": "courier.localhost"})
    response = connection.getresponse()
    assert int(response.headers["Content-Length"]) > 1000
    assert response.read() == b""


def test_the_bytes_do_not_depend_on_the_process(served: Served) -> None:
    """String hashes differ from process to process; pages must not."""
    code = (
        "import hashlib, sys; from datetime import date; from scrapers.sample.press import Press;"
        "from scrapers.sample.site import Site;"
        "p = Press(date(2026, 11, 22), days=10); s = Site(p, 1);"
        "print(hashlib.sha256(b''.join(s.respond(a.publisher.host, a.path).body for a in p.articles)).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1] != ""
