"""What the screen of data asks of a snapshot: its views and functions, with their meaning."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.answers import Answers


@dataclass(frozen=True, slots=True)
class Model:
    """A view, or a function with parameters; `columns` are names with their types."""

    name: str
    kind: str
    meaning: str
    columns: list[str]


def model(answers: Answers) -> list[Model]:
    """Empty for a snapshot that is older than this question."""
    return answers.rows(Model, "model") if answers.schema() >= 9 else []
