"""One press for all tests of the sample press; tests that move its clock make their own."""

from __future__ import annotations

from datetime import date

import pytest

from scrapers.sample import Press
from scrapers.sample.site import Site

LAST_DAY = date(2026, 11, 22)
PORT = 8765


@pytest.fixture(scope="session")
def press() -> Press:
    return Press(LAST_DAY)


@pytest.fixture(scope="session")
def site(press: Press) -> Site:
    return Site(press, PORT)
