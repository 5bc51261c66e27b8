"""Which articles stand before and after one in the list that it was opened from."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.answers import PAGE_SIZE, Answers
from dashboard.selection import Selection


@dataclass(frozen=True, slots=True)
class Place:
    """An article, and the page of the list that has it."""

    article_id: str
    page: int


def neighbours(
    answers: Answers, selection: Selection, page: int, relevance: bool, article_id: str
) -> tuple[Place | None, Place | None]:
    """The article before and the one after, also over the edge of a page; None where there is none, or where the
    article is not on that page."""

    def listed(number: int) -> list[Place]:
        return [Place(one.article_id, number) for one in answers.article_list(selection, number, relevance)]

    here = listed(page)
    at = next((at for at, place in enumerate(here) if place.article_id == article_id), None)
    if at is None:
        return None, None
    before = here[at - 1 : at] if at else listed(page - 1)[-1:] if page > 1 else []
    after = here[at + 1 : at + 2] or (listed(page + 1)[:1] if len(here) == PAGE_SIZE else [])
    return next(iter(before), None), next(iter(after), None)
