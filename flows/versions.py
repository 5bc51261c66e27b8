"""Versions: when another text of an article is another version of it, and when it is the same. Pure functions.

Two texts are compared sentence by sentence, lead and text together. **Not a change**: case, spaces and punctuation; the
order of paragraphs; what is no prose (headings, related links, lists of links, labels, share lines: lines that do not
end like a sentence); stamps ("Updated at 14:05 on 3 November."); counters ("1,204 people have shared this."); a word
written apart or together; an article ("the", "der", "la") more or less; one letter of a longer word. **A change**:
any other word in a sentence, every number in it, names longer than three letters that differ in more than one; a
sentence more or less, a note on a correction among them.

Furniture is not the article's: callers take it out of both texts first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from functools import lru_cache

from scrapers.clean.words import DATE_WORDS, MONTHS, any_of, listed, whole_words

Sentence = tuple[str, ...]

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+")
# Not after a number: "12. November" is no end of a sentence.
_END = re.compile(r"(?<!\d\.)(?<=[.!?…。！？।؟])[\"'”’»)\]]*(?:\s+|$)|(?<=[。！？])")
_CLOSED = re.compile(r"[.!?…:;,。！？।؟۔—–-][\"'”’»)\]]*$|[”»]$")
LONG_LINE = 25  # words: prose even where its end is not marked

_RELATED = re.compile(
    r"(?i)^(?:"
    + any_of(r"""
    related|read (?:more|also|next|on)|see also|also read|more on|watch|listen|don['’]t miss|sign up|subscribe
    mehr zum thema|lesen sie|lesen sie auch|auch interessant|weiterlesen|lee también|más sobre|te puede interesar
    à lire aussi|lire aussi|voir aussi|leggi anche|lees ook
    """)
    + r")\b"
)
_COUNTED = whole_words(
    any_of(r"""
    comments?|shares?|shared|views?|viewed|likes?|liked|readers?|reading|min(?:ute)?s? read|followers?|votes?|voted
    kommentare?|mal gelesen|geteilt|aufrufe|lesezeit|comentarios?|compartid[oa]s?|lecturas|visitas
    commentaires?|partages
    """)
)
_SCALED = 12  # words of a counter at most: "1,204 people have shared this story so far."
_STAMP = whole_words(
    any_of(r"""
    updated|published|modified|posted|ago|aktualisiert|veröffentlicht|actualizad[oa]|publicad[oa]|mis à jour|publié
    aggiornato|pubblicato|bijgewerkt|gepubliceerd
    """)
)
_STAMP_WORDS = (
    DATE_WORDS
    | MONTHS.keys()
    | set(
        listed("""
        this article story report was has been page version ago hours hour minutes minute mins min days day seconds
        just now today yesterday dieser artikel wurde am zuletzt zum heute gestern vor stunden minuten
        este artículo fue hace horas minutos hoy ayer cet été il y heures
        """)
    )
)
_ARTICLES = frozenset(
    listed("a an the that der die das den dem des ein eine einen el la los las un una le les il lo de het")
)
_CORRECTION = re.compile(
    r"(?i)^(?:"
    + any_of(r"""
    corrections?|clarifications?|editor['’]s note|this (?:article|story|report) (?:was|has been) (?:amended|corrected)
    korrektur|berichtigung|richtigstellung|anmerkung der redaktion|correcci[óo]n|rectificaci[óo]n|fe de errata
    correctif|rectificatif|correzione|rettifica
    """)
    + r")\b|\ban earlier version of this\b|\bin einer früheren (?:version|fassung)\b|\bversión anterior de est[ea]\b"
)
_ONE_SENTENCE = 0.5  # of its words at least, or it is not the same sentence in other words


@dataclass(frozen=True, slots=True)
class Reading:
    """What an article read like at one visit."""

    page_id: int
    fetched_at: datetime
    title: str
    lead: str | None
    text: str

    @property
    def told(self) -> str:
        return f"{self.lead}\n\n{self.text}" if self.lead else self.text


@dataclass(frozen=True, slots=True)
class Version:
    """From this reading on the article is another version of itself; `why` says how, None for the first one."""

    number: int
    reading: Reading
    why: str | None


def versions(readings: Iterable[Reading]) -> list[Version]:
    """The versions that these readings make, each compared with the one that began the version before."""
    found: list[Version] = []
    for reading in sorted(readings, key=lambda one: (one.fetched_at, one.page_id)):
        why = change(found[-1].reading.told, reading.told) if found else None
        if why or not found:
            found.append(Version(len(found) + 1, reading, why))
    return found


def headlines(readings: Iterable[Reading]) -> list[Reading]:
    """The readings that brought another headline than the reading before, the first one included."""
    found: list[Reading] = []
    for reading in sorted(readings, key=lambda one: (one.fetched_at, one.page_id)):
        if not found or found[-1].title.split() != reading.title.split():
            found.append(reading)
    return found


def change(old: str, new: str) -> str | None:
    """What the second text changes in the first, in words; None where it is nothing of substance."""
    before, after = _prose(old), _prose(new)
    gone = [key for key in before if key not in after]
    come = [key for key in after if key not in before]
    pairs = list(_paired(gone, come))
    only_gone = [key for key in gone if key not in {one for one, _ in pairs}]
    only_come = [key for key in come if key not in {other for _, other in pairs}]
    other = [found for pair in pairs if (found := _difference(*pair))]
    told = [
        "a correction" if any(_CORRECTION.search(after[key]) for key in come) else "",
        "other figures" if "figures" in other else "",
        "other words" if "words" in other else "",
        f"{len(only_come)} sentence{'s' * (len(only_come) > 1)} more" if only_come else "",
        f"{len(only_gone)} sentence{'s' * (len(only_gone) > 1)} less" if only_gone else "",
    ]
    return ", ".join(part for part in told if part) or None


@lru_cache(maxsize=512)
def _prose(text: str) -> dict[Sentence, str]:
    """The sentences that count, by their words."""
    found: dict[Sentence, str] = {}
    for line in text.splitlines():
        if _is_prose(line.strip()):
            for sentence in _END.split(line):
                words = tuple(word.casefold() for word in _WORD.findall(sentence))
                if words and not _is_stamp(words, sentence) and not _is_counter(words, sentence):
                    found.setdefault(words, sentence)
    return found


def _is_prose(line: str) -> bool:
    if _RELATED.match(line):
        return False
    return bool(_CLOSED.search(line)) or len(_WORD.findall(line)) >= LONG_LINE


def _is_stamp(words: Sentence, sentence: str) -> bool:
    return bool(_STAMP.search(sentence)) and all(word[0].isdigit() or word in _STAMP_WORDS for word in words)


def _is_counter(words: Sentence, sentence: str) -> bool:
    return len(words) <= _SCALED and any(word[0].isdigit() for word in words) and bool(_COUNTED.search(sentence))


def _paired(gone: Sequence[Sentence], come: Sequence[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """The sentences that are others in other words, the likest first."""
    likeness = [(_likeness(old, new), i, j) for i, old in enumerate(gone) for j, new in enumerate(come)]
    old_left, new_left = set(range(len(gone))), set(range(len(come)))
    for like, i, j in sorted(likeness, key=lambda found: (-found[0], found[1], found[2])):
        if like >= _ONE_SENTENCE and i in old_left and j in new_left:
            old_left.remove(i)
            new_left.remove(j)
            yield gone[i], come[j]


def _likeness(old: Sentence, new: Sentence) -> float:
    """Of the words of both, the part that stands in both in one order; 0 where it is sure to be less than half."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ONE_SENTENCE else 0.0


def _difference(old: Sentence, new: Sentence) -> str | None:
    """ "figures" or "words", whichever is worse; None where the two differ in nothing that counts."""
    worst = None
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal" and not _same(old[a:b], new[c:d]):
            if any(word[0].isdigit() for word in (*old[a:b], *new[c:d])):
                return "figures"
            worst = "words"
    return worst


def _same(old: Sentence, new: Sentence) -> bool:
    """Whether these words, which stand in each other's place, mean the same."""
    if "".join(old) == "".join(new):
        return True
    old, new = (tuple(word for word in words if word not in _ARTICLES) for words in (old, new))
    return len(old) == len(new) and all(map(_is_slip, old, new))


def _is_slip(old: str, new: str) -> bool:
    """One letter more, less, other or in another place, in a word of four letters or more, and not its first letter:
    million and billion are two words."""
    if old == new:
        return True
    if min(len(old), len(new)) < 4 or old[0] != new[0] or old[0].isdigit() or abs(len(old) - len(new)) > 1:
        return False
    head = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest_old, rest_new = old[head:], new[head:]
    swapped = rest_old[1:2] + rest_old[:1] + rest_old[2:]
    return rest_new in (swapped, rest_old[1:]) or rest_old == rest_new[1:] or rest_old[1:] == rest_new[1:]
