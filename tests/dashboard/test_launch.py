from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from streamlit import config

from dashboard import launch


def test_every_option_exists() -> None:
    """Streamlit ends with an error at an unknown flag; the names are checked against its own list."""
    known = set(config.get_config_options())
    named = {option[2:].split("=")[0] for option in launch.options(8501)}
    assert named <= known


def test_the_server_is_private() -> None:
    options = launch.options(8501)
    assert "--server.address=127.0.0.1" in options
    assert "--browser.gatherUsageStats=false" in options
    assert "--server.port=8501" in options


def test_the_command_names_desk_and_port(tmp_path: Path) -> None:
    assert launch.command(tmp_path, 8777) == [
        sys.executable,
        "-m",
        "dashboard",
        "--desk",
        str(tmp_path),
        "--port",
        "8777",
        "--parent",
        str(os.getpid()),
    ]


STARTED_BY = """
import subprocess, sys, time
from pathlib import Path
from dashboard.launch import command
print(subprocess.Popen(command(Path(sys.argv[1]), 0), start_new_session=True).pid, flush=True)
time.sleep(60)
"""


def test_it_ends_with_the_process_that_started_it_however_that_ends(tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", STARTED_BY, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    child.wait(60)


@pytest.mark.parametrize("path", sorted(launch.APP.parent.rglob("*.py")), ids=lambda path: path.name)
def test_only_snapshot_opens_a_database_and_nothing_else_of_ours_is_imported(path: Path) -> None:
    imported = {name.split(".")[0] for node in ast.walk(ast.parse(path.read_text("utf-8"))) for name in _names(node)}
    assert not imported & {"scrapers", "flows", "prefect", "scrapy"}
    assert "duckdb" not in imported or path.name == "snapshot.py"


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def test_what_is_imported_in_circles_is_there_before_the_first_visitor() -> None:
    """Two sessions of a cold server would otherwise each import a half of it."""
    start = "from dashboard import __main__ as start; start.cli.main = lambda **_: None; start.main()"
    done = f"import sys; sys.argv = ['dashboard']; {start}; print('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", done], capture_output=True, text=True, check=True).stdout == "True\n"
