"""What cleaning again changed, source by source, and as a diff that a person can read."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from flows.store.comparing import Changed, Comparison, Reading, Sums

_WORD = re.compile(r"\w+")
NOTHING = Reading("", (), None, "")


@dataclass(slots=True)
class SourceChanges:
    """One source: its sums, how many of its articles changed in what, and the words that its texts gained and lost."""

    sums: Sums
    texts: int = 0
    words_added: int = 0
    words_removed: int = 0
    titles: int = 0
    authors: int = 0
    dates: int = 0

    @property
    def any(self) -> bool:
        s = self.sums
        same = (s.articles_before, s.rejected_before) == (s.articles, s.rejected)
        return not same or bool(self.texts or self.titles or self.authors or self.dates)

    def add(self, change: Changed) -> None:
        """Count one article. One that is new or gone counts by its words alone."""
        before, after = change.before or NOTHING, change.after or NOTHING
        was, now = (Counter(_WORD.findall(reading.text)) for reading in (before, after))
        self.words_added += (now - was).total()
        self.words_removed += (was - now).total()
        if change.before and change.after:
            self.texts += before.text != after.text
            self.titles += before.title != after.title
            self.authors += before.authors != after.authors
            self.dates += before.published_at != after.published_at


def count_changes(found: Comparison, diff: Path | None) -> list[SourceChanges]:
    """The sources in which anything changed; every changed text goes into the file `diff`, if one is given."""
    by_source = {sums.source_id: SourceChanges(sums) for sums in found.sums}
    if diff is None:
        _count(by_source, found.changed)
    else:
        with diff.open("w", encoding="utf-8") as file:
            _count(by_source, _written(found.changed, file))
    return [source for source in by_source.values() if source.any]


def _count(by_source: dict[str, SourceChanges], changed: Iterable[Changed]) -> None:
    for change in changed:
        by_source[change.source_id].add(change)


def _written(changed: Iterable[Changed], file: TextIO) -> Iterator[Changed]:
    for change in changed:
        file.writelines(f"{line}\n" for line in unified(change))
        yield change


def unified(change: Changed) -> list[str]:
    """A unified diff of one article, its title, authors and date above its text."""
    before, after = _lines(change.before), _lines(change.after)
    names = f"before: {change.url}", f"after: {change.url}"
    return [line.rstrip("\n") for line in difflib.unified_diff(before, after, *names, n=1)]


def _lines(reading: Reading | None) -> list[str]:
    if reading is None:
        return []
    facts = f"title: {reading.title}", f"authors: {', '.join(reading.authors)}", f"published: {reading.published_at}"
    return [*facts, *(line for line in reading.text.split("\n") if line)]
