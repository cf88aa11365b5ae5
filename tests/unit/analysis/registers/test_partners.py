"""Shared projects, and the table of what those in a room have in common."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import participation
from analysis.registers import partners
from analysis.store.tables import read_table

COLUMNS = ["unit", "programme_id", "project_id", "organisation_name"]
MEMBERS = pd.DataFrame(
    [
        ("a", "h", "1", "A one"),
        ("a", "h", "1", "A two"),
        ("b", "h", "1", "B"),
        ("a", "h", "2", "A one"),
        ("b", "f", "2", "B"),
        ("c", "h", "2", "C"),
        ("c", "f", "2", "C"),
    ],
    columns=COLUMNS,
)
ITEMS = st.dictionaries(
    st.sampled_from(["0301", "5001", "5037", "50", "18"]), st.frozensets(st.integers(0, 12), max_size=8), min_size=1
)
RANDOM = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(["h", "f"]), st.sampled_from(["1", "2", "3"]), st.just("o")),
    min_size=1,
    max_size=30,
).map(lambda rows: pd.DataFrame(rows, columns=COLUMNS))


def test_two_units_share_a_project_of_the_same_programme_and_number_once():
    links = partners.links(MEMBERS)
    assert links.to_dict("records") == [
        {"one": "a", "other": "b", "projects": 1},
        {"one": "a", "other": "c", "projects": 1},
        {"one": "b", "other": "c", "projects": 1},
    ]


def test_the_partners_of_a_unit_are_its_links():
    assert partners.partners_of(MEMBERS, "a").to_dict("list") == {"unit": ["b", "c"], "projects": [1, 1]}


def test_a_shared_project_names_the_organisations_of_both():
    shared = partners.shared_projects(MEMBERS, "a", "b").to_dict("records")
    assert shared == [
        {"programme_id": "h", "project_id": "1", "organisations": "A one; A two", "other_organisations": "B"}
    ]


def test_a_unit_and_itself_has_all_its_projects():
    assert len(partners.shared_projects(MEMBERS, "a", "a")) == len(partners.project_sets(MEMBERS)["a"]) == 2


@settings(deadline=None)
@given(RANDOM)
def test_every_link_lists_its_projects_from_both_sides(members):
    for link in partners.links(members).itertuples():
        for one, other in ((link.one, link.other), (link.other, link.one)):
            assert len(partners.shared_projects(members, one, other)) == link.projects
            assert dict(partners.partners_of(members, one).itertuples(index=False))[other] == link.projects


@settings(deadline=None)
@given(RANDOM)
def test_the_room_has_the_links_of_the_network(members):
    units = sorted(set(members["unit"]))
    room = partners.matrix(partners.project_sets(members), units)
    for link in partners.links(members).itertuples():
        assert room.loc[link.one, link.other] == link.projects


@settings(deadline=None)
@given(ITEMS)
def test_the_room_is_symmetric_and_its_diagonal_is_what_each_has(items):
    units = [*items, "9999"]
    room = partners.matrix(items, units)
    assert (room.to_numpy() == room.to_numpy().T).all()
    assert [room.loc[unit, unit] for unit in units] == [len(items.get(unit, ())) for unit in units]


@settings(deadline=None)
@given(ITEMS)
def test_every_cell_lists_what_it_counts(items):
    room = partners.matrix(items, list(items))
    for one in items:
        for other in items:
            shared = partners.shared(items, one, other)
            assert len(shared) == room.loc[one, other]
            assert shared <= items[one] & items[other]


def test_sets_leave_out_what_is_unknown():
    rows = pd.DataFrame({"unit": ["a", "a", None], "country_code": ["SE", None, "FI"]})
    assert partners.sets_of(rows, "unit", "country_code") == {"a": frozenset({"SE"})}


def crosswalk_of(*rows):
    walk = pd.DataFrame(rows, columns=["from_code", "to_code", "weight", "status"])
    return lambda year, level: walk


def fact(project, code, organisation="o"):
    return {
        "programme_id": "h", "project_id": project, "organisation_id": organisation, "organisation_name": "O",
        "municipality_code": code, "county_code": None if code is None else code[:2], "geography_year": 2020,
    }  # fmt: skip


def test_the_projects_of_a_divided_unit_go_to_its_larger_part_alone():
    rows = pd.DataFrame([fact("1", "1507"), fact("2", "0301"), fact("3", None), fact(None, "0301")])
    walk = crosswalk_of(
        ("1507", "1508", 0.86, "estimated"), ("1507", "1580", 0.14, "estimated"), ("0301", "0301", 1.0, "value")
    )
    found = participation.projects_by_unit(rows, "municipality", walk)
    assert found[["unit", "project_id", "lies_in"]].to_numpy().tolist() == [
        ["0301", "2", "value"],
        ["1508", "1", "estimated"],
    ]


def test_an_organisation_is_a_unit_wherever_it_lies():
    rows = pd.DataFrame([fact("1", None, "x"), fact("1", "0301", "y"), fact("2", "0301", None)])
    found = participation.projects_by_unit(rows, "organisation", crosswalk_of())
    assert list(found["unit"]) == ["x", "y"]


def test_every_project_has_one_row_of_details():
    table = participation.projects(read_table("participations"), read_table("grant_projects"))
    assert not table.duplicated(partners.PROJECT).any()
    horizon = table[table["programme_id"] == "horizon_2020"]
    assert len(horizon) == 1957
    assert horizon["project_title"].notna().all()
