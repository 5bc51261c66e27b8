"""settings.toml: every key is optional, unknown keys are errors.

time_zone = "Europe/Dublin"     the zone of days, of the schedule and of the dashboard; default: this machine's
[schedule]  cron, paused
[fetch]     contact, delay, deadline, max_bytes, limit, pages, minutes, lookback_days
[backfill]  limit, minutes
[clean]     workers, seconds, megabytes
[entities]  model
[store]     snapshots
[alerts]    urls, level, quiet_hours, digest
[watch.NAME] entity or words
[retention] days
[server]    port
[dashboard] port
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, ConfigDict, Field, StrictBool
from pydantic.dataclasses import dataclass
from tzlocal import get_localzone_name

from scrapers.crawl import Limits
from scrapers.tables import check_table, nearest, read_toml

NO_MODEL = "none"
CLOSED = ConfigDict(extra="forbid")
Port = Annotated[int, Field(ge=1, le=65535)]


def _zone(name: str) -> str:
    if name not in available_timezones():
        near = nearest(name, [zone for zone in available_timezones() if "/" in zone or zone == "UTC"])
        raise ValueError("is no IANA time zone" + (near if "did you mean" in near else ', such as "Europe/Dublin"'))
    return name


def _cron(line: str) -> str:
    try:
        CronSim(line, datetime.now(UTC))
    except CronSimError as why:
        raise ValueError(f'is no cron line ({why}); "0 2 * * *" is every night at two') from None
    return line


def _contact(text: str) -> str:
    if not text.isascii() or not text.isprintable():
        raise ValueError("must be a web or e-mail address of plain ASCII characters: it is sent in a header")
    return text


def _model(name: str) -> str:
    if name not in ("nightdesk", NO_MODEL) and not re.fullmatch(r"spacy:\S+", name):
        raise ValueError('must be "nightdesk", "spacy:NAME" of a spaCy model that is installed, or "none"')
    return name


@dataclass(frozen=True, config=CLOSED)
class Schedule:
    """When a night starts by itself: a cron line in the desk's time zone."""

    cron: Annotated[str, AfterValidator(_cron)] = "0 2 * * *"
    paused: StrictBool = False


@dataclass(frozen=True, config=CLOSED)
class Fetch:
    """What a crawl may do. `contact` (a web page or e-mail address) is told to every site in the user agent.

    `delay` and `deadline` are seconds, `max_bytes` is of one page after decoding, `limit` is pages a source and night,
    `pages` those of all sources, `minutes` the length of a night, `lookback_days` how far back sitemaps are read.
    """

    contact: Annotated[str, AfterValidator(_contact)] = ""
    delay: Annotated[float, Field(ge=0, le=3600)] = 1.0
    deadline: Annotated[float, Field(gt=0, le=600)] = 30.0
    max_bytes: Annotated[int, Field(ge=10_000, le=1_000_000_000)] = 10_000_000
    limit: Annotated[int, Field(ge=1, le=10_000_000)] = 500
    pages: Annotated[int, Field(ge=1, le=10_000_000)] = 20_000
    minutes: Annotated[float, Field(gt=0, le=10_080)] = 240.0
    lookback_days: Annotated[int, Field(ge=1, le=36_500)] = 7

    @property
    def limits(self) -> Limits:
        return Limits(
            delay=self.delay,
            deadline=self.deadline,
            max_bytes=self.max_bytes,
            pages_per_source=self.limit,
            pages=self.pages,
            minutes=self.minutes,
            lookback_days=self.lookback_days,
        )


@dataclass(frozen=True, config=CLOSED)
class Backfill:
    """What one `nightdesk backfill` may fetch: pages of a source, and minutes; the same command again goes on."""

    limit: Annotated[int, Field(ge=1, le=10_000_000)] = 2000
    minutes: Annotated[float, Field(gt=0, le=10_080)] = 240.0


@dataclass(frozen=True, config=CLOSED)
class Clean:
    """The cleaning processes: how many (0: one a processor), and what one page may take of time and memory."""

    workers: Annotated[int, Field(ge=0, le=64)] = 0
    seconds: Annotated[float, Field(gt=0, le=3600)] = 20.0
    megabytes: Annotated[int, Field(ge=300, le=1_000_000)] = 1500


@dataclass(frozen=True, config=CLOSED)
class Entities:
    """What finds the people, organisations and places: our own model, a spaCy model that is installed, or none."""

    model: Annotated[str, AfterValidator(_model)] = "nightdesk"


@dataclass(frozen=True, config=CLOSED)
class Store:
    """How many snapshots are kept."""

    snapshots: Annotated[int, Field(ge=1, le=10_000)] = 3


def _hours(text: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d", text):
        raise ValueError('must be two times of day, such as "22:00-07:00"')
    return text


@dataclass(frozen=True, config=CLOSED)
class Alerts:
    """Where a word goes when a run went wrong: addresses as Apprise has them, each of them a password.

    `level`: from "amber" or "red" on. `quiet_hours`: what comes then waits until they are over. `digest`: a message
    every morning.
    """

    urls: tuple[str, ...] = Field(default=(), repr=False)
    level: Literal["amber", "red"] = "amber"
    quiet_hours: Annotated[str, AfterValidator(_hours)] | None = None
    digest: StrictBool = False

    @property
    def quiet(self) -> tuple[time, time]:
        """When the quiet hours begin and end. Raises AttributeError where there are none."""
        begin, _, end = self.quiet_hours.partition("-")  # type: ignore[union-attr]
        return time.fromisoformat(begin), time.fromisoformat(end)


@dataclass(frozen=True, config=CLOSED)
class Watch:
    """What to look out for: an entity, by its name or an alias, or words as the search has them; one of the two."""

    entity: str | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        if bool(self.entity) == bool(self.words):
            raise ValueError("give `entity` or `words`, one of the two")


@dataclass(frozen=True, config=CLOSED)
class Retention:
    """After how many days the text of an article goes, from the archive too; 0: never."""

    days: Annotated[int, Field(ge=0, le=36500)] = 0


@dataclass(frozen=True, config=CLOSED)
class Server:
    """The Prefect server of `nightdesk up`, on 127.0.0.1."""

    port: Port = 4200


@dataclass(frozen=True, config=CLOSED)
class Dashboard:
    """The dashboard, on 127.0.0.1."""

    port: Port = 8501


@dataclass(frozen=True, config=CLOSED)
class Settings:
    """Everything that settings.toml may say."""

    time_zone: Annotated[str, AfterValidator(_zone)] = Field(default_factory=get_localzone_name)
    schedule: Schedule = Field(default_factory=Schedule)
    fetch: Fetch = Field(default_factory=Fetch)
    backfill: Backfill = Field(default_factory=Backfill)
    clean: Clean = Field(default_factory=Clean)
    entities: Entities = Field(default_factory=Entities)
    store: Store = Field(default_factory=Store)
    alerts: Alerts = Field(default_factory=Alerts)
    watch: dict[str, Watch] = Field(default_factory=dict)
    retention: Retention = Field(default_factory=Retention)
    server: Server = Field(default_factory=Server)
    dashboard: Dashboard = Field(default_factory=Dashboard)


TABLES: dict[str, type] = {
    "schedule": Schedule,
    "fetch": Fetch,
    "backfill": Backfill,
    "clean": Clean,
    "entities": Entities,
    "store": Store,
    "alerts": Alerts,
    "retention": Retention,
    "server": Server,
    "dashboard": Dashboard,
}


def load_settings(path: Path) -> Settings:
    """The desk's settings; all defaults where there is no settings.toml.

    Raises:
        ConfigError: names file, table, key, what is wrong and the nearest valid key.
    """
    if not path.exists():
        return Settings()
    tables = read_toml(path)
    parts: dict[str, object] = {
        name: check_table(kind, tables[name], f"{path}: [{name}]") for name, kind in TABLES.items() if name in tables
    }
    watches = tables.get("watch", {})
    if isinstance(watches, dict):
        parts["watch"] = {name: check_table(Watch, one, f"{path}: [watch.{name}]") for name, one in watches.items()}
    return check_table(Settings, {**tables, **parts}, f"{path}:")
