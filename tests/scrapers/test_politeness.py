"""What servers see of a crawl, by their own logs: gaps, robots.txt, waits, addresses, TLS."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from scrapers.crawl import Limits
from scrapers.page import SkipReason
from scrapers.politeness import crawl_settings, delay_of
from scrapers.tdmrep import PLACE as TDMREP
from tests.scrapers.conftest import Crawl, source
from tests.scrapers.press_servers import Answer, Press, _handler, _Server


def gaps(press: Press) -> list[float]:
    """Seconds between the end of each answer and the next request."""
    return [after.began - before.ended for before, after in pairwise(sorted(press.log, key=lambda asked: asked.began))]


def test_disallowed_pages_are_never_asked_for_however_many_start_at_once(press: Press, crawl: Crawl) -> None:
    press.text("/robots.txt", "User-agent: *\nDisallow: /private/\n\nUser-agent: Nightdesk\nDisallow: /ours/\n")
    paths = [f"/{folder}/{n}" for n in range(7) for folder in ("ours", "private", "open")]
    for path in paths:
        press.html(path)
    targets = [press.url(path) for path in paths]
    press.feed("/feed", targets)
    night = crawl(source(feeds=[press.url("/feed")]))
    assert press.paths[0] == "/robots.txt" and len(press.asked("/robots.txt")) == 1
    assert not [path for path in press.paths if path.startswith("/ours/")]
    assert {night.state(url) for url in targets if "/ours/" in url} == {("skipped", "robots.txt")}
    assert night.report.tallies["press"].fetched == 14  # the group for Nightdesk replaces the one for all


def test_twenty_requests_to_a_new_host_wait_for_one_robots_txt(press: Press, crawl: Crawl) -> None:
    press.text("/robots.txt", "User-agent: *\nDisallow: /no/\n")
    feeds = [press.url(f"/no/{n}") for n in range(10)] + [press.url(f"/yes/{n}") for n in range(10)]
    crawl(source(feeds=feeds))
    assert len(press.asked("/robots.txt")) == 1
    assert not [path for path in press.paths if path.startswith("/no/")]
    assert len([path for path in press.paths if path.startswith("/yes/")]) == 10


@pytest.mark.parametrize("status", [500, 503, 429])
def test_nothing_is_asked_for_where_robots_txt_fails(press: Press, crawl: Crawl, status: int) -> None:
    press.pages["/robots.txt"] = Answer(status=status)
    press.feed("/feed", [press.url("/a")])
    night = crawl(source(feeds=[press.url("/feed")]))
    assert set(press.paths) == {"/robots.txt"}
    assert night.listing(press.url("/feed")).reason == f"robots.txt unreachable: HTTP {status}"


def test_nothing_is_asked_for_where_robots_txt_hangs(press: Press, crawl: Crawl) -> None:
    release = threading.Event()
    press.pages["/robots.txt"] = Answer(stream=lambda handler: release.wait(10) and None)
    night = crawl(source(feeds=[press.url("/feed")]), limits=Limits(delay=0, deadline=1, retries=0))
    release.set()
    assert set(press.paths) <= {"/robots.txt"}
    assert night.listing(press.url("/feed")).reason == "robots.txt unreachable: no whole answer within 1 s"


@pytest.mark.parametrize("status", [401, 403, 404])
def test_a_missing_robots_txt_allows_everything(press: Press, crawl: Crawl, status: int) -> None:
    press.pages["/robots.txt"] = Answer(status=status)
    press.feed("/feed", [press.url("/a")])
    press.html("/a")
    night = crawl(source(feeds=[press.url("/feed")]))
    event = night.ends[press.url("/a")]
    assert event.page is not None and event.page.robots == f"allowed: robots.txt HTTP {status}"


def test_robots_txt_is_read_through_redirects_and_up_to_its_first_500_kib(press: Press, crawl: Crawl) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "60000027")
        handler.end_headers()
        handler.wfile.write(b"User-agent: *\nDisallow: /no\n")
        for _ in range(3000):
            handler.wfile.write(b"# padding\n" * 2000)

    press.pages["/robots.txt"] = Answer(status=301, headers={"Location": "/real-robots.txt"})
    press.pages["/real-robots.txt"] = Answer(stream=endless)
    press.feed("/feed", [press.url("/no"), press.url("/yes")])
    press.html("/yes")
    night = crawl(source(feeds=[press.url("/feed")]))
    assert night.state(press.url("/no")) == ("skipped", "robots.txt")
    assert night.state(press.url("/yes")) == ("fetched", None)
    assert night.report.peak_memory < 250_000_000


def test_a_robots_txt_that_redirects_without_end_is_as_none(press: Press, crawl: Crawl) -> None:
    press.pages["/robots.txt"] = Answer(status=302, headers={"Location": "/robots.txt"})
    press.feed("/feed", [press.url("/a")])
    press.html("/a")
    assert crawl(source(feeds=[press.url("/feed")])).state(press.url("/a")) == ("fetched", None)
    assert len(press.asked("/robots.txt")) == 6


def test_a_redirect_is_checked_against_robots_txt(press: Press, crawl: Crawl) -> None:
    press.text("/robots.txt", "User-agent: *\nDisallow: /no\n")
    press.pages["/yes"] = Answer(status=302, headers={"Location": "/no"})
    press.feed("/feed", [press.url("/yes")])
    night = crawl(source(feeds=[press.url("/feed")]))
    assert night.state(press.url("/yes")) == ("skipped", "robots.txt")
    assert "/no" not in press.paths


def test_the_gap_is_kept_between_the_end_of_an_answer_and_the_next_request(press: Press, crawl: Crawl) -> None:
    press.feed("/feed", [press.url("/from"), press.url("/b"), press.url("/missing")])
    press.pages["/from"] = Answer(status=301, headers={"Location": "/to"})
    press.html("/to")
    press.html("/b")
    crawl(source(feeds=[press.url("/feed")], delay=0.3))
    assert len(press.log) == 7
    assert min(gaps(press)) >= 0.29  # the server notes the end of its answer a moment after the crawl has it


def test_crawl_delay_is_kept(press: Press, crawl: Crawl) -> None:
    press.text("/robots.txt", "User-agent: *\nCrawl-delay: 0.4\n")
    press.feed("/feed", [press.url("/a")])
    crawl(source(feeds=[press.url("/feed")]))
    assert press.paths == ["/robots.txt", "/feed", TDMREP, "/a"]
    assert min(gaps(press)) >= 0.39


def test_retry_after_is_obeyed(press: Press, crawl: Crawl) -> None:
    answers = iter([Answer(status=429, headers={"Retry-After": "1"})])
    good = Answer(b"<html>", headers={"Content-Type": "text/html"})
    press.pages["/a"] = lambda headers: next(answers, good)
    press.html("/b")
    press.feed("/feed", [press.url("/a"), press.url("/b")])
    night = crawl(source(feeds=[press.url("/feed")]), limits=Limits(delay=0, retries=1))
    assert [event.state.value for event in night.ends.values()] == ["fetched", "fetched"]
    assert press.paths[3] == "/a"
    assert gaps(press)[3] >= 0.99, "nothing was to be asked of the host meanwhile"


def test_a_host_that_asks_for_a_long_time_is_left_alone_until_the_next_night(press: Press, crawl: Crawl) -> None:
    press.pages["/a"] = Answer(status=503, headers={"Retry-After": "3600"})
    press.html("/b")
    press.feed("/feed", [press.url("/a"), press.url("/b")])
    night = crawl(source(feeds=[press.url("/feed")]), limits=Limits(delay=0, retries=2))
    reason = "the host asks for time (HTTP 503)"
    assert night.state(press.url("/a")) == night.state(press.url("/b")) == ("pending", reason)
    assert press.paths == ["/robots.txt", "/feed", TDMREP, "/a"]


def test_a_source_cannot_lead_the_crawl_to_a_private_address(open_press: Callable[[], Press], crawl: Crawl) -> None:
    press, secret = open_press(), open_press()
    links = [secret.url("/a"), secret.url("/a", "localhost"), secret.url("/a", "2130706433"), press.url("/redirect")]
    links += [secret.url("/a", "x.localhost"), secret.url("/a", "0x7f.1"), secret.url("/a", "[::ffff:127.0.0.1]")]
    press.pages["/redirect"] = Answer(status=302, headers={"Location": secret.url("/b")})
    press.feed("/feed", links)
    night = crawl(source(feeds=[press.url("/feed")]))
    assert {night.state(url) for url in links} == {("skipped", SkipReason.ADDRESS.value)}
    assert not secret.log


def test_a_source_cannot_use_the_private_address_of_another(open_press: Callable[[], Press], crawl: Crawl) -> None:
    one, two = open_press(), open_press()
    one.feed("/feed", [two.url("/mine"), two.url("/mine", "two.localhost")])
    two.feed("/feed", [two.url("/own")])
    two.html("/own")
    night = crawl(source("one", feeds=[one.url("/feed")]), source("two", feeds=[two.url("/feed")]))
    assert night.state(two.url("/mine")) == ("skipped", SkipReason.ADDRESS.value)
    assert night.state(two.url("/own")) == ("fetched", None)
    assert "/mine" not in two.paths


def test_names_under_localhost_lead_to_loopback(press: Press, crawl: Crawl) -> None:
    press.feed("/feed", [press.url("/a", "daily.localhost")])
    press.html("/a")
    night = crawl(source(feeds=[press.url("/feed", "daily.localhost")]))
    assert night.state(press.url("/a", "daily.localhost")) == ("fetched", None)


def test_a_proxy_is_asked_instead_of_the_host(press: Press, crawl: Crawl) -> None:
    press.feed("/feed", ["http://news.example/a"])
    press.html("/a")
    night = crawl(source(feeds=["http://news.example/feed"]), proxies={"http": press.url("")})
    assert night.state("http://news.example/a") == ("fetched", None)
    assert {asked.host for asked in press.log} == {"news.example"}


def certificate(folder: Path) -> ssl.SSLContext:
    """A server context with a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    pem = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / "tls.pem").write_bytes(pem + key.private_bytes(serialization.Encoding.PEM, form, plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "tls.pem")
    return context


@pytest.mark.parametrize(("verify", "state"), [(True, "failed"), (False, "fetched")])
def test_certificates_are_verified_unless_the_source_says_otherwise(
    tmp_path: Path, crawl: Crawl, verify: bool, state: str
) -> None:
    press = Press()
    press.html("/feed")
    server = _Server(("127.0.0.1", 0), _handler(press))
    server.socket = certificate(tmp_path).wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    url = f"https://localhost:{server.server_port}/feed"
    press.feed("/feed", [])
    night = crawl(source(feeds=[url], verify_tls=verify))
    server.shutdown()
    server.server_close()
    listing = night.listing(url)
    assert listing.state.value == state
    assert listing.reason == (None if state == "fetched" else "robots.txt unreachable: TLS certificate refused")


def test_the_doors_of_scrapy_are_shut() -> None:
    settings = crawl_settings(Limits(), "Nightdesk")
    for door in ("REMOTE_CONTROL", "TELNETCONSOLE", "COOKIES", "METAREFRESH", "AUTOTHROTTLE"):
        assert settings[f"{door}_ENABLED"] is False
    handlers = settings["DOWNLOAD_HANDLERS"]
    assert isinstance(handlers, dict)
    assert [scheme for scheme, handler in handlers.items() if handler] == ["http", "https"]
    assert (delay_of(None, 1.0), delay_of(0, 1.0), delay_of(5, 1.0)) == (1.0, 0, 5)
