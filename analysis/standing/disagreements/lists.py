"""Two lists of the same thing: sources of one programme of which one gives way, and lists of twin towns."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from analysis.standing.disagreements.pairs import COUNTS, Origin, table

MEASURES = {"projects": "project_id", "participations": "participation_id", "organisations": "organisation_id"}


def counts(participations: pd.DataFrame, yields: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return what two sources count of one programme, where one gives way to the other and is not added to it.

    Args:
        participations: the table of that name.
        yields: source -> those it gives way to; see catalogue.yields.

    Returns:
        COLUMNS; for each such programme the number of projects, participations and organisations, the projects that
        only one of the two has, and the amount in cents (null where a source has none). The first value is that of
        the source that counts.
    """
    found: list[dict[str, object]] = []
    for source_id, others in yields.items():
        for counts_instead in others:
            given_way = participations[participations["source_id"] == source_id]
            standing = participations[participations["source_id"] == counts_instead]
            for programme in sorted(set(given_way["programme_id"]) & set(standing["programme_id"])):
                one = standing[standing["programme_id"] == programme]
                other = given_way[given_way["programme_id"] == programme]
                found += _two_lists(programme, one, counts_instead, other, source_id)
    return table(found)


def _two_lists(
    programme: str, one: pd.DataFrame, source_id: str, other: pd.DataFrame, other_id: str
) -> Iterator[dict[str, object]]:
    numbers: dict[str, tuple[int | None, int | None]] = {
        measure: (one[column].nunique(), other[column].nunique()) for measure, column in MEASURES.items()
    }
    ours, theirs = set(one["project_id"]), set(other["project_id"])
    numbers["projects only here"] = (len(ours - theirs), len(theirs - ours))
    numbers["amount"] = (_sum(one), _sum(other))
    about = dict.fromkeys(("area_level", "area_code", "area_name", "programme_name"))
    for measure, (value, other_value) in numbers.items():
        difference = None if value is None or other_value is None else value - other_value
        yield {
            "kind": COUNTS, **about, "programme_id": programme, "indicator": measure,
            "unit": "cents" if measure == "amount" else measure, "value": value, "period": (),
            "said_by": (Origin(source_id),), "other_value": other_value, "other_period": (),
            "other_said_by": (Origin(other_id),), "difference": difference, "agrees": difference == 0,
        }  # fmt: skip


def _sum(rows: pd.DataFrame) -> int | None:
    total = rows["eu_contribution_cents"].sum(min_count=1)
    return None if pd.isna(total) else int(total)


def twin_town_lists(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return where Wikipedia names twin towns that no other list of a municipality has.

    The other way round cannot be told: of a pair that several lists have, the tables keep the first list alone.

    Args:
        pairs: see twin_towns.pairs.

    Returns:
        area_name, municipality_code (null where not certain), elsewhere (number that the other lists name), only
        (tuple of towns that Wikipedia alone names), most first.
    """
    alone = pairs["source_id"] == "twin_towns"
    home = pairs["municipality_code"].fillna(pairs["area_name"])
    rows = []
    for key, group in pairs.assign(alone=alone).groupby(home, sort=False):
        only = group[group["alone"]]
        if len(only):
            first = only.iloc[0]
            rows.append((first["area_name"], first["municipality_code"], int((home[~alone] == key).sum()),
                         tuple(sorted(only["town"]))))  # fmt: skip
    table = pd.DataFrame(rows, columns=["area_name", "municipality_code", "elsewhere", "only"])
    return table.sort_values("only", key=lambda towns: -towns.map(len), kind="stable", ignore_index=True)
