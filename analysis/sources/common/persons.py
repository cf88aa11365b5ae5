"""Natural persons among the participants of CORDIS, and firms that bear one person's name.

CORDIS marks no one as a natural person. Most have neither street nor post code nor city, which every organisation has;
some have an address and a short name, and are told by a full name without VAT number among private participants. Their
names are often written as in the register of participants: the family name in capital letters, then the given names
("NORDMANN Kari Anne"). What is wrongly taken for a person loses its name and nothing else.
"""

import hashlib
import re

import pandas as pd

from analysis.sources.common import published
from analysis.sources.common.withheld import ID_LENGTH, WITHHELD_NAME
from analysis.sources.common.withheld import SOURCE_ID as OLDER_FILE

_ADDRESS = ["street", "postCode", "city"]
_PRIVATE = ("PRC", "")
_CAPITAL, _SMALL = "A-ZÀ-ÖØ-ÞĀČĎĐĒĘĚĞĢĪĶĹĻŁĽŃŅŇŐŒŔŘŚŞŠŤŪŮŰŹŻŽ", r"[^\W\d_]"
_WORD = rf"[{_CAPITAL}]{_SMALL}*(?:[.'’-]{_SMALL}+)*\.?"
_PARTICLE = "(?:(?:von|van|der|den|de|da|di|del|la|le|af) ){0,2}"
_FULL_NAME = rf"{_WORD}(?: {_PARTICLE}{_WORD}){{1,3}}"
_CAPITALS = rf"[{_CAPITAL}'’-]{{2,}}"
_GIVEN_NAME = rf"[{_CAPITAL}][a-zß-öø-ÿ]+(?:-[{_CAPITAL}]?[a-zß-öø-ÿ]+)?"
_AS_IN_THE_REGISTER = rf"{_CAPITALS}(?: {_CAPITALS})*(?: {_GIVEN_NAME}){{1,3}}"
# In names as published.normalised gives them. Beginnings and ends of words that organisations have in their names, and
# persons have not; surnames such as Park, Bank and Power are not among them.
_OF_ORGANISATIONS = re.compile(
    r"\b(?:NORSK|NORGE|NORWEG|NORWAY|NORDIC|NORDISK|SCANDINAVIA|STATEN|STATNETT|STATSKOG|FOREN|FORBUND|STIFT|FOUNDATION"
    r"|FONDATION|FUNDACI|FONDAZION|STICHTING|ASSOC|VEREIN|INSTITU|TECH|TEKN|INNOV|GROUP|GRUPP|NETWORK|NETTVERK|NATIONAL"
    r"|NASJONAL|INTERNATIONAL|CONSULT|SOLUTION|SERVICE|SYSTEM|ENERG|MARINE|MARITIM|EUROP|UNIVERS|SCHOOL|COLLEGE|ACADEM"
    r"|LABORATOR|RESEARCH|FORSKNING|SCIENCE|SCIENTIF|MUSE(?:UM|E)|TEATER|THEATRE|FILM|PRODUKSJON|PRODUCTION|MEDIA\b"
    r"|STUDIO|DESIGN|SEAFOOD|FOOD|SALMON|OCEAN|HAVBRUK|KLYNGE|CLUSTER|REGION|COUNCIL|DIREKTORAT|DIRECTORATE|MINISTR"
    r"|DEPARTEMENT|AGENCY|AGENCE|AGENTUR|MUNICIP|KOMMUN|HOSPITAL|HEALTH|PHARMA|BIOTECH|BIOSCIENCE|BIOMED|THERAPEUTIC"
    r"|DIAGNOSTIC|SOLAR|SHIPPING|SHIPYARD|OFFSHORE|SUBSEA|AQUA|ROBOTIC|SOFTWARE|DIGITAL|CYBER|ENGINEER|INGENIE|INDUSTR"
    r"|VENTURE|HOLDING|ALLIANCE|FEDERATION|SOCIET|CHAMBER|COMPANY|CORPORATION|LIMITED|ENVIRONMENT|RESOURCE|BENELUX"
    r"|(?:SF|KF|IKS|BBL)\b)"
    r"|(?:SENT(?:ER|RE)|CENT(?:ER|RE|RO|RUM)|FORBUND|FORENING(?:EN)?|STIFTELSE(?:N)?|PRODUKSJON(?:ER)?|LABS"
    r"|GESELLSCHAFT)\b"
    r"|\b(?:G ?MBH|AG|KG|E V|S ?R ?L ?S?|S ?P ?A|S ?A ?S?|S ?A ?R ?L|SAGL|N ?V|B ?V|S ?R ?O|OYJ?|AB|APS|EHF|OU|E?OOD"
    r"|E?AD|D ?O ?O|UAB|MB|SIA|LTD|L ?L ?C|INC|CORP|P ?L ?C|L ?L ?P|S ?L ?U?|LDA|KFT|ZRT|PF|PTY|BHD|UA)$"
    r"|^(?:S ?P ?F|PF|MTU|SIA|UAB|AS) "
)
_SOLE_TRADER = re.compile(r"\b(?:ENK|ENKELTPERSON(?:S)?FORETAK)\b", re.IGNORECASE)


def are_persons(rows: pd.DataFrame, names: pd.Series, has_kind: "pd.Series[bool]") -> "pd.Series[bool]":
    """Return which participants are natural persons, as far as anything tells, or may be; the firm of one is none.

    Args:
        rows: participants as published.
        names: their names, repaired, with single spaces.
        has_kind: whether the name tells what kind of organisation it is ("AS", "kommune", a name in the hand-kept
            table), so that it is no person's.
    """
    plain = names.map({name: published.normalised(name) for name in names.unique()}).astype("str")
    organisation = has_kind | plain.str.contains(_OF_ORGANISATIONS) | names.str.contains(_SOLE_TRADER)
    given = rows[[*_ADDRESS, "vatNumber", "activityType"]].apply(lambda column: column.str.strip())
    no_address, no_vat = given[_ADDRESS].eq("").all(axis=1), given["vatNumber"].eq("")
    like_one = names.str.fullmatch(_FULL_NAME) | names.str.fullmatch(_AS_IN_THE_REGISTER)
    private = given["activityType"].isin(_PRIVATE)
    person: pd.Series[bool] = ~organisation & ((no_address & (no_vat | like_one)) | (like_one & no_vat & private))
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
