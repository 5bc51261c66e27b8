"""Sources: the publishers that a person chose to follow, as sources.toml has them.

    [rte]
    name = "RTE News"
    feeds = ["https://www.rte.ie/feeds/rss/?index=/news/"]

A source has one or more of `site`, `feeds`, `sitemaps`, `sections`; all other keys are optional.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated

import cssselect
from pydantic import AfterValidator, ConfigDict, Field, StrictBool, model_validator
from pydantic.dataclasses import dataclass

from scrapers.errors import ConfigError
from scrapers.tables import check_table, read_toml
from scrapers.urls import netloc, web_address

SOURCE_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except (re.error, OverflowError, RecursionError) as why:
        raise ValueError(f"is not a regular expression: {why}") from None
    return text


def _selector(text: str) -> str:
    try:
        cssselect.HTMLTranslator().css_to_xpath(text)
    except cssselect.SelectorError as why:
        raise ValueError(f"is not a CSS selector: {why}") from None
    return text


Address = Annotated[str, AfterValidator(web_address)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Selector = Annotated[str, AfterValidator(_selector)]


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class Source:
    """One publisher as the user follows it.

    `site` finds feeds and sitemaps from the front page and robots.txt. `include` / `exclude` are regular expressions
    over URLs (an article URL must match one of `include`, if given, and none of `exclude`). `body` and `drop` are CSS
    selectors of the article's element and of what to drop from it. `delay` is seconds between requests to one host
    (None: the settings'), `limit` pages a night, `expect` the least number of new articles of a healthy night, `since`
    the first day to read. `publisher` names the company behind it, when several sources share one.
    """

    id: str
    name: str
    site: Address | None = None
    feeds: tuple[Address, ...] = ()
    sitemaps: tuple[Address, ...] = ()
    sections: tuple[Address, ...] = ()
    publisher: str | None = None
    language: Annotated[str | None, Field(pattern="^[a-z]{2,3}$")] = None
    country: Annotated[str | None, Field(pattern="^[A-Z]{2}$")] = None
    include: tuple[Pattern, ...] = ()
    exclude: tuple[Pattern, ...] = ()
    body: Selector | None = None
    drop: tuple[Selector, ...] = ()
    delay: Annotated[float | None, Field(ge=0, le=3600)] = None
    limit: Annotated[int | None, Field(ge=1, le=10_000_000)] = None
    expect: Annotated[int | None, Field(ge=0, le=10_000_000)] = None
    since: date | None = None
    paused: StrictBool = False
    verify_tls: StrictBool = True

    @model_validator(mode="after")
    def _reads_something(self) -> Source:
        if not self.listings:
            raise ValueError('needs one of the keys "site", "feeds", "sitemaps" or "sections": where should it look?')
        return self

    @property
    def listings(self) -> tuple[str, ...]:
        """Every address that the user wrote for this source."""
        return (*((self.site,) if self.site else ()), *self.feeds, *self.sitemaps, *self.sections)

    @property
    def netlocs(self) -> frozenset[str]:
        """`host:port` of every address that the user wrote: the only ones that may be private or loopback."""
        return frozenset(netloc(url) for url in self.listings)


def load_sources(path: Path) -> tuple[Source, ...]:
    """All sources of a sources.toml, in its order.

    Raises:
        ConfigError: one line for each thing wrong, each with file, table, key and the nearest valid key.
    """
    found, wrong = [], []
    for source_id, table in read_toml(path).items():
        try:
            found.append(make_source(source_id, table, f"{path}: [{source_id}]"))
        except ConfigError as why:
            wrong.append(str(why))
    if wrong:
        raise ConfigError("\n".join(wrong))
    return tuple(found)


def make_source(source_id: str, table: object, where: str = "source") -> Source:
    """One source from its table; `where` begins the messages of a ConfigError."""
    if not SOURCE_ID.fullmatch(source_id):
        raise ConfigError(f'{where}: "{source_id}" cannot be an id: use a-z, 0-9, "-" and "_", at most 64 of them.')
    if isinstance(table, dict) and "id" in table:
        raise ConfigError(f'{where}: unknown key "id": the table\'s own name is the id.')
    return check_table(Source, {"id": source_id, **table} if isinstance(table, dict) else table, where)
