"""Furniture: what recurs over each source's articles, cut or kept; an article that has it; how to decide otherwise."""

from __future__ import annotations

from itertools import groupby

from dashboard import markup
from dashboard.markup import Cell, Column
from dashboard.rows import Furniture
from dashboard.selection import Selection, link
from dashboard.view import current_view
from dashboard.wording import counted, number, short_day

COLUMNS = (
    Column("Block"),
    Column("Verdict"),
    Column("Articles", numeric=True),
    Column("Share", numeric=True),
    Column("First"),
    Column("Last"),
)
OTHERWISE = {"cut": "keep", "keep": "cut"}


def main() -> None:
    view = current_view()
    markup.heading("Furniture", Cell("what recurs over a source's articles, on all days"), level=1)
    found = view.answers.furniture(view.selection)
    if not found:
        markup.sentence("No block recurs over the articles of these sources yet. It takes some nights.")
        return
    markup.sentence("Cut blocks belong to the site, not the article; those that stand inside of texts are kept.")
    for source, blocks in groupby(found, key=lambda block: (block.source_id, block.source)):
        show_source(source[1], list(blocks), view.selection)


def show_source(name: str, blocks: list[Furniture], selection: Selection) -> None:
    cut = sum(block.decision == "cut" for block in blocks)
    markup.heading(name, Cell(f"{counted(cut, 'block')} cut, {number(len(blocks) - cut)} kept"))
    markup.table(f"Furniture of {name}", COLUMNS, [row(block, selection) for block in blocks])


def row(block: Furniture, selection: Selection) -> list[Cell]:
    article = block.article_id and link("articles", selection, article=block.article_id, cut="1")
    command = f"nightdesk furniture {OTHERWISE[block.decision]} --source {block.source_id} {block.block_id}"
    return [
        Cell(block.text, article, f"otherwise: {command}"),
        Cell(block.decision, note="your word" if block.decided_by == "user" else "by the evidence"),
        Cell(number(block.articles)),
        Cell(f"{block.share:.0%}"),
        Cell(short_day(block.first_day) if block.first_day else ""),
        Cell(short_day(block.last_day) if block.last_day else ""),
    ]


main()
