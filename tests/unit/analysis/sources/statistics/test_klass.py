import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.sources.statistics import klass
from analysis.store.tables import read_reference

RAW_CHANGES = pd.DataFrame(
    [
        ("2017-01-01", "0720", "Stokke", "0704", "Tønsberg", "split_and_merge", "area share 0.027"),
        ("2017-01-01", "0720", "Stokke", "0710", "Sandefjord", "split_and_merge", "area share 0.968"),
        ("2019-01-01", "1567", "Rindal", "5061", "Rindal", "renumber", "county 15->50"),
    ],
    columns=["valid_from", "old_code", "old_name", "new_code", "new_name", "change_type", "share_note"],
)
SHARES = pd.DataFrame(
    [
        ("2017", "0720", "0704", "", "0.205", "estimated", "people", "Vear"),
        ("2017", "0720", "0710", "", "0.795", "estimated", "people", "the rest"),
        ("2024", "1534", "1580", "renumber", "1", "value", "", "came back"),
    ],
    columns=["valid_from", "old_code", "new_code", "change_type", "share", "status", "share_basis", "reason"],
)


def test_divided_units_take_their_shares_from_the_reference_and_others_go_whole():
    rows = klass.tidy_changes(RAW_CHANGES, SHARES).set_index(["old_code", "new_code"])
    assert rows.loc[("0720", "0704"), "share"] == 0.205
    assert rows.loc[("0720", "0704"), "share_basis"] == "people"
    assert rows.loc[("1567", "5061"), ["share", "status"]].tolist() == [1.0, "value"]
    assert rows.loc[("1534", "1580"), "valid_from"] == 2024


def test_shares_that_do_not_add_up_are_refused():
    with pytest.raises(DataError, match=r"shares of 0720 add up to 0\.705, not 1"):
        klass.tidy_changes(RAW_CHANGES, SHARES.replace("0.795", "0.5"))


def test_a_divided_unit_without_a_share_is_refused():
    with pytest.raises(DataError, match="0720 to 0710 in 2017 is in only one"):
        klass.tidy_changes(RAW_CHANGES, SHARES.drop(index=1))


def test_a_county_is_in_force_from_its_first_day_to_the_day_before_it_ended():
    raw = pd.DataFrame(
        [("16", "Sør-Trøndelag", "before 2007", "2018-01-01"), ("50", "Trøndelag", "2018-01-01", "")],
        columns=["fylkesnummer", "fylkesnavn", "valid_from", "valid_to"],
    )
    years = klass.tidy_counties(raw).groupby("county_code")["geography_year"].agg(["min", "max"])
    assert years.loc["16"].tolist() == [2007, 2017]
    assert years.loc["50"].tolist() == [2018, 2026]


def test_the_amendment_of_nuts_2016_is_a_version_of_its_own():
    raw = pd.DataFrame(
        [("2016", "NO061", "NO06", "16", "", ""), ("2016 (amended 2018)", "NO060", "NO06", "50", "", "")],
        columns=["nuts_version", "nuts3", "nuts2", "fylkesnummer", "fylkesnavn", "fylke_2024"],
    )
    assert klass.tidy_nuts3(raw)["nuts_version"].tolist() == [2016, 2018]


def test_municipalities_keep_their_zeros_and_the_name_of_the_year():
    raw = pd.DataFrame(
        [("2007", "0101", "Halden", "01", "Østfold")],
        columns=["year", "kommunenummer", "navn", "fylkesnummer", "fylkesnavn"],
    )
    assert klass.tidy_municipalities(raw).iloc[0].tolist() == [2007, "0101", "Halden", "01"]


def test_hand_kept_shares_add_up_and_every_hand_kept_row_has_a_reason():
    changes = read_reference("municipality_changes")
    sums = changes.assign(share=changes["share"].astype(float)).groupby(["valid_from", "old_code"])["share"].sum()
    assert sums.to_numpy() == pytest.approx([1.0] * len(sums))
    for rows in (changes, read_reference("place_names")):
        assert (rows["reason"] != "").all()


def test_hand_kept_place_names_are_given_once_with_a_code_of_their_level():
    places = read_reference("place_names")
    assert not places.duplicated(["name", "level"]).any()
    assert places["code"].str.len().eq(places["level"].map({"municipality": 4, "county": 2})).all()
