"""The writer: a topic, a cast and a day become a story in which hardly a sentence was used before."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from random import Random

from scrapers.sample.languages import LANGUAGES, Language
from scrapers.sample.phrase import Number, Slot, fill, parse
from scrapers.sample.world import Entity, Stage

# Body paragraphs, each a list of the parts that its sentences come from. The parts after "?" are left out now and then.
_BODY = (
    "open facts",
    "quotes",
    "facts facts ?facts",
    "background facts",
    "quotes",
    "facts background",
    "?quotes",
    "next ?next",
)
_MEMORY = timedelta(days=60)
_TRIES, _ROUNDS = 3, 5  # of one phrase before the next, and of all phrases


@dataclass(frozen=True, slots=True)
class Topic:
    """What a story can be about. `cast` is tag by slot; `text` the phrases by part (titles, leads, open, ...)."""

    language: str
    name: str
    section: str
    cast: dict[str, str]
    text: dict[str, tuple[str, ...]]

    def from_angle(self, angle: int) -> Topic:
        """The topic with one of its leads only, and with the headlines that go with it: every n-th for n leads."""
        leads, titles = self.text["leads"], self.text["titles"]
        return replace(
            self, text=self.text | {"leads": leads[angle : angle + 1], "titles": titles[angle :: len(leads)]}
        )


@dataclass(frozen=True, slots=True)
class Story:
    """One written story; each paragraph is the tuple of its sentences. `cast` is entity by slot."""

    topic: Topic
    cast: dict[str, Entity]
    day: date
    title: str
    lead: str
    paragraphs: tuple[tuple[str, ...], ...]
    captions: tuple[str, ...]


@cache
def topics(language: str) -> tuple[Topic, ...]:
    """All topics of a language (an ISO 639-1 code), by name."""
    folder = files("scrapers.sample.grammar")
    names = sorted(file.name for file in folder.iterdir() if file.name.startswith(f"{language}_"))
    found = []
    for name in names:
        table = tomllib.loads(folder.joinpath(name).read_text("utf-8"))
        text = {part: tuple(phrases) for part, phrases in table["text"].items()}
        found.append(Topic(language, name.removesuffix(".toml"), table["section"], table["cast"], text))
    return tuple(found)


@dataclass
class Writer:
    """Writes stories; remembers every sentence, digits folded, so that one comes twice only when all has been said.

    `used` has the day of each; what was said more than `_MEMORY` ago may be said again.
    """

    used: dict[str, date] = field(default_factory=dict)

    def write(self, topic: Topic, cast: dict[str, Entity], day: date, rng: Random) -> Story:
        """A new story about `cast`, told on `day`."""
        angle = rng.randrange(len(topic.text["leads"]))
        pen = _Pen(self.used, topic.from_angle(angle), cast, day, rng)
        title = pen.sentence("titles", Stage.TITLE)
        lead = pen.sentence("leads", Stage.FULL)
        paragraphs = tuple(p for plan in _BODY if (p := pen.paragraph(plan)))
        captions = tuple(pen.sentence("captions", Stage.FULL) for _ in range(1 + (rng.random() < 0.3)))
        return Story(pen.topic, cast, day, title, lead, paragraphs, captions)

    def sentence(self, story: Story, part: str, rng: Random) -> str:
        """One more sentence for a story that is written, for corrections and edited copies."""
        pen = _Pen(self.used, story.topic, story.cast, story.day, rng)
        pen.named.update(story.cast)
        return pen.sentence(part)

    def title(self, story: Story, rng: Random) -> str:
        """Another headline for the same story."""
        return _Pen(self.used, story.topic, story.cast, story.day, rng).sentence("titles", Stage.TITLE)


class _Pen:
    """The state of one story while it is written: which phrases are spent, who has been introduced."""

    def __init__(self, used: dict[str, date], topic: Topic, cast: dict[str, Entity], day: date, rng: Random) -> None:
        self.used, self.topic, self.cast, self.day, self.rng = used, topic, cast, day, rng
        self.language = LANGUAGES[topic.language]
        self.next_day = day + timedelta(days=rng.randint(2, 5))
        self.named: set[str] = set()
        self.spent: dict[str, set[str]] = {}

    def paragraph(self, plan: str) -> tuple[str, ...]:
        parts = plan.split()
        kept = [part.lstrip("?") for part in parts if not part.startswith("?") or self.rng.random() < 0.5]
        return tuple(self.sentence(part) for part in kept)

    def sentence(self, part: str, stage: Stage | None = None) -> str:
        """A sentence from `part`: new to the press if any phrase can still say something new, else new to the story."""
        spent = self.spent.setdefault(part, set())
        phrases = [phrase for phrase in self.topic.text[part] if phrase not in spent] or list(self.topic.text[part])
        self.rng.shuffle(phrases)
        named = set(self.named)
        for phrase in (phrase for phrase in phrases * _ROUNDS for _ in range(_TRIES)):
            self.named = set(named)
            text = self._text(phrase, stage)
            if self._is_new(text):
                break
        spent.add(phrase)
        self.used[_folded(text)] = self.day
        return text

    def _is_new(self, text: str) -> bool:
        said = self.used.get(_folded(text))
        return said is None or self.day - said > _MEMORY

    def _text(self, phrase: str, stage: Stage | None) -> str:
        words = fill(parse(phrase), self.rng, lambda slot: self._name(slot, stage), self._number)
        return _tidy(words, self.language)

    def _name(self, slot: Slot, stage: Stage | None) -> str:
        if slot.name in ("weekday", "next"):
            return self.language.weekday(self.day if slot.name == "weekday" else self.next_day)
        now = stage or (Stage.LATER if slot.name in self.named else Stage.FIRST)
        if stage is None and slot.aspect not in self.language.pronouns:
            self.named.add(slot.name)
        return self.cast[slot.name].mention(now, slot.aspect, self.language, self.rng)

    def _number(self, number: Number, value: int) -> str:
        if number.ordinal:
            return f"{value}{_suffix(value)}"
        return self.language.number(value, number.in_words)


def _suffix(value: int) -> str:
    return "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _tidy(text: str, language: Language) -> str:
    """Commas that meet other punctuation go, Spanish words contract, each sentence begins with a capital."""
    text = re.sub(r",(?=[.,;:?!)])", "", text)
    text = re.sub(r",([”“»])\.", r"\1.", text)
    if language.code == "es":
        text = re.sub(r"\b(de|a) el\b", lambda found: "del" if found[1] == "de" else "al", text)
        text = re.sub(r"\by (?=(?:[IÍií]|[Hh][ií])(?![aeou]))", "e ", text)
    return re.sub(r"(?:^[^\w]*|[.!?][”“»]? [“„«]?)[^\W_]", lambda found: found[0].upper(), text)


def _folded(text: str) -> str:
    return re.sub(r"\d+", "0", text)
