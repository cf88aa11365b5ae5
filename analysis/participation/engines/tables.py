"""Rows in an engine, counted there: each question is an expression of Ibis, the same for DuckDB and for Spark.

Projects and organisations are counted by whole numbers that stand for their ids, and a project that is in one row
alone (`single`) is not held against the others: each of the two halves the time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import and_, or_
from typing import Any

import pandas as pd

from analysis.participation.engines.conditions import Among, Condition, Every, Known, Not, Some, Within
from analysis.participation.engines.engine import Summary
from analysis.participation.engines.frames import DETAILS, LISTED
from analysis.participation.engines.stored import Stored
from analysis.participation.measures import ADDED, COUNTED, CURRENCIES, MEASURES, PLACED

KEYS = {"project_id": "project_key", "organisation_id": "organisation_key"}
_LIKE_ANY = {**PLACED, ADDED: "bool", "part": "int32", "row": "int64", **dict.fromkeys(MEASURES, "Int64")}


class Tables:
    """See engine.Engine; the rows are expressions."""

    def has(self, rows: Stored, column: str) -> bool:
        """Return whether the rows have a column."""
        return column in rows.expression.columns

    def kept(self, rows: Stored, condition: Condition) -> Stored:
        """Return the rows for which a condition holds."""
        return replace(rows, expression=rows.expression.filter(_holds(rows.expression, condition)))

    def tally(self, rows: Stored, conditions: Mapping[str, Condition]) -> dict[str, int]:
        """Return by name for how many rows each condition holds, all of them in one reading."""
        if not conditions:
            return {}
        table = rows.expression
        # Conditions are numbered, for a name may be that of a column.
        asked = {f"n{at}": table.count(where=_holds(table, one)) for at, one in enumerate(conditions.values())}
        found = rows.reader.read(table.aggregate(**asked)).iloc[0]
        return {name: int(found[at]) for name, at in zip(conditions, asked, strict=True)}

    def summary(self, rows: Stored) -> Summary:
        """Return what is known of all rows together."""
        table = rows.expression
        known = {measure: table[column].count() for measure, column in COUNTED.items()}
        asked = {**_cents(table), **known, "n": table.count(), "first": table.year.min(), "last": table.year.max()}
        found = {name: _whole(value) for name, value in rows.reader.read(table.aggregate(**asked)).iloc[0].items()}
        cents = {currency: found[currency] for currency in CURRENCIES}
        told = [*(name for name in CURRENCIES if cents[name] is not None), *(name for name in COUNTED if found[name])]
        return Summary(found["n"] or 0, found["first"], found["last"], cents, tuple(told))

    def counted(self, rows: Stored, by: Sequence[str]) -> pd.DataFrame:
        """Return MEASURES by group."""
        import ibis

        table = _known(rows.expression, by)
        # Where a row stands once in its group, so does the project of which it is the only row.
        single = table.single if _stands_once(table, by) else ibis.literal(False)
        asked = {**_sums(table), "singles": table.count(where=single)}
        once = table.filter(table.project_key.notnull(), ~single).select(*by, "project_key").distinct()
        found = rows.reader.read(_grouped(table, by).aggregate(**asked))
        others = rows.reader.read(_grouped(once, by).aggregate(others=ibis._.count()))
        both = found.merge(others, on=list(by), how="left", validate="one_to_one") if by else found.join(others)
        counted = both.assign(projects=both["singles"] + both["others"].fillna(0))[[*by, *MEASURES]]
        return _typed(rows, counted).sort_values(list(by), ignore_index=True) if by else _typed(rows, counted)

    def numbered(self, rows: Stored, by: Sequence[str]) -> pd.DataFrame:
        """Return the number of rows by group."""
        return _by_group(rows, by, lambda table: {"rows": table.count()}).astype({"rows": "Int64"})

    def spans(self, rows: Stored, by: str) -> pd.DataFrame:
        """Return the years by group."""
        found = _by_group(rows, [by], lambda table: {"first_year": table.year.min(), "last_year": table.year.max()})
        return found.astype(dict.fromkeys(("first_year", "last_year"), rows.dtypes["year"]))

    def distinct(self, rows: Stored, columns: Sequence[str]) -> pd.DataFrame:
        """Return the different values of these columns together."""
        return _typed(rows, rows.reader.read(rows.expression.select(*columns).distinct()))

    def organisations(self, rows: Stored, most: int | None) -> pd.DataFrame:
        """Return the organisations, or those with the most; projects and names are read of these alone."""
        import ibis

        table = rows.expression.filter(rows.expression.organisation_id.notnull())
        # Grouping by the id as well would compare text.
        sums = {name: value for name, value in _sums(table).items() if name != "organisations"}
        found = table.group_by("organisation_key").aggregate(organisation_id=table.organisation_id.arbitrary(), **sums)
        if most is not None:
            order = [ibis.desc(name, nulls_first=False) for name in ("EUR", "participations")]
            found = found.order_by([*order, "organisation_id"]).limit(most)
        counted = rows.reader.read(found)
        if most is None:
            counted = counted.sort_values("organisation_id", ignore_index=True)
        else:
            keys = [int(key) for key in counted["organisation_key"]]
            table = table.filter(_holds(table, Among("organisation_key", keys)))
        first = {name: table[name].argmin(table.row, where=table[name].notnull()) for name in _ABOUT}
        about = table.group_by("organisation_key").aggregate(projects=table.project_key.nunique(), **first)
        both = counted.merge(rows.reader.read(about), on="organisation_key", validate="one_to_one")
        return _typed(rows, both.assign(organisations=1)[["organisation_id", *MEASURES, *_ABOUT]])

    def vintages(self, rows: Stored) -> list[int]:
        """Return the years whose borders the rows may be on."""
        return sorted(int(year) for year in rows.places["geography_year"].dropna().unique())

    def placed(self, rows: Stored, walk: pd.DataFrame, columns: Sequence[str]) -> Stored:
        """Return each row once for every line of the walk with its borders and its code."""
        import ibis

        code = rows.places[columns[0]]
        for column in columns[1:]:
            code = code.fillna(rows.places[column])
        known = rows.places[["place", "geography_year"]].assign(from_code=code).dropna()
        typed = walk.astype({"geography_year": known["geography_year"].dtype, "from_code": known["from_code"].dtype})
        lines = known.merge(typed, on=["geography_year", "from_code"], validate="many_to_many")
        lines = lines.drop(columns="geography_year")
        table = rows.expression
        bare = table.drop(*(name for name in PLACED if name in table.columns))
        types = {str(name): _IN_A_WALK.get(str(name), "string") for name in lines}
        return replace(rows, expression=bare.inner_join(ibis.memtable(lines, schema=types), "place"))

    def unplaced(self, rows: Stored, condition: Condition) -> Stored:
        """Return all rows, without their municipality where a condition holds."""
        import ibis

        table, holds = rows.expression, _holds(rows.expression, condition)
        code = ibis.ifelse(holds, ibis.null("string"), table.municipality_code)
        place = ibis.ifelse(holds, -table.place, table.place).cast("int32")
        without = rows.places.assign(place=-rows.places["place"], municipality_code=None)
        return replace(
            rows,
            expression=table.mutate(municipality_code=code, place=place),
            places=pd.concat([rows.places, without.astype(rows.places.dtypes)], ignore_index=True),
        )

    def listed(self, rows: Stored, participations: Stored) -> pd.DataFrame:
        """Return the participations of the rows with their details, which have norwegian_partners among them."""
        import ibis

        own = [name for name in LISTED if name not in (*DETAILS, "norwegian_partners")]
        known = rows.expression.filter(rows.expression.participation_id.notnull())
        listed = known.select(*own).distinct().inner_join(participations.expression, "participation_id")
        order = [ibis.desc("start_date", nulls_first=False), "participation_id"]
        found = rows.reader.read(listed.select(*LISTED).order_by(order))
        types = {**rows.dtypes, **participations.dtypes}
        return found.astype({name: types[name] for name in LISTED})

    def joined(self, rows: Stored, new: pd.DataFrame) -> Stored:
        """Return the rows with new ones behind them; ids that the rows know keep their key."""
        import ibis

        table = rows.expression
        # A row that is added has a place of its own, whether or not others are there.
        place = range(_first_free(rows.places), _first_free(rows.places) + len(new))
        keyed = new.assign(place=place, row=range(_NEW_ROWS, _NEW_ROWS + len(new)), single=False, **{ADDED: True})
        for column, key in KEYS.items():
            keyed[key] = _keys(rows, new[column], column, key)
        shared = [int(key) for key in keyed["project_key"].dropna().unique()]
        both = table.mutate(
            **{ADDED: ibis.literal(False), "single": table.single & _holds(table, Not(Among("project_key", shared)))}
        )
        lines = ibis.memtable(keyed[list(both.columns)], schema=both.schema())
        return replace(
            rows,
            expression=both.union(lines),
            places=pd.concat([rows.places, keyed[list(rows.places.columns)]], ignore_index=True),
        )


PLACE = ("geography_year", "municipality_code", "county_code")
_ABOUT = ("organisation_name", "organisation_kind")
_IN_A_WALK = {"place": "int32", "part": "int32", "weight": "float64"}
_NEW_ROWS = 2**40
"""Number of the first row that a reader adds: behind all others."""


def _holds(table: Any, condition: Condition) -> Any:  # noqa: ANN401 (Ibis has no types)
    import ibis

    match condition:
        case Known(column):
            return table[column].notnull()
        case Among(column, values):
            return table[column].isin(list(values)) if values else ibis.literal(False)
        case Within(column, first, last):
            return table[column].between(first, last)
        case Not(inner):
            return ~_holds(table, inner).fill_null(False)  # the only place where unknown is not the same as no
        case Every(conditions):
            return reduce(and_, (_holds(table, inner) for inner in conditions), ibis.literal(True))
        case Some(conditions):
            return reduce(or_, (_holds(table, inner) for inner in conditions), ibis.literal(False))


def _cents(table: Any) -> dict[str, Any]:  # noqa: ANN401
    # DuckDB adds up to 128 bits, which would come back as floating point.
    return {currency: table[currency].sum().cast("int64") for currency in CURRENCIES}


def _sums(table: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        **_cents(table),
        "participations": table.participation_id.count(),
        "organisations": table.organisation_key.nunique(),
    }


def _stands_once(table: Any, by: Sequence[str]) -> bool:  # noqa: ANN401
    """Return whether no group has a row twice, as a row that lies in several places might be."""
    places = {"area_code", "part"} & set(table.columns)
    return places <= set(by)


def _known(table: Any, by: Sequence[str]) -> Any:  # noqa: ANN401
    return table.filter(*(table[name].notnull() for name in by)) if by else table


def _grouped(table: Any, by: Sequence[str]) -> Any:  # noqa: ANN401
    return table.group_by(*by) if by else table


def _by_group(rows: Stored, by: Sequence[str], measured: Any) -> pd.DataFrame:  # noqa: ANN401
    table = rows.expression
    known = _known(table, by)
    found = rows.reader.read(known.group_by(*by).aggregate(**measured(known)))
    return _typed(rows, found).sort_values(list(by), ignore_index=True)


def _typed(rows: Stored, table: pd.DataFrame) -> pd.DataFrame:
    types = {**_LIKE_ANY, **rows.dtypes}
    return table.astype({name: types[name] for name in table if name in types})


def _keys(rows: Stored, ids: pd.Series, column: str, key: str) -> pd.Series:
    """Return the keys of ids: those they have among the rows, and numbers below zero for the others."""
    table = rows.expression
    known = table.filter(table[column].isin(list(ids.dropna().unique()) or [""])).select(column, key).distinct()
    found = rows.reader.read(known).set_index(column)[key]
    others = [name for name in ids.dropna().unique() if name not in found.index]
    return ids.map({**found.to_dict(), **{name: -1 - at for at, name in enumerate(others)}}).astype("Int32")


def _first_free(places: pd.DataFrame) -> int:
    return int(places["place"].abs().max()) + 1 if len(places) else 1


def _whole(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]
