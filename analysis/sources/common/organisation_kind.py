"""What kind of organisation takes part: by the publisher's sector where there is one, else by its name.

The order is: names of counties, municipalities and their undertakings (KF, FKF, IKS), the publisher's sector, the
hand-kept table data/reference/organisation_kinds.csv (longest phrase first), the same name in Horizon 2020, rules on
words, "other".
"""

import re
from collections.abc import Mapping

import pandas as pd

from analysis.errors import DataError
from analysis.sources.common.published import normalised

# FoU sektorkode of the Research Council of Norway; DIV holds municipalities, caught by their names.
SECTORS: Mapping[str, str] = {
    "UoH": "university",
    "INS": "institute",
    "NÆR": "company",
    "HEL": "health",
    "DIV": "other",
    "NFR": "other",
    "ukjent": "other",
}
NO_RULE = "no rule"
PUBLIC = "name of a county, a municipality or their undertaking"
_STATE = re.compile(r"\bCOUNTY GOVERNOR\b|\bFYLKESMANN|\bSTATSFORVALTER")
_COUNTY = re.compile(
    r"\bFYLKESKOMMUNE\b|\bFYLKESBIBLIOTEK\b|\bCOUNTY (COUNCIL|MUNICIPALITY|LIBRARY)\b"
    r"|^[A-Z]+( OG| AND)?( [A-Z]+)? COUNTY$"
)
_MUNICIPALITY = re.compile(r"\b(KOMMUNE|MUNICIPALITY|COMMUNE)\b|\bDISTRICT COUNCIL$")
# The three forms that the law knows, which stand at the end of a name as "AS" does.
_UNDERTAKING = re.compile(r"\b(KF|FKF|IKS)$|\b(KOMMUNALT FORETAK|INTERKOMMUNALT SELSKAP)\b")
_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("health", re.compile(r"SYKEHUS|SJUKEHUS|\bHOSPITAL\b|\bR?HF\b|\bHEALTH AUTHORITY\b|^HELSE (FORDE|FONNA)\b")),
    (
        "university",
        re.compile(
            r"\bUNIVERSIT(Y|ETET|ET|ETSSTUDIENE)\b|HO(G|Y|EG)SK(O|U)L|ACADEMY OF MUSIC"
            r"|\bSCHOOL OF (ECONOMICS|THEOLOGY|MISSION|ARCHITECTURE|SPORT)|\bBUSINESS SCHOOL\b"
        ),
    ),
    ("company", re.compile(r"\b(AS|ASA|A S|ANS|DA|BA|SA|LTD|S L)$")),
    ("institute", re.compile(r"\bRESEARCH (INSTITUTE|CENT(ER|RE))\b|FORSKNINGSINSTITUTT|FORSK(N)?ING$|\bRESEARCH$")),
)
_NOT_UNIVERSITY = re.compile(r"\bFOLKEHO")


def by_sector(names: pd.Series, sectors: pd.Series) -> pd.Series:
    """Return the kind of each organisation from its sector code, or its name where it is a public one of the place.

    Raises:
        DataError: a sector code is not in SECTORS.
    """
    unknown = sectors[~sectors.isin(list(SECTORS))]
    if len(unknown):
        raise DataError(f"FoU sektorkode {unknown.iloc[0]!r} is not known ({len(unknown)} in all). Add it to SECTORS.")
    pairs = zip(names, sectors, strict=True)
    kinds = [_public_by_name(normalised(name)) or SECTORS[sector] for name, sector in pairs]
    return pd.Series(kinds, index=names.index, dtype="str")


def by_name(names: pd.Series, table: pd.DataFrame, known: Mapping[str, str]) -> pd.DataFrame:
    """Return `kind` and the `rule` that gave it for organisations whose publisher names no sector.

    Args:
        names: names in Norwegian or English.
        table: phrase (as whole words of the normalised name), kind; the longest phrase wins.
        known: normalised name -> kind, from a source that has sectors; see known_kinds.
    """
    phrases = sorted(zip(table["phrase"], table["kind"], strict=True), key=lambda row: (-len(row[0]), row[0]))
    found = {name: _by_name(normalised(name), phrases, known) for name in names.unique()}
    rows = [found[name] for name in names]
    return pd.DataFrame(rows, index=names.index, columns=["kind", "rule"], dtype="str")


def known_kinds(participations: pd.DataFrame) -> dict[str, str]:
    """Return normalised name -> kind of the organisations in participations that a sector code describes."""
    rows = participations[participations["source_id"] == "forskningsradet"]
    names = rows.drop_duplicates("organisation_name")
    return {
        normalised(name): kind
        for name, kind in zip(names["organisation_name"], names["organisation_kind"], strict=True)
    }


def _public_by_name(name: str) -> str | None:
    if _UNDERTAKING.search(name):
        return "municipal_undertaking"
    if _COUNTY.search(name):
        return "county_council"
    return "municipality" if _MUNICIPALITY.search(name) else None


def _by_name(name: str, phrases: list[tuple[str, str]], known: Mapping[str, str]) -> tuple[str, str]:
    if _STATE.search(name):
        return "other", "state in the county"
    public = _public_by_name(name)
    if public:
        return public, PUBLIC
    for phrase, kind in phrases:
        if f" {phrase} " in f" {name} ":
            return kind, "hand-kept table"
    if name in known:
        return known[name], "same name in Horizon 2020"
    for kind, words in _WORDS:
        if words.search(name) and not (kind == "university" and _NOT_UNIVERSITY.search(name)):
            return kind, "words of the name"
    return "other", NO_RULE
