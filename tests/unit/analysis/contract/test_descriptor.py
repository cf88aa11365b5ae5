"""The descriptor of the built tables: types, keys, patterns, licences and sources in the words of the format."""

import shutil

import pandas as pd
import pytest

from analysis.contract import descriptor, schemas
from analysis.errors import DataError
from analysis.store import catalogue
from analysis.store.tables import DATA, read_reference

MEANINGS = dict(read_reference("columns").itertuples(index=False))


def field(table, name):
    return next(one for one in descriptor.schema(table, MEANINGS)["fields"] if one["name"] == name)


@pytest.mark.parametrize(
    ("table", "column", "kind", "constraints"),
    [
        ("participations", "organisation_number", "string", {"pattern": r"\d{9}"}),
        ("participations", "project_url", "string", {"pattern": "https://.*"}),
        ("participations", "start_date", "date", None),
        ("participations", "eu_contribution_cents", "integer", {"minimum": 0}),
        ("programmes", "official_url_checked", "boolean", {"required": True}),
        ("exchange_rates", "nok_per_eur", "number", {"required": True, "minimum": 1, "maximum": 100}),
        ("population", "status", "string", {"required": True, "enum": ["value", "estimated"]}),
    ],
)
def test_a_column_has_its_type_and_what_it_must_keep(table, column, kind, constraints):
    told = field(table, column)
    assert (told["type"], told.get("constraints")) == (kind, constraints)


def test_a_key_that_may_be_empty_is_no_primary_key():
    schema = descriptor.schema("grant_projects", MEANINGS)
    assert "primaryKey" not in schema
    assert schema["uniqueKeys"] == [["project_id", "county_code"]]
    assert descriptor.schema("counties", MEANINGS)["primaryKey"] == ["geography_year", "county_code"]


def test_references_name_the_table_and_its_column():
    assert descriptor.schema("kostra_groups", MEANINGS)["foreignKeys"] == [
        {
            "fields": ["kostra_group"],
            "reference": {"resource": "kostra_group_definitions", "fields": ["kostra_group"]},
        }
    ]


def test_a_column_without_a_meaning_is_an_error():
    with pytest.raises(DataError, match=r"columns\.csv: no meaning for county_name of table counties"):
        descriptor.schema("counties", {"geography_year": "x", "county_code": "x"})


def test_a_licence_that_nobody_states_is_not_made_up():
    sources = [catalogue.read_register()[name] for name in ("forskningsradet", "kartverket", "population")]
    assert descriptor.licences(sources) == [
        {"name": "notspecified", "title": "not stated in the publisher's repository"},
        {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/", "title": "CC BY 4.0"},
        {"name": "NLOD", "path": "https://data.norge.no/nlod/", "title": "NLOD"},
    ]


def test_every_table_whose_rows_name_no_source_has_one():
    without = {name for name, table in schemas.TABLES.items() if "source_id" not in table.columns}
    assert set(descriptor.SOURCE_OF) == without
    assert set(descriptor.SOURCE_OF.values()) <= set(catalogue.read_register())


@pytest.fixture
def version(tmp_path):
    shutil.copytree(DATA / "tables", tmp_path / "tables")
    return tmp_path


def test_a_version_of_the_data_gets_its_own_descriptor_and_the_same_bytes_each_time(version):
    descriptor.write(version)
    first = (version / descriptor.FILE).read_bytes()
    descriptor.write(version)
    assert (version / descriptor.FILE).read_bytes() == first
    fewer = pd.read_parquet(version / "tables" / "counties.parquet").head(3)
    fewer.to_parquet(version / "tables" / "counties.parquet", index=False)
    descriptor.write(version)
    assert (version / descriptor.FILE).read_bytes() != first


def test_rows_are_counted_by_source(version):
    told = {one["name"]: one for one in descriptor.describe(version)["resources"]}
    assert told["participations"]["rowsBySource"] == {
        "cordis_fp7": 2240,
        "cordis_horizon": 2641,
        "erasmus_vet": 370,
        "forskningsradet": 2931,
    }
    assert told["participations"]["rows"] == 8182
    assert told["counties"]["rowsBySource"].keys() == {"klass"}


def test_a_source_that_is_not_in_the_register_is_an_error(version):
    rows = pd.read_parquet(version / "tables" / "participations.parquet").assign(source_id="nobody")
    rows.to_parquet(version / "tables" / "participations.parquet", index=False)
    with pytest.raises(DataError, match=r"participations: 1 sources are not in sources\.toml, such as nobody"):
        descriptor.describe(version)
