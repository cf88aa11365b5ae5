import pandas as pd
import pytest

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import ledger
from analysis.sources.common.withheld import WITHHELD_NAME
from analysis.sources.forskningsradet import forskningsradet, forskningsradet_current
from analysis.store.tables import read_table
from tests.tools.tables_in_use import checked

MADE = {"municipalities": read_table("municipalities"), "participations": schemas.empty("participations")}
ROW = {
    "Prosjektnr": "101000001", "Prosjektkortnavn": "ACRO", "Prosjektnavn": "A project", "Program (H2020)": "P",
    "Topic": "T", "Deltakernr": "1", "Organisasjonsnummer": "958935420", "Organisasjonsnavn": "OSLO KOMMUNE",
    "Organisasjon rolle": "COORDINATOR", "FoU sektorkode": "DIV", "Adresse kommunenummer": "301",
    "Adresse fylkenummer": "3", "Kontrakt startdato": "01.01.2020 00:00", "Kontrakt sluttdato": "01.01.2022 00:00",
    "Kontrakt signeringsdato": "12.12.2019 00:00", "Søknadsfrist": "13.03.2019 00:00", forskningsradet.AMOUNT: "1000.5",
}  # fmt: skip


def imported(tmp_path, *rows):
    path = tmp_path / "bevilgningereu.csv"
    pd.DataFrame([ROW | row for row in rows]).to_csv(path, sep=";", index=False, lineterminator="\r\n")
    return checked(forskningsradet_current.tidy(forskningsradet_current.read_raw(path), MADE))


def test_a_row_is_placed_on_the_boundaries_its_code_belongs_to(tmp_path):
    done = imported(
        tmp_path, {}, {"Deltakernr": "2", "Adresse kommunenummer": "3005", "Adresse fylkenummer": "30"},
        {"Deltakernr": "3", "Adresse kommunenummer": "3301", "Adresse fylkenummer": "33"},
        {"Deltakernr": "4", "Adresse kommunenummer": "", "Adresse fylkenummer": ""},
    )  # fmt: skip
    rows = done.tables["participations"].set_index("participation_id")
    assert rows["municipality_code"].fillna("").tolist() == ["0301", "3005", "3301", ""]
    assert rows["geography_year"].astype("object").fillna(0).tolist()[1:] == [2020, 2024, 0]
    assert done.placed == {"publisher": 3, "country": 1}


def test_a_file_of_todays_codes_is_on_todays_boundaries(tmp_path):
    of_today = {"Adresse kommunenummer": "3301", "Adresse fylkenummer": "33"}
    done = imported(tmp_path, {}, *[of_today | {"Deltakernr": str(number)} for number in (2, 3)])
    assert set(done.tables["participations"]["geography_year"]) == {2024}


def test_every_row_and_cent_is_accounted_for(tmp_path):
    done = imported(
        tmp_path, {}, {}, {"Deltakernr": "2", forskningsradet.AMOUNT: "a lot"}, {"Prosjektnavn": "Another"},
        {"Deltakernr": "3", "Prosjektnr": "x", forskningsradet.AMOUNT: "7"},
    )  # fmt: skip
    (account,) = done.accounts
    assert dict(account.left_out) == {ledger.DOUBLE: 1, ledger.REFUSED: 3}
    assert (account.money_in_cents, account.money_out_cents) == (100050 * 3 + 700, 100050)
    assert done.rejected[["row", "column"]].to_numpy().tolist() == [
        [4, forskningsradet.AMOUNT], [5, "Prosjektnr"], [6, "Prosjektnr"],
    ]  # fmt: skip


def test_a_letter_that_the_publisher_lost_is_corrected_where_known_and_shown_as_missing_else(tmp_path):
    done = imported(
        tmp_path, {"Topic": "Marie Sk\x1aodowska-Curie Innovative Training Networks (ITN-ETN)"},
        {"Deltakernr": "2", "Topic": "Caf\x1a"},
    )  # fmt: skip
    topics = done.tables["participations"]["topic"].tolist()
    assert topics == ["Marie Skłodowska-Curie Innovative Training Networks (ITN-ETN)", "Caf\N{REPLACEMENT CHARACTER}"]


def test_the_name_of_a_firm_that_is_one_person_is_not_kept(tmp_path):
    done = imported(tmp_path, {"Organisasjonsnavn": "KARI NORDMANN ENK"})
    assert done.tables["participations"]["organisation_name"].tolist() == [WITHHELD_NAME]


def test_a_file_without_a_column_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("Prosjektnr;Topic\n1;2\n", "utf-8")
    with pytest.raises(DataError, match="no column Prosjektkortnavn"):
        forskningsradet_current.read_raw(path)


def test_a_file_in_which_no_row_can_be_read_gives_no_row_and_says_why():
    headings = forskningsradet_current.PARTS["rows"]
    raw = pd.DataFrame([["x"] * len(headings)], index=[2], columns=list(headings), dtype="str")
    imported = forskningsradet_current.tidy({"rows": raw}, {})
    assert len(imported.tables["participations"]) == 0
    assert set(imported.rejected["row"]) == {2}
