"""The query parameters that an address may hold and what each may look like; all others are left out of it.

A form says how a value is written, not whether it means anything today: that its reader says where it is used. Ids
are letters, digits, hyphens and underscores, lists of them are parted by full stops.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
SWITCH, NUMBER, YEARS = Form("1", 1), Form("[0-9]{1,4}", 4), Form("[0-9]{4}-[0-9]{4}", 9)
WORDS = Form(".+", 100)
SERIES = Form(_MANY, 4000)
"""The 40 entries of a series have at most 100 letters each."""

PARAMETERS: Mapping[str, Form] = {
    # every page
    "sprak": ID, "valuta": ID,
    # what is counted
    "lag": ID, "program": IDS, "maal": ID, "nivaa": ID, "grenser": NUMBER, "aar": YEARS, "uten_fou": SWITCH,
    "uten_org": IDS,
    # places
    "enhet": PLACE, "fylke": PLACE, "kommune": PLACE,
    # county and municipality
    "fylkemaal": ID, "profilmaal": ID, "klokke": ID, "prosjektsok": WORDS, "format": ID, "pakkesprak": ID,
    "tekstsprak": ID,
    # compare
    "sammenlikn": ID, "mot": ID, "sammenmaal": ID, "glattet": SWITCH, "med": PLACES,
    # programmes
    "programnr": ID, "prog_visning": ID, "prog_sok": WORDS, "prog_for": ID, "prog_nivaa": ID, "prog_fylke": PLACE,
    "prog_kommune": PLACE, "prog_tema": IDS, "prog_periode": IDS,
    # networks
    "nettverknr": ID, "nett_visning": ID, "nett_sok": WORDS, "nett_sak": ID, "nett_nivaa": ID, "nett_fylke": PLACE,
    "nett_kommune": PLACE, "nett_tema": IDS, "nett_for": IDS, "nett_side": IDS,
    # partners
    "del": ID, "omraade": ID, "slag": ID, "felles": IDS, "land": ID, "hvem": ID, "org": ID, "par": PAIR, "rom": PLACES,
    "felles_hva": ID, "celle": PAIR,
    # presentation
    "serie": SERIES, "side": NUMBER, "serieslag": ID, "serie_sted": IDS, "serie_nivaa": ID, "serie_mot_county": ID,
    "serie_mot_municipality": ID, "serie_sammenlikn": IDS, "serie_program": ID, "serie_maal": ID,
    "serie_kartnivaa": ID,
    # sources
    "kilde": ID, "kild_visning": ID, "kild_nivaa": ID, "kild_slag": IDS, "kild_tabell": ID, "kild_uenige": ID,
    "kild_utelatt": SWITCH, "kild_vennskap": SWITCH,
}  # fmt: skip


def fits(key: str, value: str) -> bool:
    """Return whether an address may hold this value under this key."""
    return key in PARAMETERS and PARAMETERS[key].fits(value)


def allowed(asked: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the parameters that an address may hold: known, given once, and written as they must be."""
    return {key: values[0] for key, values in asked.items() if len(values) == 1 and fits(key, values[0])}
