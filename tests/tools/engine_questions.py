"""What pages ask of participation rows, and made-up rows with every trap, for tests that hold engines side by side."""

import random
from dataclasses import dataclass

import pandas as pd

from analysis import participation
from analysis.participation import Among, Known, Not, Selection, Within

TYPES = {
    **dict.fromkeys(
        (
            "source_id", "programme_id", "project_id", "participation_id", "organisation_id", "organisation_name",
            "organisation_kind", "municipality_code", "county_code",
        ),
        "string",
    ),
    "geography_year": "Int16", "year": "Int16", "EUR": "Int64", "NOK": "Int64",
}  # fmt: skip
_SOURCE_OF = {"horizon_2020": "forskningsradet", "fp7": "cordis_fp7", "eea_grants_2009_2014": "eea_grants"}
_KINDS = ("municipality", "county_council", "university", "institute", "company", None)
_NAMES = ("Ålesund vekst", "Øy AS", "ærlig", "Æra", "Zeta", "alfa", "Alfa", None)
_PLACES = ("0301", "1507", "1850", "5001", "5037", "2100", None)


@dataclass(frozen=True)
class MadeUp:
    """Facts, and the participations that they come from."""

    rows: pd.DataFrame
    participations: pd.DataFrame


def made_up(seed: int, number: int = 120) -> MadeUp:
    """Return so many rows: divided units, counties alone, rows without place, year, amount, project or name."""
    draw = random.Random(seed)
    given = [_row(draw, at) for at in range(number)]
    rows = pd.DataFrame(given, columns=list(TYPES)).astype(TYPES)
    known = rows[rows["participation_id"].notna()]
    dates = pd.Series([pd.Timestamp(2014 + at % 7, 1, 1) if at % 5 else pd.NaT for at in range(len(known))])
    details = known[["participation_id", "programme_id", "project_id"]].assign(
        project_acronym=known["project_id"], project_title="Én tittel", role="participant", project_url=None,
        start_date=dates.astype("datetime64[ns]").to_numpy(), end_date=pd.NaT,
    )  # fmt: skip
    return MadeUp(rows, details.astype({"project_url": "string", "end_date": "datetime64[ns]"}))


def _row(draw: random.Random, at: int) -> dict[str, object]:
    programme = draw.choice(list(_SOURCE_OF))
    place = draw.choice(_PLACES)
    organisation = draw.choice((None, *(f"o{number}" for number in range(12))))
    amount = draw.choice((None, 0, draw.randrange(10**9)))
    return {
        "source_id": _SOURCE_OF[programme], "programme_id": programme,
        "project_id": draw.choice((None, *(f"p{number}" for number in range(25)))),
        "participation_id": None if programme == "eea_grants_2009_2014" else f"t{at}",
        "organisation_id": organisation, "organisation_name": organisation and draw.choice(_NAMES),
        "organisation_kind": organisation and draw.choice(_KINDS),
        "municipality_code": place, "county_code": place[:2] if place else draw.choice((None, "15", "03", "50")),
        "geography_year": draw.choice((2013, 2019, 2019, 2024, None)),
        "year": draw.choice((None, *range(2014, 2021))), "EUR": amount, "NOK": amount and amount * 9,
    }  # fmt: skip


def walk(year, level):
    """Lead to units of a made-up today: 1507 and 15 are divided, all others stay."""
    lines = [(code, code, 1.0, "value") for code in ("0301", "1850", "5001", "5037", "2100", "03", "50", "18", "21")]
    shares = (0.7, 0.3) if year < 2019 else (0.6, 0.4)
    lines += [("1507", to, share, "estimated") for to, share in zip(("1508", "1580"), shares, strict=True)]
    lines += [("15", to, share, "estimated") for to, share in zip(("15", "50"), shares, strict=True)]
    table = pd.DataFrame(lines, columns=["from_code", "to_code", "weight", "status"])
    return table[table["from_code"].str.len() == (4 if level == "municipality" else 2)]


def to_counties(year, level):
    """Lead to counties, municipalities by their first two figures."""
    return (
        walk(year, level)
        .assign(to_code=lambda table: table["to_code"].str[:2])
        .drop_duplicates(["from_code", "to_code"])
    )


TO = {"municipality": walk, "county": to_counties}
LEVELS = tuple(TO)
NARROW = Selection(tuple(_SOURCE_OF), 2015, 2019, ("university", "institute"), ("o3",))


def _chosen(rows):
    return participation.choose(rows, NARROW)


def _of_place(code, level="municipality"):
    return lambda rows: participation.in_place(rows, level, TO[level], code)


_HERE = {"1508": _of_place("1508"), "5001": _of_place("5001"), "county 15": _of_place("15", "county")}
QUESTIONS = {
    "hidden": lambda rows, _: dict(_chosen(rows).hidden),
    "totals": lambda rows, _: participation.totals(rows),
    "totals of a selection": lambda rows, _: participation.totals(_chosen(rows).rows),
    "known": lambda rows, _: participation.known_measures(rows),
    "summary": lambda rows, _: participation.summary(rows),
    "by year": lambda rows, _: participation.by_year(rows),
    "by organisation": lambda rows, _: participation.by_organisation(rows),
    "largest": lambda rows, _: participation.largest_organisations(rows, 5),
    "names": lambda rows, _: participation.organisation_names(rows),
    "municipalities": lambda rows, _: participation.municipalities_in(rows),
    "sources": lambda rows, _: participation.sources(rows),
    "years": lambda rows, _: participation.years(_chosen(rows).rows),
    "numbers": lambda rows, _: participation.numbers(rows, ["programme_id", "source_id"]),
    "unplaced": lambda rows, _: participation.unplaced(rows, "municipality"),
    "not of Oslo": lambda rows, _: participation.number(rows, Known("year"), Not(Among("county_code", ["03"]))),
    "not of some years": lambda rows, _: participation.number(rows, Not(Within("year", 2015, 2016))),
    "of nothing": lambda rows, _: participation.number(rows, Among("programme_id", [])),
    "counted once": lambda rows, _: participation.totals(
        participation.counted_once(rows, {"eea_grants": ("cordis_fp7",), "cordis_fp7": ("cordis_fp7",)})
    ),
    "by organisation as its own unit": lambda rows, _: participation.projects_by_unit(rows, "organisation", walk),
    "partly here": lambda rows, _: [participation.partly_here(here(rows)) for here in _HERE.values()],
    "places side by side": lambda rows, _: participation.count_in_place(
        participation.in_places(rows, "municipality", walk, ["1508", "5001", "9999"]), ["area_code", "year"]
    ),
    "placed twice": lambda rows, _: participation.by_place(_HERE["1508"](rows), "municipality", walk),
    "rows in two places": lambda rows, _: participation.count(
        participation.in_places(rows, "municipality", walk, ["1508", "1580"]), "programme_id"
    ),
    "projects of places": lambda rows, _: participation.count(
        participation.in_places(rows, "county", to_counties, ["15", "50"]), ["area_code", "project_id"]
    ),
    "list": lambda rows, participations: participation.project_list(_HERE["county 15"](rows), participations),
}
for _level, _to in TO.items():
    QUESTIONS |= {
        f"by {_level}": lambda rows, _, level=_level, to=_to: participation.by_place(rows, level, to),
        f"a selection by {_level}": lambda rows, _, level=_level, to=_to: participation.by_place(
            _chosen(rows).rows, level, to
        ),
        f"years of {_level}": lambda rows, _, level=_level, to=_to: participation.years_by_place(rows, level, to),
        f"councils by {_level}": lambda rows, _, level=_level, to=_to: participation.by_place(
            participation.of_councils(rows, level), level, to
        ),
        f"projects by {_level}": lambda rows, _, level=_level, to=_to: participation.projects_by_unit(rows, level, to),
    }
for _code, _of in _HERE.items():
    QUESTIONS |= {
        f"years and kinds in {_code}": lambda rows, _, here=_of: participation.count_in_place(
            here(rows), ["year", "organisation_kind"]
        ),
        f"largest in {_code}": lambda rows, _, here=_of: participation.largest_organisations(here(rows), 3),
    }
"""Questions by name, each asked of rows and the table of participations beside them."""


def same(one, other):
    """Expect the same answer: values, order and types."""
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_exact=True)
    elif isinstance(one, pd.Series):
        pd.testing.assert_series_equal(one, other)
    else:
        assert one == other
