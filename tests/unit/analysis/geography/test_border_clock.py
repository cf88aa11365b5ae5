"""The border clock on the built tables: other boundaries move a figure, and never change the national total."""

import functools

import pandas as pd
import pytest

from analysis import participation
from analysis.geography import crosswalk
from analysis.geography import years as units
from analysis.store.tables import read_table

YEARS = (2013, 2017, 2018, 2020, 2024)
LEVELS = ("municipality", "county")
# Projects are left out: one counts once in every unit it has a row in, so units do not add up to the country.
PARTICIPATIONS = [
    (source_id, measure)
    for source_id in ("cordis_fp7", "cordis_horizon", "erasmus_vet", "forskningsradet")
    for measure in ("EUR", "NOK", "participations")
]
STUDENTS = ("outgoing_students", "incoming_students", "institutions")


@functools.cache
def table(name):
    return read_table(name)


@functools.cache
def geography():
    return {name: table(name) for name in ("municipalities", "municipality_changes", "population")}


@functools.cache
def facts():
    names = ("participations", "grant_partners", "grant_projects", "exchange_rates")
    return participation.facts(*(table(name) for name in names))


@functools.cache
def walk(from_year, to_year, from_level, to_level):
    years = {"from_year": from_year, "to_year": to_year}
    return crosswalk.crosswalk(geography(), **years, from_level=from_level, to_level=to_level)


@functools.cache
def places(source_id, level, year):
    rows = facts()[facts()["source_id"] == source_id]
    return participation.by_place(rows, level, lambda from_year, of: walk(from_year, year, of, level))


def placed_and_unplaced(rows, level):
    placed = rows["municipality_code"].notna()
    if level == "county":
        placed |= rows["county_code"].notna()
    return rows[placed], rows[~placed]


def amount(rows, measure):
    return rows["participation_id"].count() if measure == "participations" else rows[measure].sum()


def test_every_source_of_participation_is_tested_and_all_but_the_grants_by_money_or_participations():
    assert set(facts()["source_id"]) == {source_id for source_id, _ in PARTICIPATIONS} | {"eea_grants"}


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("source_id", "measure"), PARTICIPATIONS)
def test_the_national_total_is_the_same_on_all_boundaries(source_id, measure, level, year):
    rows = facts()[facts()["source_id"] == source_id]
    _, unplaced = placed_and_unplaced(rows, level)
    by_place = places(source_id, level, year)[measure]
    known = measure in participation.known_measures(rows)
    assert by_place.notna().all() if known else by_place.isna().all()
    assert by_place.sum() + amount(unplaced, measure) == amount(rows, measure)


@pytest.mark.parametrize("year", YEARS)
def test_grant_partners_are_the_same_number_on_all_boundaries(year):
    """A partner has one county, so that partners add up; their projects do not, and no amount is published."""
    partners = table("grant_partners")
    in_counties = places("eea_grants", "county", year)
    assert in_counties["organisations"].sum() + partners["county_code"].isna().sum() == len(partners)
    assert in_counties[["EUR", "NOK"]].isna().all(axis=None)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("measure", STUDENTS)
def test_students_and_institutions_are_the_same_number_on_all_boundaries(measure, level, year):
    given = table("student_exchange").assign(institutions=1)
    carried = crosswalk.recode(given, geography(), to_year=year, measure=measure, to_level=level)
    assert carried[measure].sum() == given[measure].sum()


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("level", LEVELS)
def test_figures_lie_in_units_in_force_on_the_boundaries_asked_for(level, year):
    known = set(units.codes_in_force(table("municipalities"), year, level))
    for source_id in facts()["source_id"].unique():
        assert set(places(source_id, level, year)["area_code"]) <= known


@pytest.mark.parametrize(
    ("year", "code", "county"), [(2013, "1567", "15"), (2018, "1567", "15"), (2019, "5061", "50"), (2024, "5061", "50")]
)
def test_rindal_is_in_more_og_romsdal_until_2018_and_in_trondelag_from_2019(year, code, county):
    assert units.county_of(table("municipalities"), year)[code] == county
    for from_year, from_code in ((2013, "1567"), (2024, "5061")):
        given = pd.DataFrame({"municipality_code": [from_code], "geography_year": from_year, "EUR": [101]})
        carried = crosswalk.recode(given, geography(), to_year=year, measure="EUR")
        assert carried[["municipality_code", "EUR", "status"]].to_numpy().tolist() == [[code, 101, "value"]]
        in_county = crosswalk.recode(given, geography(), to_year=year, measure="EUR", to_level="county")
        assert in_county[["county_code", "EUR"]].to_numpy().tolist() == [[county, 101]]


@pytest.mark.parametrize(("year", "code"), [(2019, "1534"), (2021, "1507"), (2024, "1580")])
def test_haram_has_its_own_row_in_2019_and_2024_and_none_in_2021(year, code):
    names = units.in_force(table("municipalities"), year).set_index("municipality_code")["municipality_name"]
    assert [own for own, name in names.items() if name == "Haram"] == ([code] if year != 2021 else [])
    given = pd.DataFrame({"municipality_code": ["1534"], "geography_year": 2019, "EUR": [101]})
    carried = crosswalk.recode(given, geography(), to_year=year, measure="EUR")
    assert carried[["municipality_code", "EUR"]].to_numpy().tolist() == [[code, 101]]
