"""The command line. Each command checks its words, then delegates; errors are one message and an exit code.

0 ok    1 failed (red)    2 partial (amber), or wrong words    75 the desk is in use, try again later
"""

from __future__ import annotations

import errno
import logging
import signal
import sys
import traceback
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_alerts import app as alerts_app
from flows.cli_bundle import bundle, open_bundle
from flows.cli_entities import app as entities_app
from flows.cli_export import DAY, export
from flows.cli_furniture import app as furniture_app
from flows.cli_options import HERE, DeskOption, NoWaitOption, SourceOption
from flows.cli_sources import app as sources_app
from flows.desk import open_desk
from scrapers.errors import NightdeskError

app = typer.Typer(
    name="nightdesk",
    help="A news desk that works at night: it fetches articles, cleans, counts and shows them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(sources_app, name="sources")
app.add_typer(furniture_app, name="furniture")
app.add_typer(entities_app, name="entities")
app.add_typer(alerts_app, name="alerts")
app.command()(bundle)
app.command("open")(open_bundle)

DISK = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)  # what a full or broken disk says


def main() -> None:
    """Run a command; a NightdeskError, or what the disk says, becomes a message and an exit code."""
    heed_signals()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S", stream=sys.stderr)
    for noisy in ("httpx", "alembic", "asyncio", "trafilatura", "htmldate"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    try:
        app()
    except KeyboardInterrupt:
        print("nightdesk: cancelled; what was archived stays, and the next run goes on from there.", file=sys.stderr)
        sys.exit(130)
    except NightdeskError as why:
        print(f"nightdesk: {why}", file=sys.stderr)
        let_go(why)
        sys.exit(why.exit_code)
    except OSError as why:
        if why.errno not in DISK:
            raise
        where = why.filename or "the disk"
        print(f"nightdesk: {where}: {why.strerror}. What is archived is safe; mend it and run again.", file=sys.stderr)
        let_go(why)
        sys.exit(1)


def heed_signals() -> None:
    """SIGTERM is taken like Ctrl-C, and Ctrl-C too where a shell starts its background commands deaf to it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def let_go(why: BaseException | None) -> None:
    """Free what the frames of an error hold: at its end DuckDB complains about connections that are left."""
    while why is not None:
        traceback.clear_frames(why.__traceback__)
        why = why.__cause__ or why.__context__


@app.command()
def demo(
    desk: DeskOption = Path("nightdesk-demo"),
    no_dashboard: Annotated[bool, typer.Option("--no-dashboard", help="End after the night.")] = False,
) -> None:
    """The sample press on loopback, one night over 45 days of its news, then the dashboard."""
    from flows.demo import show

    raise typer.Exit(show(desk, not no_dashboard))


@app.command()
def init(folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to make the desk.")] = HERE) -> None:
    """A new desk with a starter list of well-known feeds."""
    from flows.desk import Desk
    from flows.sources_file import write_starter

    desk = Desk(folder.resolve())
    write_starter(desk)
    print(f"{desk.sources_file}: {len(desk.sources())} sources. Edit it, then: nightdesk run --desk {folder}")


@app.command()
def run(desk: DeskOption = HERE, source: SourceOption = None, no_wait: NoWaitOption = False) -> None:
    """One night now: everything that the sources have had since the last one."""
    from flows.commands import run_nightly

    raise typer.Exit(run_nightly(desk, source or [], not no_wait))


@app.command()
def scrape(
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL...", help="Article pages.")] = None,
    desk: DeskOption = HERE,
    source: SourceOption = None,
    no_wait: NoWaitOption = False,
) -> None:
    """Fetch these pages, or what these sources have, now; while a run is under way, after it."""
    from flows.commands import run_scrape

    if bool(urls) == bool(source):
        raise typer.BadParameter("give URLs, or --source ID, one of the two")
    raise typer.Exit(run_scrape(desk, urls or [], source or [], not no_wait))


@app.command(name="import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE.warc.gz...")],
    desk: DeskOption = HERE,
    everything: Annotated[bool, typer.Option("--all", help="Also pages of sites that are no source.")] = False,
    no_wait: NoWaitOption = False,
) -> None:
    """Take your sources' pages out of other people's WARC files, such as Common Crawl's of news."""
    from flows.commands import run_import

    raise typer.Exit(run_import(desk, files, everything, not no_wait))


@app.command()
def backfill(
    source: Annotated[list[str], typer.Option("--source", metavar="ID", help="The source; may be repeated.")],
    first: Annotated[datetime, typer.Option("--from", formats=DAY, metavar="DATE", help="The first day.")],
    last: Annotated[datetime, typer.Option("--to", formats=DAY, metavar="DATE", help="The last day.")],
    desk: DeskOption = HERE,
    no_wait: NoWaitOption = False,
) -> None:
    """What the sources' sitemaps list of the days between two dates; the same command again goes on with the rest."""
    from flows.commands import run_backfill

    if first > last:
        raise typer.BadParameter("--from must not be later than --to")
    raise typer.Exit(run_backfill(desk, source, first.date(), last.date(), not no_wait))


@app.command()
def reclean(
    desk: DeskOption = HERE,
    source: SourceOption = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what these rules have cleaned already.")] = False,
    diff: Annotated[
        Path | None, typer.Option("--diff", metavar="FILE", help="Write each changed text as a diff.")
    ] = None,
    entities: Annotated[bool, typer.Option("--entities", help="Only name again, from the stored text.")] = False,
) -> None:
    """Clean again from the archive, offline, what other rules have cleaned; makes a lost database again."""
    from flows.commands import run_reclean, run_rename

    if entities:
        raise typer.Exit(run_rename(desk, source or []))
    raise typer.Exit(run_reclean(desk, source or [], everything, diff))


@app.command()
def rebuild(desk: DeskOption = HERE) -> None:
    """Make database and snapshot anew from archive, journals and corrections, offline."""
    from flows.commands import run_rebuild

    raise typer.Exit(run_rebuild(desk))


@app.command()
def clean(
    page: Annotated[str, typer.Argument(metavar="FILE|URL", help="A saved page, or the address of one.")],
    explain: Annotated[bool, typer.Option("--explain", help="Each block: kept or cut, and why.")] = False,
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT", help="Write the same as a page.")] = None,
    desk: DeskOption = HERE,
) -> None:
    """One page: the article in it, or why there is none. Nothing is stored."""
    from flows.one_page import clean_one

    raise typer.Exit(clean_one(page, explain, html, desk))


app.command()(export)


@app.command()
def index(desk: DeskOption = HERE) -> None:
    """Make the search index anew; it is derived, and each run keeps it up to date."""
    from flows.commands import make_index

    make_index(open_desk(desk))


@app.command()
def takedown(
    urls: Annotated[list[str] | None, typer.Argument(metavar="URL...", help="Article pages.")] = None,
    desk: DeskOption = HERE,
    source: SourceOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove the text of these pages or sources everywhere, for good, and never ask for them again."""
    from flows.commands import run_takedown

    if bool(urls) == bool(source):
        raise typer.BadParameter("give URLs, or --source ID, one of the two")
    if not yes:
        what = ", ".join(urls or source or [])
        typer.confirm(f"Remove {what} from the desk for good, the archive included?", abort=True)
    raise typer.Exit(run_takedown(desk, urls or [], source or []))


@app.command()
def cancel(desk: DeskOption = HERE) -> None:
    """Stop the run that is under way; what it has archived stays."""
    from flows.commands import cancel as cancel_run

    raise typer.Exit(cancel_run(desk))


@app.command()
def status(
    desk: DeskOption = HERE, runs: Annotated[int, typer.Option(min=1, help="How many of the last runs.")] = 7
) -> None:
    """The last runs, each source's health, and what was lost at each stage."""
    from flows.reports import print_status

    print_status(open_desk(desk), runs)


@app.command()
def doctor(desk: DeskOption = HERE) -> None:
    """Check the desk and the installation; exit 1 if anything is wrong or the last good run is over 26 hours old."""
    from flows.doctor import examine

    raise typer.Exit(examine(desk))


@app.command()
def dashboard(
    desk: DeskOption = HERE,
    port: Annotated[int | None, typer.Option(help="Instead of the port in settings.toml.")] = None,
    address: Annotated[str, typer.Option(help="Another than this machine's own takes a login.")] = "127.0.0.1",
) -> None:
    """Only the dashboard, on 127.0.0.1."""
    from flows.schedule import run_dashboard

    raise typer.Exit(run_dashboard(desk, port, address))


@app.command()
def up(desk: DeskOption = HERE) -> None:
    """Schedule, Prefect server and dashboard together, in the foreground; Ctrl-C stops all of them."""
    from flows.schedule import up as all_up

    raise typer.Exit(all_up(open_desk(desk)))
