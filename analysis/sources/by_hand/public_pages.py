"""Projects that public pages name, with their Norwegian partners (source: public_pages).

Single projects, not lists: they show what takes part, and nothing is counted or ranked by them. Money of Interreg is
for all Norwegian partners of a project together.
"""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from analysis.contract import schemas
from analysis.sources.by_hand import programmes
from analysis.sources.common import councils, examples, interreg_programmes, organisation_kind, partner_rows, published
from analysis.sources.common.account import Account, Built
from analysis.store.tables import read_reference

SOURCE_ID = "public_pages"
INTERREG = "published/published_interreg_eea_participations.csv"
OTHERS = "published/projects_named_on_public_pages.csv"
# The places were coded on the municipalities of this year.
GEOGRAPHY_YEAR = 2024
_NOT_NAMED = "partner not named"
_NO_PROJECT = ("(project not named in the stored text)", "name cut in the stored excerpt")
_OF_INTERREG: Mapping[str, str] = {
    "partner": "participant",
    "Norwegian project owner": "norwegian_lead",
    "lead partner": "coordinator",
}
_OF_OTHERS: Mapping[str, str] = {
    "coordinator": "coordinator",
    "partner": "participant",
    "beneficiary": "beneficiary",
    "accredited": "",
    "partner or coordinator": "",
}
_KINDS: Mapping[str, str] = {"municipality": "municipality", "county council": "county_council"}
_PLACED_BY_NAME = ("the municipality itself", "county level", "place in the name", "page or name")
_COUNTRY = r"[A-Z]{2}(?:, [A-Z]{2})*"


def read_raw(path: Path) -> pd.DataFrame:
    """Read a file as published: every column as text, nothing dropped."""
    return published.read_text(path)


def of_interreg(raw: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return examples of Interreg and EEA Grants, one row per Norwegian partner in a project."""
    periods = [published.years_of(period) for period in raw["period"]]
    first = pd.Series([one for one, _ in periods], index=raw.index, dtype="Int16")
    last = pd.Series([end for _, end in periods], index=raw.index, dtype="Int16")
    name = published.clean_spaces(raw["norwegian_partner"])
    kinds = raw["kind"].map(_KINDS).fillna(_kinds(name, made))
    project = raw["project"].mask(raw["project"].isin(_NO_PROJECT), "")
    funds = raw["norwegian_interreg_funds"]
    table = pd.DataFrame(
        {
            "example_id": _ids("pi", raw, raw["project"]),
            "programme_id": _programmes(raw["programme"], first, raw["programme"] + " " + raw["period"], made),
            "programme_name": raw["programme"] + " " + raw["period"],
            "project_name": published.null_if_blank(project),
            "organisation_name": name.mask(name.str.contains(_NOT_NAMED, regex=False), partner_rows.UNNAMED),
            "organisation_kind": kinds,
            "role": published.mapped(raw["role"], _OF_INTERREG, file=INTERREG),
            "period_start": first,
            "period_end": last,
            "start": published.null_if_blank(
                raw["project_start"].mask(raw["project_start"] == "", raw["decision_date"])
            ),
            "end": published.null_if_blank(raw["project_end"]),
            "amount": pd.to_numeric(funds).astype("Float64"),
            "currency": published.null_if_blank(raw["norwegian_unit"]),
            "amount_basis": pd.Series("all Norwegian partners together", index=raw.index).where(funds != ""),
            "source_title": raw["project"].where(project != "", raw["programme"]),
            "source_url": raw["source_address"].where(raw["source_address"].str.startswith("http")),
            "publisher": raw["source_publisher"],
            "published": published.null_if_blank(raw["source_date"]),
            "confidence": published.null_if_blank(raw["confidence"]),
        }
    )
    years = raw["decision_date"].str[:4].where(raw["decision_date"] != "").astype("Int16")
    placed = _placed(raw["knr_2024"], raw["place_basis"])
    placed = councils.placed_by_name(placed, name, kinds, years.fillna(first), made)
    return table.join(placed)


def of_others(raw: pd.DataFrame, made: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return examples of Erasmus+ and Creative Europe, one row per Norwegian organisation in a project."""
    periods = [
        published.years_of(call) if not call.startswith("before") else (None, None) for call in raw["call_or_round"]
    ]
    first = pd.Series([one for one, _ in periods], index=raw.index, dtype="Int16")
    last = pd.Series([end for _, end in periods], index=raw.index, dtype="Int16")
    name = published.clean_spaces(raw["norwegian_organisation"])
    kinds = _kinds(name, made)
    printed = raw["published"].str[:4].astype("Int16")
    action = raw["action"].mask(raw["action"] == "not stated", "")
    project = raw["project"].mask(raw["project"].isin(_NO_PROJECT), "")
    abroad = raw["partner_countries"].where(raw["partner_countries"].str.fullmatch(_COUNTRY))
    table = pd.DataFrame(
        {
            "example_id": _ids("pp", raw, raw["norwegian_organisation"]),
            "programme_id": _programmes(raw["programme"], first.fillna(printed), None, made),
            "programme_name": raw["programme"],
            "action": published.null_if_blank(action),
            "project_name": published.null_if_blank(project),
            "organisation_name": name,
            "organisation_kind": kinds,
            "role": published.null_if_blank(published.mapped(raw["role"], _OF_OTHERS, file=OTHERS)),
            "period_start": first,
            "period_end": last,
            "partner_countries": abroad.str.replace(", ", "; "),
            "amount": pd.to_numeric(raw["amount"]).astype("Float64"),
            "currency": published.null_if_blank(raw["currency"]),
            "amount_basis": published.null_if_blank(raw["amount_basis"]),
            "source_title": raw["programme"] + ", " + raw["call_or_round"],
            "source_url": raw["source_url"],
            "publisher": raw["source_url"].str.extract(r"^https?://(?:www\.)?([^/]+)", expand=False),
            "published": published.null_if_blank(raw["published"]),
        }
    )
    placed = _placed(raw["knr_2024_added"], raw["place_basis"])
    named = raw["area_hint"].where((raw["knr_2024_added"] == "") & (raw["area_hint"] != "not stated"))
    county = councils.counties_of(named, first.fillna(printed), made["counties"])
    by_county = county["county_code"].notna()
    return table.assign(
        municipality_code=placed["municipality_code"],
        county_code=county["county_code"],
        geography_year=placed["geography_year"].fillna(county["geography_year"]),
        placed_by=placed["placed_by"].mask(by_county, "name"),
    )


def _ids(prefix: str, raw: pd.DataFrame, names: pd.Series) -> pd.Series:
    """Return an id per row: its number in the file, and a name that tells a reader which it is."""
    number = pd.Series(range(1, len(raw) + 1), index=raw.index).astype("str").str.zfill(3)
    return prefix + number + "-" + names.map(published.slug).str.slice(0, 40)


def _programmes(
    names: pd.Series, years: pd.Series, with_period: pd.Series | None, made: Mapping[str, pd.DataFrame]
) -> pd.Series:
    """Return the programme of each name by the hand-kept table, and of Interreg by its strand and period."""
    table = read_reference("programme_names")
    known = [
        programmes.id_of(name, None if pd.isna(year) else int(year), table)
        for name, year in zip(names, years, strict=True)
    ]
    by_name = pd.Series(known, index=names.index, dtype="str")
    if with_period is None:
        return by_name
    is_interreg = names.str.contains("interreg|kolarctic", case=False)
    return by_name.fillna(interreg_programmes.of(with_period, made["programmes"]).where(is_interreg))


def _kinds(names: pd.Series, made: Mapping[str, pd.DataFrame]) -> pd.Series:
    known = organisation_kind.known_kinds(made["participations"])
    return organisation_kind.by_name(names, read_reference("organisation_kinds"), known)["kind"]


def _placed(codes: pd.Series, basis: pd.Series) -> pd.DataFrame:
    """Return the columns of place: by the name where it says so, else by a head office coded by hand, else nowhere."""
    code = published.null_if_blank(codes)
    by_name = basis.str.startswith(_PLACED_BY_NAME)
    way = pd.Series("hand", index=codes.index, dtype="str").mask(by_name, "name").mask(code.isna(), "country")
    return pd.DataFrame(
        {
            "municipality_code": code,
            "county_code": pd.Series(pd.NA, index=codes.index, dtype="str"),
            "geography_year": pd.Series(GEOGRAPHY_YEAR, index=codes.index, dtype="Int16").mask(code.isna()),
            "placed_by": way,
        }
    )


def build(raw_dir: Path, made: Mapping[str, pd.DataFrame]) -> Built:
    """Read the two files below `raw_dir` and return their examples."""
    raw, raw_others = read_raw(raw_dir / INTERREG), read_raw(raw_dir / OTHERS)
    parts = [of_interreg(raw, made), of_others(raw_others, made)]
    tables = [schemas.conform(examples.complete(part.assign(source_id=SOURCE_ID)), "examples") for part in parts]
    accounts = tuple(
        Account(SOURCE_ID, file, len(read), len(table))
        for file, read, table in zip((INTERREG, OTHERS), (raw, raw_others), tables, strict=True)
    )
    return Built({"examples": pd.concat(tables).sort_values("example_id", ignore_index=True)}, accounts)
