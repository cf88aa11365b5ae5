import numpy as np
import pandas as pd
import pytest

from analysis.comparing import peers
from analysis.errors import DataError
from analysis.store.tables import read_table

NAMES = ("municipalities", "kostra_groups", "centrality", "neighbours", "population")


def tables(*municipalities, neighbours=()):
    """Tables of 2024 from (code, county, group, people, centrality) and (code, neighbour)."""
    code, county, group, people, index = zip(*municipalities, strict=True)
    by_code = {"geography_year": 2024, "municipality_code": list(code)}
    population = {"area_code": list(code), "population": list(people), "area_level": "municipality"}
    counties = pd.DataFrame({"area_code": county, "population": people}).groupby("area_code", as_index=False).sum()
    everybody = pd.concat([pd.DataFrame(population), counties.assign(area_level="county")])
    pairs = pd.DataFrame(neighbours, columns=["area_code", "neighbour_code"])
    return {
        "municipalities": pd.DataFrame({**by_code, "county_code": county}),
        "kostra_groups": pd.DataFrame({**by_code, "kostra_group": group}),
        "centrality": pd.DataFrame({**by_code, "centrality_index": index}),
        "population": everybody.assign(year=2026, geography_year=2024, status="value"),
        "neighbours": pairs.assign(
            geography_year=2024,
            area_level=pairs["area_code"].str.len().map({4: "municipality", 2: "county"}),
        ),
    }


THREE = tables(
    ("1101", "11", "EKG01", 1_000, 500),
    ("1102", "11", "EKG02", 2_000, 500),
    ("5001", "50", "EKG01", 1_000, 900),
    neighbours=[("1101", "1102"), ("1102", "1101"), ("11", "50"), ("50", "11")],
)


def test_a_peer_stands_once_for_every_reason_with_the_numbers_that_explain_it():
    table = peers.of_municipality("1101", THREE, chosen=["5001"])
    assert peers.groups_of(table) == {
        "kostra_group": ["5001"],
        "county": ["1102"],
        "neighbours": ["1102"],
        "nearest": ["1102", "5001"],
        "chosen": ["5001"],
    }
    assert table.loc[0, ["kostra_group", "population", "centrality_index"]].tolist() == ["EKG01", 1_000, 900]


def test_the_distance_is_in_standard_deviations_of_log_population_and_centrality():
    table = peers.of_municipality("1101", THREE).query("reason == 'nearest'").set_index("peer_code")
    spread = np.std(np.log([1_000, 2_000, 1_000])), np.std([500, 500, 900])
    assert table.loc["1102", "distance"] == pytest.approx(np.log(2) / spread[0])
    assert table.loc["5001", "distance"] == pytest.approx(400 / spread[1])


def test_equally_near_municipalities_go_by_code_and_ten_are_taken():
    same = tables(*[(f"11{number:02}", "11", "EKG01", 1_000, 500) for number in range(20, 0, -1)])
    nearest = peers.groups_of(peers.of_municipality("1105", same))["nearest"]
    assert nearest == [f"11{number:02}" for number in range(1, 12) if number != 5]


def test_the_chosen_keep_their_order_and_never_include_the_unit_itself():
    table = peers.of_municipality("1101", THREE, chosen=["5001", "1101", "1102", "5001"])
    assert peers.groups_of(table)["chosen"] == ["5001", "1102"]


@pytest.mark.parametrize(("code", "chosen"), [("1507", []), ("1101", ["1507"])])
def test_a_code_that_is_not_in_force_is_refused(code, chosen):
    with pytest.raises(DataError, match="1507"):
        peers.of_municipality(code, THREE, chosen=chosen)


def test_a_municipality_without_a_group_stops_the_comparison():
    with pytest.raises(DataError, match="5001"):
        peers.of_municipality("1101", {**THREE, "kostra_groups": THREE["kostra_groups"].head(2)})


def test_a_countys_peers_are_all_others_and_those_that_share_a_border():
    table = peers.of_county("11", THREE)
    assert peers.groups_of(table) == {"counties": ["50"], "neighbours": ["50"]}
    assert table["population"].tolist() == [1_000, 1_000]
    assert table["kostra_group"].isna().all()


@pytest.fixture(scope="module")
def built():
    return {name: read_table(name) for name in NAMES}


@pytest.fixture(scope="module")
def all_peers(built):
    return {code: peers.of_municipality(code, built) for code in peers.measured(built).index}


def test_peer_sets_equal_the_kostra_groups_of_all_357(built, all_peers):
    groups = built["kostra_groups"].query("geography_year == 2024")
    members = groups.groupby("kostra_group")["municipality_code"].agg(lambda codes: frozenset(codes))
    assert len(all_peers) == len(groups) == 357
    for code, group in zip(groups["municipality_code"], groups["kostra_group"], strict=True):
        assert set(peers.groups_of(all_peers[code]).get("kostra_group", [])) == members[group] - {code}


def test_neighbours_are_symmetric(all_peers):
    pairs = {(code, peer) for code, table in all_peers.items() for peer in peers.groups_of(table).get("neighbours", [])}
    assert pairs
    assert {(other, one) for one, other in pairs} == pairs


def test_no_unit_is_its_own_peer_or_twice_a_peer_for_the_same_reason(all_peers):
    for code, table in all_peers.items():
        assert code not in set(table["peer_code"])
        assert not table.duplicated(["reason", "peer_code"]).any()
        assert len(peers.groups_of(table)["nearest"]) == peers.NEAREST


def test_county_neighbours_are_symmetric_on_every_vintage_with_boundaries(built):
    for vintage, year in ((2017, 2017), (2018, 2019), (2020, 2020), (2024, 2026)):
        codes = built["municipalities"].query("geography_year == @vintage")["county_code"].unique()
        found = {code: peers.groups_of(peers.of_county(code, built, vintage=vintage, year=year)) for code in codes}
        pairs = {(code, peer) for code, groups in found.items() for peer in groups["neighbours"]}
        assert {(other, one) for one, other in pairs} == pairs
        assert all(len(groups["counties"]) == len(codes) - 1 for groups in found.values())
