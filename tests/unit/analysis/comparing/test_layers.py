import pandas as pd

from analysis.comparing import layers
from analysis.comparing.layers import PublishedLayer, Units

COUNTIES = Units("county", 2024, ["03", "50"], {"03": "Oslo", "50": "Trøndelag"})


def rows(*given):
    """Facts from (county, organisation, cents), one project each."""
    table = pd.DataFrame(given, columns=["county_code", "organisation_id", "EUR"])
    table = table.assign(
        NOK=table["EUR"], municipality_code=pd.array([None] * len(table), "str"), geography_year=2024, year=2020,
        programme_id="h",
        project_id=[f"P{number}" for number in range(len(table))], participation_id=[str(n) for n in range(len(table))],
    )  # fmt: skip
    return table.astype({"EUR": "Int64", "NOK": "Int64", "geography_year": "Int16"})


def same(year, level):
    codes = ["03", "50", "21"] if level == "county" else []
    return pd.DataFrame({"from_code": codes, "to_code": codes, "weight": 1.0, "status": "value"})


def table_of(*given, measure="amount"):
    people = pd.DataFrame({"area_code": ["03", "50"], "population": [100, 200]})
    table = layers.participation(rows(*given), COUNTIES, same, currency="EUR", population=people)
    return layers.with_status(table, measure).set_index("area_code")


def test_units_come_in_the_order_of_the_map_and_places_outside_it_last():
    assert table_of(("21", "x", 5), ("50", "y", 5)).index.tolist() == ["03", "50", "21"]


def test_a_unit_without_rows_is_zero_where_the_source_covers_it():
    table = table_of(("50", "y", 5))
    assert (table.loc["03", "value"], table.loc["03", "status"], table.loc["03", "rank"] is pd.NA) == (0, "zero", True)


def test_a_measure_that_the_rows_cannot_tell_is_not_loaded_everywhere():
    table = table_of(("50", "y", None))
    assert table["status"].tolist() == ["not_loaded", "not_loaded"]
    assert table["value"].isna().all()


def test_a_unit_whose_rows_have_no_amount_is_not_zero_beside_units_that_have():
    table = table_of(("50", "y", 5), ("03", "x", None))
    assert table["status"].tolist() == ["not_loaded", "value"]
    assert table.loc["03", "projects"] == 1


def test_shares_are_of_all_rows_also_those_outside_the_map():
    table = table_of(("50", "x", 50), ("03", "y", 25), ("21", "z", 25), measure="share_pct")
    assert table["value"].tolist() == [25.0, 50.0, 25.0]


def test_svalbard_has_its_value_but_no_rank():
    table = table_of(("21", "x", 9), ("50", "y", 5))
    assert table.loc["21", "value"] == 9
    assert pd.isna(table.loc["21", "rank"])
    assert table.loc["50", "rank"] == 1


def test_a_unit_with_fewer_than_five_projects_is_not_ranked_per_inhabitant():
    given = [("50", "x", 100)] * 5 + [("03", "y", 900)] * 4
    table = table_of(*given, measure="amount_per_inhabitant")
    assert table["status"].tolist() == ["too_few", "value"]
    assert table.loc["50", "rank"] == 1
    assert pd.isna(table.loc["03", "rank"])


def figures(*given):
    columns = ["area_code", "indicator_id", "value", "status"]
    return pd.DataFrame(given, columns=columns).assign(
        area_level="county", source_id="s", period_start=2007, period_end=2014
    )


LAYER = PublishedLayer("l", None, ("s",), ("pct", "number"), "county", 2024, (2007, 2014))


def test_a_county_without_a_published_figure_is_not_loaded_and_a_published_zero_is_zero():
    table = layers.published(figures(("03", "pct", 0.0, "zero")), LAYER, COUNTIES)
    assert layers.with_status(table, "pct")["status"].tolist() == ["zero", "not_loaded"]


def test_a_county_whose_published_numbers_disagree_is_marked():
    table = layers.published(figures(("03", "pct", 18.0, "conflict"), ("03", "number", 10.0, "value")), LAYER, COUNTIES)
    assert table.set_index("area_code")["conflict"].to_dict() == {"03": True, "50": False}


def test_figures_of_another_period_are_not_shown():
    other = figures(("03", "pct", 5.0, "value")).assign(period_start=2014)
    assert layers.published(other, LAYER, COUNTIES)["pct"].isna().all()
