import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import DataError
from analysis.geography.crosswalk import apportion, crosswalk, recode

# A, B and H are 1501, 1502 and 1534: B and H join 1507 in 2020, which gives 1508 and 1580 in 2024; H is 1580 again.
IN_FORCE = {
    2019: {"1501": "15", "1502": "15", "1534": "15", "1601": "16"},
    2020: {"1501": "15", "1507": "15", "5001": "50"},
    2024: {"1501": "50", "1508": "15", "1580": "15", "5001": "50"},
}
CHANGES = pd.DataFrame(
    [
        (2020, "1502", "1507", 1.0), (2020, "1534", "1507", 1.0), (2020, "1601", "5001", 1.0),
        (2024, "1507", "1508", 0.8), (2024, "1507", "1580", 0.2),
        (2024, "1502", "1508", 1.0), (2024, "1534", "1580", 1.0),
    ],
    columns=["valid_from", "old_code", "new_code", "share"],
)  # fmt: skip
PEOPLE = {"1501": 1000, "1502": 600, "1534": 200, "1601": 5000, "1507": 850, "5001": 5100, "1508": 700, "1580": 180}
TABLES = {
    "municipalities": pd.DataFrame(
        [(year, code, code, county) for year, codes in IN_FORCE.items() for code, county in codes.items()],
        columns=["geography_year", "municipality_code", "municipality_name", "county_code"],
    ),
    "municipality_changes": CHANGES,
    "population": pd.DataFrame(
        [(y, "municipality", code, y, PEOPLE[code], "value") for y, codes in IN_FORCE.items() for code in codes],
        columns=["year", "area_level", "area_code", "geography_year", "population", "status"],
    ),
}
YEARS = sorted(IN_FORCE)


def weights(**spans):
    rows = crosswalk(TABLES, **spans)
    return {(old, new): (round(weight, 6), status) for old, new, weight, status in rows.itertuples(index=False)}


def values(year, amounts, measure="eu_contribution_cents"):
    return pd.DataFrame({"municipality_code": list(amounts), "geography_year": year, measure: list(amounts.values())})


def test_forwards_a_divided_unit_is_shared_out_by_people_and_marked():
    found = weights(from_year=2020, to_year=2024)
    assert found["1507", "1508"] == (0.8, "estimated")
    assert found["1507", "1580"] == (0.2, "estimated")
    assert found["1501", "1501"] == (1, "value")


def test_a_unit_that_came_back_is_not_shared_out_through_the_merged_one():
    found = weights(from_year=2019, to_year=2024)
    assert found["1534", "1580"] == (1, "value")
    assert ("1534", "1508") not in found
    assert weights(from_year=2019, to_year=2020)["1534", "1507"] == (1, "value")


def test_backwards_a_merged_unit_is_shared_out_by_the_population_before():
    found = weights(from_year=2020, to_year=2019)
    assert found["1507", "1502"] == (0.75, "estimated")
    assert found["1507", "1534"] == (0.25, "estimated")


def test_counties_are_shared_out_by_the_people_they_have_in_common():
    there = weights(from_year=2019, to_year=2024, from_level="county", to_level="county")
    assert there["15", "50"] == (round(1000 / 1800, 6), "estimated")
    assert there["16", "50"] == (1, "value")
    back = weights(from_year=2024, to_year=2019, from_level="county", to_level="county")
    assert back["50", "15"] == (round(1000 / 6000, 6), "estimated")


def test_the_same_year_is_the_identity_and_svalbard_passes_through():
    found = weights(from_year=2020, to_year=2020)
    assert all(old == new for old, new in found)
    assert weights(from_year=2019, to_year=2024, to_level="county")["2100", "21"] == (1, "value")


@given(
    st.sampled_from(YEARS),
    st.sampled_from(YEARS),
    st.data(),
    st.sampled_from(["municipality", "county"]),
    st.booleans(),
)
def test_recode_keeps_the_national_total_in_any_direction(from_year, to_year, data, to_level, whole):
    number = st.integers(0, 10**12) if whole else st.floats(0, 1e9)
    amounts = data.draw(st.dictionaries(st.sampled_from(sorted(IN_FORCE[from_year])), number, min_size=1))
    result = recode(
        values(from_year, amounts), TABLES, to_year=to_year, measure="eu_contribution_cents", to_level=to_level
    )
    total = sum(amounts.values())
    if whole:
        assert result["eu_contribution_cents"].sum() == total
    else:
        assert result["eu_contribution_cents"].sum() == pytest.approx(total, abs=0.005)
    assert (result["geography_year"] == to_year).all()


def test_recode_shares_out_a_divided_municipality_and_keeps_the_national_total():
    result = recode(values(2020, {"1507": 101, "5001": 7}), TABLES, to_year=2024, measure="eu_contribution_cents")
    assert result["municipality_code"].tolist() == ["1508", "1580", "5001"]
    assert result["eu_contribution_cents"].tolist() == [81, 20, 7]
    assert result["status"].tolist() == ["estimated", "estimated", "value"]


def test_recode_adds_up_units_and_years_that_merge_and_keeps_groups_apart():
    rows = pd.concat([values(2019, {"1502": 1, "1534": 2}), values(2020, {"1507": 4})]).assign(programme_id="h2020")
    other = values(2019, {"1502": 8}).assign(programme_id="fp7")
    result = recode(
        pd.concat([rows, other]), TABLES, to_year=2020, measure="eu_contribution_cents", by=["programme_id"]
    )
    assert result[["programme_id", "eu_contribution_cents"]].to_numpy().tolist() == [["fp7", 8], ["h2020", 7]]


def test_an_estimate_stays_an_estimate():
    rows = values(2019, {"1601": 5}).assign(status="estimated")
    assert recode(rows, TABLES, to_year=2020, measure="eu_contribution_cents")["status"].tolist() == ["estimated"]


def test_recode_names_codes_that_were_not_in_force():
    with pytest.raises(DataError, match="1507 not in force in 2019"):
        recode(values(2019, {"1507": 1}), TABLES, to_year=2024, measure="eu_contribution_cents")


@pytest.mark.parametrize("measure", ["share_pct", "eur_per_inhabitant", "success_rate", "centrality_index"])
def test_recode_refuses_rates(measure):
    with pytest.raises(DataError, match="recode numerator and denominator instead"):
        recode(values(2019, {"1601": 1.5}, measure), TABLES, to_year=2024, measure=measure)


def test_recode_refuses_a_rate_by_any_name_and_unknown_values():
    with pytest.raises(DataError, match="numerator"):
        recode(values(2019, {"1601": 1}, "density"), TABLES, to_year=2024, measure="density", kind="rate")
    with pytest.raises(DataError, match="have no value"):
        recode(values(2019, {"1601": None}), TABLES, to_year=2024, measure="eu_contribution_cents")


def test_recode_of_nothing_is_an_empty_table_of_the_same_shape():
    result = recode(values(2019, {}), TABLES, to_year=2024, measure="eu_contribution_cents")
    assert result.empty
    assert list(result) == ["municipality_code", "geography_year", "eu_contribution_cents", "status"]


def test_a_chain_that_leads_to_an_unknown_unit_is_refused():
    broken = TABLES | {"municipality_changes": CHANGES.replace("5001", "5999")}
    with pytest.raises(DataError, match="leads to 5999"):
        crosswalk(broken, from_year=2019, to_year=2024)


@given(st.integers(-(10**12), 10**12), st.lists(st.floats(0.001, 1), min_size=1, max_size=6))
def test_apportioned_parts_add_up_and_lie_within_one_of_their_share(total, shares):
    parts = apportion(total, shares)
    assert sum(parts) == total
    assert all(abs(part - total * share / sum(shares)) < 1.001 for part, share in zip(parts, shares, strict=True))


def test_a_tie_goes_to_the_first():
    assert apportion(1, [0.5, 0.5]) == [1, 0]
