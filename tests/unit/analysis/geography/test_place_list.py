"""Names of those present at a meeting are read as places of today."""

import pytest

from analysis.geography import place_list
from analysis.geography.lookup import Gazetteer
from analysis.store.tables import read_reference, read_table


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer(
        read_table("municipalities"),
        read_table("counties"),
        read_table("municipality_changes"),
        read_reference("place_names"),
    )


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("Levanger, Verdal; Steinkjer\nTrondheim", ["5037", "5038", "5006", "5001"]),
        ("Askim", ["3118"]),
        ("Oslo", ["0301"]),
        ("oslo kommune", ["0301"]),
        ("Trøndelag fylkeskommune", ["50"]),
        ("Møre og Romsdal", ["15"]),
        ("Levanger og Verdal", ["5037", "5038"]),
        ("Kautokeino / Guovdageaidnu", ["5612"]),
        ("Guovdageaidnu - Kautokeino", ["5612"]),
        ("5037, 50", ["5037", "50"]),
        (" , ;\n", []),
    ],
)
def test_names_between_commas_lines_and_og(gazetteer, written, codes):
    found = place_list.read(written, gazetteer)
    assert all(one.certain for one in found)
    assert [one.codes[0] for one in found] == codes


@pytest.mark.parametrize("name", ["Sande", "Våler", "Tysfjord", "Viken"])
def test_a_name_of_several_places_waits_for_a_choice(gazetteer, name):
    (found,) = place_list.read(name, gazetteer)
    assert found.found
    assert not found.certain
    assert len(found.codes) > 1


def test_an_unknown_name_comes_with_those_that_resemble_it(gazetteer):
    resembling, nothing = place_list.read("Levang, Xyzzy", gazetteer)
    assert not resembling.found
    assert "5037" in resembling.codes
    assert nothing == place_list.Named("Xyzzy", (), found=False)
