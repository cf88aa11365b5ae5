"""Counties and municipalities named in running text."""

import pytest

from analysis.geography.lookup import Gazetteer
from analysis.registers import named_places
from analysis.store.tables import read_reference, read_table


@pytest.fixture(scope="module")
def gazetteer():
    tables = [read_table(name) for name in ("municipalities", "counties", "municipality_changes")]
    return Gazetteer(*tables, read_reference("place_names"))


@pytest.mark.parametrize(
    ("text", "vintage", "whole", "part", "elsewhere"),
    [
        ("Nordland, Troms, Finnmark", 2024, ("18", "55", "56"), (), ()),
        ("Trøndelag; Innlandet; parts of Østfold and Akershus", 2024, ("34", "50"), ("31", "32"), ()),
        ("Trøndelag, Innlandet, Viken (Østfold, Akershus)", 2020, ("34", "50"), ("30",), ()),
        ("Nordland; Sápmi also Innlandet and Elgå (Trøndelag)", 2024, ("18",), ("34", "50"), ("Elgå (Trøndelag)",)),
        ("Rogaland, Troms og Finnmark, Svalbard", 2020, ("11", "54"), (), ("Svalbard",)),
    ],
)  # fmt: skip
def test_a_programmes_area_stands_on_the_boundaries_that_have_its_names(
    gazetteer, text, vintage, whole, part, elsewhere
):
    area = named_places.area(text, gazetteer)
    assert (area.vintage, area.whole, area.part, area.elsewhere) == (vintage, whole, part, elsewhere)


def test_all_and_nothing_are_different(gazetteer):
    assert named_places.area("all counties", gazetteer).everywhere
    assert not named_places.area(None, gazetteer).known


def test_every_area_of_the_register_is_read(gazetteer):
    for text in read_table("programmes")["norwegian_regions"].dropna().unique():
        assert named_places.area(text, gazetteer).known, text


def test_old_names_lead_to_the_counties_of_today(gazetteer):
    assert named_places.named("Hedmark (since 2004)", gazetteer).counties == {"34"}
    assert named_places.named("Vest-Agder; Hordaland", gazetteer).counties == {"42", "46"}


def test_a_name_in_parentheses_says_which_place_is_meant(gazetteer):
    assert named_places.named("Bø (Midt-Telemark)", gazetteer).municipalities == {"4020"}


def test_abbreviations_are_no_places(gazetteer):
    assert named_places.named("Sørlandets Europakontor AS; KS", gazetteer) == named_places.Named()


@pytest.mark.parametrize(
    ("name", "counties", "municipalities"),
    [
        ("Osloregionens Europakontor", {"03"}, set()),
        ("Stavangerregionens Europakontor", set(), {"1103"}),
        ("Foreningen Trøndelags Europakontor", {"50"}, set()),
    ],
)
def test_an_office_is_called_after_a_place(gazetteer, name, counties, municipalities):
    found = named_places.named_in_title(name, gazetteer)
    assert (found.counties, found.municipalities) == (counties, municipalities)


def test_a_text_reaches_the_place_its_county_and_its_municipalities():
    found = named_places.Named(frozenset({"50"}), frozenset({"4601"}))
    assert found.reaches("municipality", "5037")
    assert found.reaches("county", "46")
    assert not found.reaches("municipality", "4602")
