"""What could leak or be let in at the edges: SQL, pickles, permissions, remote controls, secrets."""

from __future__ import annotations

import ast
import os
import re
from functools import cache
from pathlib import Path

import duckdb
import pytest

from flows.store.connection import quoted
from scrapers.crawl import Limits, run_crawl, user_agent
from scrapers.politeness import crawl_settings
from tests.faults.hostile_server import serving
from tests.faults.network import feed_source, plan

ROOT = Path(__file__).parents[2]
FILES = [path for package in ("scrapers", "flows", "dashboard") for path in sorted((ROOT / package).rglob("*.py"))]
SECRET = "hunter2-canary"


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text("utf-8"))))


def test_nothing_is_pickled_evaluated_or_given_to_a_shell() -> None:
    for path in FILES:
        for node in nodes(path):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
                assert not names & {"pickle", "shelve", "marshal", "dill", "joblib", "cloudpickle"}, path
            if isinstance(node, ast.Call):
                assert getattr(node.func, "id", "") not in ("eval", "exec"), f"{path}:{node.lineno}"
                shell = [word for word in node.keywords if word.arg == "shell"]
                assert not shell, f"{path}:{node.lineno}"


BUILT = {
    "flows/publish.py": {"name", "table"},
    "flows/store/bundling.py": {
        *("table", "which", "keys[table][0]", "keys[table][1]", "quoted(path)", "quoted(database)")
    },
    "flows/store/comparing.py": {"quoted(snapshot)", "quoted(desk.database)"},
    "flows/store/connection.py": {
        *("like", "name", "wanted", "ROW_GROUP", "quoted(path)", "quoted(desk.database)", "quoted(fresh)")
    },
    "flows/store/ledger.py": {"table"},
    "dashboard/snapshot.py": {"what"},
}
"""What stands in SQL without being bound: names of tables, columns and variables, which are written in these files or
come from DuckDB's own list of tables, and paths where it takes no parameter."""
SQL = re.compile(
    r"\s*(SELECT|INSERT|DELETE|UPDATE|ATTACH|DETACH|COPY|CREATE|DROP|ALTER|SET|USE|PRAGMA|MERGE|WITH|FROM|DESCRIBE|CALL|LOAD|"
    r"INSTALL|EXPORT|IMPORT|CHECKPOINT|VALUES|EXPLAIN|WHERE|AND|OR|ORDER|GROUP|LIMIT|JOIN|UNION|SEMI|ANTI)\b"
)


def text_of(node: ast.expr) -> str:
    """The text that a literal or an f-string begins with."""
    first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else node
    return str(first.value) if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def put_in(node: ast.AST) -> set[str]:
    """What is put into a piece of SQL by f-string, `+`, `%` or a method of strings; empty for all else."""
    if isinstance(node, ast.JoinedStr) and SQL.match(text_of(node)):
        return {ast.unparse(value.value) for value in node.values if isinstance(value, ast.FormattedValue)}
    if isinstance(node, ast.BinOp) and SQL.match(text_of(node.left) or text_of(node.right)):
        return {ast.unparse(node)}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and SQL.match(text_of(node.func.value)):
        return {ast.unparse(node)}
    return set()


def test_values_reach_sql_as_parameters_alone() -> None:
    found: dict[str, set[str]] = {}
    for path in FILES:
        for node in nodes(path):
            if built := put_in(node):
                found.setdefault(str(path.relative_to(ROOT)), set()).update(built)
    assert found == BUILT


@pytest.mark.parametrize(
    "code",
    [
        'f"SELECT {x}"',
        '"SELECT * FROM articles WHERE url = \'" + url',
        '"DELETE FROM t WHERE id = %s" % x',
        '"FROM {}".format(x)',
        'rows + " WHERE " + ", ".join(x)',
        'f" SEMI JOIN {x} USING (id)"',
    ],
)
def test_the_look_for_built_sql_sees_it(code: str) -> None:
    assert any(put_in(node) for node in ast.walk(ast.parse(code)))


def test_a_path_in_sql_stays_one_word() -> None:
    path = Path("/tmp/o'clock'; DROP TABLE articles; --")
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT {quoted(path)}").fetchall() == [(str(path),)]


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
