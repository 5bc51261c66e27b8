"""Is one text a copy of another? Measured on planted copies (`tests/bench/planted_copies.py`), not guessed.

A newsroom that copies a text cuts it, replaces sentences, puts an agency's line before it; what it keeps, it keeps with
its names and numbers. Two stories of one template (obituaries, match reports, forecasts) keep the sentences and
change the names and numbers in them. So two things are asked of the shorter text: how much of it stands in the longer
one; and of that which names someone or gives a number and stands there with these left open, how much stands there
with them as well.
"""

from __future__ import annotations

from datetime import timedelta

from flows.stories.words import wording

# Of the shorter text's shingles. Copies with 40 % of their sentences replaced: .43 and more in 49 of 50; of two stories
# by one stock of phrases .21 and less, .33 where one of them was cut to a third.
CONTAINED = 0.40
# Of its shingles with names or numbers. Copies: .70 and more in 49 of 50, with all numbers in up to 40 % of the
# sentences changed too; fillings of one template .28 and less, real texts with other names and numbers .40 in 19 of 20.
NAMED_ALIKE = 0.65
# One times the other, so that what is weak in both is none. Copies: .35 and more in 49 of 50; stories by one stock .31.
ALIKE = 0.33
# What is contained and alike where both credit one agency, within its time: a text from the wire is worked on harder.
CONTAINED_WIRE, ALIKE_WIRE = 0.28, 0.22
# The shorter text is at least this part of the longer one: a round-up of five stories is none of them.
LEAST_PART = 0.25

# A weekly has the text a week later, and where a page has no date its first sight counts, up to a week (the look-back
# of sitemaps) after its publication. What is printed again later than that is news of its own day: another story.
WITHIN = timedelta(days=14)
WITHIN_WIRE = timedelta(days=2)


def copied_within(one: str, other: str, same_agency: bool) -> timedelta | None:
    """How far apart in time these two texts may be to be one story; None: they are not, at any distance."""
    short, long = sorted(map(wording, sorted((one, other))), key=lambda read: len(read.shingles))
    if len(short.shingles) < LEAST_PART * len(long.shingles):
        return None
    contained = len(short.shingles & long.shingles) / len(short.shingles)
    named_alike = _named_alike(short.named, long.named)
    if contained < CONTAINED_WIRE or named_alike < NAMED_ALIKE:
        return None
    alike = contained * named_alike
    if contained >= CONTAINED and alike >= ALIKE:
        return WITHIN
    return WITHIN_WIRE if same_agency and alike >= ALIKE_WIRE else None


def _named_alike(short: dict[int, int], long: dict[int, int]) -> float:
    """Of the named shingles that the longer text has, with these names and numbers or with others: those with these.

    One more is counted among the others: with little to go by, chance must not decide. 1 where there are none at all.
    """
    forms = set(long.values())
    open_ = sum(form in forms for form in short.values())
    return len(short.keys() & long.keys()) / (open_ + 1) if open_ else 1.0
