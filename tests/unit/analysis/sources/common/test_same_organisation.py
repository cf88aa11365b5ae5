import pandas as pd
import pytest

from analysis.errors import DataError
from analysis.sources.common import same_organisation
from analysis.sources.common.published import normalised
from analysis.store.tables import read_reference, read_table


def names(*pairs):
    return pd.DataFrame(pairs, columns=["organisation_name", "same_as"])


def test_spelling_and_letters_do_not_part_an_organisation():
    given = pd.Series(["Ås Bygg A/S", "AS BYGG A S", "Statoil ASA", "EQUINOR ASA"])
    found = same_organisation.canonical(given, names(("STATOIL ASA", "Equinor ASA")))
    assert found.tolist() == ["AS BYGG A S", "AS BYGG A S", "EQUINOR ASA", "EQUINOR ASA"]


def test_a_name_that_leads_to_one_that_leads_on_is_an_error():
    with pytest.raises(DataError, match="'B'"):
        same_organisation.canonical(pd.Series(["A"]), names(("A", "B"), ("B", "C")))


def test_every_name_of_the_hand_kept_table_is_in_the_data_and_says_why():
    table = read_reference("organisation_names")
    known = {normalised(name) for name in read_table("participations")["organisation_name"].unique()}
    strange = [name for name in [*table["organisation_name"], *table["same_as"]] if normalised(name) not in known]
    assert strange == []
    assert table["reason"].ne("").all()
