"""URLs: which of them can be asked for, and what makes two of them the same page."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import tldextract

# Parameters that only tell where a click came from (as Google, Meta, Microsoft, Mailchimp and AT Internet name them).
TRACKING = frozenset(
    [
        *("fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "twclid", "igshid", "yclid"),
        *("mc_cid", "mc_eid", "_ga", "ocid", "cmpid", "xtor", "at_medium", "at_campaign", "srsltid", "gad_source"),
        *("gad_campaignid", "igsh", "mkt_tok", "_hsenc", "_hsmi", "wt_mc", "wt_zmc", "wtmc", "__twitter_impression"),
    ]
)


def web_address(url: str) -> str:
    """The URL, if it can be asked for. Raises ValueError, which says what it must be."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an http:// or https:// address")
    if parts.port == 0:  # one that is no port at all has raised
        raise ValueError("must have a port from 1 to 65535, or none")
    if "@" in parts.netloc:
        raise ValueError("must hold no name and no password: an address is stored and shown in many places")
    return url


def is_web(url: str) -> bool:
    """Whether the URL can be asked for; see `web_address`."""
    try:
        return bool(web_address(url))
    except ValueError:
        return False


def is_tracking(name: str) -> bool:
    return name.lower() in TRACKING or name.lower().startswith("utm_")


def clean_url(url: str) -> str:
    """The URL without fragment, tracking parameters and default port; host in lower case, "/" for an empty path."""
    parts = urlsplit(url.strip())
    host = parts.netloc.lower().removesuffix({"http": ":80", "https": ":443"}.get(parts.scheme.lower(), " "))
    query = parts.query
    if query and any(is_tracking(name) for name, _ in parse_qsl(query, keep_blank_values=True)):
        query = urlencode([(k, v) for k, v in parse_qsl(query, keep_blank_values=True) if not is_tracking(k)])
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))


def stable_id(text: str) -> int:
    """A positive 63-bit number made of `text` (BLAKE2b): the same on every machine; fits DuckDB's BIGINT."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def netloc(url: str) -> str:
    """`host:port` in lower case, the port always given: what a connection goes to."""
    parts = urlsplit(url)
    return f"{(parts.hostname or '').lower()}:{parts.port or {'http': 80, 'https': 443}.get(parts.scheme, 0)}"


@cache
def _suffixes() -> tldextract.TLDExtract:
    # The list of public suffixes that the package carries: nothing is fetched, nothing is written.
    return tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def registrable_domain(url: str) -> str:
    """`example.co.uk` for `https://news.example.co.uk/a`; the host itself for an address or a bare name."""
    parts = urlsplit(url)
    found = _suffixes()(url)
    return found.top_domain_under_public_suffix or (parts.hostname or "").lower()
