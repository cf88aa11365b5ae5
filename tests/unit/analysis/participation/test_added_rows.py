"""Rows that a reader adds count once, replace what they renew, and never say who did not take part."""

import pandas as pd
import pytest

from analysis import participation
from analysis.comparing import layers
from analysis.comparing.layers import Units
from tests.tools.rows import row

TYPES = {
    **dict.fromkeys(
        (
            "source_id", "programme_id", "project_id", "participation_id", "organisation_id", "organisation_name",
            "organisation_kind", "municipality_code", "county_code",
        ),
        "str",
    ),
    "geography_year": "Int16", "year": "Int16", "EUR": "Int64", "NOK": "Int64",
}  # fmt: skip
UNITS = Units("municipality", 2024, ["0301", "5001", "5037"], {"0301": "Oslo", "5001": "Trondheim", "5037": "Levanger"})
NOBODY = pd.DataFrame({"area_code": UNITS.codes, "population": [100, 100, 100]})


def facts(*rows):
    given = [{"organisation_kind": "company", "geography_year": 2024, "EUR": 100, "NOK": 1000, **row} for row in rows]
    table = pd.DataFrame(given).reindex(columns=list(TYPES))
    return table.assign(participation_id=[f"{row['source_id']} {at}" for at, row in enumerate(given)]).astype(TYPES)


IN_USE = facts(row("forskningsradet"), row("forskningsradet", "q", place="0301"), row("cordis_fp7", programme_id="fp7"))


def counted(joined):
    return sorted(zip(joined.rows["source_id"], joined.rows["project_id"], strict=True))


def walk(year, level):
    same = {"from_code": UNITS.codes, "to_code": UNITS.codes, "weight": 1.0, "status": "value"}
    return pd.DataFrame(same)


def test_own_rows_are_added_and_marked():
    joined = participation.join(IN_USE, facts(row("own_register", "mine", place="5037")), {})
    assert len(joined.rows) == 4
    assert joined.rows.loc[joined.rows["added"], "project_id"].tolist() == ["mine"]
    assert len(participation.telling(joined.rows)) == 3
    assert joined.rows[list(TYPES)].dtypes.equals(IN_USE.dtypes)


@pytest.mark.parametrize(
    "own",
    [
        row("own_register", organisation="A", place="5037"),
        row("own_register", organisation="own-a", place="5037", organisation_name="a"),
        row("own_register", organisation="The municipality", place="5001"),
    ],
)
def test_a_project_that_the_data_have_for_the_organisation_or_its_place_counts_once(own):
    joined = participation.join(IN_USE, facts(own), {})
    assert joined.known_already == 1
    assert counted(joined) == counted(participation.join(IN_USE, IN_USE.head(0), {}))


def test_the_same_project_elsewhere_or_in_another_programme_is_another_participation():
    elsewhere = row("own_register", organisation="B", place="5037")
    other = row("own_register", organisation="A", programme_id="horizon_europe")
    joined = participation.join(IN_USE, facts(elsewhere, other), {})
    assert joined.known_already == 0
    assert int(joined.rows["added"].sum()) == 2


def test_a_publishers_file_takes_the_place_of_its_own_rows_of_the_programme_alone():
    joined = participation.join(IN_USE, facts(row("forskningsradet", "new"), row("cordis_fp7", "x")), {})
    assert counted(joined) == [("cordis_fp7", "p"), ("cordis_fp7", "x"), ("forskningsradet", "new")]


def test_a_publishers_file_that_gives_way_is_not_added():
    yields = {"cordis_h2020": ("forskningsradet",)}
    joined = participation.join(IN_USE, facts(row("cordis_h2020", "new"), row("cordis_h2020", "more")), yields)
    assert joined.told_better == 2
    assert not joined.rows["added"].any()


def test_nothing_in_use_is_changed():
    before = IN_USE.copy()
    participation.join(IN_USE, facts(row("forskningsradet", "new"), row("own_register")), {})
    pd.testing.assert_frame_equal(IN_USE, before)


def test_units_that_only_own_rows_could_tell_of_are_unknown_and_not_zero():
    rows = participation.join(IN_USE.head(0), facts(row("own_register", place="5037")), {}).rows
    table = layers.participation(rows, UNITS, walk, currency="EUR", population=NOBODY)
    assert table["projects"].tolist() == [pd.NA, pd.NA, 1]
    assert table["share_pct"].isna().all()
    assert layers.with_status(table, "projects")["status"].tolist() == ["not_loaded", "not_loaded", "value"]


def test_units_that_the_data_tell_of_stay_zero_beside_own_rows():
    rows = participation.join(IN_USE.head(1), facts(row("own_register", "mine", place="5037")), {}).rows
    table = layers.participation(rows, UNITS, walk, currency="EUR", population=NOBODY)
    assert table["projects"].tolist() == [0, 1, 1]
    assert table["amount"].tolist() == [0, 100, 100]


def test_an_organisation_that_the_programme_knows_by_name_is_the_same_one():
    ours = row("own_register", "mine", organisation="own-a", organisation_name="a", place="5037")
    elsewhere = row("own_register", "mine", organisation="own-a", organisation_name="a", programme_id="horizon_europe")
    rows = participation.join(IN_USE, facts(ours, elsewhere), {}).rows
    assert rows.loc[rows["added"], "organisation_id"].tolist() == ["A", "own-a"]


def test_a_name_that_two_organisations_have_stays_its_own():
    twins = facts(row("forskningsradet", organisation="1", organisation_name="A"), row("forskningsradet"))
    rows = participation.join(
        twins, facts(row("own_register", "mine", organisation="own-a", organisation_name="A")), {}
    )
    assert rows.rows.loc[rows.rows["added"], "organisation_id"].tolist() == ["own-a"]


@pytest.mark.parametrize("title", ["READ", "read", "Reading more", "reading MORE"])
def test_a_project_that_the_programme_knows_by_acronym_or_title_is_the_same_one(title):
    known = pd.DataFrame(
        {"programme_id": ["fp7", "fp7"], "project_id": ["77", "78"], "project_acronym": ["READ", None],
         "project_title": ["Reading more", "Other"]}
    )  # fmt: skip
    given = pd.DataFrame({
        "source_id": "own_register", "programme_id": ["fp7", "horizon_2020", "fp7"],
        "project_id": ["own-read", "own-read", "own-x"], "project_title": [title, title, "Nobody knows it"],
    })  # fmt: skip
    assert participation.with_known_projects(given, known)["project_id"].tolist() == ["77", "own-read", "own-x"]
    publishers = given.assign(source_id="cordis_fp7")
    assert participation.with_known_projects(publishers, known)["project_id"].tolist() == given["project_id"].tolist()
