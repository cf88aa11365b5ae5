"""Give rows of publishers' files a place: by the same organisation elsewhere, post code and city, city or NUTS region.

The first way that gives a place counts, and is kept with the row. A row's post code and its NUTS region have a veto:
neither the name of a city nor what is known of the organisation moves a row to a county that they speak against. A
position on the map is no evidence: publishers fill it with the middle of the country where they do not know it.
"""

from collections.abc import Mapping

import pandas as pd

from analysis.contract.schemas import PLACED_BY
from analysis.geography.today import Today
from analysis.geography.years import FIRST_YEAR, TODAY
from analysis.sources.common import published
from analysis.sources.common.place_names import PlaceNames, comparable

PLACE = ["municipality_code", "county_code", "geography_year"]
_DIGITS, _NUTS3_LETTERS = 4, 5
_Counties = list[frozenset[str]]


def place(rows: pd.DataFrame, made: Mapping[str, pd.DataFrame], *, by_city: bool = False) -> pd.DataFrame:
    """Return where each row lies, as far as it is certain.

    Args:
        rows: as many as there are of organisation_id (as participations have it), postal_code (also without its
            leading zeros), city and nuts3, each as published; null or "" where nothing is given.
        made: participations, postal_codes, municipalities, municipality_changes and nuts3_counties.
        by_city: also by the name of the city alone, where one municipality has it.

    Returns:
        municipality_code, county_code, geography_year (null where not known) and placed_by, with the index of `rows`.
    """
    said = _Said(rows, made)
    ways = [
        ("organisation", said.by_organisation(_given(rows, "organisation_id"), made["participations"])),
        ("postal_code", said.by_code_and_city()),
        *([("city", said.by_city())] if by_city else []),
        ("postal_code", said.by_code_alone()),
        ("nuts3", said.regions),
    ]
    places = pd.DataFrame(index=rows.index, columns=PLACE).astype(
        dict(zip(PLACE, ("str", "str", "Int16"), strict=True))
    )
    placed_by = pd.Series("country", index=rows.index, dtype="str")
    for way, found in ways:
        new = placed_by.eq("country") & found["county_code"].notna()
        places = places.mask(new, found)
        placed_by = placed_by.mask(new, way)
    return places.assign(placed_by=placed_by)


def counts(placed_by: pd.Series) -> dict[str, int]:
    """Return how many rows were placed in each way, from the surest on; ways without rows are left out."""
    found = placed_by.value_counts()
    return {way: int(found[way]) for way in PLACED_BY if way in found}


def postal_codes(text: pd.Series) -> pd.Series:
    """Return post codes with the zeros that they lost ("150", "150.0" -> "0150"); null for anything else.

    A country before the code ("N-7034") is taken off; zeros alone are no code.
    """
    bare = _bare_codes(text)
    is_code = bare.str.fullmatch(r"\d{1,4}", na=False) & ~bare.str.fullmatch("0+", na=False)
    return bare.where(is_code).str.zfill(_DIGITS)


class _Said:
    """What each row's own post code, city and NUTS region say of its place."""

    def __init__(self, rows: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> None:
        self._today, self._names = Today(made), PlaceNames(made)
        written = _given(rows, "postal_code")
        self._register = _of_register(made["postal_codes"])
        self._code = postal_codes(written)
        self._is_whole = _bare_codes(written).str.len().eq(_DIGITS)
        self._by_code = self._code.map(self._register["municipality_code"])
        cities = _given(rows, "city")
        self._city = cities.map({city: comparable(city) for city in cities.dropna().unique()}).astype("str")
        self.regions = _by_nuts3(_given(rows, "nuts3"), made["nuts3_counties"])
        self._code_says = [frozenset([code[:2]]) if pd.notna(code) else frozenset() for code in self._by_code]
        self._region_says = self._counties(self.regions)

    def by_code_and_city(self) -> pd.DataFrame:
        """Return the municipality of the post code where the city may lie in it."""
        return _looked_up(self._code.where(self._agrees()), self._register)

    def by_organisation(self, ids: pd.Series, participations: pd.DataFrame) -> pd.DataFrame:
        """Return where the organisation is known to lie.

        Not where post code and region, as many as there are, both say another county, and not in a municipality that
        was divided since, if the post code tells in which part.
        """
        known = participations.dropna(subset=["organisation_id", "municipality_code"])
        rank = known["placed_by"].map({way: number for number, way in enumerate(PLACED_BY)})
        surest = known[rank.eq(rank.groupby(known["organisation_id"]).transform("min"))]
        found = _looked_up(ids, _unambiguous(surest, "organisation_id"))
        triples = zip(self._counties(found), self._code_says, self._region_says, strict=True)
        fits = [not own or not (code | region) or bool(own & (code | region)) for own, code, region in triples]
        divided = self._is_divided(found) & self._agrees()
        return found.where(pd.Series(fits, index=ids.index, dtype=bool) & ~divided)

    def by_city(self) -> pd.DataFrame:
        """Return the one municipality that the city lies in, unless post code or region speaks against it."""
        codes = {city: self._names.find(city) for city in self._city.dropna().unique()}
        code = self._city.map(codes).astype("str")
        found = pd.DataFrame({"municipality_code": code, "county_code": code.str[:2], "geography_year": TODAY})
        triples = zip(code.str[:2].fillna(""), self._code_says, self._region_says, strict=True)
        fits = [all(not says or county in says for says in (by_code, region)) for county, by_code, region in triples]
        return found.where(code.notna() & pd.Series(fits, index=code.index, dtype=bool))

    def by_code_alone(self) -> pd.DataFrame:
        """Return the municipality of a post code whose city is misspelt, or whose county the region confirms.

        Without the region, a post code that may have lost digits counts for nothing.
        """
        known = {city: self._names.known(city) for city in self._city.dropna().unique()}
        misspelt = self._city.notna() & ~self._city.map(known).eq(True) & self._is_whole
        pairs = list(zip(self._code_says, self._region_says, strict=True))
        silent = pd.Series([not region for _, region in pairs], index=self._code.index, dtype=bool)
        confirmed = pd.Series([bool(code & region) for code, region in pairs], index=self._code.index, dtype=bool)
        return _looked_up(self._code.where((misspelt & silent) | confirmed), self._register)

    def _agrees(self) -> "pd.Series[bool]":
        pairs = pd.DataFrame({"city": self._city, "code": self._by_code})
        known = {
            (city, code): self._names.agrees(city, code)
            for city, code in pairs.dropna().drop_duplicates().itertuples(index=False)
        }
        agrees = [known.get(pair, False) for pair in pairs.itertuples(index=False, name=None)]
        return pd.Series(agrees, index=pairs.index, dtype=bool)

    def _is_divided(self, places: pd.DataFrame) -> "pd.Series[bool]":
        pairs = places[["municipality_code", "geography_year"]].dropna()
        parts = [len(self._today.municipalities(str(code), int(year))) for code, year in pairs.itertuples(index=False)]
        return pd.Series(parts, index=pairs.index, dtype="int64").gt(1).reindex(places.index, fill_value=False)

    def _counties(self, places: pd.DataFrame) -> _Counties:
        """Return today's counties that each place lies in."""
        columns = [places[name].astype("object").where(places[name].notna(), None) for name in PLACE]
        keys = [(county, year, code) for code, county, year in zip(*columns, strict=True)]
        known = {key: self._today.counties(*key) for key in set(keys) if key[0] is not None}
        return [known.get(key, frozenset()) for key in keys]


def _bare_codes(text: pd.Series) -> pd.Series:
    return text.str.strip().str.replace(r"^NO?[\s-]*", "", case=False, regex=True).str.replace(r"\.0+$", "", regex=True)


def _given(rows: pd.DataFrame, column: str) -> pd.Series:
    if column not in rows:
        return pd.Series(pd.NA, index=rows.index, dtype="str")
    return published.null_if_blank(rows[column].astype("str").str.strip())


def _of_register(register: pd.DataFrame) -> pd.DataFrame:
    """Return PLACE by post code; the codes of counties begin those of their municipalities."""
    rows = register.assign(county_code=register["municipality_code"].str[:2])
    return rows.set_index("postal_code")[PLACE]


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
