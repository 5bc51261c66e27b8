"""A screen as Streamlit runs it, without a browser: what the tests of the screens share."""

from __future__ import annotations

import html
from collections.abc import Callable

from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]
"""Opens a screen of a desk, with query parameters: `open_screen(desk, "screens/runs.py", night=...)`."""


def words(test: AppTest) -> str:
    """All HTML of the screen as a reader sees its characters."""
    return html.unescape(" ".join(element.proto.body for element in test.get("html")))
