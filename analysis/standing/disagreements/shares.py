"""Printed shares beside what gives them: the publisher's own numbers, or the loaded rows."""

import pandas as pd

from analysis import participation
from analysis.participation import Among, Known, Rows, Within
from analysis.standing.disagreements.pairs import COUNTED, WITHIN, Origin, compared, table

_ROUNDED_PCT = 1
"""Shares are printed as whole per cents, some cut off instead of rounded."""


def within(figures: pd.DataFrame) -> pd.DataFrame:
    """Return every printed share of a county's municipalities beside the share its own printed numbers give.

    Returns:
        COLUMNS; the other value is the number of municipalities by those there are, in per cent, and `parts` has the
        two numbers. Within one point the shares agree.
    """
    keys = ["area_level", "area_code", "period_text", "publisher"]
    counties = figures[figures["area_level"] == "county"]
    of = counties[counties["indicator_id"] == "municipalities_in_county"].set_index(keys)["value"]
    found = []
    for row in counties[counties["indicator_id"].str.fullmatch("municipalities_in_.*_pct")].to_dict("records"):
        key = tuple(row[name] for name in keys)
        told = counties[
            counties["indicator_id"].eq(row["indicator_id"].removesuffix("_pct"))
            & counties[keys].eq(pd.Series(dict(zip(keys, key, strict=True)))).all(axis="columns")
        ]
        if told.empty or key not in of.index:
            continue
        parts = int(told["value"].iloc[0]), int(of.loc[key])
        share = parts[0] / parts[1] * 100
        pair = compared(WITHIN, row, float(row["value"]), [row], share, told.to_dict("records"))
        found.append({**pair, "agrees": abs(share - float(row["value"])) < _ROUNDED_PCT, "parts": parts})
    return table(found)


def counted(figures: pd.DataFrame, facts: Rows, counties: pd.DataFrame) -> pd.DataFrame:
    """Return every printed share of Norway's grants from a programme beside the share that the loaded rows give.

    Only for a county that has one number and name in the figure's year and in the rows' year, and only where the rows
    reach over all the figure's years. The day on which the publisher counted is not known, so a small difference says
    little.

    Args:
        figures: the table of that name.
        facts: see participation.facts.
        counties: the table of that name.
    """
    shares = figures[figures["indicator_id"].eq("share_of_norwegian_funding") & figures["area_level"].eq("county")]
    names = counties.set_index(["geography_year", "county_code"])["county_name"]
    found = []
    for row in shares[shares["period_start"].notna() & shares["programme_id"].notna()].to_dict("records"):
        rows = participation.kept(facts, Among("programme_id", [row["programme_id"]]), Known("EUR"), Known("year"))
        first, last = int(row["period_start"]), int(row["period_end"])
        if not set(range(first, last + 1)) <= set(participation.years(rows)):
            continue
        rows = participation.kept(rows, Within("year", first, last))
        here = participation.kept(rows, Among("county_code", [row["area_code"]]))
        borders = participation.distinct(here, ["geography_year"])["geography_year"].dropna()
        vintages = {int(year) for year in (*borders, row["geography_year"])}
        if len({names.get((year, row["area_code"]), year) for year in vintages}) != 1:
            continue
        part, whole = (participation.summary(them).cents["EUR"] or 0 for them in (here, rows))
        share = part / whole * 100
        pair = compared(COUNTED, row, float(row["value"]), [row], share, ())
        by = tuple(Origin(str(source_id)) for source_id in participation.sources(rows))
        agrees = abs(share - float(row["value"])) < _ROUNDED_PCT
        found.append({**pair, "other_period": pair["period"], "other_said_by": by, "agrees": agrees})
    return table(found)
