"""A run from its lock to its end: open it, mend what a killed run left, judge it, publish it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.snapshot import Snapshot, SnapshotError
from flows import alerts, progress, search
from flows.alerts import Message
from flows.desk import Desk, check_space, open_desk, run_lock
from flows.digest import digest
from flows.health import Finding, RunFacts, findings, judge
from flows.progress import RUN_LOG
from flows.publish import publish, sweep
from flows.run import Kind, Outcome, RunReport, new_run_id
from flows.search import SearchError
from flows.settings import Settings
from flows.store import Store, filing, health, ledger, open_store, runs
from flows.store.connection import wal_of
from scrapers.archive import recover, restore
from scrapers.crawl import CrawlPlan, CrawlReport, Tally
from scrapers.errors import MadeUpForError, NightdeskError
from scrapers.sources import Source

PUNCTUAL = timedelta(minutes=15)  # a night that begins later than this after its time is late
LEFT_OUT = "The pages are taken from the archive; what the lost lines said of other URLs, only a backup has."
CUT_SHORT = "Restore it from a backup, or run `nightdesk rebuild`: it takes what it can from the archive."

LOG = logging.getLogger("nightdesk")


class Run:
    """A run under way: what it may use, and what its stages leave for one another.

    `asked` are the sources that it is about, `whole` says that they are all there are to ask, `plan` what its crawl is
    to do and `counted` what that counted, `recogniser` names what names its articles, `unnamed` says why some could not
    be named, `faults` what is wrong with the user's corrections, `keep` how many snapshots are kept, `torn` which WARC
    files could not be read to their end, `damage` what of the journals is lost, and what to do.
    It is no dataclass because Prefect looks through the fields of every dataclass that a task is given, pages and
    sources too.
    """

    def __init__(self, desk: Desk, run_id: str, kind: Kind, lock: int) -> None:
        self.desk, self.run_id, self.kind, self.lock = desk, run_id, kind, lock
        self.settings, self.sources = desk.settings(), desk.sources()
        self.asked: tuple[Source, ...] = ()
        self.whole = True
        self.urls_given = 0
        self.plan: CrawlPlan | None = None
        self.counted: CrawlReport | None = None
        self.ended = "finished"
        self.to_clean: list[filing.PageToClean] = []
        self.recogniser: str | None = None
        self.to_name: list[int] = []
        self.unnamed: str | None = None
        self.faults: tuple[str, ...] = ()
        self.keep = self.settings.store.snapshots
        self.torn: tuple[str, ...] = ()
        self.damage: dict[str, str] = {}
        self.report: RunReport | None = None


@contextmanager
def begin(
    root: Path,
    kind: Kind,
    run_id: str | None = None,
    wait: bool = True,
    due: datetime | None = None,
    afresh: bool = False,
) -> Iterator[Run]:
    """Open a run: everything that could refuse it comes first, then what a killed run left is mended.

    `wait` for the run that has the desk, but by hand not as a night for a night. `due` is when the schedule wanted it.
    `afresh`: with a new database, the old one put aside.

    Raises:
        ConfigError, DeskError, NoSpaceError: nothing has happened yet.
        MadeUpForError: a night has begun since `due`.
    """
    desk = open_desk(root)
    check_space(desk)
    run_id = run_id or new_run_id()
    with run_lock(desk, f"{kind} {run_id}", waiting(kind, wait, due)) as lock, logged(desk.run_log(run_id)):
        if due is not None:
            _check_due(desk, due)
        if afresh:
            put_aside(desk)
        run = Run(desk, run_id, kind, lock)
        RUN_LOG.info("%s %s begins", kind, run_id)
        mend(run, late_for=due if is_late(due, datetime.now(UTC)) else None, afresh=afresh)
        with progress.recorded(desk.running_file, run_id, kind):
            try:
                yield run
            except BaseException as why:
                _write_down(run, why)
                raise


def put_aside(desk: Desk) -> None:
    """Move the database out of the way, its write-ahead log first: it must never be read into another database. What
    an earlier attempt put aside stays: what came after it is half made."""
    for path, aside in ((wal_of(desk.database), wal_of(desk.damaged)), (desk.database, desk.damaged)):
        if path.exists() and not desk.damaged.exists():
            path.rename(aside)
        path.unlink(missing_ok=True)


def discard_damaged(desk: Desk) -> None:
    """Remove what a rebuild put aside: what was made instead is published."""
    for path in (desk.damaged, wal_of(desk.damaged)):
        path.unlink(missing_ok=True)


@contextmanager
def logged(path: Path) -> Iterator[None]:
    """Keep what this run says in a file of its own: its stages, its issues, and every warning."""
    file = logging.FileHandler(path, encoding="utf-8")
    file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    file.addFilter(lambda line: line.name == RUN_LOG.name or line.levelno >= logging.WARNING)
    speakers = (RUN_LOG, LOG, logging.getLogger("scrapers"))
    for speaker in speakers:
        speaker.addHandler(file)
    try:
        yield
    finally:
        for speaker in speakers:
            speaker.removeHandler(file)
        file.close()


def waiting(kind: Kind, wait: bool, due: datetime | None = None) -> Callable[[str], bool]:
    """Whether a run of this kind waits for the one that has the desk. A night by hand does not wait for a night; one
    of the schedule does, and may then find that it has been made up for."""
    second = kind is Kind.NIGHTLY and due is None
    return lambda holder: wait and not (second and holder.split()[1:2] == [Kind.NIGHTLY.value])


def is_late(due: datetime | None, now: datetime) -> bool:
    """Whether a run that the schedule wanted then makes up for one that was missed."""
    return due is not None and now - due > PUNCTUAL


def _check_due(desk: Desk, due: datetime) -> None:
    with open_store(desk) as store:
        last = runs.last_night(store)
    if last is not None and last >= due:
        raise MadeUpForError(f"the night of {due:%Y-%m-%d %H:%M} UTC: one has begun since, at {last:%H:%M} UTC.")


def mend(run: Run, late_for: datetime | None = None, afresh: bool = False) -> None:
    """Take in what earlier runs left: torn archive files, unread journals, runs without an end."""
    sweep(run.desk)
    recovered = recover(run.desk.archive, run.desk.journal)
    if recovered.files:
        LOG.warning("a run was cut off: %s", recovered)
    if afresh:
        run.damage |= dict.fromkeys(_restore(run.desk), LEFT_OUT)
    with open_store(run.desk) as store:
        runs.start_run(store, run.run_id, run.kind, datetime.now(UTC), late_for)
        runs.save_sources(store, run.sources, complete=True)
        died = _died(run.desk, store, run.run_id)
        run.damage |= dict.fromkeys(ledger.shortened(store, run.desk.journal), CUT_SHORT)
        ledger.read_journals(store, run.desk.journal)
        for run_id in dict.fromkeys((*died, *runs.unfinished_runs(store, but=run.run_id))):
            ended = "crashed" if run_id in died else runs.run_report(store, run_id).ended or "crashed"
            outcome, issues = judge(_facts(store, run_id, ended, (), None))
            runs.finish_run(store, run_id, ended, None, outcome, issues)
            if run_id in died:  # not a run that a database made anew has just read of
                alerts.after_run(run.desk, run.settings, runs.run_report(store, run_id))


def _died(desk: Desk, store: Store, now: str) -> list[str]:
    """The runs that were killed: they have no outcome, or they had one and were not published any more."""
    left = progress.left_behind(desk.running_file)
    published = desk.pointer.exists() and desk.pointer.read_text("utf-8").strip() == f"{left}.duckdb"
    return [*runs.unfinished_runs(store, but=now), *([] if published else runs.to_be_published(store, left))]


def _restore(desk: Desk) -> Iterator[str]:
    """Make the journals whole for a rebuild; yields what was lost of them."""
    restored = restore(desk.archive, desk.journal)
    yield from restored.journals
    if restored.pages:
        yield f"{desk.journal}: {restored.pages:,} pages of the archive were named by no line"


def _write_down(run: Run, why: BaseException) -> None:
    """`_abandon`, where the disk lets it: what goes wrong here must not hide what went wrong before."""
    try:
        _abandon(run, why)
    except NightdeskError as also:
        LOG.error("the end of the run could not be written down; the next one will: %s", also)


def _abandon(run: Run, why: BaseException) -> None:
    """Write down that the run failed or was cancelled; what is archived is taken in."""
    cancelled = not isinstance(why, Exception)  # KeyboardInterrupt, or Prefect's TerminationSignal
    first_line = next(iter(str(why).splitlines()), type(why).__name__)
    ended = "cancelled" if cancelled else f"failed: {first_line}"
    RUN_LOG.error("%s", ended)
    with open_store(run.desk) as store:
        ledger.read_journals(store, run.desk.journal)
        outcome, issues = judge(_facts(store, run.run_id, ended, (), None))
        runs.finish_run(store, run.run_id, ended, datetime.now(UTC), outcome if cancelled else Outcome.RED, issues)
        report = runs.run_report(store, run.run_id)
    if not cancelled:
        alerts.after_run(run.desk, run.settings, report, whole=run.whole)


def conclude(run: Run) -> None:
    """Judge the run and, unless it is red, publish it."""
    unindexed = _index(run.desk)
    with open_store(run.desk) as store:
        runs.count_articles(store)
        counted = run.counted.tallies if run.counted else None
        facts = _facts(store, run.run_id, run.ended, run.asked, counted)
        facts = replace(facts, urls_given=run.urls_given, unnamed=run.unnamed, unindexed=unindexed, faults=run.faults)
        facts = replace(facts, unsent=alerts.standing(run.desk).failed)
        facts = replace(facts, backfill=run.kind is Kind.BACKFILL, torn=run.torn, damage=run.damage)
        facts = replace(facts, standing=_standing(store, run))
        outcome, issues = judge(facts)
        runs.finish_run(store, run.run_id, run.ended, datetime.now(UTC), outcome, issues)
        run.report = runs.run_report(store, run.run_id)
    for issue in issues:
        RUN_LOG.warning("%s: %s: %s", issue.severity, issue.source_id or "the run", issue.reason)
    RUN_LOG.info("%s, %s", outcome, run.ended)
    if outcome is not Outcome.RED:
        publish(run.desk, run.run_id, run.settings.time_zone, run.keep, watches(run.settings))
        discard_damaged(run.desk)
    tell(run, run.report)


def _standing(store: Store, run: Run) -> dict[str, Finding]:
    """How each source of a whole night stands beside its own past; kept for `status` and the dashboard."""
    if run.kind is not Kind.NIGHTLY or run.ended != "finished":
        return {}
    day = datetime.now(UTC).astimezone(ZoneInfo(run.settings.time_zone)).date()
    known = health.source_facts(store, run.settings.time_zone, day)
    found = {one.id: findings(one.id, known[one.id]) for one in run.asked if one.id in known}
    health.save_health(store, run.run_id, day, found)
    return found


def watches(settings: Settings) -> dict[str, dict[str, str]]:
    """The watches of settings.toml as a snapshot keeps them for the dashboard."""
    return {name: {"entity": w.entity} if w.entity else {"words": w.words or ""} for name, w in settings.watch.items()}


def tell(run: Run, report: RunReport) -> None:
    """Alert of what went wrong, and send the digest of a night that was published, as the settings say."""
    if not run.settings.alerts.urls:
        return
    message = None
    if run.settings.alerts.digest and report.kind == Kind.NIGHTLY and run.whole and report.outcome is not Outcome.RED:
        message = _digest(run, report)
    alerts.after_run(run.desk, run.settings, report, message, run.whole)


def _digest(run: Run, report: RunReport) -> Message:
    """The digest; what keeps it from being made is said in its place, and harms no night."""
    try:
        return digest(Snapshot(run.desk.snapshots / f"{report.run_id}.duckdb"), report, run.settings.watch)
    except SnapshotError as why:
        LOG.error("the digest could not be made: %s", why)
        return Message("Nightdesk: no digest", f"{report.kind} {report.run_id}: {why}\nRun: {why.command}")


def _index(desk: Desk) -> str | None:
    """Bring the search index up to date; returns why that could not be done, which never stops a night."""
    try:
        search.update(desk)
    except SearchError as why:
        return str(why)
    return None


def _facts(
    store: Store, run_id: str, ended: str, asked: Sequence[Source], counted: Mapping[str, Tally] | None
) -> RunFacts:
    return RunFacts(
        ended=ended,
        sources=asked,
        tallies=runs.tallies(store, run_id),
        counted=counted,
        listings=runs.listing_results(store, run_id),
        failures=runs.failure_reasons(store, run_id),
        rejections=runs.rejection_reasons(store, run_id),
        with_articles=runs.sources_with_articles(store),
    )
