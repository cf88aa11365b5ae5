"""A small map that all files of boundaries in these tests are made of."""

import pytest

from analysis.store.tables import read_table
from tests.tools import small_data, small_map


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    return {"municipalities": read_table("municipalities", small_data.write(tmp_path_factory.mktemp("small")))}


@pytest.fixture(scope="module")
def shapes(tables):
    return small_map.with_sea(tables)
