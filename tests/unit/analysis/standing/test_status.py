import functools

import pandas as pd
import pytest

from analysis import participation
from analysis.geography import crosswalk, years
from analysis.standing.evidence import TABLES, evidence
from analysis.standing.status import NONE_FOUND, NOT_LOADED, OUTSIDE, TOOK_PART, statuses
from analysis.store import catalogue
from analysis.store.catalogue import Coverage, Source
from analysis.store.tables import read_table

NORWAY = {
    "h2020": "yes",
    "interreg": "yes",
    "life": "no",
    "cerv": "No (not among the eleven)",
    "urban": "not found",
    "esc": "partner country only",
    "smp": "partly",
    "odd": "none known",
}
PROGRAMMES = pd.DataFrame({"programme_id": list(NORWAY), "norway_takes_part": list(NORWAY.values())})
NUMBERS = ["projects", "own_projects", "itself", "first_year", "last_year", "estimated"]


def source(source_id, *coverage):
    return Source(source_id, "", "", "", "", "", "", "", tuple(Coverage(*each) for each in coverage), {}, ())


REGISTER = {
    "council": source("council", ("h2020", 2014, 2021, ("municipality", "county"))),
    "keep": source("keep", ("interreg", 2014, 2020, ("county",))),
    "figures": source("figures"),
}


YEARS = dict.fromkeys(["first_year", "last_year", "period_start", "period_end"], "Int16")


def told(*given):
    """Evidence from (area, programme, source, projects, first year, placed)."""
    columns = ["area_code", "programme_id", "source_id", "projects", "first_year", "placed"]
    table = pd.DataFrame(given, columns=columns)
    table = table.assign(own_projects=0, itself=False, last_year=table["first_year"], estimated=False)
    table = table.assign(period_start=None, period_end=None)
    types = {**YEARS, "projects": "Int64", "own_projects": "Int64"}
    return table.astype({**types, **dict.fromkeys(["itself", "estimated", "placed"], "boolean")})


def state(evidence_rows, area_code, programme_id, register=REGISTER, level="municipality"):
    table = statuses(PROGRAMMES, register, evidence_rows, level=level, area_codes=[area_code])
    return table.set_index("programme_id").loc[programme_id]


LEVANGER = ("5037", "h2020", "council", 2, 2016, True)


def test_took_part_tells_number_years_and_source():
    row = state(told(LEVANGER), "5037", "h2020")
    assert row[["state", "projects", "own_projects", "itself"]].tolist() == [TOOK_PART, 2, 0, False]
    assert row[["first_year", "last_year", "period_start", "period_end"]].tolist() == [2016, 2016, 2014, 2021]
    assert row["source_ids"] == ("council",)


def test_none_found_names_the_source_that_covers_the_programme_and_its_period():
    row = state(told(LEVANGER), "0301", "h2020")
    assert (row["state"], row["source_ids"]) == (NONE_FOUND, ("council",))
    assert (row["period_start"], row["period_end"]) == (2014, 2021)
    assert row[NUMBERS].isna().all()


def test_a_programme_that_no_loaded_source_covers_is_not_loaded():
    row = state(told(LEVANGER), "5037", "smp")
    assert (row["state"], row["source_ids"]) == (NOT_LOADED, ())
    assert row[[*NUMBERS, "period_start", "period_end"]].isna().all()


@pytest.mark.parametrize(
    ("programme_id", "expected"),
    [
        ("life", OUTSIDE),
        ("cerv", OUTSIDE),
        ("urban", NOT_LOADED),
        ("esc", NOT_LOADED),
        ("smp", NOT_LOADED),
        ("odd", NOT_LOADED),
    ],
)
def test_norway_is_outside_where_the_register_says_no_as_a_word(programme_id, expected):
    assert state(told(), "5037", programme_id)["state"] == expected


def test_removing_a_source_turns_none_found_into_not_loaded_and_never_into_zero():
    without = {source_id: entry for source_id, entry in REGISTER.items() if source_id != "council"}
    after = state(told(LEVANGER), "0301", "h2020", without)
    assert (state(told(LEVANGER), "0301", "h2020")["state"], after["state"]) == (NONE_FOUND, NOT_LOADED)
    assert after[[*NUMBERS, "period_start", "period_end"]].isna().all()


def test_what_a_removed_source_told_is_still_told():
    assert state(told(LEVANGER), "5037", "h2020", {})["state"] == TOOK_PART


def test_none_found_depends_on_the_register_and_not_on_the_tables():
    assert state(told(), "5037", "h2020")["state"] == NONE_FOUND
    assert state(told(), "5037", "h2020", {})["state"] == NOT_LOADED


def test_a_source_that_covers_counties_alone_says_nothing_of_a_municipality():
    assert state(told(), "5037", "interreg")["state"] == NOT_LOADED
    assert state(told(), "50", "interreg", level="county")["state"] == NONE_FOUND


def test_a_source_that_speaks_of_a_divided_unit_cannot_say_none_found_of_a_part():
    rows = told(("31", "interreg", "keep", None, None, False))
    assert state(rows, "31", "interreg", level="county")["state"] == NOT_LOADED
    assert state(rows, "50", "interreg", level="county")["state"] == NONE_FOUND


def test_another_source_that_covers_the_part_can_say_none_found():
    second = {**REGISTER, "second": source("second", ("interreg", 2021, 2027, ("county",)))}
    row = state(told(("31", "interreg", "keep", None, None, False)), "31", "interreg", second, "county")
    assert (row["state"], row["source_ids"], row["period_start"]) == (NONE_FOUND, ("second",), 2021)


def test_a_source_without_coverage_tells_of_participation_and_its_silence_is_not_loaded():
    rows = told(("5037", "smp", "partnerships", None, 2018, True))
    assert state(rows, "5037", "smp")["state"] == TOOK_PART
    assert state(rows, "0301", "smp")["state"] == NOT_LOADED


def test_participation_that_a_source_tells_of_is_shown_even_where_norway_is_outside():
    rows = told(("5037", "life", "partnerships", None, 2018, True))
    assert state(rows, "5037", "life")["state"] == TOOK_PART
    assert state(rows, "0301", "life")["state"] == OUTSIDE


def test_an_entry_has_the_numbers_and_years_of_one_source_the_one_that_covers_the_programme():
    row = state(told(LEVANGER, ("5037", "h2020", "second", 3, 2012, True)), "5037", "h2020")
    assert row["source_ids"] == ("council", "second")
    assert row[["projects", "first_year", "last_year"]].tolist() == [2, 2016, 2016]


def test_of_sources_that_cover_nothing_the_one_that_counts_projects_stands_and_then_the_latest():
    counting, naming = ("5037", "smp", "pages", 2, 2009, True), ("5037", "smp", "partnerships", None, 2018, True)
    row = state(told(counting, naming), "5037", "smp")
    assert row["source_ids"] == ("pages", "partnerships")
    assert row[["projects", "first_year"]].tolist() == [2, 2009]
    later = ("5037", "smp", "later", None, 2021, True)
    assert state(told(naming, later), "5037", "smp")["first_year"] == 2021


GEOGRAPHY = ("municipalities", "municipality_changes", "population")


@functools.cache
def built_status(level):
    tables = {name: read_table(name) for name in (*GEOGRAPHY, *TABLES)}
    names = ("participations", "grant_partners", "grant_projects", "exchange_rates")
    rows = participation.facts(*(read_table(name) for name in names))

    @functools.cache
    def to_today(year, from_level):
        return crosswalk.crosswalk(tables, from_year=year, to_year=2024, from_level=from_level, to_level=level)

    codes = sorted(years.in_force(tables["municipalities"], 2024)[f"{level}_code"].unique())
    told = evidence(rows, tables, level, to_today)
    register = catalogue.loaded(catalogue.read_register())
    return statuses(read_table("programmes"), register, told, level=level, area_codes=codes)


def test_every_municipality_has_one_state_in_every_programme():
    table = built_status("municipality")
    assert len(table) == 357 * len(read_table("programmes"))
    assert not table.duplicated(["area_code", "programme_id"]).any()
    numbers = table.loc[table["state"] != TOOK_PART, NUMBERS]
    assert numbers.isna().all(axis=None)


def test_levanger_takes_part_in_what_its_case_and_a_schools_grant_name_and_not_in_what_it_plans():
    levanger = built_status("municipality").query("area_code == '5037'").set_index("programme_id")
    took_part = {
        "attractive_nordic_towns", "eea_grants_2009_2014", "erasmus_plus_2014_2020", "erasmus_vet", "etwinning", "fp7",
        "interreg", "interreg_sverige_norge_2014_2020", "nordplus", "nordplus_adult", "nordplus_junior",
    }  # fmt: skip
    assert set(levanger.index[levanger["state"] == TOOK_PART]) == took_part
    assert levanger.loc["horizon_2020", "state"] == NONE_FOUND


def test_life_is_outside_and_the_urban_initiative_is_not_loaded_everywhere():
    for level in ("municipality", "county"):
        table = built_status(level)
        assert set(table.loc[table["programme_id"] == "life", "state"]) == {OUTSIDE}
        assert set(table.loc[table["programme_id"] == "european_urban_initiative", "state"]) == {NOT_LOADED}


def test_every_named_project_of_a_place_has_its_programme_taken_part_in():
    rows = read_table("partnerships").query("kind == 'project' and municipality_code_today.notna()")
    rows = rows[rows["programme_id"].notna() & ~rows["status"].isin(["planned", "invited", "withdrawn"])]
    states = built_status("municipality").set_index(["area_code", "programme_id"])["state"]
    pairs = rows[["municipality_code_today", "programme_id"]].drop_duplicates().itertuples(index=False, name=None)
    assert {states[pair] for pair in pairs} == {TOOK_PART}
    for code in ("5037", "5038", "5006"):
        assert states[code, "attractive_nordic_towns"] == TOOK_PART
    assert states["5036", "nordplus_junior"] == states["5007", "eu_culture_2007_2013"] == TOOK_PART


def test_trondelag_has_each_number_with_the_period_of_its_own_source():
    trondelag = built_status("county").query("area_code == '50'").set_index("programme_id")
    columns = ["projects", "period_start", "period_end"]
    assert trondelag.loc["eea_grants_2009_2014", columns].tolist() == [423, 2009, 2014]
    assert pd.isna(trondelag.loc["eea_grants_2009_2014", "first_year"])
    assert trondelag.loc["interreg", columns].tolist() == [40, 2014, 2020]
