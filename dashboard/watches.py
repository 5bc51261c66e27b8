"""The watchlists of settings.toml, as the snapshot knows them: what each has found among the last run's articles."""

from __future__ import annotations

import json
from dataclasses import dataclass

from dashboard.answers import Answers
from dashboard.rows import Entity
from dashboard.selection import Selection, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A watch: how many new articles it has found, and the selection that shows them; None: nobody is called so yet."""

    name: str
    what: str
    articles: int
    selection: Selection | None


def found(answers: Answers, span: Span, run_id: str) -> list[Found]:
    """What each watch has found among the articles that were first seen in a run."""
    watches: dict[str, dict[str, str]] = json.loads(answers.meta().get("watches", "{}"))
    return [_look(answers, span, run_id, name, watch) for name, watch in watches.items()]


def _look(answers: Answers, span: Span, run_id: str, name: str, watch: dict[str, str]) -> Found:
    if words := watch.get("words"):
        selection = Selection(span.first, span.last, words=words, run=run_id)
        return Found(name, words, answers.article_count(selection), selection)
    called = answers.rows(Entity, "entity_called", name=watch["entity"])
    if not called:
        return Found(name, watch["entity"], 0, None)
    selection = Selection(span.first, span.last, entity=called[0].entity_id, run=run_id)
    return Found(name, called[0].name, answers.article_count(selection), selection)
