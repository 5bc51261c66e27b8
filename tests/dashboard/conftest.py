from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from playwright.sync_api import Browser
from streamlit import config
from streamlit.testing.v1 import AppTest

from dashboard.launch import ADDRESS, APP
from dashboard.snapshot import READY
from tests.dashboard import snapshots
from tests.dashboard.browsing import Watched, browse, served
from tests.dashboard.screens import Open


@pytest.fixture(scope="session")
def full_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented desk of 45 days. Tests only read it."""
    return snapshots.make_desk(tmp_path_factory.mktemp("full") / "desk")


@pytest.fixture(scope="session")
def trending_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with names that rise and names that are new. Tests only read it."""
    return snapshots.make_desk(tmp_path_factory.mktemp("trending") / "desk", trending=True)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browse() as chromium:
        yield chromium


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented desk, for one module's tests to change."""
    return snapshots.make_desk(tmp_path_factory.mktemp("browser") / "desk", trending=True)


@pytest.fixture(scope="module")
def server(desk: Path) -> Iterator[str]:
    """The address of that desk's dashboard."""
    with served(desk) as address:
        yield address


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def open_screen(monkeypatch: pytest.MonkeyPatch) -> Open:
    def run(desk: Path, screen: str, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("NIGHTDESK_HOME", str(desk))
        test = AppTest.from_file(APP, default_timeout=60).run()
        test.query_params.update(query)
        test = test.switch_page(screen).run()
        assert not test.exception
        return test

    return run


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    """Nothing is kept from test to test; the screens stand on this machine's own address, as the server has it."""
    config.set_option("server.address", ADDRESS)
    yield
    st.cache_data.clear()
    READY.close()
