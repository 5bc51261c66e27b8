"""Stories: articles that carry the same text. The earliest of them is the original. Pure functions.

    words.py      a text as shingles, and which of these name someone or give a number
    sketch.py     a text as bands of a MinHash: texts that share one are worth comparing (the only importer of rensa)
    copies.py     is one text a copy of another, how long after it, and why two fillings of a template are none
    wire.py       the news agency that an article credits
    grouping.py   articles -> stories

The ladder: one canonical URL is one article (`flows.articles`); one text is one story; texts that nearly agree are
one story; texts of one agency and one day need to agree less. What is one story follows from the articles alone, not
from the order in which they came: a story is whatever hangs together by pairs that are copies, and every pair that
shares a band is looked at.
"""

from flows.stories.copies import WITHIN
from flows.stories.grouping import Told, group
from flows.stories.sketch import MADE_BY, sketches
from flows.stories.wire import agency

__all__ = ["MADE_BY", "WITHIN", "Told", "agency", "group", "sketches"]
