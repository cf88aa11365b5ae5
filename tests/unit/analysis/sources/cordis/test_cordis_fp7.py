import pandas as pd
import pytest

from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.geography.today import Today
from analysis.sources.cordis import cordis_fp7
from analysis.store.tables import read_table

MADE = {
    "participations": schemas.empty("participations"),
    "postal_codes": pd.DataFrame(
        {
            "postal_code": ["6404", "6480"], "postal_place": ["MOLDE", "MOLDE"], "municipality_code": ["1506", "1547"],
            "geography_year": 2024,
        }
    ),
    "municipalities": pd.DataFrame(
        {
            "geography_year": [2024, 2024, 2024, 2020], "municipality_code": ["1103", "1506", "5056", "0301"],
            "municipality_name": ["Stavanger", "Molde", "Hitra", "Oslo"], "county_code": ["11", "15", "50", "03"],
        }
    ),
    "municipality_changes": schemas.empty("municipality_changes"),
    "nuts3_counties": schemas.empty("nuts3_counties"),
}  # fmt: skip
REFERENCES = {
    "organisation_kinds": pd.DataFrame(columns=["phrase", "kind", "reason"]),
    "natural_persons": pd.DataFrame(columns=["source_id", "record_id", "reason"]),
    "organisation_names": pd.DataFrame(
        [("University of Stavanger", "UNIVERSITETET I STAVANGER", "the English name")],
        columns=["organisation_name", "same_as", "reason"],
    ),
    "corrections": pd.DataFrame(
        columns=["source_id", "column", "where_column", "where_value", "published", "corrected", "reason"]
    ),
}
ROW = {
    "projectRcn": "94936", "new_org_id": "a" * 32, "organisationName": "STAVANGER KOMMUNE", "city": "STAVANGER",
    "knr_2024": "1103",
}  # fmt: skip
KNOWN = dict.fromkeys(schemas.TABLES["participations"].columns) | {
    "participation_id": "h2020-1-1", "source_id": "forskningsradet", "programme_id": "horizon_2020", "project_id": "1",
    "organisation_id": "971564679", "organisation_number": "971564679",
    "organisation_name": "UNIVERSITETET I STAVANGER", "organisation_kind": "university", "placed_by": "publisher",
    "municipality_code": "1103", "county_code": "11", "geography_year": 2024,
}  # fmt: skip


def tidy(*changes, known=()):
    raw = pd.DataFrame([ROW | change for change in changes], dtype="str")
    participations = [schemas.conform(pd.DataFrame([KNOWN | one]), "participations") for one in known]
    made = MADE | ({"participations": pd.concat(participations)} if participations else {})
    rows = cordis_fp7.tidy(raw, made, REFERENCES)
    return checks.check(schemas.conform(rows, "participations"), "participations", file="test")


def test_a_participation_has_a_place_of_2024_and_no_money_or_dates():
    row = tidy({}).iloc[0]
    assert (row["municipality_code"], row["county_code"], row["geography_year"]) == ("1103", "11", 2024)
    assert row[["eu_contribution_cents", "start_date", "project_url", "role", "organisation_number"]].isna().all()
    assert (row["participation_id"], row["project_id"]) == ("fp7-94936-aaaaaaaaaaaa", "rcn-94936")


@pytest.mark.parametrize("city", ["", "NOWHERE"])
def test_a_place_that_is_missing_stays_null(city):
    row = tidy({"knr_2024": "", "city": city}).iloc[0]
    assert row[["municipality_code", "county_code", "geography_year"]].isna().all()
    assert row["placed_by"] == "country"


@pytest.mark.parametrize(
    ("code", "city", "municipality"), [("1506,1547", "MOLDE", "1506"), ("", "HESTVIKA HITRA", "5056")]
)
def test_an_ambiguous_city_is_the_municipality_of_that_name_also_behind_another_place(code, city, municipality):
    row = tidy({"knr_2024": code, "city": city}).iloc[0]
    assert (row["municipality_code"], row["placed_by"]) == (municipality, "city")


@pytest.mark.parametrize("name", ["Universitetet i Stavanger", "UNIVERSITY OF STAVANGER"])
def test_an_organisation_of_later_programmes_is_the_same_here_and_lies_where_it_does_there(name):
    row = tidy({"organisationName": name, "knr_2024": "", "city": ""}, known=[{}]).iloc[0]
    assert (row["organisation_id"], row["organisation_number"]) == ("971564679", "971564679")
    assert (row["organisation_kind"], row["municipality_code"], row["placed_by"]) == (
        "university", "1103", "organisation",
    )  # fmt: skip


def test_a_name_that_several_organisations_have_is_none_of_them():
    others = [{}, {"participation_id": "h2020-1-2", "organisation_id": "1", "organisation_number": None}]
    assert tidy({"organisationName": "UNIVERSITETET I STAVANGER"}, known=others)["organisation_id"].tolist() == [
        "fp7-aaaaaaaaaaaa"
    ]


def test_several_names_of_one_organisation_are_one_and_keep_how_they_are_written():
    rows = tidy(
        {"organisationName": "University of Stavanger", "new_org_id": "b" * 32},
        {"organisationName": "UNIVERSITETET I STAVANGER"},
        {"organisationName": "Universitetet i STAVANGER*", "new_org_id": "c" * 32},
    )
    assert set(rows["organisation_id"]) == {"fp7-aaaaaaaaaaaa"}
    assert rows["organisation_name"].nunique() == 3


def test_a_name_that_was_withheld_is_nobodys():
    withheld = {"organisation_name": "Enkeltpersonforetak", "organisation_id": "999999999"}
    row = tidy({"organisationName": "ENKELTPERSONFORETAK"}, known=[withheld]).iloc[0]
    assert row["organisation_id"] == "fp7-aaaaaaaaaaaa"


def test_svalbard_has_a_county_code_of_its_own():
    assert tidy({"knr_2024": "2100"})["county_code"].tolist() == ["21"]


def test_a_code_of_another_year_is_an_error():
    with pytest.raises(DataError, match="'0301' is no municipality of 2024"):
        tidy({"knr_2024": "0301"})


def test_letters_encoded_twice_are_restored_and_others_left_alone():
    names = pd.Series(["MILJÃ˜BIL AS", "NÃ†RINGS", "FISK & SJØ"])
    assert cordis_fp7.repaired(names).tolist() == ["MILJØBIL AS", "NÆRINGS", "FISK & SJØ"]


def test_a_name_that_cannot_be_repaired_is_an_error():
    with pytest.raises(DataError, match="encoded twice"):
        cordis_fp7.repaired(pd.Series(["SÃO PAULO"]))


def test_ids_that_share_their_first_letters_are_an_error():
    with pytest.raises(DataError, match="ID_LENGTH"):
        tidy({}, {"new_org_id": "a" * 12 + "b" * 20})


def test_the_two_files_must_name_the_same_organisations():
    raw = pd.DataFrame([ROW])
    cordis_fp7.check_organisations(raw, raw)
    with pytest.raises(DataError, match="1 organisations have no participation"):
        cordis_fp7.check_organisations(raw, pd.DataFrame([ROW, ROW | {"new_org_id": "b" * 32}]))
    with pytest.raises(DataError, match="1 participations"):
        cordis_fp7.check_organisations(raw, pd.DataFrame([ROW | {"knr_2024": "1"}]))


def test_all_of_fp7_but_five_participations_have_a_municipality_in_the_built_tables():
    rows = read_table("participations").query("source_id == 'cordis_fp7'")
    assert (len(rows), rows["project_id"].nunique()) == (2240, 1527)
    assert rows["municipality_code"].isna().sum() == 5
    today = Today({name: read_table(name) for name in ("municipalities", "municipality_changes")})
    placed = rows.dropna(subset=["municipality_code"])[["municipality_code", "geography_year"]].drop_duplicates()
    lies_in = set().union(*(today.municipalities(code, year) for code, year in placed.itertuples(index=False)))
    names = {
        "1506": "Molde",
        "5056": "Hitra",
        "5007": "Namsos",
        "3214": "Frogn",
        "1870": "Sortland",
        "4626": "Øygarden",
    }
    assert set(names) <= lies_in


def test_fp7s_546_names_are_529_organisations_of_which_158_take_part_later():
    table = read_table("participations")
    organisations = set(table.loc[table["source_id"] == "cordis_fp7", "organisation_id"])
    assert len(organisations) == 529
    assert len(organisations & set(table.loc[table["source_id"] != "cordis_fp7", "organisation_id"])) == 158
