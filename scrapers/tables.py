"""TOML files that a person writes: read them, check them, and say plainly what is wrong."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from scrapers.errors import ConfigError

T = TypeVar("T")


def read_toml(path: Path) -> dict[str, Any]:
    """The file's tables. Raises ConfigError with file and line when it is missing, not UTF-8 or not TOML."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file. `nightdesk init` writes one.") from None
    except UnicodeDecodeError as why:
        raise ConfigError(f"{path}: byte {why.start} is not UTF-8. Save the file as UTF-8.") from None
    except tomllib.TOMLDecodeError as why:
        raise ConfigError(f"{path}: not valid TOML: {why}. Mend that line.") from None
    except RecursionError:
        raise ConfigError(f"{path}: brackets in brackets in brackets. Take them out.") from None


def nearest(word: str, words: Iterable[str]) -> str:
    """`; did you mean "delay"?`, or the whole list of valid words where none is near."""
    valid = sorted(words)
    close = difflib.get_close_matches(word, valid, n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else f"; valid are {', '.join(valid)}"


def check_table(kind: type[T], table: object, where: str) -> T:
    """`table` as a `kind`, a pydantic dataclass without extra keys; `where` begins the message of a ConfigError."""
    fields: dict[str, Any] = getattr(kind, "__pydantic_fields__", {})
    if not isinstance(table, dict):
        found = type(table).__name__
        raise ConfigError(f"{where}: must be a table of keys, not a {found}. Write that line, and the keys below it.")
    try:
        return TypeAdapter(kind).validate_python(table)
    except ValidationError as why:
        lines = [masked(f"{where}: {_line(error, fields)}") for error in why.errors()]
        raise ConfigError("\n".join(lines)) from None


def masked(text: str) -> str:
    """The text without the names and passwords of the addresses in it."""
    return re.sub(r"(?<=//)[^/\s]*@", "***@", text)


def _line(error: Any, fields: dict[str, Any]) -> str:
    key = ".".join(str(part) for part in error["loc"]) or "(table)"
    if error["type"] == "unexpected_keyword_argument":
        return f'unknown key "{key}"{nearest(key, fields)}'
    if error["type"] == "missing":
        return f'the key "{key}" is missing'
    secret = error["loc"] and not getattr(fields.get(str(error["loc"][0])), "repr", True)
    value = "" if secret else f" = {error['input']!r}"
    return f'key "{key}"{value}: {error["msg"].removeprefix("Value error, ")}'
