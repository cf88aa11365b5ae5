"""The data leave as a package that a validator passes, and a single wrong cell is found."""

import io
import json
import zipfile

import frictionless
import pandas as pd
import pytest

from analysis.contract import descriptor, schemas
from analysis.errors import DataError
from analysis.exports.tables import data_package
from analysis.store import catalogue
from analysis.store.tables import DATA, read_table

REGISTER = catalogue.read_register()


@pytest.fixture(scope="module")
def content():
    return data_package.package(DATA, REGISTER)


@pytest.fixture
def unpacked(content, tmp_path):
    zipfile.ZipFile(io.BytesIO(content)).extractall(tmp_path)
    return tmp_path / "europaprofil"


def faults(folder, *only):
    """Return the kinds of faults the validator finds, in some resources or all."""
    package = frictionless.Package.from_descriptor(str(folder / "datapackage.json"))
    reports = [package.get_resource(name).validate() for name in only] if only else [package.validate()]
    return {fault for report in reports for (fault,) in report.flatten(["type"])}


def change(folder, path, old, new):
    file = folder / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_whole_package_is_valid_with_its_files_keys_and_references(unpacked):
    assert faults(unpacked) == set()


def test_every_table_is_there_twice_with_all_that_a_reader_asks_for(unpacked):
    told = json.loads((unpacked / "datapackage.json").read_text("utf-8"))
    assert {"name", "title", "licenses", "sources", "resources"} <= set(told)
    resources = {resource["name"]: resource for resource in told["resources"]}
    assert set(resources) == {
        *schemas.TABLES, *(f"{name}-parquet" for name in schemas.TABLES), "sources", "reconciliation",
    }  # fmt: skip
    for name in schemas.TABLES:
        for resource in (resources[name], resources[f"{name}-parquet"]):
            assert {"path", "format", "mediatype", "hash", "bytes"} <= set(resource)
            assert (unpacked / resource["path"]).stat().st_size == resource["bytes"]
        schema = resources[name]["schema"]
        assert resources[name]["encoding"] == "utf-8"
        assert schema["missingValues"] == [""]
        assert schema.get("primaryKey") or schema.get("uniqueKeys")
        assert all(field["type"] and field["description"] for field in schema["fields"])


@pytest.mark.parametrize(
    ("path", "old", "new", "fault"),
    [
        ("csv/kostra_groups.csv", "EKG", "EK", "constraint-error"),
        ("csv/exchange_rates.csv", "2008", "now", "type-error"),
        ("csv/counties.csv", '"03"', '""', "constraint-error"),
        ("csv/exchange_rates.csv", "2008", "2007", "primary-key"),
        ("csv/student_exchange.csv", "erasmus_higher_education", "nobody", "foreign-key"),
    ],
)
def test_one_wrong_cell_is_found(unpacked, path, old, new, fault):
    change(unpacked, path, old, new)
    found = faults(unpacked, path.split("/")[1].removesuffix(".csv"))
    assert fault in found
    assert {"hash-count", "byte-count"} & found


def test_one_changed_byte_of_a_parquet_file_is_found(unpacked):
    file = unpacked / "tables" / "area.parquet"
    broken = bytearray(file.read_bytes())
    broken[100] ^= 1
    file.write_bytes(broken)
    assert "hash-count" in faults(unpacked, "area-parquet")


def test_the_same_data_give_the_same_bytes(content):
    assert data_package.package(DATA, REGISTER) == content


def test_the_progress_ends_at_one():
    told = []
    data_package.package(DATA, REGISTER, told.append)
    assert told == sorted(told) and told[-1] == 1.0 and len(told) == len(schemas.TABLES) + 1


@pytest.mark.parametrize("name", sorted(schemas.TABLES))
def test_a_csv_holds_exactly_what_the_table_holds(name):
    table = read_table(name)
    again = pd.read_csv(io.BytesIO(data_package.csv(table)), dtype=str, keep_default_na=False)
    assert list(again) == list(table)
    different = 0
    for column in table:
        values = table[column]
        if pd.api.types.is_datetime64_any_dtype(values):
            written = values.dt.strftime("%Y-%m-%d").fillna("")
        elif pd.api.types.is_bool_dtype(values):
            written = values.map({True: "true", False: "false"})
        elif pd.api.types.is_float_dtype(values):
            read = pd.to_numeric(again[column].mask(again[column] == ""))
            assert read.isna().eq(values.isna()).all() and (read.dropna() == values.dropna().astype("float64")).all()
            continue
        else:
            written = values.astype("object").where(values.notna(), "").astype(str)
        different += int((again[column] != written).sum())
    assert different == data_package.escaped(table)


def test_text_that_begins_a_formula_is_harmless_in_the_csv_and_numbers_stay_numbers():
    table = pd.DataFrame(
        {
            "name": pd.Series(["=1+1", "Oslo", None], dtype="string"),
            "amount_cents": pd.array([-5, 0, None], dtype="Int64"),
            "code": pd.Series(["03", "50", "0301"], dtype="string"),
            "checked": [True, False, True],
            "day": pd.to_datetime(["2020-12-31", None, "2021-01-01"]),
        }
    )
    assert data_package.csv(table).decode().splitlines() == [
        '"name","amount_cents","code","checked","day"',
        '"\'=1+1",-5,"03","true","2020-12-31"',
        '"Oslo",0,"50","false",""',
        '"","","0301","true","2021-01-01"',
    ]
    assert data_package.escaped(table) == 1


def test_the_few_titles_with_an_apostrophe_are_counted_in_the_descriptor(unpacked):
    told = json.loads((unpacked / "datapackage.json").read_text("utf-8"))
    described = {one["name"]: one["description"] for one in told["resources"] if "description" in one}
    assert set(described) == {"examples", "figures", "partner_organisations", "partnerships"}
    assert "sign that begins a formula: 1." in described["partnerships"]


def test_every_source_is_in_the_package_also_those_not_loaded(unpacked):
    sources = pd.read_csv(unpacked / "sources.csv", dtype=str, keep_default_na=False)
    assert list(sources["source_id"]) == list(REGISTER)
    loaded = dict(zip(sources["source_id"], sources["loaded"], strict=True))
    assert loaded["forskningsradet"] == "true"
    assert loaded["cordis_h2020"] == "false"


def test_a_folder_without_a_descriptor_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(DataError, match=r"datapackage\.json: not found"):
        data_package.stored(tmp_path)


def test_the_stored_descriptor_is_the_one_of_the_tables_beside_it():
    assert data_package.stored(DATA) == descriptor.describe(DATA)
