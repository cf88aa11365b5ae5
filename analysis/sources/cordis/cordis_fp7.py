"""FP7 participations of Norwegian organisations, without amounts and dates (source: cordis_fp7)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import organisation_kind, placing, published, same_organisation
from analysis.sources.common.account import Account, Built
from analysis.sources.common.ledger import Ledger
from analysis.sources.common.withheld import ID_LENGTH, SOURCE_ID
from analysis.sources.cordis import fp7_countries
from analysis.sources.forskningsradet.forskningsradet import withhold
from analysis.store.tables import read_reference
from analysis.text.translate import mark

FILE = "raw/cordis_fp7/fp7_participations_norway.csv"
ORGANISATIONS_FILE = "raw/cordis_fp7/fp7_orgs_norway.csv"
GEOGRAPHY_YEAR = 2024
# Not in the list of municipalities, but a place that organisations have.
SVALBARD = "2100"
# First byte of a two-byte letter, read as a letter of its own.
DOUBLE_ENCODED = "Ã"
# Between the codes of a city that lies in more than one municipality; none is chosen.
SEVERAL = ","
SPELLING = mark("another spelling of an organisation already there")
NAME = mark("another name of an organisation already there")
REFERENCES = ("corrections", "natural_persons", "organisation_kinds", "organisation_names")


def read_raw(path: Path) -> pd.DataFrame:
    """Read a file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(raw: pd.DataFrame, made: Mapping[str, pd.DataFrame], references: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return participations, one row per organisation in a project; amounts, dates and titles are null.

    Args:
        raw: the participations as read_raw gives them.
        made: the tables so far. Participations in them tell which organisation a name is; municipalities, their
            changes and postal codes tell where a city is.
        references: corrections, natural_persons, organisation_kinds and organisation_names of data/reference.

    Raises:
        DataError: a name that cannot be repaired, an id that is not unique, or a code not in force in 2024.
    """
    raw = published.correct(raw, SOURCE_ID, references["corrections"])
    names = published.clean_spaces(repaired(raw["organisationName"]))
    organisations = _organisations(raw, names, made["participations"], references)
    rows = pd.DataFrame(
        {
            "participation_id": "fp7-" + raw["projectRcn"] + "-" + raw["new_org_id"].str[:ID_LENGTH],
            "source_id": SOURCE_ID,
            "programme_id": "fp7",
            "project_id": "rcn-" + raw["projectRcn"],
            "organisation_name": names,
            **organisations,
            **_places(raw, organisations["organisation_id"], made),
        }
    )
    empty = [column for column in schemas.TABLES["participations"].columns if column not in rows]
    return withhold(rows.assign(**dict.fromkeys(empty)), references["natural_persons"])


def _organisations(
    raw: pd.DataFrame, names: pd.Series, participations: pd.DataFrame, references: Mapping[str, pd.DataFrame]
) -> pd.DataFrame:
    """Return organisation_id, organisation_number and organisation_kind.

    An organisation of the later programmes is the same one here; several names of another are one, under the first of
    the publisher's ids.
    """
    own = "fp7-" + raw["new_org_id"].str[:ID_LENGTH]
    if own.nunique() != raw["new_org_id"].nunique():
        raise DataError(f"{FILE}: {ID_LENGTH} letters no longer tell the organisations apart. Raise ID_LENGTH.")
    other_names = references["organisation_names"]
    later = same_organisation.by_name(names, participations, other_names)
    together = own.groupby(same_organisation.canonical(names, other_names)).transform("min")
    kinds = organisation_kind.by_name(
        names, references["organisation_kinds"], organisation_kind.known_kinds(participations)
    )
    return later.assign(
        organisation_id=later["organisation_id"].fillna(together),
        organisation_kind=later["organisation_kind"].fillna(kinds["kind"]),
    )


def _places(raw: pd.DataFrame, organisation_ids: pd.Series, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the municipality that was added to the file, else the one that organisation or city lead to."""
    code = published.null_if_blank(raw["knr_2024"])
    code = code.mask(code.str.contains(SEVERAL, regex=False, na=False))
    given = pd.DataFrame(
        {
            "municipality_code": code,
            "county_code": _counties(code, made["municipalities"]),
            "geography_year": pd.Series(GEOGRAPHY_YEAR, raw.index, dtype="Int16").mask(code.isna()),
            "placed_by": pd.Series("city", raw.index, dtype="str"),
        }
    )
    found = placing.place(pd.DataFrame({"organisation_id": organisation_ids, "city": raw["city"]}), made, by_city=True)
    return given.where(code.notna(), found)


def repaired(names: pd.Series) -> pd.Series:
    """Return the names with letters restored that were encoded as UTF-8 twice; raises DataError where that fails."""
    whole = published.repaired(names)
    broken = whole[whole.str.contains(DOUBLE_ENCODED, regex=False)]
    if len(broken):
        raise DataError(f"{FILE}: {broken.iloc[0]!r} cannot be read as text encoded twice. Add the name by hand.")
    return whole


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the files below `raw_dir`; the organisations' file checks the participations, which carry the names."""
    raw = read_raw(raw_dir / FILE)
    organisations = read_raw(raw_dir / ORGANISATIONS_FILE)
    check_organisations(raw, organisations)
    references = {name: read_reference(name) for name in REFERENCES}
    rows = tidy(raw, made, references)
    table = schemas.conform(rows, "participations").sort_values("participation_id", ignore_index=True)
    fates = Ledger(organisations)
    fates.leave_out(organisations.duplicated("new_org_id"), SPELLING)
    together = dict(zip(raw["new_org_id"], rows["organisation_id"], strict=True))
    fates.leave_out(organisations["new_org_id"].map(together).duplicated(), NAME)
    by_project = read_raw(raw_dir / fp7_countries.FILE)
    countries, of_countries = fp7_countries.tidy(by_project, table)
    accounts = (
        Account(SOURCE_ID, FILE, len(raw), len(table)),
        fates.account(SOURCE_ID, ORGANISATIONS_FILE, rows_out=table["organisation_id"].nunique()),
        of_countries.account(SOURCE_ID, fp7_countries.FILE, rows_out=int(countries["country_code"].ne("NO").sum())),
    )
    return Built({"participations": table, "project_countries": countries}, accounts)


def check_organisations(raw: pd.DataFrame, organisations: pd.DataFrame) -> None:
    """Raise DataError where the participations and the list of organisations name different organisations or places."""
    columns = ["new_org_id", "organisationName", "knr_2024"]
    listed = set(organisations[columns].itertuples(index=False, name=None))
    missing = [row for row in raw[columns].itertuples(index=False, name=None) if row not in listed]
    idle = set(organisations["new_org_id"]) - set(raw["new_org_id"])
    if missing or idle:
        raise DataError(
            f"{ORGANISATIONS_FILE}: {len(missing)} participations have an organisation that is not listed so, and "
            f"{len(idle)} organisations have no participation. First: {(missing or sorted(idle))[0]!r}."
        )


def _counties(municipality: pd.Series, municipalities: pd.DataFrame) -> pd.Series:
    units = municipalities[municipalities["geography_year"] == GEOGRAPHY_YEAR]
    county = municipality.map(units.set_index("municipality_code")["county_code"])
    county = county.mask(municipality == SVALBARD, SVALBARD[:2])
    wrong = municipality[municipality.notna() & county.isna()]
    if len(wrong):
        raise DataError(f"{FILE}: {wrong.iloc[0]!r} is no municipality of {GEOGRAPHY_YEAR} ({len(wrong)} rows in all).")
    return county
