"""Pages and records that break their cleaner, and what reads them: it is loaded by the workers, too."""

from __future__ import annotations

import ctypes
import os
import re
import signal
import time
from pathlib import Path

from scrapers.errors import ArchiveError
from scrapers.page import Page, RecordRef
from tests.scrapers.clean.made import body, html, jsonld, page

ATTRIBUTES = html("<div " + " ".join(f'a{n}="1"' for n in range(50_000)) + ">x</div>" + body())
PARAGRAPHS = html("".join(f"<p>w{n}</p>" for n in range(50_000)))
BROKEN_JSON = html(body(), jsonld('{"@type":"NewsArticle","headline":"' + 'a\\"b":{"c":[' * 15_000))
ELEMENTS = html("<br>" * 4_000_000)  # a tree of half a gigabyte, grown by the parser, not by Python
GOOD = html(body())


def read(folder: Path, ref: RecordRef) -> Page:
    """A record that does what its file's name says."""
    if ref.file == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if ref.file == "segfault":
        ctypes.string_at(0)
    if ref.file == "hang":
        time.sleep(600)
    if ref.file == "regex":  # holds the interpreter's lock: no other thread of the process gets a turn
        re.match(r"(a+)+$", "a" * 60 + "b")
    if ref.file == "hog":
        return page(" " * 10**10)
    if ref.file == "fault":
        raise ZeroDivisionError("a fault\nof two lines")
    if ref.file == "gone":
        raise ArchiveError(f"{folder}: no whole page is there")
    kinds = {"attributes": ATTRIBUTES, "paragraphs": PARAGRAPHS, "json": BROKEN_JSON, "elements": ELEMENTS}
    return page(kinds.get(ref.file, GOOD), f"https://www.dailyquay.example/{ref.offset}")
