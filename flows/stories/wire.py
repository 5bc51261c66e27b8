"""The news agency that an article credits: in its dateline, among its authors, or in a closing line."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Each agency by the name that a story goes by, with the other names it is credited under. Of the largest by language.
AGENCIES = {
    "AP": ("Associated Press", "The Associated Press"),
    "Reuters": ("Thomson Reuters",),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "dpa": ("Deutsche Presse-Agentur", "dpa-AFX", "dpa-infocom"),
    "PA": ("PA Media", "Press Association", "PA Wire", "PA news agency"),
    "UPI": ("United Press International",),
    "AAP": ("Australian Associated Press",),
    "CP": ("The Canadian Press", "Canadian Press"),
    "EFE": ("Agencia EFE",),
    "Europa Press": (),
    "ANSA": (),
    "Adnkronos": (),
    "APA": ("Austria Presse Agentur",),
    "Keystone-SDA": ("SDA", "Keystone-ATS", "ATS"),
    "epd": ("Evangelischer Pressedienst",),
    "KNA": ("Katholische Nachrichten-Agentur",),
    "SID": ("Sport-Informations-Dienst",),
    "Belga": (),
    "ANP": (),
    "Ritzau": (),
    "NTB": (),
    "TT": ("TT Nyhetsbyrån",),
    "STT": (),
    "Lusa": (),
    "PAP": (),
    "TASS": (),
    "Interfax": (),
    "Ukrinform": (),
    "Xinhua": ("Xinhua News Agency",),
    "Kyodo": ("Kyodo News",),
    "Yonhap": ("Yonhap News Agency",),
    "PTI": ("Press Trust of India",),
    "ANI": ("Asian News International",),
    "IANS": ("Indo-Asian News Service",),
    "Anadolu": ("Anadolu Agency", "Anadolu Ajansı"),
    "Bloomberg": ("Bloomberg News",),
}
_CANONICAL = {name.casefold(): agency for agency, others in AGENCIES.items() for name in (agency, *others)}
_NAMES = "|".join(
    sorted(map(re.escape, {n for agency, others in AGENCIES.items() for n in (agency, *others)}), key=len)[::-1]
)
# "BERLIN (dpa) - ", "Dunmarrow, Nov. 1 (AP) — ", "MADRID, 1 (EUROPA PRESS) -": an agency, or any acronym in its place.
_DATELINE = re.compile(rf"^[^()\n]{{0,60}}\((?:(?i:(?P<known>{_NAMES}))(?:/\w+)?|(?P<any>[A-Z]{{2,6}}))\)\s*[-–—:]")
_BEFORE = (
    r"(?:reporting by|report by|contribut\w+ by|from|source|quelle|mit(?: material)?(?: von)?"
    r"|fuente|con información de|con|fonte|avec)"
)
_CLOSING = re.compile(
    rf"(?i:\b{_BEFORE}:?) (?P<with>{_NAMES})\b|^(?:\(|[-–—/©] ?)?(?P<alone>{_NAMES})\)?\.?$"
    rf"|[(/] ?(?P<end>{_NAMES})\)?\.?$|\b(?P<writer>{_NAMES}) (?:writer|journalist|correspondent|staff)"
)
_SERVICE = re.compile(
    r"(?i)\b(?:news agency|news service|wire service|wire|nachrichtenagentur|presseagentur|agencia|agence)\b"
)
CLOSING_LINES = 2


def agency(text: str, authors: Sequence[str]) -> str | None:
    """The agency by its usual short name; None where none is credited."""
    dateline = _DATELINE.match(text)
    if dateline:
        return _CANONICAL.get((dateline["known"] or "").casefold()) or dateline["any"]
    return _among(authors) or _closing(text)


def _among(authors: Sequence[str]) -> str | None:
    for author in authors:
        if known := _CANONICAL.get(author.strip().casefold()):
            return known
        if _SERVICE.search(author):
            return "".join(word[0] for word in author.split() if word[0].isupper()) or author
    return None


def _closing(text: str) -> str | None:
    for line in reversed(text.rstrip().split("\n\n")[-CLOSING_LINES:]):
        if found := _CLOSING.search(line.strip()[-200:]):
            return _CANONICAL[next(name for name in found.groups() if name).casefold()]
    return None
