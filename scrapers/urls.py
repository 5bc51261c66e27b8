"""URLs as identities: what makes two of them the same page."""

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
