"""Every bad behaviour at once: each URL ends in the right state with the right reason, and the others are complete."""

from __future__ import annotations

from pathlib import Path

from tests.faults.network import MOST_MEMORY, MOST_SECONDS, Ending, crawl_all

DEADLINE = 4.0


def test_each_bad_answer_ends_as_it_should_and_the_good_papers_are_complete(tmp_path: Path) -> None:
    crawled = crawl_all(tmp_path, DEADLINE)
    wrong = [ending for ending in crawled.endings if not ending.right]
    assert not wrong, wrong
    assert max(ending.seconds for ending in crawled.endings) <= MOST_SECONDS
    assert crawled.memory < MOST_MEMORY
    assert crawled.ended == "finished" and crawled.incomplete == ()


def test_an_ending_that_is_not_what_was_expected_is_seen() -> None:
    assert not Ending("a", "failed", "HTTP 404", "fetched", None, 1.0).right
    assert not Ending("a", "failed", "HTTP 404", "failed", "HTTP 403", 1.0).right
    assert Ending("a", "failed", "HTTP 404", "failed", "HTTP 404", 1.0).right
