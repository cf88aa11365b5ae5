"""The contracts of pyproject.toml hold, and what they cannot say: who touches session state, and who keeps caches."""

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.tools.project import ROOT

BUILD_ONLY = {"geopandas", "httpx", "matplotlib", "pandera", "pyogrio", "pxweb", "shapely", "stamina"}
"""Packages of the build and the refresh, which would slow every start of the app."""


def contracts():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    return {contract["id"]: contract for contract in settings["contracts"]}


def floors(contract_id):
    """Return the rooms of a layered contract, floor by floor, the top floor first."""
    return [layer.split(" | ") for layer in contracts()[contract_id]["layers"]]


def linted(folder):
    """Run import-linter in a process of its own: inside this one it would silence every logger."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_every_import_keeps_the_contracts():
    run = linted(ROOT)
    assert run.returncode == 0, run.stdout


def test_an_arrow_upwards_breaks_a_contract(tmp_path):
    package = tmp_path / "attic"
    package.mkdir()
    for name, line in (("__init__", ""), ("above", ""), ("below", "from attic import above")):
        (package / f"{name}.py").write_text(line, "utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\nroot_packages = ["attic"]\n[[tool.importlinter.contracts]]\nname = "attic"\n'
        'type = "layers"\ncontainers = ["attic"]\nlayers = ["above", "below"]\n',
        "utf-8",
    )
    run = linted(tmp_path)
    assert run.returncode == 1
    assert "attic.below -> attic.above" in run.stdout


def test_the_pages_share_at_most_15_rooms_on_7_floors():
    shared = floors("pages")
    assert sum(map(len, shared)) <= 15
    assert len(shared) <= 7


def test_the_app_starts_without_the_packages_of_the_build():
    code = "import sys, dashboard; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(run.stdout.split())
    assert "streamlit" in loaded
    assert loaded & BUILD_ONLY == set()


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def project_files():
    return [ROOT / "dashboard.py", *sorted((ROOT / "pages").rglob("*.py")), *sorted((ROOT / "analysis").rglob("*.py"))]


def test_session_state_and_query_parameters_are_touched_by_settings_alone():
    touching = [
        name_of(path)
        for path in project_files()
        if any(
            isinstance(node, ast.Attribute) and node.attr in ("session_state", "query_params")
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
    ]
    assert touching == ["pages._shared.session.settings"]


def test_streamlits_caches_are_not_used():
    """The pages keep theirs for each version of the data: Streamlit's takes 0.1 ms a look, a hundred times a page."""
    caching = [
        name_of(path)
        for path in project_files()
        if any(
            isinstance(node, ast.Attribute) and node.attr in ("cache_data", "cache_resource")
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
    ]
    assert caching == []
