"""How the lists of Erasmus+ and Creative Europe projects are laid out: headings, partners side by side, programmes.

Headings changed over the years and between the programmes; up to 100 partners stand beside each other, six columns
each (four in the oldest lists). Lists before 2014 often leave the partner's country empty and write it behind the name.
"""

import re
from collections.abc import Mapping

import pandas as pd

from analysis.sources.common import partner_rows

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "programme": ("programme", "programme funding"),
    "project_id": ("project identifier", "project number"),
    "call_year": ("call year", "funding year"),
    "project_title": ("project title",),
    "start_date": ("start date",),
    "end_date": ("end date",),
    "area_of_programme": ("action type", "sub-programme"),
    "topic": ("topics", "activity type"),
    "project_url": ("results platform project card",),
    "countries": ("participating countries",),
    "name": ("coordinating organisation name", "coordinator's name"),
    "type": ("coordinating organisation type", "coordinator organisation type"),
    "address": ("coordinator's address",),
    "region": ("coordinator's region",),
    "country": ("coordinator's country",),
}
GRANT = "eu grant award in euros"
"""How the heading of the grant begins; the rest is a sentence of 200 letters."""
_PARTNER = re.compile(r"partner (\d+) (name|organisation type|address|region|country)")
_ORGANISATION = ("name", "type", "address", "region", "country")
# "Name, Norway" in the cell of the name.
_NORWAY_IN_NAME = r"(?i)[,\s]*[,(]\s*(?:Norway|Norge|NO)\)?$"
_FAMILIES = (
    (re.compile(r"^erasmus\s*\+", re.IGNORECASE), "erasmus_plus"),
    (re.compile(r"^creative europe", re.IGNORECASE), "creative_europe"),
)
_OLDER = (
    (re.compile(r"culture \(2007\s*-\s*2013\)", re.IGNORECASE), "eu_culture_2007_2013"),
    (re.compile(r"youth in action", re.IGNORECASE), "youth_in_action"),
    (re.compile(r"^european solidarity corps", re.IGNORECASE), "european_solidarity_corps"),
)
_PERIODS = {"2014_2020": range(2014, 2021), "2021_2027": range(2021, 2028)}
_YEAR = re.compile(r"(20[0-4]\d)(?:\.0)?")
# "2018-1-NO01-KA101-000090" begins with the year of the call.
_YEAR_OF_ID = re.compile(r"^(20[0-4]\d)-\d-")


def projects(raw: pd.DataFrame) -> pd.DataFrame:
    """Return one row per project: the fields of HEADINGS and `grant`, null where not given, and `grant_heading`."""
    named = {_plain(str(heading)): str(heading) for heading in raw}
    fields = {}
    for field, headings in HEADINGS.items():
        fields[field] = partner_rows.column(raw, *(named[heading] for heading in headings if heading in named))
    grant = next((heading for plain, heading in named.items() if plain.startswith(GRANT)), "")
    return pd.DataFrame({**fields, "grant": partner_rows.column(raw, grant), "grant_heading": grant})


def organisations(raw: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """Return one row per organisation in a project, in the order of the list; the index is the project's row.

    Args:
        raw: the list as published.
        about: its projects, as `projects` returns them.

    Returns:
        name, type, address, region, country (null where not given), role, is_norwegian.
    """
    slots: dict[int, dict[str, str]] = {}
    for heading in map(str, raw):
        if found := _PARTNER.fullmatch(_plain(heading)):
            slots.setdefault(int(found[1]), {})[found[2].removeprefix("organisation ")] = heading
    first = about[list(_ORGANISATION)].assign(role="coordinator", slot=0)
    parts = [first[first["name"].notna() | first["country"].notna()]]
    for slot, headings in sorted(slots.items()):
        cells = raw[list(headings.values())]
        filled = cells[
            (cells[[headings[field] for field in ("name", "country") if field in headings]] != "").any(axis=1)
        ]
        if len(filled):
            part = {field: partner_rows.column(filled, headings.get(field, "")) for field in _ORGANISATION}
            parts.append(pd.DataFrame(part).assign(role="participant", slot=slot))
    rows = pd.concat(parts)
    rows = rows[rows["name"].notna() | rows["country"].notna()].rename_axis("row").sort_values(["row", "slot"])
    behind_name = rows["country"].isna() & rows["name"].str.contains(_NORWAY_IN_NAME, na=False)
    rows["name"] = rows["name"].mask(behind_name, rows["name"].str.replace(_NORWAY_IN_NAME, "", regex=True))
    return rows.assign(is_norwegian=partner_rows.is_norway(rows["country"]) | behind_name)


def years(about: pd.DataFrame) -> pd.Series:
    """Return the year of each project's call, from its column or the start of its identifier; null if neither says."""
    by_column = about["call_year"].str.extract(f"^{_YEAR.pattern}$", expand=False)
    by_id = about["project_id"].str.extract(_YEAR_OF_ID.pattern, expand=False)
    return by_column.fillna(by_id).astype("Int16")


def programmes(about: pd.DataFrame, call_years: pd.Series) -> pd.Series:
    """Return each project's programme by its published name and the year of its call; null where the two tell none."""
    pairs = zip(about["programme"], call_years.fillna(0), strict=True)
    return pd.Series([_programme(name, year) for name, year in pairs], index=about.index, dtype="str")


def _programme(name: object, year: object) -> str | None:
    if not isinstance(name, str):
        return None
    for words, programme_id in _OLDER:
        if words.search(name):
            return programme_id
    for words, family in _FAMILIES:
        if words.search(name):
            return next((f"{family}_{period}" for period, span in _PERIODS.items() if year in span), None)
    return None


def _plain(heading: str) -> str:
    return " ".join(heading.replace("’", "'").lower().split())
