"""What the guides say of the house is so: the picture is the contracts; every path, module and link exists."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.tools.project import ROOT

GUIDE = ROOT / ".github" / "CONTRIBUTING.md"
DOCUMENTS = [ROOT / "README.md", GUIDE, *sorted((ROOT / ".github" / "decisions").glob("*.md"))]
FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*/?")
ENDINGS = (".py", ".md", ".toml", ".yaml", ".csv", ".po", ".txt", ".js", ".css")
MODULE = re.compile(r"-m ((?:analysis|tests)[\w.]*)")


def layered_contracts():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    return {contract["id"]: contract["layers"] for contract in settings["contracts"] if contract["type"] == "layers"}


def picture():
    """Return by contract the floors drawn, the top one first: their names and their rooms as written."""
    drawing = re.search(r"^```mermaid\n(.*?)^```", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)[1]
    parts = re.findall(r"^  subgraph (\w+)\[.*?\]\n(.*?)^  end$", drawing, re.MULTILINE | re.DOTALL)
    return {contract_id: (re.findall(r'^\s+(\w+)\["([^"<]+)', part, re.MULTILINE), part) for contract_id, part in parts}


def test_every_contract_of_floors_is_drawn_and_nothing_else():
    assert set(picture()) == set(layered_contracts())


@pytest.mark.parametrize("contract_id", layered_contracts())
def test_every_room_stands_in_the_picture_on_its_floor_and_no_other_does(contract_id):
    floors, part = picture()[contract_id]
    assert [set(rooms.split(" | ")) for _, rooms in floors] == [
        set(layer.split(" | ")) for layer in layered_contracts()[contract_id]
    ]
    arrows = [line.split(" --> ") for line in map(str.strip, part.splitlines()) if "-->" in line]
    assert arrows == [[name for name, _ in floors]]  # from the top floor down, one after the other


def paths_named(document):
    """Return what stands in backticks and looks like a path: with a folder of the project, or an ending of a file."""
    top = {path.name for path in ROOT.iterdir()}
    for quoted in re.findall(r"`([^`\n]+)`", FENCED.sub("", document.read_text("utf-8"))):
        word = quoted.split()[0]
        if PATH.fullmatch(word) and (("/" in word and word.split("/")[0] in top) or word.endswith(ENDINGS)):
            yield word


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_that_a_guide_names_exists(document):
    assert [path for path in paths_named(document) if not (ROOT / path).exists()] == []


def test_a_path_that_does_not_exist_is_noticed(tmp_path):
    document = tmp_path / "guide.md"
    document.write_text("`analysis/nowhere/x.py -q` `nowhere.toml` `show.figure` `text/html` `Key`\n", "utf-8")
    assert list(paths_named(document)) == ["analysis/nowhere/x.py", "nowhere.toml"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_module_that_a_guide_tells_to_run_exists(document):
    modules = [ROOT / Path(*name.split(".")) for name in MODULE.findall(document.read_text("utf-8"))]
    assert [
        module for module in modules if not module.with_suffix(".py").exists() and not (module / "__main__.py").exists()
    ] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_guide_leads_to_a_file(document):
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)\)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []
