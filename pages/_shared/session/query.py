"""The query parameters that an address may hold and what each may look like; all others are left out of it.

A form says how a value is written, not whether it means anything today: that its reader says where it is used. Ids
are letters, digits, hyphens and underscores, lists of them are parted by full stops.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import UNIQUE, StrEnum, verify

_ONE = r"[A-Za-z0-9_-]{1,120}"
_MANY = rf"(?:{_ONE}(?:\.{_ONE})*)?"
_CODE = r"[0-9]{2}(?:[0-9]{2})?"


@dataclass(frozen=True)
class Form:
    """How a value is written, and how many characters it may have."""

    pattern: str
    longest: int

    def fits(self, value: str) -> bool:
        """Return whether a value is written like this; characters that cannot be seen never are."""
        return (
            len(value) <= self.longest
            and re.fullmatch(self.pattern, value) is not None
            and not any(unicodedata.category(letter).startswith("C") for letter in value)
        )


ID, IDS = Form(_ONE, 120), Form(_MANY, 2000)
PLACE, PLACES = Form(_CODE, 4), Form(rf"(?:{_CODE}(?:\.{_CODE})*)?", 200)
PAIR = Form(rf"{_ONE}\.{_ONE}", 241)
SWITCH, NUMBER, SPAN = Form("1", 1), Form("[0-9]{1,4}", 4), Form("[0-9]{4}-[0-9]{4}", 9)
WORDS = Form(".+", 100)
ENTRIES = Form(_MANY, 4000)
"""The 40 entries of a series have at most 100 letters each."""


@verify(UNIQUE)
class Key(StrEnum):
    """The name of a parameter as the address has it; `form` says how its value is written."""

    form: Form

    def __new__(cls, name: str, form: Form) -> "Key":
        """Make a name with the form of its values."""
        key = str.__new__(cls, name)
        key._value_, key.form = name, form
        return key

    # every page
    LANGUAGE = "sprak", ID
    CURRENCY = "valuta", ID
    # what is counted
    LAYER = "lag", ID
    PROGRAMMES = "program", IDS
    MEASURE = "maal", ID
    LEVEL = "nivaa", ID
    BOUNDARIES = "grenser", NUMBER
    YEARS = "aar", SPAN
    WITHOUT_RESEARCH = "uten_fou", SWITCH
    WHO = "hvem_teller", ID
    WITHOUT_ORGANISATIONS = "uten_org", IDS
    # places
    UNIT = "enhet", PLACE
    COUNTY = "fylke", PLACE
    MUNICIPALITY = "kommune", PLACE
    # county and municipality
    COUNTY_MEASURE = "fylkemaal", ID
    PROFILE_MEASURE = "profilmaal", ID
    BORDER_CLOCK = "klokke", ID
    PROJECT_SEARCH = "prosjektsok", WORDS
    PACK_FORMAT = "format", ID
    PACK_LANGUAGE = "pakkesprak", ID
    TEXT_LANGUAGE = "tekstsprak", ID
    # compare
    COMPARE_LEVEL = "sammenlikn", ID
    COMPARE_WITH = "mot", ID
    COMPARE_MEASURE = "sammenmaal", ID
    SHRUNKEN = "glattet", SWITCH
    CHOSEN_PEERS = "med", PLACES
    # programmes
    PROGRAMME = "programnr", ID
    PROGRAMMES_VIEW = "prog_visning", ID
    PROGRAMMES_SEARCH = "prog_sok", WORDS
    PROGRAMMES_OPEN_TO = "prog_for", ID
    PROGRAMMES_LEVEL = "prog_nivaa", ID
    PROGRAMMES_COUNTY = "prog_fylke", PLACE
    PROGRAMMES_MUNICIPALITY = "prog_kommune", PLACE
    PROGRAMMES_THEMES = "prog_tema", IDS
    PROGRAMMES_PERIODS = "prog_periode", IDS
    # networks
    NETWORK = "nettverknr", ID
    NETWORKS_VIEW = "nett_visning", ID
    NETWORKS_SEARCH = "nett_sok", WORDS
    NETWORKS_CASE = "nett_sak", ID
    NETWORKS_LEVEL = "nett_nivaa", ID
    NETWORKS_COUNTY = "nett_fylke", PLACE
    NETWORKS_MUNICIPALITY = "nett_kommune", PLACE
    NETWORKS_THEMES = "nett_tema", IDS
    NETWORKS_FOR_WHOM = "nett_for", IDS
    NETWORKS_SIDE_BY_SIDE = "nett_side", IDS
    # partners
    PARTNERS_VIEW = "del", ID
    AREA = "omraade", ID
    PARTNER_KIND = "slag", ID
    SHARED_PROGRAMMES = "felles", IDS
    COUNTRY = "land", ID
    BETWEEN = "hvem", ID
    ORGANISATION = "org", ID
    LINK = "par", PAIR
    ROOM = "rom", PLACES
    ROOM_SHARED = "felles_hva", ID
    ROOM_CELL = "celle", PAIR
    # presentation
    SERIES = "serie", ENTRIES
    SERIES_SLIDE = "side", NUMBER
    SERIES_KIND = "serieslag", ID
    SERIES_PLACE_TOPICS = "serie_sted", IDS
    SERIES_LEVEL = "serie_nivaa", ID
    SERIES_COUNTY_WITH = "serie_mot_county", ID
    SERIES_MUNICIPALITY_WITH = "serie_mot_municipality", ID
    SERIES_COMPARE_TOPICS = "serie_sammenlikn", IDS
    SERIES_PROGRAMME = "serie_program", ID
    SERIES_MEASURE = "serie_maal", ID
    SERIES_MAP_LEVEL = "serie_kartnivaa", ID
    # sources
    SOURCE = "kilde", ID
    SOURCES_VIEW = "kild_visning", ID
    SOURCES_LEVEL = "kild_nivaa", ID
    SOURCES_KINDS = "kild_slag", IDS
    SOURCES_TABLE = "kild_tabell", ID
    SOURCES_DISAGREEMENTS = "kild_uenige", ID
    SOURCES_LEFT_OUT = "kild_utelatt", SWITCH
    SOURCES_TWIN_TOWNS = "kild_vennskap", SWITCH


KEYS: Mapping[str, Key] = {key.value: key for key in Key}


def fits(key: str, value: str) -> bool:
    """Return whether an address may hold this value under this key."""
    return key in KEYS and KEYS[key].form.fits(value)


def allowed(asked: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the parameters that an address may hold: known, given once, and written as they must be."""
    return {key: values[0] for key, values in asked.items() if len(values) == 1 and fits(key, values[0])}
