"""What could leak or be let in at the edges: SQL, pickles, permissions, remote controls, secrets."""

from __future__ import annotations

import ast
import os
from pathlib import Path

from scrapers.crawl import Limits, run_crawl, user_agent
from scrapers.politeness import crawl_settings
from tests.faults.hostile_server import serving
from tests.faults.network import feed_source, plan

ROOT = Path(__file__).parents[2]
FILES = [path for package in ("scrapers", "flows", "dashboard") for path in sorted((ROOT / package).rglob("*.py"))]
SECRET = "hunter2-canary"


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]


def test_nothing_is_pickled_evaluated_or_given_to_a_shell() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
                assert not names & {"pickle", "shelve", "marshal", "dill", "joblib", "cloudpickle"}, path
            if isinstance(node, ast.Call):
                assert getattr(node.func, "id", "") not in ("eval", "exec"), f"{path}:{node.lineno}"
                shell = [word for word in node.keywords if word.arg == "shell"]
                assert not shell, f"{path}:{node.lineno}"


def test_the_crawl_has_no_remote_control_and_reads_nothing_but_the_web() -> None:
    settings = crawl_settings(Limits(), "x")
    assert settings["REMOTE_CONTROL_ENABLED"] is settings["TELNETCONSOLE_ENABLED"] is False
    handlers = settings["DOWNLOAD_HANDLERS"]
    assert isinstance(handlers, dict) and {name for name, handler in handlers.items() if handler} == {"http", "https"}


def test_the_environment_s_secrets_are_in_no_file_of_a_crawl(tmp_path: Path) -> None:
    os.environ["NIGHTDESK_CANARY"] = SECRET
    try:
        with serving({}) as server:
            wanted = plan(tmp_path, [feed_source("good", server.port)], 10)
            report = run_crawl(wanted)
    finally:
        del os.environ["NIGHTDESK_CANARY"]
    assert report.tallies["good"].fetched == 3 and user_agent("")
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or SECRET.encode() not in path.read_bytes()
