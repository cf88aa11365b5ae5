import csv
import io
import json
import zipfile

import pandas as pd
import pytest

from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.sources.common import importing, ledger
from analysis.sources.common.withheld import NATURAL_PERSON, WITHHELD_NAME
from analysis.sources.cordis import beside, cordis
from analysis.store.tables import read_reference

ROW = {
    "projectID": "101060884", "projectAcronym": "DIVINE", "organisationID": "999974553",
    "vatNumber": "NO974767880MVA", "name": "NORGES TEKNISK NATURVITENSKAPELIGE UNIVERSITET NTNU", "shortName": "NTNU",
    "SME": "false", "activityType": "HES", "street": "HOGSKOLERINGEN 1", "postCode": "7491", "city": "TRONDHEIM",
    "country": "NO", "nutsCode": "NO060", "geolocation": "63.4,10.4", "order": "2", "role": "participant",
    "ecContribution": "520625", "netEcContribution": "520625", "totalCost": "520625,5", "endOfParticipation": "false",
}  # fmt: skip
PROJECT = {
    "id": "101060884", "acronym": "DIVINE", "status": "SIGNED", "title": 'Data; and "space"', "startDate": "2022-09-01",
    "endDate": "2025-08-31", "totalCost": "4000000,5", "ecMaxContribution": "3999999.5", "legalBasis": "HORIZON.2.6",
    "topics": "HORIZON-CL6-2021-01", "ecSignatureDate": "2022-06-10", "frameworkProgramme": "HORIZON",
    "objective": "First line\nsecond; line with \"quotes\"", "rcn": "240000",
}  # fmt: skip
PERSON = {
    "vatNumber": "", "name": "NORDMANN Kari Anne", "shortName": "", "SME": "", "activityType": "PRC", "street": "",
    "postCode": "", "city": "", "nutsCode": "", "geolocation": "60.5000209,9.0999715",
}  # fmt: skip
MADE = {
    "participations": schemas.empty("participations"),
    "postal_codes": pd.DataFrame(
        {
            "postal_code": ["0150", "6002", "7491"], "postal_place": ["OSLO", "ÅLESUND", "TRONDHEIM"],
            "municipality_code": ["0301", "1508", "5001"], "geography_year": 2024,
        }
    ),
    "municipalities": pd.DataFrame(
        {
            "geography_year": [2024], "municipality_code": ["0301"], "municipality_name": ["Oslo"],
            "county_code": ["03"],
        }
    ),
    "municipality_changes": schemas.empty("municipality_changes"),
    "organisation_pics": schemas.empty("organisation_pics"),
    "project_topics": schemas.empty("project_topics"),
    "country_participation": schemas.empty("country_participation"),
    "nuts3_counties": pd.DataFrame({"nuts_version": [2024], "nuts3_code": ["NO060"], "county_code": ["50"]}),
}  # fmt: skip


def known(**columns):
    """Return the data in use with one more participation."""
    row = dict.fromkeys(schemas.TABLES["participations"].columns) | {
        "participation_id": "h2020-1-1", "source_id": "forskningsradet", "programme_id": "horizon_2020",
        "project_id": "1", "organisation_name": "NTNU", "organisation_kind": "university", "placed_by": "publisher",
        "organisation_id": "974767880", "organisation_number": "974767880", "municipality_code": "5001",
        "county_code": "50", "geography_year": 2020,
    }  # fmt: skip
    return MADE | {"participations": schemas.conform(pd.DataFrame([row | columns]), "participations")}


def as_csv(part, records):
    text = io.StringIO()
    headings = cordis.COLUMNS.get(part, cordis.PARTS[part])
    writer = csv.DictWriter(text, headings, delimiter=";", quoting=csv.QUOTE_ALL, restval="")
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue()


def as_json(part, records):
    headings = cordis.COLUMNS.get(part, cordis.PARTS[part])
    return json.dumps([dict.fromkeys(headings) | record for record in records])


def zipped(folder, **files):
    path = folder / "cordis.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return path


@pytest.fixture
def read(tmp_path):
    """Return a function that writes a zip of rows, changed from ROW, and of projects, and reads it back."""

    def written(*rows, projects=({},), form=as_csv, **more):
        ending = "csv" if form is as_csv else "json"
        files = {
            f"organization__{ending}": form("organization", [ROW | row for row in rows]),
            f"project__{ending}": form("project", [PROJECT | row for row in projects]),
        } | {f"{part}__{ending}": form(part, records) for part, records in more.items()}
        return cordis.read_raw(zipped(tmp_path, **files))

    return written


def tidy(raw, made=MADE):
    done = cordis.tidy(raw, made)
    for account in done.accounts:
        account.check()
    for name, rows in done.tables.items():
        checks.check(rows, name, file="test")
    return done


def only(read, *rows, made=MADE, **given):
    (row,) = tidy(read(*rows, **given), made).tables["participations"].to_dict("records")
    return row


def test_a_participant_of_horizon_europe_is_a_participation_with_place_money_and_dates(read):
    row = only(read, {})
    assert (row["participation_id"], row["source_id"], row["programme_id"]) == (
        "cordis-horizon-101060884-999974553", "cordis_horizon", "horizon_europe",
    )  # fmt: skip
    assert (row["project_title"], row["project_acronym"], row["topic"]) == (
        'Data; and "space"', "DIVINE", "HORIZON-CL6-2021-01",
    )  # fmt: skip
    assert row["project_url"] == "https://cordis.europa.eu/project/id/101060884"
    assert (row["organisation_id"], row["organisation_number"], row["organisation_kind"]) == (
        "974767880", "974767880", "university",
    )  # fmt: skip
    assert (row["municipality_code"], row["geography_year"], row["placed_by"]) == ("5001", 2024, "postal_code")
    assert (row["eu_contribution_cents"], row["role"]) == (52_062_500, "participant")
    assert [str(row[date].date()) for date in ("start_date", "end_date", "signed_date")] == [
        "2022-09-01", "2025-08-31", "2022-06-10",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("framework", "programme", "source"),
    [
        ("FP7", "fp7", "cordis_fp7"),
        ("H2020", "horizon_2020", "cordis_h2020"),
        ("HORIZON", "horizon_europe", "cordis_horizon"),
    ],
)
def test_the_framework_programme_tells_programme_and_source(read, framework, programme, source):
    row = only(read, {}, projects=[{"frameworkProgramme": framework}])
    assert (row["programme_id"], row["source_id"]) == (programme, source)
    assert source in cordis.SOURCE_IDS


def test_the_older_programmes_are_none_of_these(read):
    with pytest.raises(DataError, match="frameworkProgramme is 'FP6'"):
        tidy(read({}, projects=[{"frameworkProgramme": "FP6"}]))


@pytest.mark.parametrize(
    ("gross", "net", "cents"),
    [
        ("520625", "520625", 52_062_500),
        ("0", "528340.97", 52_834_097),
        ("", "528340.97", 52_834_097),
        ("541640.1", "", 54_164_010),
        ("500000", "120000,5", 12_000_050),
        ("626199.99999984", "", 62_620_000),
        ("1.5E7", "1.5E7", 1_500_000_000),
        ("0", "", 0),
        ("0", "0", 0),
        ("51611.25", "0", 5_161_125),
    ],
)
def test_the_net_contribution_is_used_where_it_is_filled_in_whole_cents(read, gross, net, cents):
    assert only(read, {"ecContribution": gross, "netEcContribution": net})["eu_contribution_cents"] == cents


@pytest.mark.parametrize(("gross", "net"), [("", ""), ("", "0")])
def test_an_amount_that_is_not_given_is_unknown_and_not_zero(read, gross, net):
    row = only(read, {"ecContribution": gross, "netEcContribution": net})
    assert pd.isna(row["eu_contribution_cents"])


def test_a_net_contribution_of_zero_counts_where_others_of_the_project_have_one(read):
    passed_on = {"ecContribution": "500000", "netEcContribution": "0"}
    third_party = {"organisationID": "1", "country": "SE", "role": "thirdParty", "ecContribution": "0"}
    assert only(read, passed_on, third_party | {"netEcContribution": "500000"})["eu_contribution_cents"] == 0
    assert only(read, passed_on, third_party | {"netEcContribution": ""})["eu_contribution_cents"] == 50_000_000


@pytest.mark.parametrize("amount", ["1,234", "1.234.567", "12 000", "-5", "five", "1e99", "9" * 40])
def test_an_amount_that_cannot_be_read_for_certain_is_refused_with_its_row(read, amount):
    done = tidy(read({}, {"organisationID": "2", "netEcContribution": amount}))
    assert len(done.tables["participations"]) == 1
    assert done.rejected.to_dict("records") == [
        {"row": 3, "column": "netEcContribution", "value": amount, "expected": cordis.AN_AMOUNT}
    ]
    assert done.accounts[0].left_out == {ledger.REFUSED: 1}


def test_a_date_that_cannot_be_read_is_refused_and_a_blank_one_is_unknown(read):
    done = tidy(read({}, projects=[{"startDate": "spring 2022"}]))
    assert done.tables["participations"].empty
    assert done.rejected[["row", "column", "value"]].to_numpy().tolist() == [[2, "startDate", "spring 2022"]]
    assert pd.isna(only(read, {}, projects=[{"ecSignatureDate": ""}])["signed_date"])


def test_a_participant_in_a_project_that_is_not_in_the_file_is_refused(read):
    done = tidy(read({}, {"projectID": "7"}))
    assert done.rejected[["row", "column", "value"]].to_numpy().tolist() == [[3, "projectID", "7"]]
    assert done.accounts[0].left_out == {ledger.REFUSED: 1}


def test_other_countries_are_counted_and_left_out_with_their_codes_for_britain_and_greece(read):
    done = tidy(read({}, *({"country": code, "organisationID": code} for code in ("UK", "EL", "SE", "DE;HU", ""))))
    account = done.accounts[0]
    assert (account.rows_in, account.rows_out, account.left_out) == (6, 1, {ledger.ABROAD: 5})
    assert (account.money_in_cents, account.money_out_cents) == (52_062_500, 52_062_500)


def test_projects_without_norwegians_are_in_the_account_of_the_project_file(read):
    account = tidy(read({}, projects=[{}, {"id": "9"}])).accounts[1]
    assert (account.file, account.rows_in, account.rows_out) == ("project", 2, 1)
    assert account.left_out == {ledger.NO_NORWEGIAN: 1}


@pytest.mark.parametrize(
    ("published", "role"),
    [
        ("coordinator", "coordinator"),
        ("participant", "participant"),
        ("thirdParty", None),
        ("associatedPartner", None),
        ("internationalPartner", None),
        ("partner", None),
    ],
)
def test_a_role_that_is_neither_coordinator_nor_participant_is_null(read, published, role):
    found = only(read, {"role": published})["role"]
    assert found == role or (role is None and pd.isna(found))


def test_a_natural_person_keeps_the_participation_and_the_money_without_the_name(read):
    done = tidy(read({}, PERSON | {"organisationID": "868955877", "netEcContribution": "214236.79"}))
    assert "NORDMANN" not in str(done.tables) + str(done.rejected)
    row = done.tables["participations"].set_index("organisation_id").loc["pic-868955877"]
    assert (row["organisation_name"], row["organisation_kind"]) == (NATURAL_PERSON, "other")
    assert row["eu_contribution_cents"] == 21_423_679
    assert (done.accounts[0].rows_out, done.accounts[0].left_out) == (2, {})


ADDRESS = {"street": "STORGATA 1", "postCode": "150", "city": "OSLO", "nutsCode": "NO081"}


@pytest.mark.parametrize(
    "row",
    [
        PERSON,
        PERSON | {"name": "KARI NORDMANN"},
        PERSON | {"name": "KARI NORDMANN", "shortName": "KARI"},
        PERSON | {"name": "Kari Anne Nordmann-Hansen"},
        PERSON | {"name": "Nordmann"},
        PERSON | {"name": ""},
        PERSON | {"name": "KARI NORDMANN", "vatNumber": "NO974767880MVA"},
        PERSON | ADDRESS,
        PERSON | ADDRESS | {"shortName": "NORDMANN"},
        PERSON | ADDRESS | {"name": "Kari Nordmann"},
        PERSON | ADDRESS | {"name": "Kari von Nordmann", "shortName": "Nordmann Writing"},
    ],
)
def test_the_name_of_a_natural_person_is_withheld_with_a_short_name_or_an_address_too(read, row):
    shown = only(read, row)
    assert (shown["organisation_name"], shown["organisation_kind"]) == (NATURAL_PERSON, "other")


@pytest.mark.parametrize(
    "row",
    [
        PERSON | {"name": "FJORDLAKS AS"},
        PERSON | {"name": "LEVANGER KOMMUNE"},
        PERSON | {"name": "NORSK HUMMER"},
        PERSON | {"name": "SINTEF"},
        PERSON | {"name": "SINTEF Ocean", "street": "BRATTORKAIA 17 C"},
        PERSON | {"name": "Eksempel Filmproduksjon"},
        PERSON | {"name": "Solenergiklyngen", "vatNumber": "NO974767880MVA"},
        PERSON | ADDRESS | {"name": "Solenergiklyngen"},
        PERSON | ADDRESS | {"name": "KARI SALMON"},
        PERSON | ADDRESS | {"name": "KVAROY ISHAVET", "vatNumber": "NO974767880MVA"},
        PERSON | ADDRESS | {"name": "Bergen Chamber", "activityType": "OTH"},
        PERSON | ADDRESS | {"name": "Electronic Coast", "activityType": "OTH"},
        PERSON | ADDRESS | {"name": "Kommunal Landspensjonskasse gjensidig forsikringsselskap"},
    ],
)
def test_an_organisation_keeps_its_name_where_its_address_is_missing_or_its_name_is_like_a_persons(read, row):
    assert only(read, row)["organisation_name"] == row["name"]


def test_the_name_of_a_firm_that_is_one_person_is_withheld(read):
    assert only(read, {"name": "Kari Nordmann ENK"})["organisation_name"] == WITHHELD_NAME
    made = known(organisation_name=WITHHELD_NAME)
    row = only(read, {"name": "KARI NORDMANN"}, made=made)
    assert (row["organisation_name"], row["organisation_kind"]) == (WITHHELD_NAME, "company")


def test_a_name_that_was_withheld_in_the_older_file_of_fp7_is_known_by_its_digest(read, monkeypatch):
    persons = pd.DataFrame(
        {"source_id": ["cordis_fp7"], "record_id": ["fp7-1-9d27e88d0a34"], "reason": ["a firm with one person's name"]}
    )
    references = {"natural_persons": persons, "organisation_kinds": read_reference("organisation_kinds")}
    monkeypatch.setattr("analysis.sources.cordis.rows.read_reference", references.get)
    monkeypatch.setattr("analysis.sources.common.persons._digest", {"KARI FIRMA": "9d27e88d0a34"}.get)
    assert only(read, {"name": "KARI FIRMA"})["organisation_name"] == WITHHELD_NAME


def test_places_are_found_by_number_then_code_and_city_then_city_then_region_then_country(read):
    rows = [
        {"organisationID": "1"},
        {"organisationID": "2", "vatNumber": "", "postCode": "150", "city": "Oslo"},
        {"organisationID": "3", "vatNumber": "", "postCode": "6002", "city": "Ã…lesund", "nutsCode": ""},
        {"organisationID": "4", "vatNumber": "", "postCode": "", "city": "OSLO", "nutsCode": ""},
        {"organisationID": "5", "vatNumber": "", "postCode": "", "city": ""},
        {"organisationID": "6", "vatNumber": "", "postCode": "", "city": "", "nutsCode": "",
         "geolocation": "60.5000209,9.0999715"},
    ]  # fmt: skip
    done = tidy(read(*rows), known())
    assert done.placed == {
        "organisation": 1, "postal_code": 2, "city": 1, "nuts3": 1, "country": 1,
    }  # fmt: skip
    found = done.tables["participations"].set_index("organisation_id")
    assert found["municipality_code"].dropna().to_dict() == {
        "974767880": "5001", "pic-2": "0301", "pic-3": "1508", "pic-4": "0301",
    }  # fmt: skip
    assert found["geography_year"].dropna().tolist() == [2020, 2024, 2024, 2024, 2024]


def test_a_participant_without_vat_number_has_the_number_of_its_pic(read):
    pics = pd.DataFrame({"pic": ["999974553"], "organisation_number": ["974767880"], "basis": ["same_name"]})
    row = only(read, {"vatNumber": ""}, made=MADE | {"organisation_pics": pics})
    assert (row["organisation_id"], row["organisation_number"]) == ("974767880", "974767880")


def test_a_number_given_in_one_row_of_a_participant_is_its_number_in_the_others(read):
    rows = [{}, {"projectID": "8", "vatNumber": ""}]
    done = tidy(read(*rows, projects=[{}, {"id": "8"}]))
    assert done.tables["participations"]["organisation_number"].tolist() == ["974767880", "974767880"]


@pytest.mark.parametrize(
    ("name", "activity", "kind"),
    [
        ("LEVANGER KOMMUNE", "PUB", "municipality"),
        ("TRONDELAG FYLKESKOMMUNE", "OTH", "county_council"),
        ("OSLO UNIVERSITETSSYKEHUS HF", "REC", "health"),
        ("NORCE NORWEGIAN RESEARCH CENTRE AS", "REC", "institute"),
        ("VESTLANDSFORSKNING FJORD AS", "PRC", "company"),
        ("FJORDLAKS AS", "OTH", "company"),
        ("NOBODY KNOWS", "PUB", "other"),
    ],
)
def test_the_kind_follows_sure_rules_on_names_then_the_activity_then_other_rules(read, name, activity, kind):
    row = {"name": name, "activityType": activity, "vatNumber": ""}
    assert only(read, row)["organisation_kind"] == kind


def test_names_encoded_twice_are_repaired(read):
    assert only(read, {"name": "MILJÃ˜BIL  GRENLAND AS"})["organisation_name"] == "MILJØBIL GRENLAND AS"


def test_an_organisation_that_takes_part_twice_has_two_ids_and_a_double_row_is_left_out(read):
    done = tidy(read({}, {"order": "14", "role": "thirdParty"}, {}))
    assert done.tables["participations"]["participation_id"].tolist() == [
        "cordis-horizon-101060884-999974553", "cordis-horizon-101060884-999974553-2",
    ]  # fmt: skip
    assert done.accounts[0].left_out == {ledger.DOUBLE: 1}


def test_json_gives_what_csv_gives_with_post_codes_and_amounts_as_numbers(read):
    row = {"vatNumber": None, "postCode": 150, "city": "OSLO", "projectID": 101060884, "netEcContribution": 528340.97}
    numbers = only(read, row, projects=[{"id": 101060884}], form=as_json)
    text = {name: "" if value is None else str(value) for name, value in row.items()}
    assert pd.Series(numbers).equals(pd.Series(only(read, text | {"postCode": "0150"})))
    assert (numbers["municipality_code"], numbers["eu_contribution_cents"]) == ("0301", 52_834_097)


def test_one_file_alone_is_read_and_takes_programmes_from_the_data_in_use(tmp_path):
    path = tmp_path / "organization.csv"
    path.write_text("\ufeff" + as_csv("organization", [ROW, ROW | {"projectID": "7"}]), encoding="utf-8")
    done = tidy(cordis.read_raw(path), known(project_id="101060884"))
    (row,) = done.tables["participations"].to_dict("records")
    assert (row["programme_id"], row["source_id"], row["project_acronym"]) == ("horizon_2020", "cordis_h2020", "DIVINE")
    assert pd.isna(row["signed_date"])
    assert done.rejected["expected"].tolist() == [cordis.A_PROJECT]


def test_the_project_file_alone_is_an_error_that_tells_what_to_give(tmp_path):
    path = tmp_path / "project.json"
    path.write_text(as_json("project", [PROJECT]), encoding="utf-8")
    with pytest.raises(DataError, match=r"organization\.csv"):
        cordis.tidy(cordis.read_raw(path), MADE)


def test_a_line_with_too_many_fields_is_refused_and_the_others_keep_their_row_numbers(tmp_path):
    lines = as_csv("organization", [ROW, ROW | {"organisationID": "2", "netEcContribution": "x"}]).splitlines()
    broken = [lines[0], lines[1], lines[1] + ';"one more"', lines[2]]
    path = zipped(tmp_path, organization__csv="\n".join(broken), project__csv=as_csv("project", [PROJECT]))
    done = tidy(cordis.read_raw(path))
    assert done.rejected[["row", "column"]].to_numpy().tolist() == [[3, "organization"], [4, "netEcContribution"]]
    assert (done.accounts[0].rows_in, done.accounts[0].left_out) == (3, {ledger.REFUSED: 2})


@pytest.mark.parametrize("text", ['{"id": 1}', '[{"id": 1}', '[{"id": 1} x', "[", "not json"])
def test_json_that_is_cut_off_or_no_list_is_an_error(tmp_path, text):
    path = tmp_path / "organization.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"organization\.json"):
        cordis.read_raw(path)


def test_a_zip_that_is_cut_off_or_holds_something_else_is_an_error(tmp_path):
    path = zipped(tmp_path, report__csv="a;b")
    with pytest.raises(DataError, match="no organization or project"):
        cordis.read_raw(path)
    path.write_bytes(zipped(tmp_path, organization__csv=as_csv("organization", [ROW] * 50)).read_bytes()[:400])
    with pytest.raises(DataError):
        cordis.read_raw(path)


def test_a_column_that_is_gone_is_an_error(tmp_path):
    text = as_csv("organization", [ROW]).replace("netEcContribution", "netContribution")
    with pytest.raises(DataError, match="no column netEcContribution"):
        cordis.read_raw(zipped(tmp_path, organization__csv=text))


def test_a_file_without_norwegians_gives_nothing_and_an_account(read):
    done = tidy(read({"country": "SE"}))
    assert done.tables["participations"].empty
    assert (done.accounts[0].rows_in, done.accounts[0].money_in_cents) == (1, 0)


def test_the_headings_are_recognised():
    assert importing.recognise(cordis.COLUMNS["organization"], [cordis]) == (cordis, "organization")
    assert importing.recognise(cordis.COLUMNS["project"], [cordis]) == (cordis, "project")


@pytest.mark.parametrize("form", [as_csv, as_json])
def test_all_columns_of_a_file_can_be_held_against_those_of_today(tmp_path, form):
    name = "organization__csv" if form is as_csv else "organization__json"
    path = zipped(tmp_path, **{name: form("organization", [ROW])})
    assert cordis.headings(path) == {"organization": cordis.COLUMNS["organization"]}


ABROAD = {
    "organisationID": "999997930", "vatNumber": "FR1", "name": "CENTRE  NATIONAL", "activityType": "REC",
    "street": "RUE 1", "postCode": "75000", "city": "PARIS", "country": "FR", "nutsCode": "FR101", "role": "thirdParty",
}  # fmt: skip


def test_participants_abroad_are_those_of_projects_with_a_norwegian_one_with_role_type_and_city(read):
    rows = [{}, ABROAD, ABROAD | {"country": "UK", "role": "coordinator"}, ABROAD | {"projectID": "9", "country": "SE"}]
    done = tidy(read(*rows, projects=[{}, {"id": "9"}]))
    assert done.tables["partner_organisations"].drop(columns="source_id").to_numpy().tolist() == [
        ["horizon_europe", "101060884", 1, "999997930", "CENTRE NATIONAL", "institute", "FR", "PARIS", "third_party"],
        ["horizon_europe", "101060884", 2, "999997930", "CENTRE NATIONAL", "institute", "GB", "PARIS", "coordinator"],
    ]
    (account,) = [one for one in done.accounts if "abroad" in one.file]
    assert (account.rows_in, account.rows_out) == (4, 2)
    assert account.left_out == {ledger.NO_NORWEGIAN: 1, beside.AT_HOME: 1}


@pytest.mark.parametrize(
    "person",
    [
        {"name": "Kerstin Beispiel", "shortName": "LIFE WRITING", "vatNumber": "", "activityType": "PRC"},
        {"name": "BEISPIEL Kerstin", "vatNumber": "", "activityType": "PRC"},
        {"name": "", "street": "", "postCode": "", "city": "", "vatNumber": ""},
    ],
)
def test_a_natural_person_abroad_has_neither_name_nor_city_nor_number(read, person):
    (row,) = tidy(read({}, ABROAD | person)).tables["partner_organisations"].to_dict("records")
    assert row["organisation_name"] == NATURAL_PERSON
    assert pd.isna(row["city"]) and pd.isna(row["pic"])


@pytest.mark.parametrize("name", ["Beispiel GmbH", "BEISPIEL S.R.L.", "Exempel Skola AB", "Gedeon Richter Plc."])
def test_a_firm_abroad_without_a_vat_number_keeps_its_name(read, name):
    firm = {"name": name, "vatNumber": "", "activityType": "PRC"}
    assert tidy(read({}, ABROAD | firm)).tables["partner_organisations"]["organisation_name"].tolist() == [name]


def test_countries_of_a_project_are_counted_with_norway_and_two_roles_twice(read):
    rows = [{}, {"order": "3", "role": "thirdParty"}, ABROAD, ABROAD | {"country": "EL"}, ABROAD | {"projectID": "9"}]
    counted = tidy(read(*rows, projects=[{}, {"id": "9"}])).tables["project_countries"]
    assert counted.set_index("country_code")["participants"].to_dict() == {"FR": 1, "GR": 1, "NO": 2}


@pytest.mark.parametrize("form", [as_csv, as_json])
def test_fields_priorities_and_missions_are_the_topics_of_the_projects(read, form):
    fields = [
        {
            "projectID": "101060884",
            "euroSciVocCode": "/29/91/521",
            "euroSciVocPath": "/social sciences/economics/trade",
        },
        {"projectID": "101060884", "euroSciVocCode": "/29/91", "euroSciVocPath": "/social sciences/economics"},
        {"projectID": "7", "euroSciVocCode": "/21", "euroSciVocPath": "/medical and health sciences"},
    ]
    weights = {"projectID": "101060884", "ai": "0", "biodiversity": "40", "cleanAir": "", "climate": "100.0"}
    call = {"topics": "HORIZON-MISS-2023-OCEAN-SOIL-01-01"}
    raw = read({}, projects=[call], form=form, euroSciVoc=fields, policyPriorities=[weights])
    topics = tidy(raw).tables["project_topics"]
    assert topics["project_id"].eq("101060884").all()
    known = topics.astype({"weight_pct": "object"}).fillna("")[["topic_kind", "topic_code", "topic_name", "weight_pct"]]
    assert known.to_numpy().tolist() == [
        ["field_of_science", "29", "social sciences", ""],
        ["field_of_science", "29/91", "economics", ""],
        ["mission", "OCEAN", "ocean and waters", ""],
        ["mission", "SOIL", "healthy soils", ""],
        ["policy_priority", "biodiversity", "biodiversity", 40],
        ["policy_priority", "climate", "climate", 100],
    ]


@pytest.mark.parametrize(
    ("call", "codes"),
    [
        ("HORIZON-MISS-2021-CIT-02-01", ["CIT"]),
        ("HORIZON-MISS-2023-CLIMA-CITIES-01-01", ["CIT", "CLIMA"]),
        ("HORIZON-MISS-2021-NEB-01-01", []),
        ("HORIZON-MISS-2021-COOR-01-01", []),
        ("HORIZON-CL6-2021-OCEAN-01", []),
    ],
)
def test_the_name_of_a_call_tells_its_missions(read, call, codes):
    topics = tidy(read({}, projects=[{"topics": call}])).tables["project_topics"]
    assert topics["topic_code"].tolist() == codes


def test_topics_that_a_file_does_not_have_stay_as_they_are_for_projects_that_are_still_there(read):
    before = pd.DataFrame(
        [
            ("cordis_horizon", "horizon_europe", "101060884", "field_of_science", "29", "social sciences", None),
            ("cordis_horizon", "horizon_europe", "101060884", "mission", "SOIL", "healthy soils", None),
            ("cordis_horizon", "horizon_europe", "7", "field_of_science", "29", "social sciences", None),
        ],
        columns=list(schemas.TABLES["project_topics"].columns),
    )
    made = MADE | {"project_topics": schemas.conform(before, "project_topics")}
    topics = tidy(read({}), made).tables["project_topics"]
    assert topics[["project_id", "topic_code"]].to_numpy().tolist() == [["101060884", "29"]]


def test_all_countries_are_counted_where_the_file_has_projects_without_norwegians(read):
    rows = [
        {}, ABROAD | {"netEcContribution": "10.5", "ecContribution": "99"},
        ABROAD | {"projectID": "9", "country": "FR", "role": "coordinator", "netEcContribution": "1"},
    ]  # fmt: skip
    done = tidy(read(*rows, projects=[{}, {"id": "9"}]))
    counted = done.tables["country_participation"].set_index("country_code")
    columns = ["year", "area_of_programme", "participations", "projects", "coordinators", "eu_contribution_cents"]
    assert counted.loc["FR", columns].tolist() == [2022, "HORIZON.2.6", 2, 2, 1, 1_150]
    assert counted.loc["NO", "eu_contribution_cents"] == 52_062_500


def test_a_file_of_norwegian_projects_alone_leaves_all_countries_as_they_are(read):
    row = ("cordis_horizon", "horizon_europe", "SE", 2022, "HORIZON.2.6", 5, 4, 1, 100)
    before = pd.DataFrame([row], columns=list(schemas.TABLES["country_participation"].columns))
    made = MADE | {"country_participation": schemas.conform(before, "country_participation")}
    assert tidy(read({}, ABROAD), made).tables["country_participation"]["country_code"].tolist() == ["SE"]
