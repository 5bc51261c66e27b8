"""`nightdesk furniture`: what recurs over a source's articles, and the user's word on it, which acts at once."""

from __future__ import annotations

from itertools import groupby

from rich.markup import escape

from flows.corrections import Correction, add_correction, read_corrections
from flows.desk import Desk, run_lock
from flows.furniture import fold, words
from flows.lifecycle import watches
from flows.publish import publish
from flows.reports import OUT
from flows.run import Outcome, new_run_id
from flows.stages import form_groups
from flows.store import Store, furnishing, open_store, runs
from flows.store.furnishing import Block
from scrapers.errors import ConfigError
from scrapers.tables import nearest

DECIDERS = {"user": "you", "evidence": "the evidence"}


def print_furniture(desk: Desk, source_ids: list[str]) -> None:
    """The blocks that recur, by source, each with its counts and an article that has it."""
    with open_store(desk) as store:
        for source_id in source_ids:
            _check_source(store, source_id)
        found = furnishing.blocks(store, source_ids)
    _report(read_corrections(desk.corrections_file).faults)
    if not found:
        OUT.print("No block recurs over the articles of a source yet: it takes some nights.")
        return
    for source_id, blocks in groupby(found, key=lambda block: block.source_id):
        OUT.print(f"[bold]{escape(source_id)}[/]")
        for block in blocks:
            _print_block(block)


def _print_block(block: Block) -> None:
    cut = block.decision == "cut"
    verdict = f"[{'red' if cut else 'green'}]{block.decision:<4}[/]"
    OUT.print(f"  {verdict}  {block.short_id}  {escape(block.text)}", soft_wrap=True)
    days = f", {block.first_day} to {block.last_day}" if block.first_day else ""
    facts = f"{block.articles:,} articles, {block.share:.0%}{days}, by {DECIDERS[block.decided_by]}"
    OUT.print(f"        {facts}  {escape(block.url or '')}", style="dim", soft_wrap=True)


def say(desk: Desk, source_id: str, block: str, decision: str) -> None:
    """Write down the user's word on a block (its text, or its id in the list), and act on it in every stored article.

    Raises:
        DeskBusyError: a run is under way; nothing was written down.
        ConfigError: the desk has no such source, or the text is empty.
    """
    with run_lock(desk, f"furniture {decision}"):
        with open_store(desk) as store:
            _check_source(store, source_id)
            known = furnishing.blocks(store, [source_id])
        text = next((one.text for one in known if one.short_id == block), block).strip()
        if not fold(text):
            raise ConfigError("The block's text is empty. `nightdesk furniture list` shows texts and ids.")
        add_correction(desk.corrections_file, "furniture", decision, source=source_id, text=text)
        changed = _apply(desk)
    OUT.print(f"{source_id}: {decision} [bold]{escape(text)}[/]: {_told(changed)}", soft_wrap=True)


def undo(desk: Desk) -> None:
    """Take back the last word on furniture that stands, and act on it. Raises ConfigError when there is none."""
    with run_lock(desk, "furniture undo"):
        said = read_corrections(desk.corrections_file).of("furniture")
        if not said:
            raise ConfigError(f"{desk.corrections_file}: nothing to undo, no word on furniture stands.")
        add_correction(desk.corrections_file, "correction", "undo", of=said[-1].id)
        changed = _apply(desk)
    OUT.print(f"{_words(said[-1])} is taken back: {_told(changed)}", soft_wrap=True)


def _words(one: Correction) -> str:
    return f"{one.about['source']}: {one.action} [bold]{escape(one.about['text'])}[/]"


def _told(changed: int) -> str:
    return f"{changed:,} article{'' if changed == 1 else 's'} changed."


def _apply(desk: Desk) -> int:
    """Act on all corrections; where a text changed, the dashboard gets to see it. Returns how many did."""
    settings = desk.settings()
    corrections = read_corrections(desk.corrections_file)
    with open_store(desk) as store:
        changed = form_groups(store, words(corrections.of("furniture")))
        last = next(iter(runs.recent_runs(store, 1)), None)
    _report(corrections.faults)
    # What a red run left is not shown before a good one has followed it.
    if last and last.outcome in (Outcome.OK, Outcome.AMBER):
        publish(desk, new_run_id(), settings.time_zone, settings.store.snapshots, watches(settings))
    return changed


def _report(faults: tuple[str, ...]) -> None:
    for fault in faults:
        OUT.print(f"[yellow]amber[/]  {escape(fault)}", soft_wrap=True)


def _check_source(store: Store, source_id: str) -> None:
    known = [one for (one,) in store.rows("SELECT source_id FROM store.sources ORDER BY 1")]
    if source_id not in known:
        raise ConfigError(f'The desk has no source "{source_id}"{nearest(source_id, known)}.')
