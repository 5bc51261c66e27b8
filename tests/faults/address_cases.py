"""Hosts that lead inside, and the ways in which a page of the public web may send a crawl there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

PUBLIC = "93.184.216.34"  # on the loopback device of the namespace, like all others
INSIDE = ("10.1.2.3", "172.16.5.6", "192.168.7.8", "169.254.169.254", "100.64.0.1", "198.18.0.1", "fc00::1", "fd00::7")
# Addresses as hosts of URLs.
LITERALS = (
    "127.0.0.1", "127.0.0.2", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "0.0.0.0",
    "0", "localhost", "LOCALHOST.", "a.localhost", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::127.0.0.1]",
    "[::ffff:10.1.2.3]", "[::ffff:a9fe:a9fe]", "[64:ff9b::a01:203]", "[2002:a01:203::1]", "10.1.2.3", "167838211",
    "0xa.1.2.3", "012.1.2.3", "172.16.5.6", "192.168.7.8", "169.254.169.254", "2852039166", "100.64.0.1", "198.18.0.1",
    "[fe80::1]", "[fc00::1]", "[fd00::7]", "224.0.0.1", "255.255.255.255", "240.0.0.1", "paper.example@10.1.2.3",
    "１２７.0.0.1",
    "127。0。0。1",
)  # fmt: skip
# Names, with the answers of the name server in turn.
NAMES: dict[str, list[list[str]]] = {
    "loop.example": [["127.0.0.1"]],
    "private.example": [["10.1.2.3"]],
    "metadata.example": [["169.254.169.254"]],
    "six.example": [["fc00::1"]],
    "six-loop.example": [["::1"]],
    "mapped.example": [["::ffff:10.1.2.3"]],
    "nat64.example": [["64:ff9b::a01:203"]],
    "both.example": [["8.8.8.8", "10.1.2.3"]],
    "rebind.example": [[PUBLIC], ["10.1.2.3"]],
    "rebind-later.example": [[PUBLIC], [PUBLIC], [PUBLIC], ["10.1.2.3"]],
}
TARGETS = (*LITERALS, *NAMES)
WHERE = tuple(f"http://{target}/inside" for target in TARGETS)
FILES = ("file://{canary}", "data:text/html,canary", "ftp://10.1.2.3/canary", "s3://canary/canary")


@dataclass(frozen=True)
class Site:
    """A public host that sends the crawl to `places`; `listing` is the key and path in sources.toml."""

    places: tuple[str, ...]
    listing: tuple[str, str]
    answer: Callable[[tuple[str, ...], str, str], tuple[int, str, str, str | None]]


Answer = tuple[int, str, str, str | None]  # status, content type, body, Location
ABSENT: Answer = (404, "text/plain", "", None)


def feed(links: list[str]) -> Answer:
    body = "".join(f"<item><link>{link.replace('&', '&amp;')}</link></item>" for link in links)
    return 200, "application/rss+xml", f"<rss><channel>{body}</channel></rss>", None


def by_link(places: tuple[str, ...], host: str, path: str) -> Answer:
    return feed(list(places)) if path == "/feed" else ABSENT


def _own(places: tuple[str, ...], host: str, path: str) -> Answer:
    return feed([f"http://{host}/go/{number}" for number in range(len(places))])


def by_redirect(places: tuple[str, ...], host: str, path: str) -> Answer:
    if path.startswith("/go/"):
        return 302, "text/html", "", places[int(path[4:])]
    return _own(places, host, path) if path == "/feed" else ABSENT


def by_refresh(places: tuple[str, ...], host: str, path: str) -> Answer:
    if path.startswith("/go/"):
        head = f'<meta http-equiv="refresh" content="0; url={places[int(path[4:])]}">'
        return 200, "text/html", f"<html><head>{head}</head><body><p>Wait.</p></body></html>", None
    return _own(places, host, path) if path == "/feed" else ABSENT


def by_feed(places: tuple[str, ...], host: str, path: str) -> Answer:
    links = "".join(f'<link rel="alternate" type="application/rss+xml" href="{place}">' for place in places)
    return (200, "text/html", f"<html><head>{links}</head></html>", None) if path == "/" else ABSENT


def by_sitemap(places: tuple[str, ...], host: str, path: str) -> Answer:
    body = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in places)
    return (200, "application/xml", f"<sitemapindex>{body}</sitemapindex>", None) if path == "/map.xml" else ABSENT


def by_robots(places: tuple[str, ...], host: str, path: str) -> Answer:
    lines = "\n".join(f"Sitemap: {place}" for place in places)
    return (200, "text/plain", lines, None) if path == "/robots.txt" else (200, "text/html", "<html></html>", None)


def by_robots_redirect(places: tuple[str, ...], host: str, path: str) -> Answer:
    return (302, "text/plain", "", places[0]) if path == "/robots.txt" else feed([])


# The way, how many places one source can be sent to, and what sources.toml says.
WAYS = (
    (by_link, 1000, ("feeds", "/feed")),
    (by_redirect, 1000, ("feeds", "/feed")),
    (by_refresh, 1000, ("feeds", "/feed")),
    (by_feed, 10, ("site", "/")),
    (by_sitemap, 20, ("sitemaps", "/map.xml")),
    (by_robots, 5, ("site", "/")),
    (by_robots_redirect, 1, ("feeds", "/feed")),
)


def sites(files: tuple[str, ...]) -> dict[str, Site]:
    """The public hosts, by name; `files` are addresses that are none of the web."""
    found = {}
    for way, most, listing in WAYS:
        places = (*WHERE, *files)
        for number in range(0, len(places), most):
            host = f"{way.__name__.replace('_', '-')}-{number}.example"
            found[host] = Site(places[number : number + most], listing, way)
    return found


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""
