"""`python -m tests.pages_update [CASE...]`: write what the cleaner answers into the golden pages' `expected.toml`."""

from __future__ import annotations

import sys
from pathlib import Path

import tomlkit
from tomlkit.items import String, StringType

from tests.golden import CASES, PAGES, answer, read_case


def update(case: Path) -> bool:
    """Rewrite one case; whether that changed it."""
    path = case / "expected.toml"
    before = path.read_text("utf-8")
    given = {key: value for key, value in read_case(case).items() if key not in ("article", "rejection")}
    answered = answer(case)
    for table in answered.values():
        for key, value in table.items():
            if isinstance(value, str) and "\n" in value:
                table[key] = String.from_raw(f"{value}", StringType.MLB)
            elif isinstance(value, list) and value:
                table[key] = tomlkit.item(value).multiline(True)
    path.write_text(tomlkit.dumps(given | answered), "utf-8")
    return path.read_text("utf-8") != before


if __name__ == "__main__":
    wanted = [PAGES / name for name in sys.argv[1:]] or CASES
    for case in wanted:
        print(f"{case.relative_to(PAGES)}: {'changed' if update(case) else 'same'}")
