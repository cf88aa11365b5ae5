"""A reading is one version of the data, the same for all who read it, and with own rows for one of them alone."""

import pandas as pd
import pytest

from analysis import in_use, participation
from analysis.contract import schemas
from analysis.in_use import OwnRows, Reading, ReadingWithRows
from analysis.in_use.versions_kept import MOST
from analysis.participation import Selection
from analysis.store.tables import DATA
from tests.tools.own_rows_in_hand import here, register

SHARED = in_use.of_version(DATA)
OWN = OwnRows(SHARED, (register(here("5037")),))
COUNTED, HATCHED = ReadingWithRows(OWN, counted=True), ReadingWithRows(OWN, counted=False)
SELECTION = Selection(("horizon_2020",))


@pytest.fixture
def municipalities():
    return SHARED.units_of("municipality", 2024)


def projects_in(reading, units, code):
    table = reading.measured(units, SELECTION, "projects", currency="EUR").table
    return table.set_index("area_code").loc[code, "projects"]


def test_own_rows_count_only_where_the_reader_asks(municipalities):
    before = projects_in(SHARED, municipalities, "5037")
    assert projects_in(HATCHED, municipalities, "5037") == before
    assert projects_in(COUNTED, municipalities, "5037") == before + 1
    assert projects_in(SHARED, municipalities, "5037") == before


def test_own_rows_are_marked_whether_or_not_they_count(municipalities):
    for reading in (HATCHED, COUNTED):
        table = reading.measured(municipalities, SELECTION, "projects", currency="EUR").table
        assert table.set_index("area_code")[in_use.COLUMN].loc["5037"] == 1
        assert table[in_use.COLUMN].sum() == 1
    assert in_use.COLUMN not in SHARED.measured(municipalities, SELECTION, "projects", currency="EUR").table


def test_nothing_of_own_rows_lies_in_the_cache_that_others_read(municipalities):
    assert COUNTED.statuses("municipality") is not SHARED.statuses("municipality")
    assert HATCHED.statuses("municipality") is SHARED.statuses("municipality")
    assert COUNTED.table("participations") is SHARED.table("participations")
    assert COUNTED.compared_programmes() is SHARED.compared_programmes()
    assert len(COUNTED.own_participations()) == 1
    assert len(SHARED.own_participations()) == 0


def test_an_amount_is_divided_by_the_people_of_the_periods_last_year(municipalities):
    selection = Selection(("horizon_2020",), first_year=2015, last_year=2021)
    numbers = SHARED.measured(municipalities, selection, "amount_per_inhabitant", currency="EUR")
    assert numbers.population_year == 2021
    row = numbers.table.set_index("area_code").loc["5001"]
    assert row["value"] == pytest.approx(row["amount"] / 100 / row["population"])


def test_a_version_has_one_reading_for_all_and_old_ones_are_dropped(tmp_path):
    folders = [tmp_path / str(number) for number in range(MOST + 1)]
    readings = [in_use.of_version(folder) for folder in folders]
    assert in_use.of_version(folders[-1]) is readings[-1]
    assert in_use.of_version(folders[0]) is not readings[0]


def test_a_function_of_the_version_is_answered_once():
    calls = []

    def make(number):
        calls.append(number)
        return pd.DataFrame({"number": [number]})

    reading = Reading(DATA)
    assert reading.answer(make, 1, most=5) is reading.answer(make, 1, most=5)
    assert calls == [1]


def test_rows_without_a_year_are_divided_by_the_people_of_their_programmes_period(municipalities):
    assert SHARED.population_year(municipalities, SHARED.facts_of("fp7"), None) == 2013


@pytest.mark.parametrize("measure", ["projects", "participations", "organisations", "amount"])
def test_no_measure_is_zero_at_a_level_that_the_source_does_not_tell_of(municipalities, measure):
    table = SHARED.measured(municipalities, Selection(("eea_grants_2009_2014",)), measure, currency="EUR").table
    assert "zero" not in set(table["status"])
    assert table.loc[table["status"] != "not_loaded", "area_name"].tolist() in ([], ["Oslo"]), "it is a county too"


def test_a_unit_without_rows_is_unknown_where_one_of_the_sources_does_not_tell_of_it(municipalities):
    both = Selection(("horizon_europe", "erasmus_vet"))
    assert "zero" not in set(SHARED.measured(municipalities, both, "projects", currency="EUR").table["status"])
    alone = Selection(("horizon_europe",))
    assert "zero" in set(SHARED.measured(municipalities, alone, "projects", currency="EUR").table["status"])


def test_a_unit_with_rows_of_a_programme_without_amounts_alone_has_zero_of_the_others(municipalities):
    def amounts(*programmes: str) -> dict[str, float]:
        table = SHARED.measured(municipalities, Selection(programmes), "amount", currency="EUR").table
        return dict(zip(table["area_code"], table["value"].fillna(-1), strict=True))

    both, later = amounts("fp7", "horizon_2020"), amounts("horizon_2020")
    assert {code: both[code] for code in later} == later
    assert all(both[code] == 0 for code in both if code not in later)


def test_oslo_is_one_place_as_county_and_as_municipality():
    of_county, of_municipality = SHARED.statuses("county"), SHARED.statuses("municipality")
    one = of_county[of_county["area_code"] == "03"].drop(columns="area_code").reset_index(drop=True)
    other = of_municipality[of_municipality["area_code"] == "0301"].drop(columns="area_code").reset_index(drop=True)
    pd.testing.assert_frame_equal(one, other)
    for programme in SHARED.counted_programmes():
        numbers = [
            SHARED.measured(SHARED.units_of(level, 2024), Selection((programme,)), "projects", currency="EUR")
            .table.set_index("area_code")
            .loc[code, ["projects", "participations", "organisations", "amount", "population"]]
            .fillna(-1)
            .tolist()
            for level, code in (("county", "03"), ("municipality", "0301"))
        ]
        assert numbers[0] == numbers[1], programme


def test_municipalities_alone_or_with_their_undertakings_are_counted_by_choice():
    def projects(*kinds: str) -> int:
        others = tuple(kind for kind in participation.KINDS if kind not in kinds)
        return participation.totals(SHARED.chosen(Selection(("horizon_2020",), without_kinds=others)).rows)["projects"]

    assert projects(*participation.COUNCILS) == 51
    assert projects(*participation.COUNCILS, *participation.UNDERTAKINGS) == 57, "two projects have both"
    assert participation.KINDS == schemas.ORGANISATION_KINDS


def test_a_row_without_a_known_county_is_not_in_oslo():
    unplaced = SHARED.table("grant_projects")
    unplaced = unplaced[unplaced["county_code"].isna()]
    assert len(unplaced)
    oslo = SHARED.measured(
        SHARED.units_of("county", 2024), Selection(("eea_grants_2009_2014",)), "projects", currency="EUR"
    )
    rows = SHARED.table("grant_projects")
    expected = rows.loc[rows["county_code"].eq("03").fillna(False), "project_id"].nunique()
    assert oslo.table.set_index("area_code").loc["03", "projects"] == expected
