"""The places that a list of names names, such as those present at a meeting."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.geography import oslo
from analysis.geography.lookup import Gazetteer, Place

_BETWEEN = re.compile(r"[,;\n\t]+")
_TWO_NAMES = re.compile(r"\s+[-–]\s+|\s*/\s*")
_AND = re.compile(r"\s+(?:og|and|&)\s+", re.IGNORECASE)
_SUGGESTED = 4


@dataclass(frozen=True)
class Named:
    """A name as written, and the counties and municipalities of today it may mean.

    One code is certain where `found`; several are the places that share the name or that a divided place lies in.
    Where not `found`, the codes are places whose names resemble it.
    """

    written: str
    codes: tuple[str, ...]
    found: bool

    @property
    def certain(self) -> bool:
        """Whether the name means one place of today."""
        return self.found and len(self.codes) == 1


def read(text: str, gazetteer: Gazetteer) -> list[Named]:
    """Return the places named in a text: names or numbers with commas, semicolons, tabs or new lines between them.

    "og" parts two names unless both together are one ("Møre og Romsdal"); a name may stand in two languages
    ("Kautokeino / Guovdageaidnu").
    """
    names = [part.strip(" .") for part in _BETWEEN.split(text)]
    return [named for name in names if name for named in _resolved(name, gazetteer)]


def _resolved(name: str, gazetteer: Gazetteer) -> list[Named]:
    if codes := _codes(gazetteer.find(name)):
        return [Named(name, codes, found=True)]
    for one in _TWO_NAMES.split(name)[:2]:
        if one != name and (codes := _codes(gazetteer.find(one))):
            return [Named(name, codes, found=True)]
    several = [part for part in _AND.split(name) if part]
    if len(several) > 1:
        return [named for part in several for named in _resolved(part, gazetteer)]
    return [Named(name, _codes(gazetteer.search(name, limit=_SUGGESTED))[:_SUGGESTED], found=False)]


def _codes(places: Iterable[Place]) -> tuple[str, ...]:
    """Return the codes of today; Oslo is one place, though it is both a municipality and a county."""
    codes = list(dict.fromkeys(code for place in places for code in place.codes_today))
    return tuple(code for code in codes if code != oslo.COUNTY or oslo.MUNICIPALITY not in codes)
