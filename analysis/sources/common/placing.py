"""Give rows of publishers' files a place: by organisation number, post code and city, NUTS region, else the country.

The first way that gives a place counts, and is kept with the row. A position on the map is no evidence: publishers
fill it with the middle of the country where they do not know it.
"""

import re
from collections.abc import Callable, Mapping

import pandas as pd

from analysis.contract.schemas import PLACED_BY
from analysis.geography.years import FIRST_YEAR
from analysis.sources.common import published

PLACE = ["municipality_code", "county_code", "geography_year"]
_NUMBER = re.compile(r"(?:NO)?(\d{9})(?:MVA)?")
_WEIGHTS = (3, 2, 7, 6, 5, 4, 3, 2)
# What publishers write beside a Norwegian city: the country, the post code, the "S" of Kristiansand.
_BESIDE_A_CITY = re.compile(r"\b(NORWAY|NORGE|NOREG|N|NO|S)\b|\d+")
_DIGITS, _NUTS3_LETTERS = 4, 5


def place(rows: pd.DataFrame, made: Mapping[str, pd.DataFrame], *, by_city: bool = False) -> pd.DataFrame:
    """Return where each row lies, as far as it is certain.

    Args:
        rows: as many as there are of organisation_number (nine digits, see organisation_numbers), postal_code (also
            without its leading zeros), city and nuts3, each as published; null or "" where nothing is given.
        made: participations, postal_codes, municipalities and nuts3_counties.
        by_city: also by the name of the city alone, where one municipality has it; before the NUTS region.

    Returns:
        municipality_code, county_code, geography_year (null where not known) and placed_by, with the index of `rows`.
    """
    ways: dict[str, Callable[[], pd.DataFrame]] = {
        "organisation_number": lambda: _by_number(_given(rows, "organisation_number"), made["participations"]),
        "postal_code": lambda: _by_code(_given(rows, "postal_code"), _given(rows, "city"), made),
        "city": lambda: _by_city(_given(rows, "city"), made),
        "nuts3": lambda: _by_nuts3(_given(rows, "nuts3"), made["nuts3_counties"]),
    }
    if not by_city:
        del ways["city"]
    places = pd.DataFrame(index=rows.index, columns=PLACE).astype(
        dict(zip(PLACE, ("str", "str", "Int16"), strict=True))
    )
    placed_by = pd.Series("country", index=rows.index, dtype="str")
    for way, find in ways.items():
        found = find()
        new = placed_by.eq("country") & found["county_code"].notna()
        places = places.mask(new, found)
        placed_by = placed_by.mask(new, way)
    return places.assign(placed_by=placed_by)


def counts(placed_by: pd.Series) -> dict[str, int]:
    """Return how many rows were placed in each way, from the surest on; ways without rows are left out."""
    found = placed_by.value_counts()
    return {way: int(found[way]) for way in PLACED_BY if way in found}


def organisation_numbers(vat_numbers: pd.Series) -> pd.Series:
    """Return the Norwegian organisation number in a VAT number ("NO 974 760 673 MVA"); null where there is none.

    Nine digits are an organisation number where the last one is right (weights 3 2 7 6 5 4 3 2, modulus 11).
    """
    found = {text: _number(text) for text in vat_numbers.dropna().unique()}
    return vat_numbers.map(found).astype("str")


def _number(text: str) -> str | None:
    bare = re.sub(r"[\W_]", "", text.upper())
    found = _NUMBER.fullmatch(bare)
    if not found:
        return None
    digits = [int(digit) for digit in found[1]]
    check = -sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False)) % 11
    return found[1] if check == digits[-1] else None


def postal_codes(text: pd.Series) -> pd.Series:
    """Return post codes with the zeros that they lost ("150", "150.0" -> "0150"); null for anything else.

    A country before the code ("N-7034") is taken off; zeros alone are no code.
    """
    bare = text.str.strip().str.replace(r"^NO?[\s-]*", "", case=False, regex=True).str.replace(r"\.0+$", "", regex=True)
    is_code = bare.str.fullmatch(r"\d{1,4}", na=False) & ~bare.str.fullmatch("0+", na=False)
    return bare.where(is_code).str.zfill(_DIGITS)


def _given(rows: pd.DataFrame, column: str) -> pd.Series:
    if column not in rows:
        return pd.Series(pd.NA, index=rows.index, dtype="str")
    return published.null_if_blank(rows[column].astype("str").str.strip())


def _by_number(numbers: pd.Series, participations: pd.DataFrame) -> pd.DataFrame:
    """Return the place of organisations already known, if the surest of their rows agree on one."""
    known = participations.dropna(subset=["organisation_number", "municipality_code"])
    rank = known["placed_by"].map({way: number for number, way in enumerate(PLACED_BY)})
    surest = known[rank.eq(rank.groupby(known["organisation_number"]).transform("min"))]
    return _looked_up(numbers, _unambiguous(surest, "organisation_number"))


def _by_code(codes: pd.Series, cities: pd.Series, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the municipality of a post code, where the city is one of its postal places or its own name."""
    of_code = _of_register(made["postal_codes"]).set_index("postal_code")
    code, named = postal_codes(codes), _places_by_name(made)
    municipality = code.map(of_code["municipality_code"])
    agrees = (municipality + _city_names(cities)).isin(named["municipality_code"] + named["city"])
    return _looked_up(code.where(agrees), of_code[PLACE])


def _by_city(cities: pd.Series, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    return _looked_up(_city_names(cities), _unambiguous(_places_by_name(made), "city"))


def _of_register(register: pd.DataFrame) -> pd.DataFrame:
    """Return the postal register with counties, whose codes begin those of their municipalities."""
    return register.assign(county_code=register["municipality_code"].str[:2])


def _places_by_name(made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return `city` for comparison and the place it is in: postal places, and municipalities in each language."""
    register, keys = _of_register(made["postal_codes"]), ["geography_year", "municipality_code"]
    municipalities = (
        register[PLACE]
        .drop_duplicates()
        .merge(made["municipalities"][[*keys, "municipality_name"]], on=keys, validate="1:1")
    )
    names = municipalities["municipality_name"].str.replace(r" \(.*\)", "", regex=True).str.split(" - ")
    both = pd.concat(
        [register.rename(columns={"postal_place": "city"}), municipalities.assign(city=names).explode("city")]
    )
    return both.assign(city=_city_names(both["city"]))[["city", *PLACE]].drop_duplicates()


def _by_nuts3(codes: pd.Series, counties: pd.DataFrame) -> pd.DataFrame:
    """Return the county of a NUTS 3 code in the newest version that has the code; never a municipality.

    A code that came back in a later version stands for the same land then. The counties of a version are those of
    its year, the first ones those of the first year that the project knows.
    """
    newest = counties.sort_values("nuts_version").drop_duplicates("nuts3_code", keep="last").set_index("nuts3_code")
    of_code = newest.assign(municipality_code=None, geography_year=newest["nuts_version"].clip(lower=FIRST_YEAR))
    code = codes.str.upper()
    return _looked_up(code.where(code.str.len() == _NUTS3_LETTERS), of_code[PLACE])


def _unambiguous(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    """Return the place of each key that has one place only."""
    places = rows[[key, *PLACE]].drop_duplicates()
    return places.drop_duplicates(key, keep=False).set_index(key)[PLACE]


def _looked_up(keys: pd.Series, places: pd.DataFrame) -> pd.DataFrame:
    return places.reindex(keys).set_axis(keys.index, axis=0)


def _city_names(cities: pd.Series) -> pd.Series:
    """Return cities for comparison; å, ø and æ may be written aa, oe and ae, and letters may be encoded twice."""
    found = {city: _city(city) for city in cities.dropna().unique()}
    return cities.map(found).astype("str")


def _city(text: str) -> str | None:
    name = _BESIDE_A_CITY.sub(" ", published.normalised(published.repaired_text(text)))
    return " ".join(name.split()).replace("AA", "A").replace("OE", "O") or None
