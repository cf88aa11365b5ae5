"""Imports run one way: dashboard, pages, pages/_shared, analysis; and inside analysis as the design says."""

import ast

from tests.tools.project import ROOT

# A module may import from its own layer and those below it. The first prefix that fits names the layer.
LAYERS = [
    ("dashboard", 0),
    ("pages._shared", 2),
    ("pages", 1),
    ("analysis.build", 3),
    ("analysis.refresh", 3),
    ("analysis.own_data", 3),
    ("analysis.contract.dictionary", 4),
    ("analysis.contract.descriptor", 4),
    ("analysis.exports", 4),
    ("analysis.sources.common.account", 9),
    ("analysis.sources", 5),
    ("analysis.text", 9),
    ("analysis.telling.story", 5),
    ("analysis.telling.case_text", 5),
    ("analysis.telling.charts", 4),
    ("analysis.figures", 6),
    ("analysis.comparing.layers", 7),
    ("analysis.participation", 7),
    ("analysis.standing.evidence", 7),
    ("analysis.standing.status", 7),
    ("analysis.comparing.peers", 7),
    ("analysis.comparing.intervals", 7),
    ("analysis.comparing.comparison", 7),
    ("analysis.registers.profiles", 7),
    ("analysis.registers.board", 7),
    ("analysis.registers.named_places", 7),
    ("analysis.registers.registers", 7),
    ("analysis.registers.partners", 7),
    ("analysis.registers.twin_towns", 7),
    ("analysis.comparing.rates", 7),
    ("analysis.standing.disagreements", 7),
    ("analysis.standing.coverage", 7),
    ("analysis.store.since_last_time", 7),
    ("analysis.contract.checks", 7),
    ("analysis.contract.schemas", 8),
    ("analysis.geography", 8),
    ("analysis.store.catalogue", 9),
    ("analysis.store.tables", 9),
    ("analysis.store.versions", 9),
    ("analysis.store.map_files", 9),
    ("analysis.uploads", 9),
    ("analysis.errors", 10),
]
NEVER_IN_THE_RUNNING_APP = {
    "geopandas",
    "pandera",
    "matplotlib",
    "shapely",
    "pyogrio",
    "analysis.contract.schemas",
    "analysis.contract.checks",
    "analysis.build",
    "analysis.contract.descriptor",
    "analysis.refresh",
    "httpx",
    "stamina",
    "pxweb",
}


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def project_files():
    return [ROOT / "dashboard.py", *sorted((ROOT / "pages").rglob("*.py")), *sorted((ROOT / "analysis").rglob("*.py"))]


def imports_of(source):
    """Return the dotted names a module imports at its top level or inside functions."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def layer_of(name):
    return next((layer for prefix, layer in LAYERS if name == prefix or name.startswith(f"{prefix}.")), None)


def wrong_arrows(name, source):
    own = layer_of(name)
    return [target for target in imports_of(source) if (below := layer_of(target)) is not None and below < own]


def test_every_module_imports_only_from_its_own_layer_or_below():
    wrong = {
        name_of(path): wrong_arrows(name_of(path), path.read_text("utf-8"))
        for path in project_files()
        if layer_of(name_of(path))
    }
    assert {name: targets for name, targets in wrong.items() if targets} == {}


def test_every_module_has_a_layer():
    assert [
        name_of(path) for path in project_files() if layer_of(name_of(path)) is None and name_of(path) != "analysis"
    ] == []


def test_an_arrow_upwards_is_found():
    assert wrong_arrows("analysis.geography.years", "from pages._shared import cached") == ["pages._shared.data.cached"]


def test_analysis_knows_no_streamlit():
    knowing = [
        name_of(path)
        for path in project_files()
        if name_of(path).startswith("analysis")
        and any(target.split(".")[0] == "streamlit" for target in imports_of(path.read_text("utf-8")))
    ]
    assert knowing == []


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
    """Those of the pages are in cached.py, which looks a hundred times a page."""
    caching = [
        name_of(path)
        for path in project_files()
        if any(
            isinstance(node, ast.Attribute) and node.attr in ("cache_data", "cache_resource")
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
        )
    ]
    assert caching == []


def reachable_from(name, files):
    seen, waiting = set(), [name]
    while waiting:
        now = waiting.pop()
        if now in seen or now not in files:
            continue
        seen.add(now)
        for target in imports_of(files[now]):
            waiting += [target, target.rsplit(".", 1)[0]]
            seen |= {target.split(".")[0]} | ({target} if target in NEVER_IN_THE_RUNNING_APP else set())
    return seen


def test_the_running_app_never_imports_what_belongs_to_the_build():
    files = {name_of(path): path.read_text("utf-8") for path in project_files()}
    for page in [name for name in files if name == "dashboard" or name.startswith("pages")]:
        assert reachable_from(page, files) & NEVER_IN_THE_RUNNING_APP == set(), page
