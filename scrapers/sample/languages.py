"""Weekdays, months and numbers as the sample press prints them, in English, German and Spanish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Language:
    """One language; `code` is ISO 639-1. `digits` are the words for 0 to 9, `pronouns` he and she."""

    code: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    digits: tuple[str, ...]
    thousands: str
    decimal: str
    pronouns: dict[str, tuple[str, str]]
    date_pattern: str

    def weekday(self, day: date) -> str:
        return self.weekdays[day.weekday()]

    def number(self, value: int, in_words: bool) -> str:
        """`value` with its thousands parted, or as a word below ten where a text would spell it out."""
        if in_words and 0 <= value < len(self.digits):
            return self.digits[value]
        return f"{value:,}".replace(",", self.thousands) if value >= 1000 else str(value)

    def long_date(self, day: date) -> str:
        """`4 November 2026`, `4. November 2026`, `4 de noviembre de 2026`."""
        return self.date_pattern.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def long_time(self, at: datetime) -> str:
        return f"{self.long_date(at.date())}, {at:%H:%M}"


ENGLISH = Language(
    code="en",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    digits=("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    thousands=",",
    decimal=".",
    pronouns={"he": ("he", "she"), "his": ("his", "her"), "him": ("him", "her")},
    date_pattern="{day} {month} {year}",
)
GERMAN = Language(
    code="de",
    weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
    months=(
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
    digits=("null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"),
    thousands=".",
    decimal=",",
    pronouns={"he": ("er", "sie")},
    date_pattern="{day}. {month} {year}",
)
SPANISH = Language(
    code="es",
    weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    digits=("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    thousands=".",
    decimal=",",
    pronouns={"he": ("él", "ella")},
    date_pattern="{day} de {month} de {year}",
)
LANGUAGES = {language.code: language for language in (ENGLISH, GERMAN, SPANISH)}
