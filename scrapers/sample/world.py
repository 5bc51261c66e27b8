"""The invented country of Lorvenia: its people, organisations and places, and how a text names them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from scrapers.sample.languages import LANGUAGES, Language


class Stage(Enum):
    """Where in an article a name stands: headlines are terse, a first mention introduces, later ones are short."""

    TITLE = auto()
    FULL = auto()
    FIRST = auto()
    LATER = auto()


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that articles name. `key` tells entities apart, `type` is PER, ORG or LOC.

    `tags` say which slots of a topic's cast it can fill; `names` are its full name by language.
    """

    key: str
    type: str
    tags: frozenset[str]
    names: dict[str, str]

    def mention(self, stage: Stage, aspect: str, language: Language, rng: Random) -> str:
        """The words that name it in a text; `aspect` is "" or what follows the dot in a slot."""
        return self.names[language.code]

    def forms(self, language: str) -> tuple[str, ...]:
        """Every surface form that `mention` may use in this language, the full name first."""
        return (self.names[language],)


@dataclass(frozen=True, slots=True)
class Person(Entity):
    """`roles` are by language; German and Spanish ones carry their gender, Spanish ones their article."""

    given: str
    surname: str
    nickname: str | None
    gender: str
    roles: dict[str, str]

    def mention(self, stage: Stage, aspect: str, language: Language, rng: Random) -> str:
        if aspect in language.pronouns:
            return language.pronouns[aspect][self.gender == "f"]
        if aspect == "full" or stage is Stage.FULL:
            return f"{self.given} {self.surname}"
        if stage is Stage.FIRST:
            return self._introduction(language.code, rng)
        if stage is Stage.LATER and language.code == "en" and rng.random() < 0.15:
            return f"{'Ms' if self.gender == 'f' else 'Mr'} {self.surname}"
        return self.surname

    def _introduction(self, language: str, rng: Random) -> str:
        given = self.nickname if self.nickname and rng.random() < 0.4 else self.given
        name, role = f"{given} {self.surname}", self.roles[language]
        if language == "es":
            return f"{role}, {name},"
        if language == "en" and rng.random() < 0.4:
            return f"{name}, the {role},"
        return f"{role} {name}"

    def forms(self, language: str) -> tuple[str, ...]:
        nickname = (f"{self.nickname} {self.surname}",) if self.nickname else ()
        return (f"{self.given} {self.surname}", *nickname, self.surname)


_ADJECTIVE = re.compile(r"^(Lorwenische|Nationale)(?= )")
_ARTICLES = {"en": ("the", "the"), "de": ("die", "der"), "es": ("la", "la")}


@dataclass(frozen=True, slots=True)
class Organisation(Entity):
    """`takes_article`: a text says "the Flood Agency" but "Kestrane Lines". German and Spanish ones are feminine."""

    acronym: str | None
    short: str | None
    takes_article: bool

    def mention(self, stage: Stage, aspect: str, language: Language, rng: Random) -> str:
        name = self.names[language.code]
        if stage is Stage.TITLE:
            return self.acronym or self.short or name
        if stage is Stage.FIRST and self.acronym:
            name = f"{name} ({self.acronym})"
        elif stage is Stage.LATER and rng.random() < 0.75:
            name = self.acronym or self.short or name
        dative = aspect == "d"
        article = f"{_ARTICLES[language.code][dative]} " if self.takes_article else ""
        return article + (_declined(name) if dative else name)

    def forms(self, language: str) -> tuple[str, ...]:
        name = self.names[language]
        declined = (_declined(name),) if _declined(name) != name else ()
        return (name, *declined, *(form for form in (self.short, self.acronym) if form))


def _declined(name: str) -> str:
    """The German dative of a feminine name: an adjective at its head takes an -n."""
    return _ADJECTIVE.sub(r"\1n", name)


class Place(Entity):
    __slots__ = ()


def _naming(key: str, kind: str, table: dict[str, Any], name: str) -> dict[str, Any]:
    names = {code: table.get(code, name) for code in LANGUAGES}
    return {"key": key, "type": kind, "tags": frozenset(table["tags"]), "names": names}


def _person(key: str, table: dict[str, Any]) -> Person:
    name = f"{table['given']} {table['surname']}"
    return Person(
        key=key,
        type="PER",
        tags=frozenset(table["tags"]),
        names=dict.fromkeys(LANGUAGES, name),
        given=table["given"],
        surname=table["surname"],
        nickname=table.get("nickname"),
        gender=table["gender"],
        roles={code: table[code] for code in LANGUAGES},
    )


def _organisation(key: str, table: dict[str, Any]) -> Organisation:
    return Organisation(
        **_naming(key, "ORG", table, key),
        acronym=table.get("acronym"),
        short=table.get("short"),
        takes_article=table["article"],
    )


def _place(key: str, table: dict[str, Any]) -> Place:
    return Place(**_naming(key, "LOC", table, key.capitalize()))


@cache
def world() -> dict[str, Entity]:
    """Every entity of the invented world by its key, in the order of world.toml."""
    tables = tomllib.loads(files("scrapers.sample.grammar").joinpath("world.toml").read_text("utf-8"))
    makers = {"person": _person, "organisation": _organisation, "place": _place}
    return {key: make(key, table) for kind, make in makers.items() for key, table in tables[kind].items()}
