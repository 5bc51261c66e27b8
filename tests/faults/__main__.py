"""`python -m tests.faults [PART...] [-o FILE]`: what is promised of bad nights, measured; one table a part.

    kills      runs killed at each stage and at random moments (--kills 50 --seed 1); about 20 minutes
    disks      disks that fill up, bits that flip (--points 20 --flips 20); about 10 minutes
    network    hostile answers at the default deadline; about 3 minutes
    fuzz       whatever is read from others and from the desk, nearly right (--seconds 3600)

Without a name all of them. Exit code 1 when a promise was broken.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tests.faults import disks, fuzz, kills, matrix
from tests.faults.fuzz_targets import TARGETS
from tests.faults.table import Table

PARTS: dict[str, Callable[[argparse.Namespace], Table]] = {
    "kills": lambda given: kills.table(given.kills, given.seed),
    "disks": lambda given: disks.table(given.points, given.flips),
    "network": lambda given: matrix.table(),
    "fuzz": lambda given: fuzz.table(list(TARGETS), given.seconds, given.seed),
}


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "parts", nargs="*", metavar="PART", choices=[*PARTS, "all"], default="all", help=", ".join(PARTS)
    )
    parser.add_argument("-o", dest="file", type=Path, help="write the tables there instead of to the screen")
    parser.add_argument("--kills", type=int, default=50, help="how many at random moments (default: 50)")
    parser.add_argument("--seed", type=int, default=1, help="of the random moments (default: 1)")
    parser.add_argument("--points", type=int, default=20, help="of a night at which the disk fills up (default: 20)")
    parser.add_argument("--flips", type=int, default=20, help="of bits, in each file (default: 20)")
    parser.add_argument("--seconds", type=float, default=3600, help="of fuzzing (default: 3600)")
    given = parser.parse_args()
    tables = {name: measure(given) for name, measure in PARTS.items() if name in given.parts or "all" in given.parts}
    text = "\n".join(f"## {name}\n\n" + "\n".join(table.lines) + "\n" for name, table in tables.items())
    if given.file:
        given.file.write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    sys.exit(not all(table.right for table in tables.values()))


if __name__ == "__main__":
    main()
