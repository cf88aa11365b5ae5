import pandas as pd
import pytest

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common.account import Account
from analysis.sources.common.published import total_cents
from analysis.sources.common.withheld import WITHHELD_NAME
from analysis.sources.forskningsradet import forskningsradet

CORRECTIONS = pd.DataFrame(
    [("forskningsradet", "Topic", "", "", r"Marie Sk\x1aodowska-Curie", "Marie Skłodowska-Curie", "")],
    columns=["source_id", "column", "where_column", "where_value", "published", "corrected", "reason"],
)
NO_CORRECTIONS = CORRECTIONS.iloc[:0]
NO_PERSONS = pd.DataFrame(columns=["source_id", "record_id", "reason"])
ROW = {
    "Prosjektnr": "636146",
    "Deltakernr": "23",
    "Prosjektkortnavn": "ACRO",
    "Prosjektnavn": "A title; with a semicolon ",
    "Program (H2020)": "Space",
    "Topic": "A topic",
    "Organisasjonsnummer": "979750730",
    "Organisasjonsnavn": "OSLO KOMMUNE",
    "FoU sektorkode": "DIV",
    "Organisasjon rolle": "PARTICIPANT",
    "Adresse kommunenummer": "301",
    "Adresse fylkenummer": "3",
    "Kontrakt startdato": "01.06.2020 00:00",
    "Kontrakt sluttdato": "31.05.2024 00:00",
    "Kontrakt signeringsdato": "25.05.2020 00:00",
    "Søknadsfrist": "13.11.2019 00:00",
    forskningsradet.AMOUNT: "626199.99999984",
}


def raw(*changes):
    return pd.DataFrame([ROW | change for change in changes or ({},)], dtype="str")


def tidy(*changes, corrections=NO_CORRECTIONS, persons=NO_PERSONS):
    return schemas.conform(forskningsradet.tidy(raw(*changes), corrections, persons), "participations")


def test_a_file_with_semicolons_quotes_and_lost_letters_is_read_whole(tmp_path):
    file = tmp_path / "f.csv"
    file.write_bytes(b'a;b\r\n"x; y";Sk\x1aodowska\r\n;301\r\n')
    read = forskningsradet.read_raw(file)
    assert read["a"].tolist() == ["x; y", ""]
    assert read["b"].tolist() == ["Sk\x1aodowska", "301"]


def test_codes_get_back_their_zero_and_belong_to_2020():
    row = tidy().iloc[0]
    assert (row["municipality_code"], row["county_code"], row["geography_year"]) == ("0301", "03", 2020)


def test_svalbard_keeps_its_code():
    row = tidy({"Adresse kommunenummer": "2100", "Adresse fylkenummer": "21"}).iloc[0]
    assert (row["municipality_code"], row["county_code"]) == ("2100", "21")


def test_a_row_without_place_number_or_dates_stays_with_nulls():
    blank = {
        "Adresse kommunenummer": "",
        "Adresse fylkenummer": "",
        "Organisasjonsnummer": "",
        "Organisasjonsnavn": "ukjent",
        "FoU sektorkode": "ukjent",
        "Kontrakt startdato": "",
    }
    row = tidy(blank).iloc[0]
    empty = ["municipality_code", "county_code", "geography_year", "organisation_id", "start_date"]
    assert row[empty].isna().all()
    assert (row["organisation_name"], row["organisation_kind"]) == ("ukjent", "other")


def test_a_municipality_outside_its_county_is_an_error():
    with pytest.raises(DataError, match="not in county 30"):
        tidy({"Adresse fylkenummer": "30"})


def test_amounts_are_whole_cents_and_zero_stays_zero():
    assert tidy({}, {"Deltakernr": "40", forskningsradet.AMOUNT: "0"})["eu_contribution_cents"].tolist() == [
        62620000,
        0,
    ]


def test_money_in_equals_money_out_where_floats_would_differ():
    rows = [{"Deltakernr": str(number), forskningsradet.AMOUNT: "0.10"} for number in range(3)]
    money = total_cents(raw(*rows)[forskningsradet.AMOUNT])
    Account("s", "f", 3, 3, {}, money, int(tidy(*rows)["eu_contribution_cents"].sum())).check()


def test_one_organisation_twice_in_a_project_is_two_participations():
    assert tidy({}, {"Deltakernr": "40"})["participation_id"].tolist() == ["h2020-636146-23", "h2020-636146-40"]


def test_dates_are_day_first():
    row = tidy({"Kontrakt startdato": "02.03.2020 00:00"}).iloc[0]
    assert row["start_date"] == pd.Timestamp(2020, 3, 2)


def test_the_year_of_the_call_is_that_of_its_deadline():
    assert tidy({}, {"Deltakernr": "40", "Søknadsfrist": ""})["call_year"].fillna(0).tolist() == [2019, 0]


def test_a_date_in_another_form_is_an_error():
    with pytest.raises(DataError, match="Kontrakt startdato"):
        tidy({"Kontrakt startdato": "2020-03-02"})


def test_lost_letters_are_restored_from_the_corrections():
    assert tidy({"Topic": "Marie Sk\x1aodowska-Curie"}, corrections=CORRECTIONS)["topic"].tolist() == [
        "Marie Skłodowska-Curie"
    ]


def test_a_lost_letter_without_a_correction_is_an_error():
    with pytest.raises(DataError, match="lacks a letter"):
        tidy({"Prosjektnavn": "M\x1aller"})


def test_the_name_of_a_firm_that_is_one_person_is_withheld_but_its_money_counts():
    person = pd.DataFrame([("forskningsradet", "h2020-636146-23", "")], columns=NO_PERSONS.columns)
    row = tidy({"FoU sektorkode": "NÆR", "Organisasjonsnavn": "A PERSON"}, persons=person).iloc[0]
    assert row["organisation_name"] == WITHHELD_NAME
    assert (row["organisation_kind"], row["eu_contribution_cents"]) == ("company", 62620000)


def test_a_natural_person_that_is_not_in_the_file_is_an_error():
    person = pd.DataFrame([("forskningsradet", "h2020-1-1", "")], columns=NO_PERSONS.columns)
    with pytest.raises(DataError, match=r"natural_persons\.csv"):
        tidy(persons=person)
