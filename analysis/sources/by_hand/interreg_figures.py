"""Published figures on Interreg and the EEA Grants, read from public pages (source: interreg_figures)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.sources.by_hand import figures, programmes
from analysis.sources.by_hand.programmes import with_nulls
from analysis.sources.common import interreg_programmes, published
from analysis.sources.common.account import Account, Built
from analysis.store.tables import read_reference

SOURCE_ID = "interreg_figures"
FILE = "published/published_interreg_eea_figures.csv"
_LEVELS: Mapping[str, str] = {
    "country": "country",
    "county": "county",
    "region": "region",
    "programme": "programme",
    "programme area": "programme_area",
    "EEA": "countries",
}
_RENAMED: Mapping[str, str] = {
    "value": "value_text",
    "programme": "programme_name",
    "indicator": "indicator_name",
    "source_publisher": "publisher",
    "source_address": "source_url",
    "source_date": "published",
}


def read_raw(path: Path) -> pd.DataFrame:
    """Read the file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, references: Mapping[str, pd.DataFrame], register: pd.DataFrame) -> pd.DataFrame:
    """Return figures, one row per published value; notes are not carried over.

    Args:
        raw: the file as read_raw gives it.
        references: the hand-kept tables corrections, indicator_ids, programme_names and figure_conflicts by name.
        register: the table of programmes, whose periods say which strand of Interreg is meant.
    """
    rows = published.correct(raw, SOURCE_ID, references["corrections"]).rename(columns=dict(_RENAMED))
    known = references["indicator_ids"].set_index("indicator_name")["indicator_id"]
    number = pd.Series(range(1, len(rows) + 1), index=rows.index).astype("str").str.zfill(3)
    first, last = (rows[column].astype("Int16") for column in ("period_start", "period_end"))
    level = published.mapped(rows["area_level"], _LEVELS, file=FILE)
    of_county = level == "county"
    rows = rows.assign(
        figure_id="I" + number,
        source_id=SOURCE_ID,
        area_level=level,
        area_code=rows["area_code"].where(of_county),
        geography_year=rows["geography_year"].where(of_county).astype("Int16"),
        period_start=first,
        period_end=last,
        period_text=_periods(rows),
        programme_id=_programmes(rows["programme_name"], first, references["programme_names"], register),
        indicator_id=[known.get(name) or published.slug(name) for name in rows["indicator_name"]],
        value=pd.to_numeric(rows["value_text"]).astype("Float64"),
    )
    table = with_nulls(rows.assign(status=figures.statuses(rows)), "figures")
    return figures.with_conflicts(table, references["figure_conflicts"])


def _periods(rows: pd.DataFrame) -> "pd.Series[str]":
    """Return the years; two decisions of one year have the date of their page as well, for they are two things."""
    years = rows["period_start"].where(
        rows["period_start"] == rows["period_end"], rows["period_start"] + "-" + rows["period_end"]
    )
    bare = rows["indicator_name"].str.replace(r"\s*\((?:about|nearly|just over|over|more than)\)$", "", regex=True)
    same = rows[["area_name", "programme_name", "unit", "period_start", "period_end"]].assign(measure=bare)
    return years.where(~same.duplicated(keep=False), years + " (" + rows["published"] + ")")


def _programmes(
    names: pd.Series, years: pd.Series, programme_names: pd.DataFrame, register: pd.DataFrame
) -> "pd.Series[str]":
    """Return the programme of each name by the hand-kept table, and of Interreg by its strand and period."""
    pairs = zip(names, years, strict=True)
    known = [programmes.id_of(name, None if pd.isna(year) else int(year), programme_names) for name, year in pairs]
    is_interreg = names.str.contains("interreg|kolarctic", case=False)
    by_strand = interreg_programmes.of(names, register).where(is_interreg)
    return pd.Series(known, index=names.index, dtype="str").fillna(by_strand)


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the file below `raw_dir` and return its figures."""
    raw = read_raw(raw_dir / FILE)
    names = ("corrections", "indicator_ids", "programme_names", "figure_conflicts")
    rows = tidy(raw, {name: read_reference(name) for name in names}, made["programmes"])
    table = schemas.conform(rows, "figures").sort_values("figure_id", ignore_index=True)
    return Built({"figures": table}, (Account(SOURCE_ID, FILE, len(raw), len(table)),))
