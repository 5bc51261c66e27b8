from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from tests.dashboard import snapshots


@pytest.fixture(scope="session")
def full_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented desk of 45 days. Tests only read it."""
    return snapshots.make_desk(tmp_path_factory.mktemp("full") / "desk")


@pytest.fixture(scope="session")
def trending_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with names that rise and names that are new. Tests only read it."""
    return snapshots.make_desk(tmp_path_factory.mktemp("trending") / "desk", trending=True)


@pytest.fixture(autouse=True)
def fresh_caches() -> Iterator[None]:
    yield
    st.cache_data.clear()
