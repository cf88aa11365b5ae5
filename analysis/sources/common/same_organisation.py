"""One organisation under several names: equal but for spelling, or kept in data/reference/organisation_names.csv."""

import pandas as pd

from analysis.errors import DataError
from analysis.sources.common import published
from analysis.sources.common.withheld import NATURAL_PERSON, WITHHELD_NAME

_TELLING_NOTHING = (NATURAL_PERSON, WITHHELD_NAME)


def canonical(names: pd.Series, other_names: pd.DataFrame) -> pd.Series:
    """Return the name that all names of one organisation share, for comparison: capital letters A to Z and digits.

    Args:
        names: as published.
        other_names: data/reference/organisation_names.csv: organisation_name, same_as.

    Raises:
        DataError: a name in the table leads to one that leads on.
    """
    same_as = {
        published.normalised(str(name)): published.normalised(str(other))
        for name, other in other_names[["organisation_name", "same_as"]].itertuples(index=False)
    }
    onwards = sorted(set(same_as.values()) & set(same_as))
    if onwards:
        raise DataError(
            f"organisation_names.csv: {onwards[0]!r} is the same as another name ({len(onwards)} in all). Let each row "
            "lead to the last name."
        )
    plain = {name: published.normalised(name) for name in names.unique()}
    return names.map({name: same_as.get(bare, bare) for name, bare in plain.items()}).astype("str")


def by_name(names: pd.Series, participations: pd.DataFrame, other_names: pd.DataFrame) -> pd.DataFrame:
    """Return which organisation in participations bears each name: organisation_id, organisation_number and kind.

    Null where none does, or where several do: a name alone does not tell Tellu from Tellu.
    """
    columns = ["organisation_id", "organisation_number", "organisation_kind"]
    known = participations.dropna(subset=["organisation_id"])
    known = known[~known["organisation_name"].isin(_TELLING_NOTHING)].drop_duplicates(["organisation_name", *columns])
    known = known.assign(name=canonical(known["organisation_name"], other_names))
    alone = known.groupby("name")["organisation_id"].transform("nunique").eq(1)
    one = known[alone].drop_duplicates("name").set_index("name")[columns]
    return one.reindex(canonical(names, other_names)).set_axis(names.index, axis=0)
