"""robots.txt as RFC 9309 has it: what a site lets a crawler ask for, and how often.

    answer                          what follows
    200                             its rules, of the first 500 KiB; with thousands of wildcards, as if unreachable
    4xx, more than five redirects   no rules: everything is allowed (2.3.1.2, 2.3.1.3)
    429, 5xx, no answer             nothing may be asked for (2.3.1.4)

A site that cannot say what it forbids is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from scrapers.page import SkipReason, UrlState

PLACE = "/robots.txt"
# The product token that robots.txt files can name (RFC 9309, 2.2.1).
TOKEN = "nightdesk"
# RFC 9309, 2.5: at least 500 kibibytes are to be read.
ROBOTS_BYTES = 500 * 1024
# Each `*` of a rule is searched for in each address: 20,000 rules with five each took 1.2 s for one address.
MOST_WILDCARDS = 2_000
# No RFC speaks of Crawl-delay. Longer ones (some sites write 3600) are taken as a minute: at the default of 500 pages a
# source even that outlasts a night, and the time budget ends it.
LONGEST_CRAWL_DELAY = 60.0
# Crawlers that gather pages to train models, by the tokens that their operators document for robots.txt (OpenAI,
# Anthropic, Common Crawl, Google, Apple, Meta, Amazon, Perplexity), or that sites name (anthropic-ai, Bytespider,
# cohere-ai: github.com/ai-robots-txt/ai.robots.txt). What it forbids them is an opt-out that is noted; we obey our own.
AI_AGENTS = (
    "GPTBot", "ClaudeBot", "anthropic-ai", "CCBot", "Google-Extended", "Applebot-Extended", "meta-externalagent",
    "Amazonbot", "PerplexityBot", "Bytespider", "cohere-ai",
)  # fmt: skip


@dataclass(frozen=True)
class Refusal:
    """Why a URL may not be asked for, and the state that it ends in."""

    state: UrlState
    reason: str


@dataclass(frozen=True)
class RobotsRules:
    """What an origin's robots.txt says. `note` goes into the archive; `refused` is for rules that nobody could read;
    `ai_agents` are those of `AI_AGENTS` that it names."""

    note: str = "allowed"
    refused: Refusal | None = None
    crawl_delay: float = 0.0
    sitemaps: tuple[str, ...] = ()
    ai_agents: tuple[str, ...] = ()
    _rules: Protego | None = field(default=None, repr=False)

    def refusal(self, url: str) -> Refusal | None:
        """None where `url` may be asked for."""
        if self.refused is not None:
            return self.refused
        if self._rules is not None and not self._rules.can_fetch(url, TOKEN):
            return Refusal(UrlState.SKIPPED, SkipReason.ROBOTS)
        return None

    def opt_out(self, url: str) -> str | None:
        """Which of the AI crawlers that it names may not ask for `url`, as `PageInfo.opt_out` has it; None for none."""
        if self._rules is None:
            return None
        shut_out = ", ".join(agent for agent in self.ai_agents if not self._rules.can_fetch(url, agent))
        return f"robots.txt: disallows {shut_out}" if shut_out else None


def origin(url: str) -> str:
    """`scheme://host:port`, as written: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def read_robots(status: int, body: bytes) -> RobotsRules:
    """The rules of an answer to a request for robots.txt; `body` is decoded from its content encoding."""
    if status == 429 or status >= 500:
        return no_robots(f"HTTP {status}")
    if status != 200:
        return RobotsRules(f"allowed: robots.txt HTTP {status}")
    text = body[:ROBOTS_BYTES].decode("utf-8-sig", "replace")
    if text.count("*") > MOST_WILDCARDS:
        return no_robots(f"more than {MOST_WILDCARDS} wildcards")
    rules, named = Protego.parse(text), text.lower()
    delay = min(float(rules.crawl_delay(TOKEN) or 0), LONGEST_CRAWL_DELAY)
    agents = tuple(agent for agent in AI_AGENTS if agent.lower() in named)
    return RobotsRules(crawl_delay=delay, sitemaps=tuple(rules.sitemaps), ai_agents=agents, _rules=rules)


def no_robots(reason: str) -> RobotsRules:
    """The rules where robots.txt could not be reached, or not be read: nothing may be asked for."""
    return RobotsRules("unreachable", Refusal(UrlState.FAILED, f"robots.txt unreachable: {reason}"))
