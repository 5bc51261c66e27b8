"""TDM Reservation Protocol: what a site's `/.well-known/tdmrep.json` reserves.

W3C community group report of 10 May 2024 (www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510): a list of
rules, each with `location`, `tdm-reservation` and perhaps `tdm-policy`. Of the rules whose location matches an address
the first one counts. Locations are written as in robots.txt (`*`, `$`), so its parser is what matches them.

A site that has no such file, or none that can be read, reserves nothing by it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from protego import Protego

PLACE = "/.well-known/tdmrep.json"
MOST_BYTES = 500 * 1024  # as of a robots.txt; a larger file is not read
MOST_RULES = 200


@dataclass(frozen=True)
class TdmRule:
    """One rule: which addresses of the site it speaks of, whether they are reserved, and the address of the terms."""

    reserved: bool
    policy: str | None
    _places: Protego

    def covers(self, url: str) -> bool:
        return not self._places.can_fetch(url, "*")


@dataclass(frozen=True)
class TdmRules:
    """A site's rules in the order of its file."""

    rules: tuple[TdmRule, ...] = ()

    def opt_out(self, url: str) -> str | None:
        """What the first rule that covers the address reserves, as `PageInfo.opt_out` has it; None for nothing."""
        rule = next((rule for rule in self.rules if rule.covers(url)), None)
        if rule is None or not rule.reserved:
            return None
        return "tdmrep.json: tdm-reservation 1" + (f", tdm-policy {rule.policy}" if rule.policy else "")


def read_tdmrep(body: bytes) -> TdmRules:
    """The rules in a file; entries that are none are passed over. Raises ValueError for what is no JSON at all."""
    try:
        value = json.loads(body.decode("utf-8-sig", "replace"))
    except RecursionError as why:
        raise ValueError("nested too deep") from why
    entries = value if isinstance(value, list) else [value]  # some sites leave the brackets out around a single rule
    return TdmRules(tuple(rule for rule in map(_rule, entries[:MOST_RULES]) if rule is not None))


def _rule(entry: Any) -> TdmRule | None:
    if not isinstance(entry, dict) or not isinstance(location := entry.get("location"), str) or not location.strip():
        return None
    policy = entry.get("tdm-policy")
    places = Protego.parse(f"User-agent: *\nDisallow: {_one_line(location)}")
    reserved = entry.get("tdm-reservation") in (1, "1")
    return TdmRule(reserved, _one_line(policy) if isinstance(policy, str) else None, places)


def _one_line(text: str) -> str:
    """Without line breaks, and without the halves of characters (`\\ud800`) that JSON can name and no file can hold."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())
