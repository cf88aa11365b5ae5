"""Select in and join the registers of programmes and networks; see data/README.md for their columns."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.geography.lookup import plain

TRANSLATED = {
    "programmes": (
        "family", "norway_takes_part", "norway_since", "norwegian_contribution", "norwegian_regions",
        "national_contact_point", "who_can_apply", "budget_note", "period_text", "details",
    ),
    "networks": (
        "kind", "level", "topics", "founded", "seat", "members_total", "members_norway_names", "membership_fee",
        "details",
    ),
}  # fmt: skip
"""The columns of free text that readers see in their own language; codes, names and numbers stay as registered."""

APPLICANTS = ("municipality", "county_council", "school", "company")
PERIODS = {"2007-2013": (2007, 2013), "2014-2020": (2014, 2020), "2021-2027": (2021, 2027)}
PROGRAMME_THEMES = {
    "education": ("EU education", "EU youth"),
    "culture": ("EU culture",),
    "interreg": ("Interreg", "Interreg A", "Interreg A / ENI", "Interreg B", "Interreg C"),
    "research": ("EU research",),
    "digital": ("EU digital", "EU space"),
    "environment": ("EU environment", "EU urban"),
    "welfare": ("EU health", "EU social", "EU rights"),
    "business": ("EU finance", "EU market"),
    "preparedness": ("EU preparedness", "EU defence"),
    "eea_grants": ("EEA Grants",),
    "nordic": ("Nordic",),
}
"""What a programme is about, as families of the register."""
NETWORK_THEMES = {
    "culture": r"cultur|\barts?\b|artists|music|literature",
    "eu_policy": r"\bEU\b|europ|regional policy|cohesion",
    "cross_border": r"nordic|cross-border|interreg|border|twin|international|nordjobb",
    "climate": r"climate|green|environment|marine|maritime|waterfront|energy|sustainab",
    "urban_rural": r"urban|rural|mountain|planning|transport|smart|tourism|cities",
    "health": r"health|welfare|co-creation|social|\bsport|youth|refugee|inclusi",
    "research": r"research|horizon|innovation|education|skills|competence|training|erasmus|hypatia|studies",
    "democracy": r"democracy|public services|interest representation|expression",
}
"""What a network is about: patterns in its topics."""
EUROPEAN_KINDS = (
    "advocacy network", "interest organisation", "international committee", "membership network",
    "membership organisation", "membership platform", "network of cities", "political network",
)  # fmt: skip
NETWORK_LEVELS = {
    "municipalities": r"municipal|local|towns",
    "counties": r"count(y|ies)|region",
    "cities": r"cit(y|ies)|towns",
    "culture": r"cultur|arts",
    "national": r"national|state",
    "case": r"named in the case",
}
"""Whom a network is for: patterns in the level of the register."""
WORKSHOP, CASE = "culture_networks_workshop", "levanger_2020"
OFFICE = "regional EU office"
_PUBLIC = re.compile(r"cit|municipal|region|public|local|council", re.IGNORECASE)
_CLOSED = re.compile(r"\(until \d{4}\)")
_YEARS = re.compile(r"\s*\(?(\d{4})[-–](\d{4})\)?$")


@dataclass(frozen=True)
class Found:
    """The rows that a filter leaves, and how many it leaves out because the register does not say."""

    rows: pd.DataFrame
    not_stated: int


def searched(table: pd.DataFrame, query: str, texts: Iterable[Sequence[str]]) -> pd.DataFrame:
    """Return the rows whose texts hold every word of the query; case, diacritics and order do not matter.

    Args:
        texts: for every row what is searched, in as many languages as the reader may use.
    """
    words = plain(query).split()
    hits = [all(word in plain(" ".join(row)) for word in words) for row in texts]
    return table[hits] if words else table


def open_to(programmes: pd.DataFrame, applicant: str) -> Found:
    """Return the programmes that say "yes" to a kind of applicant."""
    answers = programmes[f"open_to_{applicant}"]
    return Found(programmes[answers.eq("yes").fillna(False).astype(bool)], int(answers.isna().sum()))


def in_periods(programmes: pd.DataFrame, periods: Iterable[str]) -> Found:
    """Return the programmes that run in at least one of PERIODS; an open end lasts."""
    spans = [PERIODS[period] for period in periods]
    if not spans:
        return Found(programmes, 0)
    first, last = programmes["period_start"], programmes["period_end"].fillna(9999)
    hits = pd.Series(False, index=programmes.index)
    for start, end in spans:
        hits |= ((first <= end) & (last >= start)).fillna(False).astype(bool)
    return Found(programmes[hits], int(first.isna().sum()))


def of_themes(programmes: pd.DataFrame, themes: Iterable[str]) -> pd.DataFrame:
    """Return the programmes of PROGRAMME_THEMES; all where none is asked for."""
    families = [family for theme in themes for family in PROGRAMME_THEMES[theme]]
    return programmes[programmes["family"].isin(families)] if families else programmes


def theme_of(family: str) -> str:
    """Return the theme of a family of programmes."""
    return next(theme for theme, families in PROGRAMME_THEMES.items() if family in families)


def network_themes(topics: str | None, kind: str | None = None) -> tuple[str, ...]:
    """Return the themes of a network by its topics, else by its kind; none where neither fits one."""
    fitting = [
        tuple(theme for theme, words in NETWORK_THEMES.items() if re.search(words, said or "", re.IGNORECASE))
        for said in (topics, kind)
    ]
    return fitting[0] or fitting[1]


def network_levels(level: str | None) -> tuple[str, ...]:
    """Return for whom a network is; none where the register does not say or fits no pattern."""
    return tuple(name for name, words in NETWORK_LEVELS.items() if re.search(words, level or "", re.IGNORECASE))


def european_for_culture(networks: pd.DataFrame) -> pd.DataFrame:
    """Return the European networks with culture among their topics.

    First those that name municipalities, regions or public bodies as members, then those the register knows most of.
    """
    culture = networks["topics"].map(lambda topics: "culture" in network_themes(or_none(topics)))
    rows = networks[culture & networks["kind"].isin(EUROPEAN_KINDS) & (networks["named_in_case"] != WORKSHOP)]
    known = rows[["members_total", "members_norway_names", "membership_fee", "seat"]].notna().sum(axis=1)
    public = rows["level"].map(lambda level: bool(_PUBLIC.search(or_none(level) or "")))
    ordered = rows.assign(public=public, known=known).sort_values(["public", "known", "network_id"], ascending=False)
    return ordered.drop(columns=["public", "known"])


def existing_national(networks: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    """Return the workshop's second track by group: professional networks, NOKU, councils, offices, KS in Brussels."""
    groups = {
        "professional": networks["kind"] == "national professional network",
        "noku": networks["network_name"].str.contains("NOKU"),
        "councils": networks["kind"] == "inter-municipal political council",
        "offices": networks["kind"] == OFFICE,
        "ks": networks["kind"] == "representation office",
    }
    return {name: networks[hits] for name, hits in groups.items()}


def is_closed(network_name: str) -> bool:
    """Whether the register says that the network no longer exists."""
    return bool(_CLOSED.search(network_name))


@dataclass(frozen=True)
class Link:
    """A predecessor or successor: its id where the register has it, else None, and its name as registered."""

    programme_id: str | None
    name: str


def links(programmes: pd.DataFrame, programme_id: str, column: str, names: Mapping[str, str]) -> list[Link]:
    """Return the programmes named as "predecessor" or "successor", those included that name this one the other way.

    Args:
        names: short names by id, for the register uses them in these columns.
    """
    rows = programmes.set_index("programme_id")
    stated = or_none(rows.loc[programme_id, column])
    found = [Link(_named(rows, part, names, programme_id), part) for part in _parts(stated)]
    other = "successor" if column == "predecessor" else "predecessor"
    known = {link.programme_id for link in found}
    for candidate, back in rows[other].dropna().items():
        ids = {_named(rows, part, names, str(candidate)) for part in _parts(back)}
        if programme_id in ids and candidate not in known:
            found.append(Link(str(candidate), names[str(candidate)]))
    return found


def chain(programmes: pd.DataFrame, programme_id: str, names: Mapping[str, str]) -> list[str]:
    """Return the ids of a programme with all before and after it that the register has, by period."""
    seen = {programme_id}
    for column in ("predecessor", "successor"):
        waiting = [programme_id]
        while waiting:
            ids = {link.programme_id for link in links(programmes, waiting.pop(), column, names)}
            waiting += [found for found in ids if found and found not in seen]
            seen |= {found for found in ids if found}
    starts = programmes.set_index("programme_id")["period_start"]
    return sorted(seen, key=lambda found: (int(starts[found]) if pd.notna(starts[found]) else 9999, found))


def _named(rows: pd.DataFrame, name: str, names: Mapping[str, str], near: str) -> str | None:
    """Return the id of a programme by name; of several periods the one nearest to that of the programme `near`."""
    years = _YEARS.search(name)
    bare = plain(_YEARS.sub("", name))
    full = plain(name)
    hits = [
        str(candidate)
        for candidate, row in rows.iterrows()
        if candidate != near
        and (
            full
            in {plain(str(row["programme_name"])), plain(str(row["programme_name_en"])), plain(names[str(candidate)])}
            or (
                bare in {plain(_YEARS.sub("", str(row["programme_name"]))), plain(str(row["programme_name_en"]))}
                and (years is None or (str(row["period_start"]), str(row["period_end"])) == years.groups())
            )
        )
    ]
    starts = rows["period_start"]
    if not hits or pd.isna(starts[near]):
        return hits[0] if hits else None
    return min(hits, key=lambda found: abs(int(starts[found]) - int(starts[near])) if pd.notna(starts[found]) else 9999)


def budgets(figures: pd.DataFrame, programme_id: str) -> pd.DataFrame:
    """Return the published figures on a programme's budget and on Norway's part in it, budgets first."""
    rows = figures[(figures["programme_id"] == programme_id) & figures["area_level"].isin(["programme", "country"])]
    rank = rows["indicator_id"].map(_budget_rank)
    return rows.assign(rank=rank)[rank < len(_BUDGETS)].sort_values(["rank", "figure_id"]).drop(columns="rank")


_BUDGETS = (
    r"total_budget|total_contribution|^eu_funding_(erdf|2018_prices)$|total_to_invest|available_funds",
    r"norwegian_budget|^interreg_norwegian_funds$|norwegian.*contribution|co_funding|budget_proposal|state_budget",
)


def _budget_rank(indicator_id: str) -> int:
    return next((rank for rank, words in enumerate(_BUDGETS) if re.search(words, indicator_id)), len(_BUDGETS))


def disagree(figures: pd.DataFrame) -> bool:
    """Whether sources give several values for the same thing, or a row is marked as conflicting."""
    same = figures.groupby(["indicator_id", "area_name", "period_text"])["value"].nunique()
    return bool(figures["status"].eq("conflict").any() or (same > 1).any())


def _parts(names: object) -> list[str]:
    return [part.strip() for part in str(names).split(";")] if or_none(names) else []


def or_none(value: object) -> str | None:
    """Return a cell as text; None where it is empty."""
    return None if value is None or bool(pd.isna(value)) else str(value)  # type: ignore[call-overload]


PLACE, PROGRAMME, NETWORK, COUNTRY = STANDS = ("place", "programme", "network", "country")
"""On which page a published figure stands: that of its place, its programme or its network, or with Norway's."""
_LOCAL = ("municipality", "county", "county_council")


def stands(figures: pd.DataFrame, networks: pd.DataFrame) -> "pd.Series[str]":
    """Return one of STANDS for every published figure, so that each stands on a page and none on no page."""
    local = figures["area_level"].isin(_LOCAL) & figures["area_code"].notna()
    named = of_network(figures, networks).notna()
    where = pd.Series(COUNTRY, index=figures.index, dtype="str")
    where = where.mask(named, NETWORK).mask(figures["programme_id"].notna(), PROGRAMME)
    return where.mask(local, PLACE)


def of_network(figures: pd.DataFrame, networks: pd.DataFrame) -> "pd.Series[str]":
    """Return the network that a figure is about, by the name of what it is about or of its programme; null for none."""
    ids: dict[str, str] = {}
    columns = ["network_id", "network_name", "network_name_en"]
    for network_id, name, english in networks[columns].itertuples(index=False):
        for called in (name, english, *str(name).split(" / "), str(name).removeprefix("Foreningen ")):
            if or_none(called):
                ids.setdefault(plain(str(called)), str(network_id))
    by_area, by_programme = (
        figures[column].map(lambda name: plain(str(name)), na_action="ignore").map(ids)
        for column in ("area_name", "programme_name")
    )
    return by_area.fillna(by_programme).astype("str")
