"""FP7 participations of Norwegian organisations, without amounts and dates (source: cordis_fp7)."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.errors import DataError
from analysis.sources.common import organisation_kind, published
from analysis.sources.common.account import Account, Built
from analysis.sources.common.ledger import Ledger
from analysis.sources.common.withheld import ID_LENGTH, SOURCE_ID
from analysis.sources.forskningsradet.forskningsradet import withhold
from analysis.store.tables import read_reference

FILE = "raw/cordis_fp7/fp7_participations_norway.csv"
ORGANISATIONS_FILE = "raw/cordis_fp7/fp7_orgs_norway.csv"
GEOGRAPHY_YEAR = 2024
# Not in the list of municipalities, but a place that organisations have.
SVALBARD = "2100"
# First byte of a two-byte letter, read as a letter of its own.
DOUBLE_ENCODED = "Ã"
# Between the codes of a city that lies in more than one municipality; none is chosen.
SEVERAL = ","


def read_raw(path: Path) -> pd.DataFrame:
    """Read a file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def tidy(
    raw: pd.DataFrame,
    municipalities: pd.DataFrame,
    kinds: pd.DataFrame,
    known: Mapping[str, str],
    natural_persons: pd.DataFrame,
    corrections: pd.DataFrame,
) -> pd.DataFrame:
    """Return participations, one row per organisation in a project; amounts, dates and titles are null.

    Args:
        raw: the participations as read_raw gives them.
        municipalities: the built table; those of 2024 give the county.
        kinds: data/reference/organisation_kinds.csv.
        known: normalised name -> kind, from organisation_kind.known_kinds.
        natural_persons: data/reference/natural_persons.csv.
        corrections: data/reference/corrections.csv.

    Raises:
        DataError: a name that cannot be repaired, an id that is not unique, or a code not in force in 2024.
    """
    raw = published.correct(raw, SOURCE_ID, corrections)
    names = published.clean_spaces(repaired(raw["organisationName"]))
    organisation = "fp7-" + raw["new_org_id"].str[:ID_LENGTH]
    if organisation.nunique() != raw["new_org_id"].nunique():
        raise DataError(f"{FILE}: {ID_LENGTH} letters no longer tell the organisations apart. Raise ID_LENGTH.")
    municipality = published.null_if_blank(raw["knr_2024"])
    municipality = municipality.mask(municipality.str.contains(SEVERAL, regex=False, na=False))
    rows = pd.DataFrame(
        {
            "participation_id": "fp7-" + raw["projectRcn"] + "-" + raw["new_org_id"].str[:ID_LENGTH],
            "source_id": SOURCE_ID,
            "programme_id": "fp7",
            "project_id": "rcn-" + raw["projectRcn"],
            "organisation_id": organisation,
            "organisation_name": names,
            "organisation_kind": organisation_kind.by_name(names, kinds, known)["kind"],
            "municipality_code": municipality,
            "county_code": _counties(municipality, municipalities),
            "geography_year": pd.Series(GEOGRAPHY_YEAR, raw.index, dtype="Int16").mask(municipality.isna()),
            "placed_by": pd.Series("city", raw.index, dtype="str").mask(municipality.isna(), "country"),
        }
    )
    empty = [column for column in schemas.TABLES["participations"].columns if column not in rows]
    return withhold(rows.assign(**dict.fromkeys(empty)), natural_persons)


def repaired(names: pd.Series) -> pd.Series:
    """Return the names with letters restored that were encoded as UTF-8 twice; raises DataError where that fails."""
    whole = published.repaired(names)
    broken = whole[whole.str.contains(DOUBLE_ENCODED, regex=False)]
    if len(broken):
        raise DataError(f"{FILE}: {broken.iloc[0]!r} cannot be read as text encoded twice. Add the name by hand.")
    return whole


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read both files below `raw_dir`; the organisations' file checks the participations, which carry the names."""
    raw = read_raw(raw_dir / FILE)
    organisations = read_raw(raw_dir / ORGANISATIONS_FILE)
    check_organisations(raw, organisations)
    known = organisation_kind.known_kinds(made["participations"])
    kinds = read_reference("organisation_kinds")
    persons, corrections = read_reference("natural_persons"), read_reference("corrections")
    rows = tidy(raw, made["municipalities"], kinds, known, persons, corrections)
    table = schemas.conform(rows, "participations").sort_values("participation_id", ignore_index=True)
    fates = Ledger(organisations)
    fates.leave_out(organisations.duplicated("new_org_id"), "another spelling of an organisation already there")
    of_organisations = fates.account(SOURCE_ID, ORGANISATIONS_FILE, rows_out=table["organisation_id"].nunique())
    return Built({"participations": table}, (Account(SOURCE_ID, FILE, len(raw), len(table)), of_organisations))


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
