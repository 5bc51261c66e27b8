"""Planted copies: stories out of our own stock of sentences, copied as newsrooms copy, and templates filled twice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from scrapers.clean.words import listed
from scrapers.sample.plan import plan_day
from scrapers.sample.writer import Story, Writer

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
Paragraphs = list[list[str]]
Edit = Callable[[str], str]

FILLERS = listed("rather today further against later some ganz wohl muy casi")
SYLLABLES = listed("bel dun fe gar hil jo ka lo mi pel qua ren sor tem uri vex vos wol zan")
WEEKDAYS = {
    "en": listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    "de": listed("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
    "es": listed("lunes martes miércoles jueves viernes sábado domingo"),
}
MONTHS = {
    "en": listed("January March April June July August October December"),
    "de": listed("Januar März April Juni Juli August Oktober Dezember"),
    "es": listed("enero marzo abril junio julio agosto octubre diciembre"),
}
AGENCY_LINES = (
    ("DUNMARROW (Reuters) - ", ""),
    ("Dunmarrow (dpa) - ", ""),
    ("", "\n\nWith reporting by Agence France-Presse."),
    ("DUNMARROW, Nov 1 (AP) — ", "\n\nAP writer Lena Holt contributed to this report."),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """One article: the story that it tells by right, how it came to be, and when."""

    number: int
    story: str
    kind: str
    text: str
    at: datetime


def planted(seed: int, days: int, fillings: int) -> list[Planted]:
    """The press of some days, every article of it with a copy of each kind; and `fillings` of every template."""
    rng, writer, found = Random(seed), Writer(), []
    for back in range(days):
        day = date(2026, 11, 1) + timedelta(days=back)
        for number, assignment in enumerate(plan_day(day, day + timedelta(days=99), rng)):
            story = writer.write(assignment.topic, assignment.cast, day, rng)
            at = NOON + timedelta(days=back, minutes=rng.randrange(600))
            for kind, text in _copies(story, writer, rng):
                found.append(Planted(len(found), f"{day} {number}", kind, text, at))
                at += timedelta(hours=rng.uniform(0.2, 20))
    for kind, number, text in filled(fillings, rng):
        at = NOON + timedelta(hours=rng.uniform(0, 24 * days))
        found.append(Planted(len(found), f"{kind} {number}", "template", text, at))
        paragraphs = [line.split(". ") for line in text.split("\n")]
        cut = text_of(trimmed(paragraphs, rng.uniform(0.5, 0.7)))
        found.append(Planted(len(found), f"{kind} {number}", "template, trimmed", cut, at + timedelta(hours=3)))
    return found


def _copies(story: Story, writer: Writer, rng: Random) -> Iterator[tuple[str, str]]:
    told = [list(paragraph) for paragraph in story.paragraphs]
    yield "original", text_of(told)
    yield "title changed", text_of(told)
    yield "trimmed", text_of(trimmed(told, rng.uniform(0.3, 0.6)))
    edits: dict[str, Edit] = {
        "replaced": lambda _: writer.sentence(story, "facts", rng),
        "reworded": lambda sentence: reworded(sentence, rng),
        "refigured": lambda sentence: refigured(sentence, rng),
        "dropped": lambda _: "",
    }
    for name, edit in edits.items():
        yield f"edited: {name}", text_of(edited(told, rng.uniform(0.1, 0.4), rng, edit))
    before, after = rng.choice(AGENCY_LINES)
    yield "agency line", before + text_of(told) + after
    both = edited(trimmed(told, rng.uniform(0.5, 0.8)), rng.uniform(0.1, 0.25), rng, edits["replaced"])
    yield "agency line, trimmed and edited", before + text_of(both) + after


def filled(times: int, rng: Random) -> Iterator[tuple[str, int, str]]:
    """Each template filled `times` times: its kind, the number of the filling, the text."""
    table = tomllib.loads((Path(__file__).parent / "templates.toml").read_text("utf-8"))
    for template in table["template"]:
        for number in range(times):
            yield template["kind"], number, fill(template["text"].strip(), template["language"], rng)


def fill(text: str, language: str, rng: Random) -> str:
    """A template with names of its own, and with numbers, days and months drawn anew at each place."""
    surname = name(rng)
    once = {"surname": surname, "person": f"{name(rng)} {surname}", "street": f"{name(rng)}straat"}
    once |= {slot: name(rng) for slot in ("town", "club", "club2", "firm")}

    def slot(found: re.Match[str]) -> str:
        drawn = {
            "small": str(rng.randint(1, 12)),
            "n": str(rng.randint(13, 98)),
            "big": f"{rng.randint(2, 80)},{rng.randint(100, 999)}",
            "share": f"{rng.randint(0, 9)}.{rng.randint(1, 9)}",
            "weekday": rng.choice(WEEKDAYS[language]),
            "month": rng.choice(MONTHS[language]),
        }
        return once.get(found[1]) or drawn[found[1]]

    return re.sub(r"\{(\w+)\}", slot, text)


def name(rng: Random) -> str:
    return "".join(rng.sample(SYLLABLES, rng.choice((2, 3)))).capitalize()


def text_of(paragraphs: Paragraphs) -> str:
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)


def trimmed(paragraphs: Paragraphs, share: float) -> Paragraphs:
    """The first `share` of the sentences."""
    left = max(3, round(share * sum(map(len, paragraphs))))
    kept: Paragraphs = []
    for paragraph in paragraphs:
        kept.append(paragraph[:left])
        left -= len(kept[-1])
    return kept


def edited(paragraphs: Paragraphs, share: float, rng: Random, edit: Edit) -> Paragraphs:
    """With this share of the sentences put through `edit`; "" drops one."""
    places = [(i, j) for i, paragraph in enumerate(paragraphs) for j in range(len(paragraph))]
    chosen = set(rng.sample(places, max(1, round(share * len(places)))))
    changed = [
        [edit(sentence) if (i, j) in chosen else sentence for j, sentence in enumerate(paragraph)]
        for i, paragraph in enumerate(paragraphs)
    ]
    return [[sentence for sentence in paragraph if sentence] for paragraph in changed]


def reworded(sentence: str, rng: Random) -> str:
    """One word in four is another."""
    return " ".join(rng.choice(FILLERS) if rng.random() < 0.25 else word for word in sentence.split(" "))


def refigured(sentence: str, rng: Random) -> str:
    """Each number is another."""
    return "".join(str(rng.randint(0, 9)) if letter.isdigit() else letter for letter in sentence)
