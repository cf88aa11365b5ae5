"""Natural persons among the participants of CORDIS, and firms that bear one person's name.

CORDIS marks no one as a natural person. It gives their names and leaves out what it gives for organisations: VAT
number, short name, street, post code, city and region. Their names are often written as in the register of
participants: the family name in capital letters, then the given names ("NORDMANN Kari Anne").
"""

import hashlib
import re

import pandas as pd

from analysis.sources.common.withheld import ID_LENGTH, WITHHELD_NAME
from analysis.sources.common.withheld import SOURCE_ID as OLDER_FILE

_DETAILS = ["vatNumber", "shortName", "street", "postCode", "city", "nutsCode"]
_WORD = r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?"
_FULL_NAME = rf"{_WORD}(?: {_WORD}){{1,4}}"
_CAPITALS, _GIVEN_NAME = r"[A-ZÆØÅÄÖÉÜ'’-]{2,}", r"[A-ZÆØÅÄÖÉÜ][a-zæøåäöéü]+(?:-[A-ZÆØÅÄÖÉÜ]?[a-zæøåäöéü]+)?"
_AS_IN_THE_REGISTER = rf"{_CAPITALS}(?: {_CAPITALS})*(?: {_GIVEN_NAME}){{1,3}}"
# Beginnings of words that organisations have in their names, and persons have not.
_OF_ORGANISATIONS = re.compile(
    r"\b(?:NORSK|NORGE|NORWEG|NORWAY|NORDIC|NORDISK|SCANDINAVIA|STATEN|STATNETT|STATSKOG|FOREN|FORBUND|STIFT|FOUNDATION"
    r"|ASSOC|INSTITU|TECH|TEKN|INNOV|GROUP|NETWORK|NETTVERK|NATIONAL|NASJONAL|CONSULT|SOLUTION|SERVICE|SYSTEM|ENERG"
    r"|MARINE|MARITIM|EUROP|(?:SF|KF|IKS|BBL)\b)"
    r"|(?:SENT(?:ER|RE)|CENT(?:ER|RE)|FORBUND|FORENING(?:EN)?|STIFTELSE(?:N)?)\b",
    re.IGNORECASE,
)
_SOLE_TRADER = re.compile(r"\b(?:ENK|ENKELTPERSON(?:S)?FORETAK)\b", re.IGNORECASE)


def are_persons(rows: pd.DataFrame, names: pd.Series, has_kind: "pd.Series[bool]") -> "pd.Series[bool]":
    """Return which participants are natural persons.

    Args:
        rows: participants as published.
        names: their names, repaired, with single spaces.
        has_kind: whether the name tells what kind of organisation it is ("AS", "kommune", a name in the hand-kept
            table), so that it is no person's.
    """
    has_kind = has_kind | names.str.contains(_OF_ORGANISATIONS)
    no_details = rows[_DETAILS].apply(lambda column: column.str.strip()).eq("").all(axis=1)
    bare = rows[["vatNumber", "shortName"]].apply(lambda column: column.str.strip()).eq("").all(axis=1)
    full_name, in_the_register = names.str.fullmatch(_FULL_NAME), names.str.fullmatch(_AS_IN_THE_REGISTER)
    person: pd.Series[bool] = ~has_kind & ((no_details & (full_name | names.eq(""))) | (bare & in_the_register))
    return person


def withheld(
    ids: pd.Series,
    numbers: pd.Series,
    names: pd.Series,
    natural_persons: pd.DataFrame,
    participations: pd.DataFrame,
) -> "pd.Series[bool]":
    """Return which rows are those of a firm whose name is one person's, so that the name is not kept.

    Args:
        ids: of the rows.
        numbers: their organisation numbers.
        names: of the organisations.
        natural_persons: data/reference/natural_persons.csv. The ids of the older file of FP7 end with the first
            letters of the MD5 of a name, so that the name itself is nowhere.
        participations: the table in use; a number whose name is withheld there is withheld here.
    """
    listed = natural_persons["record_id"]
    digests = listed[natural_persons["source_id"] == OLDER_FILE].str.rsplit("-", n=1).str[-1]
    withheld_there = participations["organisation_name"] == WITHHELD_NAME
    known = numbers.isin(participations.loc[withheld_there, "organisation_number"].dropna())
    return ids.isin(listed) | known | names.map(_digest).isin(digests) | names.str.contains(_SOLE_TRADER)


def _digest(name: str) -> str:
    """Return the first letters of the MD5 of a name, which identified an organisation in the older file of FP7."""
    return hashlib.md5(name.upper().encode(), usedforsecurity=False).hexdigest()[:ID_LENGTH]
