"""The tables of the pages, and what follows from them alone: kept once for each version of the data.

Filtering happens outside, but for the tables of units, of which those of the last selections are kept.
"""

import json
from collections.abc import Hashable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import participation
from analysis.comparing import layers, rates
from analysis.comparing.layers import Units
from analysis.geography import crosswalk as borders
from analysis.geography import years
from analysis.geography.lookup import Gazetteer
from analysis.participation import Rows, Selection
from analysis.registers import profiles, twin_towns
from analysis.standing import coverage, disagreements, evidence, status
from analysis.store import catalogue, map_files, versions
from analysis.store.tables import read_reference, read_table
from pages._shared.data import data_in_use, geometry_url
from pages._shared.data.data_in_use import per_version

STATIC = Path(__file__).resolve().parents[3] / "static"
FIRST_PROGRAMMES = ("horizon_2020", "fp7")


@per_version
def table(name: str) -> pd.DataFrame:
    """Return a built table; shared by all sessions, so nobody writes to it."""
    return read_table(name, data_in_use.folder())


def tables(*names: str) -> dict[str, pd.DataFrame]:
    """Return several built tables by name."""
    return {name: table(name) for name in names}


def of_today(name: str, municipality_code: str) -> Mapping[Hashable, Any]:
    """Return the one row of a municipality of today in a table with geography_year."""
    rows = table(name)
    here = (rows["geography_year"] == years.TODAY) & (rows["municipality_code"] == municipality_code)
    return rows[here].to_dict("records")[0]


@per_version
def facts() -> Rows:
    """Return every row that counts as participation where it is counted; see analysis.participation.facts and hold."""
    all_facts = participation.facts(
        table("participations"), table("grant_partners"), table("grant_projects"), table("exchange_rates"),
        catalogue.yields(register()), table("project_grants"),
    )  # fmt: skip
    return participation.remembered(participation.hold(all_facts))


@per_version
def no_facts() -> pd.DataFrame:
    """Return facts without a row, as those of a reader who has none of their own."""
    nothing = [table(name).head(0) for name in ("participations", "grant_partners", "grant_projects")]
    return participation.facts(nothing[0], nothing[1], nothing[2], table("exchange_rates"))


@per_version
def facts_of(programme_id: str) -> Rows:
    """Return the facts of one programme."""
    return participation.of_programmes(facts(), [programme_id])


@partial(per_version, most=400)
def by_unit(selection: Selection, level: str, vintage: int, currency: str, population_year: int) -> pd.DataFrame:
    """Return analysis.comparing.layers.participation of a selection; shared by all sessions, so nobody writes to it."""
    rows = participation.choose(facts(), selection).rows
    return layers.participation(
        rows, units_of(level, vintage), lambda year, of: crosswalk(year, vintage, of, level),
        currency=currency, population=rates.population_of(table("population"), level, vintage, population_year),
    )  # fmt: skip


@per_version
def participations() -> Rows:
    """Return the table of participations where the facts are, for participation.project_list."""
    return participation.beside(facts(), table("participations"))


@per_version
def programme_names(language: str) -> Mapping[str, str]:
    """Return every programme's name by id in a language, the short one where there is one."""
    full = "programme_name_en" if language == "en" else "programme_name"
    register = table("programmes").set_index("programme_id")[full].to_dict()
    short = read_reference("programme_ids").set_index("programme_id")[f"short_name_{language}"]
    return register | short[short != ""].to_dict()


@per_version
def crosswalk(from_year: int, to_year: int, from_level: str, to_level: str) -> pd.DataFrame:
    """Return how the units of one year lie in those of another; see analysis.geography.crosswalk."""
    tables = {name: table(name) for name in ("municipalities", "municipality_changes", "population")}
    return borders.crosswalk(tables, from_year=from_year, to_year=to_year, from_level=from_level, to_level=to_level)


@per_version
def compared_programmes() -> tuple[str, ...]:
    """Return the programmes of which a source tells by municipality, so that a unit without rows has zero of them.

    Those that come with the project first, then the others in the register's order.
    """
    told = set(participation.values(participation.in_municipalities(facts()), "programme_id"))
    covered = {
        part.programme_id for source in sources().values() for part in source.coverage if "municipality" in part.levels
    }
    known = [name for name in (*FIRST_PROGRAMMES, *table("programmes")["programme_id"]) if name in told & covered]
    return tuple(dict.fromkeys(known))


@per_version
def statuses(level: str) -> pd.DataFrame:
    """Return the programme status of every unit of today; see analysis.standing.status."""
    codes = geometry(level, years.TODAY)["codes"]
    found = evidence.evidence(
        facts(),
        tables("figures", "partnerships", "student_exchange"),
        level,
        lambda year, of: crosswalk(year, years.TODAY, of, level),
    )
    return status.statuses(table("programmes"), sources(), found, level=level, area_codes=codes)


@per_version
def former_units(level: str, code: str) -> Sequence[profiles.Former]:
    """Return every earlier unit that lies in a unit of today; see analysis.registers.profiles.former_units."""
    every = table("municipalities" if level == "municipality" else "counties")
    return profiles.former_units(every, level, code, lambda year, of: crosswalk(year, years.TODAY, of, level))


@per_version
def gazetteer() -> Gazetteer:
    """Return the register of place names, old, Sámi and Kven names included."""
    return Gazetteer(
        table("municipalities"), table("counties"), table("municipality_changes"), read_reference("place_names")
    )


@per_version
def shapes(level: str, vintage: int, detail: str = "country") -> Mapping[str, Any]:
    """Return a map as the browser fetches it, "country" or the finer "near"; see analysis.geography.paths."""
    content: Mapping[str, Any] = json.loads(
        map_files.of(level, vintage, data_in_use.folder())[detail].read_text(encoding="utf-8")
    )
    return content


@per_version
def geometry(level: str, vintage: int) -> dict[str, Any]:
    """Return a map's units in the order of its geometry: keys codes, names, parents, url, near_url."""
    files = map_files.of(level, vintage, data_in_use.folder())
    content = shapes(level, vintage)
    return {
        "codes": content["codes"],
        "names": content["names"],
        "parents": content["parents"],
        "url": geometry_url.url(files["country"]),
        "near_url": geometry_url.url(files["near"]),
    }


@per_version
def units_of(level: str, vintage: int) -> Units:
    """Return the units of a map in the order of its geometry."""
    of_map = geometry(level, vintage)
    return Units(level, vintage, of_map["codes"], dict(zip(of_map["codes"], of_map["names"], strict=True)))


@per_version
def projects() -> pd.DataFrame:
    """Return what is known of each project; see analysis.participation.projects."""
    return participation.projects(table("participations"), table("grant_projects"))


@per_version
def europe() -> dict[str, Any]:
    """Return the countries of the partner map in the order of its geometry: keys codes, url."""
    (path,) = (STATIC / "europe").glob("europe-*.json")
    codes = json.loads(path.read_text(encoding="utf-8"))["codes"]
    return {"codes": codes, "url": f"app/static/europe/{path.name}"}


@per_version
def twin_town_pairs() -> pd.DataFrame:
    """Return every twin town once; see analysis.registers.twin_towns.pairs."""
    codes = twin_towns.country_codes(read_reference("countries"))
    return twin_towns.pairs(table("partnerships"), codes, read_reference("town_names"))


@per_version
def known_by_name() -> pd.DataFrame:
    """Return the partnerships that are no twin towns; see analysis.registers.twin_towns.known_by_name."""
    return twin_towns.known_by_name(table("partnerships"), twin_towns.country_codes(read_reference("countries")))


@per_version
def register() -> Mapping[str, catalogue.Source]:
    """Return all entries of the register of sources by id, loaded or not, with what a refresh says of them."""
    return catalogue.updated(catalogue.read_register(), versions.loaded(data_in_use.folder()))


@per_version
def sources() -> Mapping[str, catalogue.Source]:
    """Return the sources that are loaded, by id."""
    return catalogue.loaded(register())


@per_version
def coverage_matrix() -> pd.DataFrame:
    """Return which source can tell of which programme at which level; see analysis.standing.coverage."""
    partnerships = [table("partnerships"), table("memberships")]
    named = coverage.named_rows(table("figures"), partnerships, table("student_exchange"), facts())
    return coverage.matrix(table("programmes"), register(), named)


@per_version
def compared() -> pd.DataFrame:
    """Return all that sources say of the same thing, side by side; see analysis.standing.disagreements."""
    of_figures = disagreements.of_figures(table("figures"), table("programmes"), facts(), table("counties"))
    of_lists = disagreements.counts(table("participations"), catalogue.yields(register()))
    return pd.concat([part for part in (of_lists, of_figures) if len(part)] or [of_figures], ignore_index=True)


@per_version
def reconciliation() -> list[dict[str, Any]]:
    """Return the account of every file: rows and cents in, out and left out by reason."""
    content: list[dict[str, Any]] = json.loads(
        (data_in_use.folder() / "reconciliation.json").read_text(encoding="utf-8")
    )
    return content
