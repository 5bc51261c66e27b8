"""The command `nightdesk export`, and what it can be asked for; `flows.export` does it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.cli_options import HERE, DeskOption, SourceOption
from flows.desk import open_desk

DAY = ["%Y-%m-%d"]


class What(StrEnum):
    ARTICLES = "articles"
    MENTIONS = "mentions"
    TRENDS = "trends"


class Format(StrEnum):
    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"


class Grain(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Filters:
    """What to export; empty is everything. Days are of the desk's zone, both included.

    `grain` and `steady` concern trends alone; see flows/views/trend.sql.
    """

    sources: Sequence[str] = ()
    languages: Sequence[str] = ()
    sections: Sequence[str] = ()
    entities: Sequence[str] = ()
    first: date | None = None
    last: date | None = None
    grain: Grain = Grain.DAY
    steady: float | None = None


def export(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="The file to write; not one that exists.")
    ],
    articles: Annotated[bool, typer.Option("--articles", help="A row an article, with its text.")] = False,
    mentions: Annotated[bool, typer.Option("--mentions", help="A row each place where somebody is named.")] = False,
    trends: Annotated[bool, typer.Option("--trends", help="A row an entity and day.")] = False,
    form: Annotated[Format, typer.Option("--format", help="What kind of file.")] = Format.CSV,
    source: SourceOption = None,
    language: Annotated[list[str] | None, typer.Option("--language", metavar="CODE")] = None,
    section: Annotated[list[str] | None, typer.Option("--section", metavar="NAME")] = None,
    entity: Annotated[list[str] | None, typer.Option("--entity", metavar="NAME", help="Name, alias or id.")] = None,
    first: Annotated[datetime | None, typer.Option("--from", formats=DAY, help="The first day.")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=DAY, help="The last day.")] = None,
    by: Annotated[Grain, typer.Option("--by", help="Of trends: how wide a step is.")] = Grain.DAY,
    steady: Annotated[
        float | None,
        typer.Option(
            "--steady", min=0, max=1, help="Of trends: only sources collected on this share of the days, say 0.98."
        ),
    ] = None,
    desk: DeskOption = HERE,
) -> None:
    """Articles, mentions or trends of the current snapshot as one file; options given twice or more add up."""
    from flows.export import export as write

    chosen = [what for what, wanted in zip(What, (articles, mentions, trends), strict=True) if wanted]
    if len(chosen) != 1:
        raise typer.BadParameter("give --articles, --mentions or --trends, one of the three")
    since, until = (moment.date() if moment else None for moment in (first, last))
    filters = Filters(source or [], language or [], section or [], entity or [], since, until, by, steady)
    write(open_desk(desk), chosen[0], filters, form, output)
