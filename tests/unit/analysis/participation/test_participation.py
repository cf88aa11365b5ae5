import pandas as pd
import pytest

from analysis import participation
from analysis.participation import Selection


def rows(*given):
    """Facts from (programme, project, organisation, municipality, county, year of borders, year, cents)."""
    columns = [
        "programme_id",
        "project_id",
        "organisation_id",
        "municipality_code",
        "county_code",
        "geography_year",
        "year",
        "EUR",
    ]
    table = pd.DataFrame(given, columns=columns)
    table["participation_id"] = [f"p{number}" for number in range(len(table))]
    table["organisation_name"] = table["organisation_id"].str.upper()
    table["organisation_kind"] = "company"
    table["NOK"] = table["EUR"]
    return table.astype({"EUR": "Int64", "NOK": "Int64", "year": "Int16", "geography_year": "Int16"})


def walk(*given):
    return lambda year, level: pd.DataFrame(
        [row for row in given if len(row[0]) == (4 if level == "municipality" else 2)],
        columns=["from_code", "to_code", "weight", "status"],
    )


SAME = walk(("0301", "0301", 1.0, "value"), ("1507", "1507", 1.0, "value"), ("03", "03", 1.0, "value"))
DIVIDED = walk(("0301", "0301", 1.0, "value"), ("1507", "1508", 0.75, "estimated"), ("1507", "1580", 0.25, "estimated"))


def test_a_project_counts_once_in_every_municipality_it_has_a_row_in():
    given = rows(("h", "A", "x", "0301", "03", 2020, 2019, 100), ("h", "A", "y", "0301", "03", 2020, 2019, 50))
    place = participation.by_place(given, "municipality", SAME).iloc[0]
    assert (place["projects"], place["participations"], place["organisations"], place["EUR"]) == (1, 2, 2, 150)


def test_a_divided_municipality_is_shared_out_and_keeps_its_total_to_the_cent():
    given = rows(("h", "A", "x", "1507", "15", 2020, 2019, 101), ("h", "B", "x", "1507", "15", 2020, 2019, 100))
    places = participation.by_place(given, "municipality", DIVIDED).set_index("area_code")
    assert places["EUR"].sum() == 201
    assert places["participations"].sum() == 2
    assert list(places["status"]) == ["estimated", "estimated"]
    assert places.loc["1508", "EUR"] == 151


def test_an_unknown_amount_is_null_and_never_zero():
    given = rows(("fp7", "A", "x", "0301", "03", 2024, None, None))
    place = participation.by_place(given, "municipality", SAME).iloc[0]
    assert pd.isna(place["EUR"])
    assert place["participations"] == 1
    assert pd.isna(participation.totals(given)["EUR"])


def test_rows_placed_by_county_alone_count_in_the_county_and_in_no_municipality():
    given = rows(("eea", "A", "x", None, "03", 2013, None, None))
    assert participation.by_place(given, "county", SAME)["area_code"].tolist() == ["03"]
    assert participation.by_place(given, "municipality", SAME).empty


def test_a_filter_says_how_many_rows_it_hides():
    given = rows(
        ("h", "A", "x", "0301", "03", 2020, 2014, 1),
        ("h", "B", "x", "0301", "03", 2020, 2016, 1),
        ("fp7", "C", "y", "0301", "03", 2024, None, None),
    )
    chosen = participation.choose(given, Selection(("h", "fp7"), first_year=2015, last_year=2021))
    assert chosen.hidden == {"no_year": 1, "other_years": 1}
    assert chosen.rows["project_id"].tolist() == ["B"]


def test_an_organisation_can_be_taken_out():
    given = rows(("h", "A", "x", "0301", "03", 2020, 2016, 1), ("h", "A", "y", "0301", "03", 2020, 2016, 2))
    chosen = participation.choose(given, Selection(("h",), without_organisation_ids=("y",)))
    assert chosen.rows["organisation_id"].tolist() == ["x"]
    assert chosen.hidden == {"organisations": 1}


def test_rows_that_name_no_organisation_stay_when_one_is_taken_out():
    given = rows(("h", "A", None, "0301", "03", 2020, 2016, 1), ("h", "A", "y", "0301", "03", 2020, 2016, 2))
    chosen = participation.choose(given, Selection(("h",), without_organisation_ids=("y",)))
    assert len(chosen.rows) == 1


def test_kroner_are_at_the_rate_of_the_year_of_the_contract():
    table = rows(("h", "A", "x", "0301", "03", 2020, 2016, 10_000)).drop(columns=["EUR", "NOK", "year"])
    table = table.assign(
        source_id="s", eu_contribution_cents=pd.array([10_000], "Int64"), signed_date=pd.to_datetime(["2016-05-01"]),
        call_year=pd.array([None], "Int16"),
    )  # fmt: skip
    empty = pd.DataFrame(columns=["source_id", "programme_id", "partner_id", "project_id"])
    rates = pd.DataFrame({"year": [2016], "nok_per_eur": [9.2906]})
    fact = participation.facts(table, empty, empty, rates).iloc[0]
    assert (fact["EUR"], fact["NOK"], fact["year"], fact["rate_year"]) == (10_000, 92_906, 2016, 2016)


def test_kroner_are_at_the_rate_of_the_year_of_the_call_where_the_row_has_it_and_the_year_stays_that_of_the_contract():
    table = rows(("h", "A", "x", "0301", "03", 2020, 2016, 10_000)).drop(columns=["EUR", "NOK", "year"])
    table = table.assign(
        source_id="s", eu_contribution_cents=pd.array([10_000], "Int64"), signed_date=pd.to_datetime(["2017-05-01"]),
        call_year=pd.array([2016], "Int16"),
    )  # fmt: skip
    empty = pd.DataFrame(columns=["source_id", "programme_id", "partner_id", "project_id"])
    rates = pd.DataFrame({"year": [2016, 2017], "nok_per_eur": [9.0, 10.0]})
    fact = participation.facts(table, empty, empty, rates).iloc[0]
    assert (fact["NOK"], fact["year"], fact["rate_year"]) == (90_000, 2017, 2016)


def test_an_organisation_is_named_as_in_its_newest_contract():
    table = rows(*[("h", project, "x", "0301", "03", 2020, None, None) for project in "ABC"])
    table = table.drop(columns=["EUR", "NOK", "year"]).assign(
        source_id="s", eu_contribution_cents=pd.array([None] * 3, "Int64"), call_year=pd.array([None] * 3, "Int16"),
        signed_date=pd.to_datetime(["2019-05-01", None, "2023-05-01"]),
        organisation_name=["STATOIL", "OLJE", "EQUINOR"],
    )  # fmt: skip
    empty = pd.DataFrame(columns=["source_id", "programme_id", "partner_id", "project_id"])
    facts = participation.facts(table, empty, empty, pd.DataFrame({"year": [2019], "nok_per_eur": [9.0]}))
    assert participation.organisation_names(facts) == {"x": "EQUINOR"}


def test_largest_organisations_come_first_and_those_without_amounts_by_participations():
    given = rows(
        ("h", "A", "small", "0301", "03", 2020, 2016, 1),
        ("h", "B", "large", "0301", "03", 2020, 2016, 9),
        ("fp7", "C", "often", "0301", "03", 2024, None, None),
        ("fp7", "D", "often", "0301", "03", 2024, None, None),
        ("fp7", "E", "once", "0301", "03", 2024, None, None),
    )
    assert participation.largest_organisations(given, 4)["organisation_id"].tolist() == [
        "large",
        "small",
        "often",
        "once",
    ]


def test_no_rows_give_unknown_totals():
    assert participation.totals(rows()).isna().all()


@pytest.mark.parametrize("level", ["county", "municipality"])
def test_no_rows_give_an_empty_table_of_places(level):
    assert participation.by_place(rows(), level, SAME).empty


def test_a_place_that_shares_a_divided_unit_has_its_part_of_every_group():
    given = rows(("h", "A", "x", "1507", "15", 2020, 2019, 100), ("h", "B", "y", "1507", "15", 2020, 2020, 40))
    here = participation.in_place(given, "municipality", DIVIDED, "1508")
    assert participation.count_in_place(here, "year")[["year", "EUR"]].to_numpy().tolist() == [[2019, 75], [2020, 30]]


def test_the_list_of_projects_says_how_many_other_norwegians_take_part():
    given = rows(("h", "A", "x", "0301", "03", 2020, 2019, 1), ("h", "A", "y", "5001", "50", 2020, 2019, 1))
    details = {"project_acronym": "A", "project_title": "T", "role": "participant", "project_url": None}
    whole = given.assign(**details, start_date=pd.Timestamp("2019-01-01"), end_date=pd.NaT)
    listed = participation.project_list(given.head(1), whole)
    assert listed[["organisation_name", "norwegian_partners"]].to_numpy().tolist() == [["X", 1]]


def test_a_participation_that_two_sources_tell_of_counts_once_programme_by_programme():
    given = rows(
        ("h2020", "A", "x", "0301", "03", 2020, 2019, 100), ("h2020", "A", "x", "0301", "03", 2020, 2019, 90),
        ("horizon", "B", "x", "0301", "03", 2020, 2022, 70),
    ).assign(source_id=["council", "cordis", "cordis"])  # fmt: skip
    kept = participation.counted_once(given, {"cordis": ("council",)})
    assert list(kept["EUR"]) == [100, 70]


def test_a_source_counts_while_the_one_it_yields_to_has_nothing_of_the_programme():
    given = rows(("h2020", "A", "x", "0301", "03", 2020, 2019, 90)).assign(source_id="cordis")
    assert len(participation.counted_once(given, {"cordis": ("council",)})) == 1


def test_the_year_is_that_of_the_contract_else_of_the_call_else_unknown():
    table = rows(*[("e", project, "x", "0301", "03", 2020, None, None) for project in "ABC"])
    table = table.drop(columns=["EUR", "NOK", "year"]).assign(
        source_id="s", eu_contribution_cents=pd.array([None] * 3, "Int64"),
        signed_date=pd.to_datetime(["2019-05-01", None, None]), call_year=pd.array([None] * 3, "Int16"),
    )  # fmt: skip
    grants = pd.DataFrame({"source_id": "s", "project_id": ["A", "B"], "call_year": pd.array([2018, 2020], "Int16")})
    empty = pd.DataFrame(columns=["source_id", "programme_id", "partner_id", "project_id"])
    rates = pd.DataFrame({"year": [2019], "nok_per_eur": [10.0]})
    years = participation.facts(table, empty, empty, rates, project_grants=grants)["year"]
    assert years.isna().tolist() == [False, False, True]
    assert years.dropna().tolist() == [2019, 2020]
