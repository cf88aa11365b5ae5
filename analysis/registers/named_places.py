"""Read the counties and municipalities that a register names in running text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from analysis.geography.lookup import Gazetteer, Place
from analysis.geography.years import OUTSIDE

EVERYWHERE = ("all", "all counties")
VINTAGES = (2024, 2020, 2018, 2017)
_SEPARATORS = re.compile(r"[,;](?![^(]*\))")
_DETAIL = re.compile(r"^(?P<head>[^(]*?)\s*(?:\((?P<inside>[^)]*)\))?$")
_PARTLY = re.compile(r"^(?:parts? of|.*\balso)\s+", re.IGNORECASE)
_REGION = re.compile(r"(?:regionens|s)$")
_NAME = re.compile(r"[A-ZÆØÅÁŠ][\wæøåáčđŋšŧž]*(?:-[\wÆØÅæøå]+)*(?: (?:og|i) [A-ZÆØÅ][\wæøå]+)*")


@dataclass(frozen=True)
class Area:
    """The Norwegian counties of a programme: whole and in part, on the boundaries of a year; what is no county."""

    vintage: int = VINTAGES[0]
    whole: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    everywhere: bool = False

    @property
    def known(self) -> bool:
        """Whether the register says anything about counties."""
        return self.everywhere or bool(self.whole or self.part)


def area(text: str | None, gazetteer: Gazetteer) -> Area:
    """Return the counties that a programme's `norwegian_regions` names, on the latest boundaries with most of them.

    A county that the text narrows down ("parts of ...", or a list in parentheses) is there in part.
    """
    if not text:
        return Area()
    if text in EVERYWHERE:
        return Area(everywhere=True)
    stated = list(_stated(text))
    readings = [_on(stated, vintage, gazetteer) for vintage in VINTAGES]
    return min(readings, key=lambda reading: (len(reading.elsewhere), -reading.vintage))


def _stated(text: str) -> Iterator[tuple[str, str, bool]]:
    """Return name, what stands in parentheses after it, and whether the text says that only a part is meant."""
    partly = False
    for piece in _SEPARATORS.split(text):
        starts_partly = bool(_PARTLY.match(piece.strip()))
        partly = partly or starts_partly
        for name in re.split(r"\s+and\s+(?![^(]*\))", _PARTLY.sub("", piece.strip())):
            match = _DETAIL.match(name.strip())
            if match:
                yield match["head"], match["inside"] or "", partly


def _on(stated: Sequence[tuple[str, str, bool]], vintage: int, gazetteer: Gazetteer) -> Area:
    found: dict[str, bool] = {}
    elsewhere = []
    for head, inside, partly in stated:
        here = _counties(head, vintage, gazetteer)
        around = [] if here else _counties(inside, vintage, gazetteer)
        for place in here or around:
            found[place.code] = bool(partly or inside) or found.get(place.code, False)
        if not here:
            elsewhere.append(f"{head} ({inside})" if inside else head)
    whole = tuple(sorted(code for code, partly in found.items() if not partly))
    return Area(vintage, whole, tuple(sorted(set(found) - set(whole))), tuple(elsewhere))


def _counties(name: str, vintage: int, gazetteer: Gazetteer) -> list[Place]:
    found = gazetteer.find(name, "county", vintage) if name else []
    return [place for place in found if place.code not in OUTSIDE["county"]]


@dataclass(frozen=True)
class Named:
    """Today's counties and municipalities that a text names; a municipality's county is not among the counties."""

    counties: frozenset[str] = field(default=frozenset())
    municipalities: frozenset[str] = field(default=frozenset())

    def __or__(self, other: "Named") -> "Named":
        return Named(self.counties | other.counties, self.municipalities | other.municipalities)

    def reaches(self, level: str, code: str) -> bool:
        """Whether the text names the unit, the county it lies in, or a municipality that lies in it."""
        counties = self.counties | {place[:2] for place in self.municipalities}
        if level == "county":
            return code in counties
        return code in self.municipalities or code[:2] in self.counties


def named(text: str | None, gazetteer: Gazetteer) -> Named:
    """Return the places named in a text, old names carried to today's units.

    Only names that one place has count; where a name in parentheses follows, it says which place is meant:
    "Bø (Midt-Telemark)".
    """
    counties: set[str] = set()
    municipalities: set[str] = set()
    for name in _names(text or ""):
        found = gazetteer.find(name, "county") or gazetteer.find(name, "municipality")
        if len(found) == 1:
            (counties if found[0].level == "county" else municipalities).update(found[0].codes_today)
    return Named(frozenset(counties), frozenset(municipalities))


def named_in_title(name: str, gazetteer: Gazetteer) -> Named:
    """Return the place after which an office is called: "Osloregionens Europakontor", "Trøndelags Europakontor"."""
    return named("; ".join(_REGION.sub("", word) for word in name.split()), gazetteer)


def _names(text: str) -> Iterator[str]:
    for piece in re.split(r"[;,:]", text):
        match = _DETAIL.match(piece.strip())
        inside = _NAME.findall(match["inside"] or "") if match else []
        yield from (name for name in inside or _NAME.findall(piece) if not name.isupper())
