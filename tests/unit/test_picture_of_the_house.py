"""What the guide for contributors says of the house is so: its picture is the contracts, and its paths exist."""

import re
import tomllib

import pytest

from tests.tools.project import ROOT

GUIDE = ROOT / ".github" / "CONTRIBUTING.md"
DOCUMENTS = [ROOT / "README.md", GUIDE, *sorted((ROOT / ".github" / "decisions").glob("*.md"))]
PATH = re.compile(r"`((?:\.github|\.deploy|analysis|data|pages|static|tests)/[\w./-]+)`")
IN_PICTURE = {"house": "house", "pages": "pages", "sources": "sources", "exports": "exports"}
"""By the id of a contract the name that its floors begin with in the picture."""


def contract(contract_id):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    return next(one["layers"] for one in settings["contracts"] if one["id"] == contract_id)


@pytest.mark.parametrize("contract_id", IN_PICTURE)
def test_every_room_stands_on_its_floor_in_the_picture(contract_id):
    name = IN_PICTURE[contract_id]
    floors = re.findall(rf'^\s+{name}(\d+)\["([^<]+)<br/>', GUIDE.read_text("utf-8"), re.MULTILINE)
    assert [int(number) for number, _ in floors] == list(range(1, len(floors) + 1))
    assert [rooms for _, rooms in floors] == contract(contract_id)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_guide_names_exists(document):
    paths = PATH.findall(document.read_text("utf-8"))
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_every_link_of_a_guide_leads_to_a_file():
    wrong = []
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!https?://|#)([^)#]+)\)", document.read_text("utf-8")):
            if not (document.parent / target).exists():
                wrong.append((document.name, target))
    assert wrong == []
