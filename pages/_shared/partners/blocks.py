"""The blocks of "Partners in Europe": one kind of partner on the map, by country, and row by row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analysis import participation
from analysis.registers import twin_towns
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import filters
from pages._shared.data import this_run
from pages._shared.partners import choices, horizon, lists
from pages._shared.partners import map as partner_map
from pages._shared.partners.choices import Area, country
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing

KINDS = {
    "vennskap": mark("Twin towns"),
    "eos": mark("EEA projects by country"),
    "horisont": mark("Horizon projects by country"),
    "navn": mark("Known by name"),
}
_NOTES = {
    "vennskap": mark(
        "Registers and lists written by many hands: a municipality that is not there may still have twin towns."
    ),
    "eos": mark(
        "EEA and Norway Grants 2009–2014: projects with a Norwegian partner, by the country that received the grant. "
        "The counties of 2013 stand under the county of today where most of their people live."
    ),
    "horisont": mark(
        "Projects with a participant in the area, by the countries that take part in them; a project counts once in "
        "each."
    ),
    "navn": mark(
        "Projects, events, ownerships and cooperation that a published document names, most of them Levanger's own "
        "account. An entry counts once in each country it names."
    ),
}
_NONE = {
    "vennskap": mark("None registered"),
    "eos": mark("0 (none found)"),
    "horisont": mark("0 (none found)"),
    "navn": mark("None named"),
}


@dataclass(frozen=True)
class Partners:
    """The partners of an area.

    Attributes:
        by_country: country_code and the number first.
        rows: one row per partner.
        asked: what was chosen, in words; "" where there is no choice.
        none: what is said of a country without any, where not all are known; "" for what the kind says.
    """

    by_country: pd.DataFrame
    rows: pd.DataFrame
    sources: Sequence[str]
    cited: Sequence[str] = ()
    notes: Sequence[str] = ()
    asked: str = ""
    none: str = ""

    @property
    def counted(self) -> Mapping[str, int]:
        """The number of partners by country."""
        column = self.by_country.columns[1]
        return dict(zip(self.by_country["country_code"], self.by_country[column].astype(int), strict=True))


def draw(reader: Reader) -> None:
    """Draw choices, map, table by country and the rows themselves."""
    text = reader.text
    with st.sidebar:
        area = choices.area(reader)
        kind = filters.one_of(
            reader, Key.PARTNER_KIND, text("Kind of partner"), list(KINDS), "vennskap", lambda name: text(KINDS[name])
        )
    if area.is_open:
        st.info(text("Choose a place in the side bar. Until then this is all of Norway."), icon=":material/search:")
    partners = _of(reader, kind, area)
    title = f"{text(KINDS[kind])}: {area.name}"
    st.header(title)
    if partners and partners.asked:
        st.caption(escaped(partners.asked))
    if partners is None:
        _county_alone(reader, area)
    elif not partners.sources:
        st.info(text("Choose at least one programme in the side bar."), icon=":material/filter_alt:")
    elif not partners.counted:
        _empty(reader, area)
    else:
        _shown(reader, kind, area, partners, title)
    st.caption(" ".join([text(_NOTES[kind]), *partners.notes] if partners else [text(_NOTES[kind])]))


def _shown(reader: Reader, kind: str, area: Area, partners: Partners, title: str) -> None:
    text, counted = reader.text, partners.counted
    none = partners.none or text(_NONE[kind])
    left, right = st.columns([3, 2], gap="large")
    with left:
        partner_map.draw(reader, counted, title=title, what=_what(reader, kind), none=none)
        citing.source_line(reader, [*partners.sources, "natural_earth"], list(partners.cited))
    with right:
        st.markdown(partner_map.summary(reader, counted, _what(reader, kind)))
        partner_map.by_country(
            reader, partners.by_country, sources=list(partners.sources), cited=list(partners.cited),
            name=f"land-{kind}", title=title, filters=partners.asked,
        )  # fmt: skip
    code = partner_map.selected(reader, counted)
    where = country(reader, code) if code else text("All countries")
    st.header(f"{text(KINDS[kind])}: {where}")
    if code:
        st.button(
            text("Show all countries"), key="all-countries", on_click=settings.put, args=(Key.COUNTRY, None),
            icon=":material/close:", type="tertiary",
        )  # fmt: skip
    if code and code not in counted:
        st.caption(none)
        return
    _LISTS[kind](reader, partners.rows, code, area)


def _what(reader: Reader, kind: str) -> Callable[[int], str]:
    one, many = {
        "vennskap": (mark("{number} twin town"), mark("{number} twin towns")),
        "eos": (mark("{number} project"), mark("{number} projects")),
        "horisont": (mark("{number} project"), mark("{number} projects")),
        "navn": (mark("{number} entry"), mark("{number} entries")),
    }[kind]
    return lambda number: reader.text(one if number == 1 else many, number=reader.number(number))


def _of(reader: Reader, kind: str, area: Area) -> Partners | None:
    """Return an area's partners of a kind; None where the source cannot tell for a municipality."""
    if kind == "vennskap":
        return _twin_towns(area)
    if kind == "navn":
        return _known_by_name(reader, area)
    if kind == "horisont":
        return _horizon(reader, area)
    return None if area.kind == "kommune" and area.code else _eea_projects(area)


def _twin_towns(area: Area) -> Partners:
    rows = twin_towns.within(this_run.reading().twin_town_pairs(), area.code, "municipality_code")
    rows = rows.assign(pair=rows["area_name"] + "|" + rows["town"], municipality=rows["municipality_code"])
    rows["municipality"] = rows["municipality"].fillna(rows["area_name"])
    current = rows[rows["current"]]
    towns = twin_towns.by_country(current, "pair").rename(columns={"number": "towns"})
    homes = twin_towns.by_country(current, "municipality").rename(columns={"number": "municipalities"})
    by_country = towns.merge(homes, on="country_code", validate="one_to_one")
    return Partners(by_country, rows, ["partnerships", "twin_towns"])


def _known_by_name(reader: Reader, area: Area) -> Partners:
    rows = this_run.reading().known_by_name()
    own_county = rows["area_level"].eq("county_council")
    home = rows["municipality_code_today"].mask(own_county, rows["area_code"])
    rows = twin_towns.within(rows.assign(home_code=home), area.code, "home_code")
    single = rows.explode("country_codes").rename(columns={"country_codes": "country_code"})
    by_country = twin_towns.by_country(single, "partnership_id").rename(columns={"number": "entries"})
    return Partners(by_country, rows, ["partnerships"], citing.citations(reader, rows))


def _eea_projects(area: Area) -> Partners:
    reading = this_run.reading()
    units = choices.units_of("county")
    facts = reading.facts_of("eea_grants_2009_2014")
    placed_rows = participation.projects_by_unit(facts, "county", reading.crosswalk_to(units))
    about = reading.table("grant_projects")[["project_id", "programme_area", "beneficiary_country"]]
    rows = placed_rows[["unit", "project_id"]].drop_duplicates() if area.code else about[["project_id"]]
    rows = rows[rows["unit"] == area.code] if area.code else rows
    rows = rows.drop_duplicates("project_id").merge(
        about.drop_duplicates("project_id"), on="project_id", validate="one_to_one"
    )
    counties = {project: ".".join(sorted(set(codes))) for project, codes in placed_rows.groupby("project_id")["unit"]}
    rows = rows.assign(counties=rows["project_id"].map(counties), country_code=rows["beneficiary_country"])
    by_country = twin_towns.by_country(rows, "project_id").rename(columns={"number": "projects"})
    return Partners(by_country, rows, ["eea_grants"])


def _horizon(reader: Reader, area: Area) -> Partners:
    with st.sidebar:
        programmes = filters.programmes(reader, horizon.programmes())
    if not programmes:
        return Partners(pd.DataFrame(columns=["country_code", "projects"]), pd.DataFrame(), ())
    of_area = horizon.projects(area, programmes)
    rows = horizon.countries(of_area)
    unknown = horizon.unknown(of_area)
    said = mark("Projects whose countries are not known, and that stand in no number here: {count}.")
    notes = [reader.text(said, count=reader.number(unknown))] if unknown else []
    asked = horizon.asked(reader, programmes)
    none = reader.text("None known") if unknown else ""
    return Partners(horizon.by_country(rows), rows, horizon.sources(programmes), notes=notes, asked=asked, none=none)


def _county_alone(reader: Reader, area: Area) -> None:
    text = reader.text
    assert area.code is not None
    county = choices.place_name(area.code[:2])
    st.info(text("The source of the EEA projects knows the county alone."), icon=":material/info:")

    def take_county() -> None:
        settings.put(Key.AREA, "fylke")
        settings.put(Key.COUNTY, str(area.code)[:2])

    st.button(text("Show {name}", name=county), key="to-county", on_click=take_county, icon=":material/arrow_forward:")


def _empty(reader: Reader, area: Area) -> None:
    st.info(
        reader.text(
            "The sources here name no such partner of {name}. That does not mean there is none. "
            "Choose another kind of partner, the county, or all of Norway.",
            name=area.name,
        ),
        icon=":material/info:",
    )


_LISTS = {
    "vennskap": lists.twin_towns,
    "eos": lists.eea_projects,
    "horisont": horizon.organisations,
    "navn": lists.known_by_name,
}
