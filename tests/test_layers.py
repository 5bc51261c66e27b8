"""Who may import whom: read from the code, so that a wrong arrow fails here before anyone gets used to it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("scrapers", "flows", "dashboard")
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Every module that a file imports, at its top or within a function."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def reaches(path: Path, *modules: str) -> set[str]:
    return {name for name in imported(path) for module in modules if name == module or name.startswith(module + ".")}


def module(path: Path) -> str:
    return str(path.relative_to(ROOT).with_suffix("")).replace("/", ".").removesuffix(".__init__")


@pytest.mark.parametrize("path", FILES, ids=module)
def test_a_file_imports_only_what_its_package_may(path: Path) -> None:
    name = module(path)
    if name.startswith("scrapers"):
        assert not reaches(path, "flows", "dashboard", "duckdb", "prefect", "streamlit")
    if name.startswith("scrapers.clean"):
        assert not reaches(path, "scrapy", "twisted", "urllib.request", "requests", "httpx", "socket")
    if name.startswith("dashboard"):
        assert not reaches(path, "scrapers", "flows", "prefect")
    if name.startswith("flows"):
        assert not reaches(path, "streamlit", "scrapy")
    if name not in ("flows.nightly", "flows.schedule", "flows.server", "flows.by_schedule"):
        assert not reaches(path, "prefect")
    if not name.startswith("flows.store") and name not in ("flows.publish", "dashboard.snapshot"):
        assert not reaches(path, "duckdb")
    if name not in ("flows.search", "dashboard.search"):
        assert not reaches(path, "tantivy")
    if name != "flows.entities.spacy_model":
        assert not reaches(path, "spacy")
    if name != "scrapers.clean.extract":
        assert not reaches(path, "trafilatura")


def test_every_package_says_what_it_is() -> None:
    packages = [path for path in FILES if path.name == "__init__.py"]
    assert packages
    silent = [module(path) for path in packages if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent, f"no docstring: {silent}"


def test_no_exception_is_swallowed() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert not (len(node.body) == 1 and isinstance(node.body[0], ast.Pass)), f"{path}:{node.lineno}"
