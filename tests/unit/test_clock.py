"""No test asserts a time of the clock: on a busy machine it would fail though nothing is wrong.

Where a time limit is a promise the product enforces it, and a test gives it a tiny one; speed is measured in the bench.
"""

import ast

import pytest

from tests.tools.project import ROOT

CLOCKS = {"monotonic", "perf_counter", "time", "process_time"}
FILES = [path for room in ("unit", "pages", "browser") for path in sorted((ROOT / "tests" / room).rglob("test_*.py"))]


def reads_the_clock(node: ast.AST) -> bool:
    return any(
        isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in CLOCKS
        and isinstance(call.func.value, ast.Name) and call.func.value.id == "time"
        for call in ast.walk(node)
    )  # fmt: skip


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_test_asserts_a_time(path):
    asserted = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Assert)]
    assert [node.lineno for node in asserted if reads_the_clock(node)] == []
