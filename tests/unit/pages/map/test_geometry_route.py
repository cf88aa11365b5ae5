"""The address of maps that a refresh drew: what is in a kept version's index, and nothing else."""

import json

import httpx
import pytest
from starlette.applications import Starlette

from analysis.in_use import geometry_url
from analysis.store import map_files, versions
from pages._shared.map import geometry_route
from tests.tools import apart, small_data

NAME = "county-2024-country-0a1b2c3d.json"
CONTENT = '{"level":"county"}'


@pytest.fixture(scope="module")
def embedded(tmp_path_factory):
    return small_data.write(tmp_path_factory.mktemp("embedded"))


@pytest.fixture
def version(tmp_path, embedded, monkeypatch):
    """Give a version that is kept, though another one is in use."""
    monkeypatch.setenv(versions.STORE, str(tmp_path / "store"))
    monkeypatch.setattr(versions, "DATA", embedded)
    folder = versions.new_folder()
    for path in embedded.rglob("*"):
        if path.is_file():
            target = folder / path.relative_to(embedded)
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(path.read_bytes())
    maps = folder / map_files.FOLDER
    maps.mkdir()
    (maps / NAME).write_text(CONTENT, "utf-8")
    (maps / "county-2024-near-99999999.json").write_text("not in the index", "utf-8")
    (maps / map_files.INDEX).write_text(json.dumps({"county-2024": {"country": NAME}}), "utf-8")
    tables = {path.name: path.stat().st_size for path in (folder / "tables").iterdir()}
    told = {"made": "2026-01-01", "since": "", "tables": tables, "maps": {NAME: len(CONTENT)}, "sources": {}}
    (folder / versions.LOADED).write_text(json.dumps(told), "utf-8")
    return versions.finish(folder)


@pytest.fixture
def asked(version):
    """Return what asks for a path and returns the answer."""
    app = Starlette(routes=[geometry_route.ROUTE])

    async def ask(method, path):
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client:
            return await client.request(method, path)

    return lambda path, method="GET": apart.run(ask(method, path))


@pytest.mark.parametrize("base", ["", "/europaprofil", "/a/b"])
def test_a_file_of_a_kept_version_is_served_for_good_below_any_path(asked, base):
    answer = asked(f"{base}/geometri/{NAME}")
    assert (answer.status_code, answer.text) == (200, CONTENT)
    assert answer.headers["content-type"] == "application/json"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "name",
    [
        "county-2024-near-99999999.json", "index.json", "nothing.json", "../loaded.json", "..%2Floaded.json",
        "%2e%2e%2floaded.json", "..%5Cloaded.json", "%2Fetc%2Fpasswd", f"{NAME}%00", f"x/../{NAME}x", "", "%F0%28",
        f"{NAME.upper()}", "../../../../../../etc/passwd", f"../tables/{NAME}",
    ],
)  # fmt: skip
def test_nothing_else_is_served(asked, name):
    assert asked(f"/geometri/{name}").status_code == 404


def test_other_methods_are_refused(asked):
    assert asked(f"/geometri/{NAME}", "POST").status_code == 405


def test_a_version_that_is_not_whole_is_not_served(asked, version):
    folder = versions.store() / "versions" / version
    (folder / "tables" / "population.parquet").unlink()
    assert asked(f"/geometri/{NAME}").status_code == 404


def test_a_file_has_the_address_of_where_it_lies(version):
    folder = versions.store() / "versions" / version
    own = map_files.of("county", 2024, folder)["country"]
    assert geometry_url.url(own) == f"geometri/{NAME}"
    others = map_files.of("municipality", 2024, folder)
    assert {geometry_url.url(path) for path in others.values()} == {
        f"app/static/geometry/{path.name}" for path in others.values()
    }
    assert all((map_files.COME_WITH / path.name).is_file() for path in others.values())
