"""The article's identity: its canonical URL, where the page's own word for it can be trusted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from scrapers.clean.head import Meta, link_targets
from scrapers.urls import clean_url, registrable_domain

LONGEST = 2_000
_LISTING = re.compile(r"/(?:index\.\w{3,5}|home|news|blog|category/[^/]*|tags?/[^/]*|topics?/[^/]*)/?", re.IGNORECASE)
MOBILE = frozenset({"m", "mobile", "amp", "wap", "mobil", "touch"})  # first labels of hosts of mobile editions
_AMP_PARAMETERS = ("amp", "amp=1", "amp=true", "outputType=amp")
_AMP_PATH = re.compile(r"/amp/?$|(?<=/)amp/(?=.)|\.amp(?=\.html$|$)")


def trusted(candidate: str, final_url: str) -> str | None:
    """The candidate as an absolute, clean URL; None when it cannot be this page's identity.

    It must be http(s), of the same registrable domain, and neither the site's root nor a bare listing (sites whose
    template names the front page as the canonical URL of each article are common).
    """
    if len(candidate) > LONGEST:
        return None
    try:
        url = clean_url(urljoin(final_url, candidate))
        parts = urlsplit(url)
        same_site = (
            bool(parts.hostname) and parts.port != 0 and registrable_domain(url) == registrable_domain(final_url)
        )
    except ValueError:  # not a URL at all: "http://[", a port of letters
        return None
    if parts.scheme not in ("http", "https") or not same_site:
        return None
    if parts.path == "/" and not parts.query and urlsplit(final_url).path != "/":
        return None
    is_listing = _LISTING.fullmatch(parts.path) and not parts.query and parts.path != urlsplit(final_url).path
    return None if is_listing else url


def plain_page(url: str) -> str:
    """The address of the plain page, where the URL is that of an AMP page by its path or its query."""
    parts = urlsplit(url)
    query = "&".join(part for part in parts.query.split("&") if part not in _AMP_PARAMETERS)
    return parts._replace(path=_AMP_PATH.sub("", parts.path) or "/", query=query).geturl()


def _candidates(tree: HtmlElement, meta: Meta) -> Iterator[str]:
    yield from link_targets(tree, "canonical")
    if "og:url" in meta:
        yield meta["og:url"]


def is_amp(tree: HtmlElement) -> bool:
    """Whether the page says that it is the AMP edition of another."""
    return "amp" in tree.attrib or "⚡" in tree.attrib


def _desktop(url: str, others: list[str]) -> str:
    """The same address on the site's plain host, where the page names it as well as that of its mobile edition."""
    parts = urlsplit(url)
    label, _, host = parts.netloc.partition(".")
    plain = [urlsplit(other) for other in others] if label in MOBILE else []
    same = (p for p in plain if p.netloc.removeprefix("www.") == host.removeprefix("www.") and p.path == parts.path)
    return next((p.geturl() for p in same), url)


def find_canonical(tree: HtmlElement, meta: Meta, final_url: str) -> str:
    """`rel=canonical`, else `og:url`, else the URL that answered; cleaned. AMP pages stand for their plain page, mobile
    ones for that of the plain host if the page names it."""
    named = list(filter(None, (trusted(candidate, final_url) for candidate in _candidates(tree, meta))))
    url = _desktop(named[0], named) if named else clean_url(final_url)
    return clean_url(plain_page(url)) if is_amp(tree) else url
