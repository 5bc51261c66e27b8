"""When two spellings are one name. Pure functions of the spelling."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from flows.entities.lists import listed
from scrapers.urls import stable_id

# Left out at a company's end as often as not; "Group" or "Industries" may be all that tells two apart.
CORPORATE = listed("""
    inc incorporated corp corporation co ltd limited plc llc llp lp ag gmbh kg se sa nv bv ab asa oy oyj spa srl pty pte
    bhd
""")
POSSESSIVE = re.compile(r"['’]s?$")
DOTTED = re.compile(r"(?<!\w)((?:\w\.)+)(?=\W|$)")
APART = re.compile(r"[^\w'&/+-]+")
# A short word in capitals is not the same word in small letters: US and us, WHO and who, IT and it.
LONGEST_CASED = 3


@lru_cache(maxsize=200_000)
def key(name: str, type_: str) -> str:
    """What all spellings of a name have in common: case, accents, dots, "the" and "Inc." make no difference."""
    words = [_folded(word) for word in APART.split(_undotted(POSSESSIVE.sub("", _latin(name.strip())))) if word]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    if type_ == "ORG":
        while len(words) > 1 and words[-1] in CORPORATE:
            del words[-1]
    if len(words) == 1 and words[0].isupper():
        return words[0]
    return " ".join(words).casefold() or name.casefold()


def _latin(name: str) -> str:
    """Without accents: "Erdoğan" is "Erdogan"."""
    parts = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ı", "i"))
    return unicodedata.normalize("NFC", "".join(sign for sign in parts if not unicodedata.combining(sign)))


def _undotted(name: str) -> str:
    """ "U.S." as "US", "J. K. Rowling" as "JK Rowling"."""
    together = re.sub(r"(?<=\b\w\.)\s+(?=\w\.(?:\W|$))", "", name)
    return DOTTED.sub(lambda found: found.group(1).replace(".", ""), together)


def _folded(word: str) -> str:
    return word if word.isupper() and len(word) <= LONGEST_CASED else word.casefold()


def name_id(type_: str, key_: str) -> int:
    """The id of a name: of its type and key."""
    return stable_id(f"{type_} {key_}")


def is_acronym(short: str, long: str) -> bool:
    """Whether `short` (a key) is made of the first letters of `long`'s words, small words counted or not."""
    words = [word for word in long.casefold().replace("-", " ").split() if word]
    letters = short.casefold()
    if " " in short or len(words) < 2:
        return False
    strong = "".join(word[0] for word in words if word not in {"of", "the", "and", "for", "in", "on", "de", "la", "&"})
    return letters in (strong, "".join(word[0] for word in words))
