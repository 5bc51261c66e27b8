from __future__ import annotations

import pytest

from scrapers.page import SkipReason, UrlState
from scrapers.robots import LONGEST_CRAWL_DELAY, ROBOTS_BYTES, Refusal, no_robots, origin, read_robots

FORBIDDEN = Refusal(UrlState.SKIPPED, SkipReason.ROBOTS)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /a\n", "/a/b", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b", True),  # the longest match decides
        ("User-agent: *\nDisallow: /*.php$\n", "/x.php", False),
        ("User-agent: *\nDisallow: /*.php$\n", "/x.php?y", True),
        ("User-agent: NightDesk\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "/", False),
        ("User-agent: nightdesk\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "/", True),
        ("User-agent: otherbot\nDisallow: /\n", "/", True),
        ("\ufeffUser-agent: *\nDisallow: /\n", "/", False),
        ("<html>not found</html>", "/", True),
    ],
)
def test_rules_are_read_as_rfc_9309_has_them(text: str, path: str, allowed: bool) -> None:
    assert read_robots(200, text.encode()).refusal("https://example.org" + path) == (None if allowed else FORBIDDEN)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 302])
def test_no_robots_txt_allows_everything(status: int) -> None:
    assert read_robots(status, b"User-agent: *\nDisallow: /").refusal("https://example.org/") is None


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_broken_robots_txt_forbids_everything(status: int) -> None:
    refusal = read_robots(status, b"").refusal("https://example.org/")
    assert refusal == Refusal(UrlState.FAILED, f"robots.txt unreachable: HTTP {status}")
    assert no_robots("connection refused").refusal("https://example.org/") is not None


def test_what_stands_after_500_kib_is_not_read() -> None:
    body = b"User-agent: *\n" + b"#" * ROBOTS_BYTES + b"\nDisallow: /\n"
    assert read_robots(200, body).refusal("https://example.org/") is None


def test_crawl_delay_is_read_and_bounded() -> None:
    assert read_robots(200, b"User-agent: *\nCrawl-delay: 2.5\n").crawl_delay == 2.5
    assert read_robots(200, b"User-agent: *\nCrawl-delay: 86400\n").crawl_delay == LONGEST_CRAWL_DELAY
    assert read_robots(200, b"User-agent: *\nCrawl-delay: soon\n").crawl_delay == 0


def test_sitemap_lines_are_read() -> None:
    assert read_robots(200, b"Sitemap: https://example.org/s.xml\n").sitemaps == ("https://example.org/s.xml",)


def test_each_scheme_and_port_has_its_own() -> None:
    assert origin("https://example.org:8443/a?b") == "https://example.org:8443"


def test_rules_that_would_take_seconds_for_each_address_are_not_read() -> None:
    rules = read_robots(200, b"User-agent: *\n" + b"Disallow: /*a*b*c*d*$\n" * 20_000)
    assert rules.refused is not None and "more than 2000 wildcards" in rules.refused.reason
