"""The build refuses what is wrong, and the built data are what the raw files give."""

import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis import build
from analysis.contract import checks, schemas
from analysis.errors import DataError
from analysis.sources.common.account import Account
from analysis.store import catalogue
from analysis.store.tables import DATA, read_table

RAW = DATA.parent.parent / "shared" / "data"
needs_raw = pytest.mark.skipif(
    not RAW.exists(), reason="the publishers' files (../shared/data) are not on this machine"
)


def test_a_row_left_out_without_a_reason_is_an_error():
    Account("s", "f.csv", rows_in=3, rows_out=2, left_out={"double": 1}).check()
    with pytest.raises(DataError, match="1 of 3 rows"):
        Account("s", "f.csv", rows_in=3, rows_out=2).check()


def test_a_lost_cent_is_an_error():
    with pytest.raises(DataError, match="1 euro cents"):
        Account("s", "f.csv", 1, 1, money_in_cents=100, money_out_cents=99).check()


def counties(*given):
    return schemas.conform(pd.DataFrame(given, columns=["geography_year", "county_code", "county_name"]), "counties")


def test_a_code_that_lost_its_zero_is_an_error_that_names_file_row_column_value_and_what_was_expected():
    with pytest.raises(
        DataError,
        match=re.escape(r"f.csv: table counties, row 1, column county_code: '3' where str_matches('^\d{2}$')"),
    ):
        checks.check(counties((2020, "50", "Trøndelag"), (2020, "3", "Oslo")), "counties", file="f.csv")


def test_a_key_that_two_rows_share_is_an_error():
    with pytest.raises(DataError, match="2 rows share one"):
        checks.check(counties((2020, "03", "Oslo"), (2020, "03", "Oslo")), "counties", file="f.csv")


def test_a_missing_column_is_an_error():
    with pytest.raises(DataError, match="no column county_name"):
        schemas.conform(pd.DataFrame({"geography_year": [2020], "county_code": ["03"]}), "counties")


def test_a_code_that_was_not_in_force_in_its_year_is_an_error():
    tables = {
        "counties": pd.DataFrame({"geography_year": [2020], "county_code": ["30"]}),
        "municipalities": pd.DataFrame(
            {"geography_year": [2020], "municipality_code": ["3001"], "county_code": ["30"]}
        ),
        "kostra_groups": pd.DataFrame(
            {"geography_year": [2020], "municipality_code": ["0101"], "kostra_group": ["EKG01"]}
        ),
        "kostra_group_definitions": pd.DataFrame({"kostra_group": ["EKG01"]}),
    }
    with pytest.raises(DataError, match="'0101' where a municipality in force in 2020"):
        checks.check_references(tables)


def test_a_published_figure_for_a_county_that_was_not_in_force_is_an_error():
    tables = {
        "counties": pd.DataFrame({"geography_year": [2020], "county_code": ["30"]}),
        "figures": pd.DataFrame(
            {"programme_id": [None], "area_level": ["county"], "area_code": ["06"], "geography_year": [2020]}
        ),
        "programmes": pd.DataFrame({"programme_id": ["interreg"]}),
    }
    with pytest.raises(DataError, match="column area_code: '06' where a county in force in 2020"):
        checks.check_references(tables)


def test_a_reference_to_a_row_that_is_not_there_is_an_error():
    tables = {
        "kostra_groups": pd.DataFrame({"geography_year": [2020], "kostra_group": ["EKG99"]}),
        "kostra_group_definitions": pd.DataFrame({"kostra_group": ["EKG01"]}),
    }
    with pytest.raises(DataError, match="'EKG99' where a value of kostra_group_definitions"):
        checks.check_references(tables)


def test_a_source_without_a_licence_is_an_error(tmp_path):
    register = tmp_path / "sources.toml"
    register.write_text('[[source]]\nid = "x"\ntitle = "t"\npublisher = "p"\nurl = "u"\n', encoding="utf-8")
    with pytest.raises(DataError, match="'x' lacks licence"):
        catalogue.read_register(register)


@pytest.mark.parametrize("name", sorted(schemas.TABLES))
def test_a_committed_table_keeps_its_schema(name):
    checks.check(schemas.conform(read_table(name), name), name, file=f"{name}.parquet")


def test_the_committed_tables_refer_to_each_other_rightly():
    checks.check_references({name: read_table(name) for name in schemas.TABLES})


def test_horizon_2020_is_whole():
    rows = read_table("participations")
    horizon = rows[rows["programme_id"] == "horizon_2020"]
    assert len(horizon) == 2931
    assert horizon["project_id"].nunique() == 1957
    assert horizon["organisation_number"].nunique() == 692
    assert horizon["eu_contribution_cents"].sum() == 167_223_478_237
    assert (horizon["eu_contribution_cents"] == 0).sum() == 114
    assert not horizon["topic"].str.contains("\x1a").any()


@pytest.mark.parametrize(("kind", "organisations", "rows"), [("municipality", 13, 39), ("county_council", 8, 16)])
def test_municipalities_and_county_councils_in_horizon_2020(kind, organisations, rows):
    table = read_table("participations")
    of_kind = table[(table["programme_id"] == "horizon_2020") & (table["organisation_kind"] == kind)]
    assert (of_kind["organisation_number"].nunique(), len(of_kind)) == (organisations, rows)


@pytest.mark.parametrize(
    ("name", "rows"),
    [("grant_partners", 788), ("student_exchange", 51), ("programmes", 50), ("networks", 71), ("exchange_rates", 20)],
)
def test_no_row_of_a_register_is_lost(name, rows):
    assert len(read_table(name)) == rows


def test_levanger_has_all_its_rows_and_its_two_fees():
    rows = pd.concat([read_table("partnerships"), read_table("memberships")])
    case = rows[rows["partnership_id"].str.startswith("P") & (rows["area_name"] == "Levanger")]
    assert len(case) == 43
    fees = case[case["amount"].notna() & case["amount_basis"].eq("per year")]
    assert set(zip(fees["amount"], fees["currency"], strict=True)) == {(111_000, "NOK"), (62_000, "SEK")}


def test_sande_is_left_unresolved():
    rows = read_table("partnerships")
    assert rows.loc[rows["area_name"] == "Sande", "municipality_code_today"].isna().all()


def test_the_committed_data_are_small():
    total = sum(path.stat().st_size for path in DATA.rglob("*") if path.is_file())
    assert total < 15_000_000


@needs_raw
def test_the_raw_files_give_the_committed_data_byte_for_byte(tmp_path):
    out = tmp_path / "data"
    build.build(RAW, out, say=lambda line: None)
    made = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    different = [str(name) for name, content in made.items() if (DATA.parent / name).read_bytes() != content]
    assert different == []
    assert (
        len(made) == len(schemas.TABLES) + 6 + 13 + 3
    )  # tables, boundaries, geometry with its index, account, dictionary and descriptor


@needs_raw
def test_a_failed_build_leaves_the_data_in_use_untouched(tmp_path):
    raw = tmp_path / "raw"
    shutil.copytree(RAW, raw)
    area = raw / "statistics" / "area.csv"
    area.chmod(0o644)
    area.write_bytes(area.read_bytes() + b"\n9999,Nowhere,municipality,2024,1.0,km2,x\n")
    out = tmp_path / "data"
    out.mkdir()
    (out / "reconciliation.json").write_text("in use", encoding="utf-8")
    with pytest.raises(DataError, match=r"area\.csv: sha256"):
        build.build(raw, out)
    assert sorted(path.name for path in out.iterdir()) == ["reconciliation.json"]
    assert (out / "reconciliation.json").read_text("utf-8") == "in use"


def test_the_account_in_use_adds_up():
    for account in json.loads((DATA / "reconciliation.json").read_text("utf-8")):
        assert account["rows_in"] == account["rows_out"] + sum(account["left_out"].values()), account["file"]
        assert account["money_in_cents"] == account["money_out_cents"], account["file"]


def test_no_file_is_larger_than_a_megabyte():
    assert [
        path.name
        for folder in (DATA, Path(DATA.parent / "static"))
        for path in folder.rglob("*")
        if path.stat().st_size > 1_000_000
    ] == []
