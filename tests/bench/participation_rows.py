"""How long pages wait for what they ask of participation rows: `python -m tests.bench.participation_rows`.

Rows are made by DuckDB from the real ones (as many copies as asked for, with projects of their own and, for every
fiftieth of the copies, organisations of their own) and are written to Parquet in a folder that goes away again. All
that the pages ask is asked three times; printed are the medians by engine and number of rows, in
seconds waited and in seconds that all processors worked: on a busy machine only the latter can be relied on.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

import pandas as pd

from analysis import participation
from analysis.comparing import layers
from analysis.geography import crosswalk, years
from analysis.participation import Rows, Selection
from analysis.participation.engines import holding
from analysis.participation.engines.duck import Duck
from analysis.store import catalogue
from analysis.store.tables import read_table

TIMES = 3
LIMIT_S = 1.0
MOST = 10_000_000
_ORGANISATIONS_OF_THEIR_OWN = 50
_PROGRAMMES = ("horizon_2020", "fp7", "eea_grants_2009_2014")
_NARROW = Selection(_PROGRAMMES, 2015, 2020, participation.UNIVERSITIES_AND_INSTITUTES, ("974767880",))
_COUNTY, _MUNICIPALITY, _DIVIDED = "50", "5001", "1508"
Question = Callable[[Rows], object]


def real_facts() -> pd.DataFrame:
    """Return the facts as the dashboard counts them."""
    names = ("participations", "grant_partners", "grant_projects", "exchange_rates")
    yields = catalogue.yields(catalogue.read_register())
    return participation.facts(*map(read_table, names), yields, read_table("project_grants"))


def write(facts: pd.DataFrame, copies: int, path: Path) -> None:
    """Write so many copies of the facts, told apart by their ids, in no order that helps an engine."""
    import duckdb

    with duckdb.connect() as database:
        database.register("facts", facts.astype(dict.fromkeys(facts.select_dtypes("string"), "object")))
        database.execute(f"""
            COPY (
                SELECT source_id, programme_id, project_id || '-' || copy AS project_id,
                    participation_id || '-' || copy AS participation_id,
                    organisation_id || nullif('-' || copy % {_ORGANISATIONS_OF_THEIR_OWN}, '-0') AS organisation_id,
                    organisation_name, organisation_kind, municipality_code, county_code, geography_year, year,
                    EUR + copy AS EUR, NOK + 9 * copy AS NOK
                FROM facts, range({copies}) AS copies(copy)
                ORDER BY hash(project_id, copy)
            ) TO '{path}' (FORMAT parquet)
        """)


@cache
def _walk(vintage: int, to_level: str, from_year: int, from_level: str) -> pd.DataFrame:
    tables = {name: read_table(name) for name in ("municipalities", "municipality_changes", "population")}
    return crosswalk.crosswalk(tables, from_year=from_year, to_year=vintage, from_level=from_level, to_level=to_level)


def _to(level: str, vintage: int = years.TODAY) -> participation.CrosswalkFrom:
    return partial(_walk, vintage, level)


def _placed(level: str, vintage: int = years.TODAY) -> Question:
    return lambda rows: participation.by_place(rows, level, _to(level, vintage))


def _narrow(then: Question) -> Question:
    return lambda rows: then(participation.choose(rows, _NARROW).rows)


def _here(level: str, code: str, then: Question) -> Question:
    return lambda rows: then(participation.in_place(rows, level, _to(level), code))


def _years_and_kinds(here: Rows) -> object:
    return participation.count_in_place(here, ["year", "organisation_kind"])


def _per_head(rows: Rows) -> object:
    counties = sorted(set(_walk(years.TODAY, "county", years.TODAY, "county")["to_code"]))
    map_units = layers.Units("county", years.TODAY, counties, dict(zip(counties, counties, strict=True)))
    people = pd.DataFrame({"area_code": counties, "population": 100_000})
    return layers.participation(rows, map_units, _to("county"), currency="EUR", population=people)


QUESTIONS: dict[str, Question] = {
    "programmes and sources": lambda rows: participation.distinct(rows, ["programme_id", "source_id"]),
    "years to choose from": participation.years,
    "all in one line (summary)": participation.summary,
    "what the filters hide": lambda rows: participation.choose(rows, _NARROW),
    "rows that no map can show": lambda rows: participation.unplaced(rows, "municipality"),
    "totals": participation.totals,
    "totals of one programme": lambda rows: participation.totals(participation.of_programmes(rows, ["horizon_2020"])),
    "municipalities taking part": participation.municipalities_in,
    "by year": participation.by_year,
    "40 largest organisations": lambda rows: participation.largest_organisations(rows, 40),
    "counties of today": _placed("county"),
    "counties of 2018": _placed("county", 2018),
    "municipalities of today": _placed("municipality"),
    "municipalities of 2018": _placed("municipality", 2018),
    "counties, with filters": _narrow(_placed("county")),
    "municipalities, with filters": _narrow(_placed("municipality")),
    "map of counties per inhabitant": _per_head,
    "years of municipalities": lambda rows: participation.years_by_place(rows, "municipality", _to("municipality")),
    "councils by municipality": lambda rows: _placed("municipality")(participation.of_councils(rows, "municipality")),
    "a county: years and kinds": _here("county", _COUNTY, _years_and_kinds),
    "a county: 15 largest": _here("county", _COUNTY, partial(participation.largest_organisations, number=15)),
    "a municipality: years and kinds": _here("municipality", _MUNICIPALITY, _years_and_kinds),
    "a divided one: years": _here("municipality", _DIVIDED, partial(participation.count_in_place, by="year")),
    "a divided one: each project": _here("municipality", _DIVIDED, partial(participation.count, by="project_id")),
}  # fmt: skip
"""What pages ask, by name. Lists of projects and members of networks are as long as the rows are many; see README."""


def seconds(rows: Rows) -> pd.DataFrame:
    """Return the median seconds of each question: `waited`, and `worked`, those of all processors together."""
    found = {name: [_once(ask, rows) for _ in range(TIMES)] for name, ask in QUESTIONS.items()}
    medians = {
        name: [statistics.median(column) for column in zip(*times, strict=True)] for name, times in found.items()
    }
    return pd.DataFrame.from_dict(medians, orient="index", columns=["waited", "worked"])


def _once(ask: Question, rows: Rows) -> tuple[float, float]:
    clock, worked = time.perf_counter(), time.process_time()
    ask(rows)
    return time.perf_counter() - clock, time.process_time() - worked


def main(sizes: Sequence[int], most: int) -> None:
    """Print the medians of both engines at the sizes, and of DuckDB with most rows."""
    facts, columns = real_facts(), {}
    with tempfile.TemporaryDirectory() as folder:
        for number in (*(len(facts) * size for size in sizes), most):
            path = Path(folder) / f"{number}.parquet"
            write(facts, -(-number // len(facts)), path)
            rows = pd.read_parquet(path).astype(facts.dtypes.to_dict()).head(number)
            began = time.perf_counter()
            stored = holding.store(rows, Duck())
            print(f"{len(rows):,} rows are in DuckDB after {time.perf_counter() - began:.1f} s", flush=True)
            if number != most:
                columns[f"pandas {number:,}"] = seconds(rows)
            del rows
            columns[f"duckdb {number:,}"] = seconds(stored)
    for kind in ("waited", "worked"):
        table = pd.DataFrame({name: found[kind] for name, found in columns.items()})
        table.loc["sum"] = table.sum()
        print(f"\nSeconds {kind}:\n{table.to_string(float_format=lambda value: f'{value:.3f}')}")
    last = columns[f"duckdb {most:,}"]["waited"]
    print(f"With {most:,} rows {(last < LIMIT_S).sum()} of {len(last)} questions take less than {LIMIT_S:.0f} s.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 5, 10, 20, 100], help="times the rows of today")
    parser.add_argument("--rows", type=int, default=MOST, help="rows for DuckDB alone")
    asked = parser.parse_args()
    main(asked.sizes, asked.rows)
