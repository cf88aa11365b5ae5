import pandas as pd
import pytest

from analysis.standing.evidence import TAKING_PART, evidence, together
from analysis.store.tables import read_table


def facts(*given):
    """Facts from (project, organisation, kind, municipality, county, year of borders, year), of h2020 by default."""
    columns = ["project_id", "organisation_id", "organisation_kind", "municipality_code", "county_code"]
    table = pd.DataFrame([row[:7] for row in given], columns=[*columns, "geography_year", "year"])
    table["programme_id"], table["source_id"] = "h2020", "council"
    table["participation_id"] = [f"p{number}" for number in range(len(table))]
    table["organisation_name"], table["EUR"], table["NOK"] = table["organisation_id"], 100, 100
    text = dict.fromkeys([*columns, "participation_id"], "str")
    return table.astype({**text, "EUR": "Int64", "NOK": "Int64", "year": "Int16", "geography_year": "Int16"})


def figures(*given):
    """Published county figures from (source, programme, code, year of borders, indicator, value)."""
    columns = ["source_id", "programme_id", "area_code", "geography_year", "indicator_id", "value"]
    table = pd.DataFrame(given, columns=columns).astype({"geography_year": "Int16", "value": "Float64"})
    return table.assign(area_level="county", period_start=2014, period_end=2020)


def named(*given):
    """Partnerships from (level, code, year of borders, programme, start, status)."""
    columns = ["area_level", "area_code", "geography_year", "programme_id", "start", "status"]
    table = pd.DataFrame(given, columns=columns).assign(source_id="partnerships")
    return table.astype({"start": "str", "status": "str", "geography_year": "Int16"})


def students(*given):
    """Institutions from (municipality, outgoing, incoming), on the boundaries of 2024."""
    columns = ["municipality_code", "outgoing_students", "incoming_students"]
    table = pd.DataFrame(given, columns=columns).assign(source_id="exchange", programme_id="erasmus")
    return table.assign(geography_year=2024, period_start=2014, period_end=2020)


def walk(year, level):
    """Oslo, Levanger and Trøndelag stay; Ålesund and Oppland keep most of their people, Viken is divided in three."""
    rows = {
        "municipality": [("0301", "0301", 1.0), ("5037", "5037", 1.0), ("1507", "1508", 0.85), ("1507", "1580", 0.15)],
        "county": [
            ("03", "03", 1.0),
            ("50", "50", 1.0),
            ("30", "31", 0.24),
            ("30", "32", 0.55),
            ("30", "33", 0.21),
            ("05", "34", 0.92),
            ("05", "32", 0.08),
        ],
    }[level]
    table = pd.DataFrame(rows, columns=["from_code", "to_code", "weight"])
    return table.assign(status=["value" if weight == 1 else "estimated" for weight in table["weight"]])


def to_county(year, level):
    """The same at county level: municipalities lie in the county of their first two digits."""
    table = walk(year, level)
    if level == "county":
        return table
    return (
        table.assign(to_code=table["to_code"].str[:2]).drop_duplicates("from_code").assign(weight=1.0, status="value")
    )


def examples(*given):
    """Single participations from (municipality, county, borders, programme, kind, start, first and last of period)."""
    columns = ["municipality_code", "county_code", "geography_year", "programme_id", "organisation_kind", "start"]
    table = pd.DataFrame(given, columns=[*columns, "period_start", "period_end"]).assign(source_id="pages", end=None)
    text = dict.fromkeys(["municipality_code", "county_code", "start", "end"], "str")
    return table.astype({**text, **dict.fromkeys(["geography_year", "period_start", "period_end"], "Int16")})


PARTS = pd.DataFrame(
    [
        ("strand", "interreg", None, None),
        ("youth", "erasmus_old; erasmus", None, None),
        ("interreg", None, 1990, None),
        ("erasmus_old", None, 2014, 2020),
        ("erasmus", None, 2021, 2027),
    ],
    columns=["programme_id", "part_of", "period_start", "period_end"],
).astype({"part_of": "str", "period_start": "Int16", "period_end": "Int16"})


def found(level="municipality", rows=None, published=None, names=None, exchange=None, listed=None):
    tables = {
        "figures": figures() if published is None else published,
        "partnerships": named() if names is None else names,
        "student_exchange": students() if exchange is None else exchange,
        "examples": examples() if listed is None else listed,
        "programmes": PARTS,
    }
    return evidence(facts() if rows is None else rows, tables, level, walk if level == "municipality" else to_county)


def of(table, area_code, programme_id="h2020"):
    """The evidence's one row of a unit and programme."""
    (row,) = table.index[(table["area_code"] == area_code) & (table["programme_id"] == programme_id)]
    return table.loc[row]


LEVANGER = ("A", "x", "company", "5037", "50", 2020, 2016)


def test_participations_tell_number_and_years():
    again, later = ("A", "y", "company", "5037", "50", 2020, 2016), ("B", "y", "health", "5037", "50", 2020, 2019)
    row = of(found(rows=facts(LEVANGER, again, later)), "5037")
    assert row[["source_id", "projects", "first_year", "last_year"]].tolist() == ["council", 2, 2016, 2019]
    assert row[["own_projects", "itself", "estimated", "placed"]].tolist() == [0, False, False, True]


def test_a_project_known_by_name_is_participation_of_the_municipality_itself_but_no_number():
    row = of(found(names=named(("municipality", "5037", 2020, "interreg", "2018-03", "ended"))), "5037", "interreg")
    assert row[["itself", "first_year", "placed"]].tolist() == [True, 2018, True]
    assert row[["projects", "own_projects"]].isna().all()


@pytest.mark.parametrize("plan", ["planned", "invited", "withdrawn"])
def test_plans_and_invitations_are_no_participation(plan):
    assert found(names=named(("municipality", "5037", 2020, "h2020", "2020", plan))).empty


def test_a_municipalitys_project_counts_in_its_county_but_not_as_the_county_councils_own():
    of_town, of_county = (
        ("municipality", "5037", 2020, "smp", None, None),
        ("county_council", "50", 2020, "urban", None, None),
    )
    table = found("county", names=named(of_town, of_county))
    assert pd.isna(of(table, "50", "smp")["itself"])
    assert of(table, "50", "urban")["itself"]


def test_students_are_participation_without_a_number_of_projects():
    table = found(exchange=students(("5037", 3, 0), ("0301", 0, 0)))
    assert table["area_code"].tolist() == ["5037"]
    assert of(table, "5037", "erasmus")[["period_start", "period_end"]].tolist() == [2014, 2020]
    assert table["projects"].isna().all()


def test_a_published_figure_is_participation_where_it_is_above_zero_and_speaks_of_taking_part():
    assert len(found("county", published=figures(("figures", "smp", "50", 2020, "allocation", 1.5)))) == 1
    assert found("county", published=figures(("figures", "smp", "50", 2020, "allocation", 0.0))).empty
    assert found("county", published=figures(("figures", "smp", "50", 2020, "allocation", None))).empty
    assert found("county", published=figures(("figures", "smp", "50", 2020, "applications", 9.0))).empty


def test_a_countys_figure_tells_nothing_of_its_municipalities():
    assert found(published=figures(("figures", "smp", "50", 2020, "allocation", 1.5))).empty


def test_published_projects_are_counted_where_the_county_is_undivided():
    table = found("county", published=figures(("keep", "interreg", "50", 2020, "interreg_projects", 40.0)))
    assert of(table, "50", "interreg")["projects"] == 40


def test_a_figure_for_a_divided_county_is_not_placed_in_its_parts():
    table = found("county", published=figures(("keep", "interreg", "30", 2020, "interreg_projects", 40.0)))
    assert table["area_code"].tolist() == ["31", "32", "33"]
    assert not table["placed"].any()
    assert table["projects"].isna().all()


def test_a_figure_for_a_county_goes_where_most_of_its_people_live_and_says_nothing_of_the_rest():
    table = found("county", published=figures(("keep", "interreg", "05", 2020, "interreg_projects", 40.0)))
    assert table["area_code"].tolist() == ["34"]
    assert of(table, "34", "interreg")[["placed", "estimated"]].tolist() == [True, True]
    assert pd.isna(of(table, "34", "interreg")["projects"])


def test_rows_of_a_divided_municipality_are_shared_out_and_marked_as_estimated():
    table = found(rows=facts(*[(f"P{number}", "x", "company", "1507", "15", 2020, 2016) for number in range(10)]))
    assert table["projects"].sum() == 10
    assert table[["estimated", "placed"]].all(axis=None)


def test_a_part_that_gets_no_share_of_the_rows_is_not_placed():
    table = found(rows=facts(("A", "x", "municipality", "1507", "15", 2020, 2016)))
    assert of(table, "1508")[["placed", "projects", "own_projects"]].tolist() == [True, 1, 1]
    assert not of(table, "1580")["placed"]
    assert pd.isna(of(table, "1580")["projects"])


def test_the_municipality_itself_is_told_apart_from_organisations_located_there():
    own, oslo = ("B", "l", "municipality", "5037", "50", 2020, 2017), ("C", "o", "company", "0301", "03", 2020, 2017)
    table = found(rows=facts(LEVANGER, own, oslo))
    assert of(table, "5037")[["projects", "own_projects", "itself"]].tolist() == [2, 1, True]
    assert of(table, "0301")[["projects", "own_projects", "itself"]].tolist() == [1, 0, False]


def test_a_county_council_is_of_its_county_wherever_its_office_is_and_oslos_municipality_is_one():
    rows = facts(
        ("A", "t", "county_council", "0301", "50", 2020, 2016),
        ("B", "l", "municipality", "5037", "50", 2020, 2016),
        ("C", "o", "municipality", "0301", "03", 2020, 2016),
    )
    table = found("county", rows=rows)
    assert of(table, "50")["own_projects"] == 1
    assert of(table, "03")["own_projects"] == 1


def test_the_council_of_a_divided_county_is_not_that_of_a_part():
    rows = facts(("A", "v", "county_council", "0301", "30", 2020, 2016), ("B", "x", "company", None, "30", 2020, 2016))
    akershus = of(found("county", rows=rows), "32")
    assert akershus["placed"]
    assert akershus[["own_projects", "itself"]].isna().all()


def test_rows_that_name_no_organisation_in_a_project_have_no_own_projects():
    row = of(found("county", rows=facts(("A", None, None, None, "50", 2013, None)).assign(participation_id=None)), "50")
    assert row["projects"] == 1
    assert row[["own_projects", "first_year", "last_year"]].isna().all()


def test_rows_that_can_be_placed_are_preferred_to_those_that_cannot():
    part, whole = (
        ("keep", "interreg", "30", 2020, "interreg_projects", 40.0),
        ("keep", "interreg", "50", 2020, "interreg_partners", 2.0),
    )
    joined = together(found("county", published=figures(part, whole)).assign(area_code="50"), ["area_code"])
    assert joined["placed"].tolist() == [True]
    assert not joined["estimated"].any()


def test_the_indicators_that_tell_of_participation_are_in_the_table():
    assert set(TAKING_PART) <= set(read_table("figures")["indicator_id"])


def test_an_example_is_participation_of_the_place_and_no_number_of_projects():
    firm = ("5037", None, 2024, "interreg", "company", "2015-11", 2014, 2020)
    row = of(found(listed=examples(firm)), "5037", "interreg")
    assert row[["first_year", "last_year", "placed"]].tolist() == [2015, 2015, True]
    assert row[["projects", "own_projects", "itself"]].isna().all()


def test_an_example_of_the_municipality_itself_says_so_and_a_period_stands_in_for_years():
    town = ("5037", None, 2024, "interreg", "municipality", None, 2007, 2013)
    row = of(found(listed=examples(town)), "5037", "interreg")
    assert row[["itself", "first_year", "last_year"]].tolist() == [True, 2007, 2013]


def test_a_county_council_among_the_examples_is_the_countys_own_and_no_municipalitys():
    council = (None, "50", 2024, "interreg", "county_council", None, 2014, 2020)
    assert of(found("county", listed=examples(council)), "50", "interreg")["itself"]
    assert found(listed=examples(council)).empty


def test_who_took_part_in_a_part_took_part_in_the_whole_without_a_number():
    table = found(names=named(("municipality", "5037", 2020, "strand", "2018", "ended")))
    whole = of(table, "5037", "interreg")
    assert whole[["source_id", "itself", "first_year"]].tolist() == ["partnerships", True, 2018]
    assert whole[["projects", "own_projects"]].isna().all()


def test_a_part_of_two_periods_is_a_part_of_the_one_in_which_its_years_are():
    dated = found(names=named(("municipality", "5037", 2020, "youth", "2023", None)))
    assert set(dated["programme_id"]) == {"youth", "erasmus"}
    undated = found(names=named(("municipality", "5037", 2020, "youth", None, None)))
    assert set(undated["programme_id"]) == {"youth"}


def test_published_figures_of_two_periods_are_two_pieces_of_evidence():
    one = figures(("figures", "interreg", "50", 2020, "interreg_partners", 9))
    other = one.assign(period_start=2007, period_end=2013)
    table = found("county", published=pd.concat([one, other], ignore_index=True))
    of_county = table[(table["area_code"] == "50") & (table["programme_id"] == "interreg")]
    assert set(zip(of_county["period_start"], of_county["period_end"], strict=True)) == {(2014, 2020), (2007, 2013)}
