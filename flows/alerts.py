"""Alerts: a word when a run went wrong, once until it changes; when it is well again; and a digest of the morning.

They go out through Apprise (mail, Slack, ntfy, webhooks and a hundred more), to the addresses in `[alerts] urls`.
Such an address is a password: it is never printed, logged or stored. What could not be sent, or came in the quiet
hours, waits in `alerts.json` and goes with the next: `nightdesk up` looks every minute.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from flows.desk import Desk
from flows.run import Issue, Kind, Outcome, RunReport
from flows.settings import Alerts, Settings
from scrapers.errors import NightdeskError

LOG = logging.getLogger("nightdesk")
MOST_ISSUES = 20
MOST_HELD = 20
ORDER = [Outcome.OK, Outcome.AMBER, Outcome.RED]


class AlertError(NightdeskError):
    """A message could not be sent, or an address cannot be used; no message names the address."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent: a title and plain text. `places` are those of the addresses, from 1 on, that have yet to take it;
    none: all."""

    title: str
    text: str
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What was told last (`told`: one line an issue), what waits to be sent, and why it could not be."""

    told: tuple[str, ...] = ()
    held: tuple[Message, ...] = ()
    failed: str | None = None


_STANDING: TypeAdapter[Standing] = TypeAdapter(Standing)


def standing(desk: Desk) -> Standing:
    """What is known of alerts so far; a file that cannot be read counts as none, so that at worst one comes twice."""
    try:
        return _STANDING.validate_json(desk.alerts_file.read_bytes())
    except FileNotFoundError:
        return Standing()
    except ValidationError as why:
        LOG.warning("%s: cannot be read and is begun anew: %s", desk.alerts_file, why.errors()[0]["msg"])
        return Standing()


def after_run(
    desk: Desk, settings: Settings, report: RunReport, digest: Message | None = None, whole: bool = True
) -> None:
    """Tell of a run that has ended, if there is something to tell, and send the digest. Never raises for a failure to
    send: that is kept, and the next run is amber for it. Only a `whole` night, one of all sources, says what is well
    again."""
    alerts = settings.alerts
    if not alerts.urls:
        return
    before = standing(desk)
    told = _lines(report.issues, Outcome(alerts.level))
    messages, night = list(before.held), report.kind == Kind.NIGHTLY and whole
    if not set(told) <= set(before.told) or (night and told != before.told):
        messages.append(_alert(report, told) if told else _mended(report, before.told))
    if not night:  # it says nothing of what a night has found
        told = before.told
    if digest is not None:
        messages.append(digest)
    _send(desk, settings, told, messages)


def send_held(desk: Desk, settings: Settings) -> None:
    """Send what waits, once the quiet hours are over; `nightdesk up` calls this every minute."""
    before = standing(desk)
    if before.held and settings.alerts.urls:
        _send(desk, settings, before.told, list(before.held))


def test(desk: Desk, settings: Settings) -> None:
    """Send a message that says that alerts work. Raises AlertError."""
    if not settings.alerts.urls:
        raise AlertError(f'{desk.settings_file}: [alerts] has no urls. Write one, such as urls = ["mailto://..."].')
    urls = settings.alerts.urls
    left, failed = deliver(urls, [Message("Nightdesk: a test", f"Alerts of {desk.root} arrive here.")])
    if left:
        raise AlertError(failed)


def _send(desk: Desk, settings: Settings, told: tuple[str, ...], messages: Sequence[Message]) -> None:
    now = datetime.now(UTC).astimezone(ZoneInfo(settings.time_zone)).time()
    if is_quiet(settings.alerts, now):
        _keep(desk, Standing(told, tuple(messages)[-MOST_HELD:]))
        return
    left, failed = deliver(settings.alerts.urls, messages)
    if failed:
        LOG.warning("%s", failed)
    _keep(desk, Standing(told, tuple(left)[-MOST_HELD:], failed))


def is_quiet(alerts: Alerts, now: time) -> bool:
    """Whether `now` (in the desk's zone) is within the quiet hours, which may go over midnight."""
    if alerts.quiet_hours is None:
        return False
    begin, end = alerts.quiet
    return begin <= now < end if begin <= end else now >= begin or now < end


def deliver(urls: Sequence[str], messages: Sequence[Message]) -> tuple[list[Message], str | None]:
    """Send messages, each to every address that has yet to take it. Returns what is left of them, and why, naming
    addresses by their places in the list. One that fails is not tried again this time and keeps nothing from others."""
    everywhere = tuple(range(1, len(urls) + 1))
    failing: set[int] = set()
    left = []
    for message in messages:
        wanted = [place for place in message.places or everywhere if place in everywhere]
        failing |= {place for place in wanted if place not in failing and not _takes(urls[place - 1], message)}
        if again := tuple(place for place in wanted if place in failing):
            left.append(replace(message, places=again))
    if not failing:
        return left, None
    which = f"{', '.join(f'number {place}' for place in sorted(failing))} of {len(urls)}"
    return left, f"[alerts] urls: {which} did not take the message. `nightdesk alerts test` tries again."


def _takes(url: str, message: Message) -> bool:
    import apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # it would print addresses
    service = apprise.Apprise()
    try:
        return service.add(url) and bool(service.notify(title=message.title, body=message.text))
    except Exception as why:  # noqa: BLE001 - one of a hundred services is at fault; its words may hold the address
        LOG.warning("[alerts] urls: a service of Apprise broke down: %s", type(why).__name__)
        return False


def _keep(desk: Desk, what: Standing) -> None:
    partial = desk.alerts_file.with_suffix(".partial")
    partial.write_text(json.dumps(asdict(what), ensure_ascii=False), "utf-8")
    partial.chmod(0o600)
    partial.replace(desk.alerts_file)


def _lines(issues: Sequence[Issue], level: Outcome) -> tuple[str, ...]:
    """The issues from a level on, a line each, as they are compared: without the figures, which change every night."""
    grave = [one for one in issues if ORDER.index(one.severity) >= ORDER.index(level)]
    return tuple(sorted({f"{one.severity} {one.source_id or 'the run'}: {_steady(one.reason)}" for one in grave}))


def _steady(reason: str) -> str:
    return "".join("#" if char.isdigit() else char for char in reason)


def _alert(report: RunReport, told: Sequence[str]) -> Message:
    outcome = report.outcome or Outcome.RED
    shown = [one for one in report.issues if one.severity is not Outcome.OK][:MOST_ISSUES]
    lines = [f"{one.severity}  {one.source_id or 'the run'}: {one.reason}\n    {one.next_step}" for one in shown]
    if (more := len(report.issues) - len(shown)) > 0:
        lines.append(f"and {more} more: nightdesk status")
    count = f"{len(told)} thing{'s' if len(told) != 1 else ''} to look at"
    return Message(f"Nightdesk: {outcome}, {count}", f"{report.kind} {report.run_id}\n\n" + "\n".join(lines))


def _mended(report: RunReport, before: Sequence[str]) -> Message:
    count = f"{len(before)} thing{'s' if len(before) != 1 else ''}"
    return Message("Nightdesk: well again", f"{report.kind} {report.run_id}: {count} that was told of is mended.")
