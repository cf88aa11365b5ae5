"""The data that come with the project are held to what is written down of them, and what is wrong is named."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.store import embedded, map_files
from analysis.store.tables import DATA


@pytest.fixture
def copy(tmp_path):
    """Give a copy of the data, the hand-kept tables and the maps."""
    shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("raw", "boundaries"))
    shutil.copytree(map_files.COME_WITH, tmp_path / "geometry")
    return tmp_path


def check(copy):
    embedded.check(copy / "data", copy / "data" / "reference", copy / "geometry")


def without(name):
    return lambda copy: (copy / name).unlink()


def cut(name):
    def harm(copy):
        path = copy / name
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return harm


def one_bit(name):
    def harm(copy):
        content = bytearray((copy / name).read_bytes())
        content[len(content) // 2] ^= 1
        (copy / name).write_bytes(content)

    return harm


def without_a_column(copy):
    path = copy / "data/tables/participations.parquet"
    pd.read_parquet(path).drop(columns="project_id").to_parquet(path, index=False)


def built_otherwise(copy):
    path = copy / "data/tables/population.parquet"
    pd.read_parquet(path).iloc[::-1].to_parquet(path, index=False)


def without_a_hash(copy):
    path = copy / "data/datapackage.json"
    told = json.loads(path.read_text("utf-8"))
    del told["resources"][0]["hash"]
    path.write_text(json.dumps(told), "utf-8")


def with_a_broken_register(copy):
    path = copy / "data/sources.toml"
    path.write_text(path.read_text("utf-8").replace("\ntitle =", "\ntitel =", 1), "utf-8")


def one_map(copy):
    return next((copy / "geometry").glob("county-2024-near-*"))


def without_maps(copy):
    shutil.rmtree(copy / "geometry")


def test_the_data_as_they_come_are_whole(copy):
    embedded.check()
    check(copy)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (without("data/tables/population.parquet"), "population.parquet: missing"),
        (cut("data/tables/population.parquet"), "population.parquet: missing or cannot be read"),
        (one_bit("data/tables/population.parquet"), "population.parquet: "),
        (without_a_column, "participations.parquet: other columns than datapackage.json says, such as project_id"),
        (built_otherwise, "population.parquet: not the file that datapackage.json describes"),
        (without("data/datapackage.json"), "datapackage.json: missing"),
        (cut("data/datapackage.json"), "datapackage.json: missing or cannot be read"),
        (without_a_hash, "missing or cannot be read ('hash')"),
        (without("data/reconciliation.json"), "reconciliation.json: missing"),
        (without("data/sources.toml"), "sources.toml: cannot be read"),
        (cut("data/sources.toml"), "sources.toml: "),
        (with_a_broken_register, "sources.toml: 'forskningsradet' lacks title"),
        (without_maps, "index.json: missing"),
        (lambda copy: one_map(copy).unlink(), "county-2024-near-"),
        (lambda copy: one_map(copy).write_text("{}"), "not as it was drawn"),
        (lambda copy: (copy / "data/reference/place_names.csv").write_text(""), "place_names.csv: missing or empty"),
        (lambda copy: shutil.rmtree(copy / "data/reference"), "reference: missing or empty"),
    ],
)  # fmt: skip
def test_what_is_missing_cut_or_of_another_form_is_named(copy, harm, said):
    harm(copy)
    with pytest.raises(DataError) as raised:
        check(copy)
    assert said in str(raised.value)
    assert "repository" in str(raised.value) or "lacks" in str(raised.value)


def test_a_folder_whose_name_the_locale_cannot_read_is_named_with_what_to_do():
    with pytest.raises(DataError, match=r"prosjekt-æøå/data: the name of .* PYTHONUTF8=1 or LC_ALL=C\.UTF-8"):
        embedded.check(Path("/prosjekt-æøå/data".encode().decode("ascii", "surrogateescape")))
