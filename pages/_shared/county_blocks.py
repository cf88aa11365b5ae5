"""The blocks that only the county page has."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis import participation, profiles, rates
from analysis.figures import bars
from analysis.geography import units
from analysis.layers import with_status
from analysis.text import measures, numbers
from pages._shared import cached, filters, map_view, placed, profile, settings, show
from pages._shared.profile import Place
from pages._shared.settings import Choice

MEASURES = ("projects", "amount", "amount_per_inhabitant", "organisations")
PROGRAMMES = ("horizon_2020", "fp7")
HEAVY_PCT = 25
_LARGEST = 15


def welcome(choice: Choice) -> None:
    """Say what the page offers before a county is chosen, and list the counties."""
    st.markdown(
        choice.text("Choose a county to see how it takes part, who carries it, and which municipalities never did.")
    )
    counties = map_view.units_of("county", units.TODAY)
    with st.container(horizontal=True):
        for code, name in counties.names.items():
            st.button(name, key=f"begin-{code}", on_click=settings.put, args=("fylke", code))


def members(place: Place) -> pd.DataFrame:
    """Return area_code and area_name of the county's municipalities of today."""
    municipalities = map_view.units_of("municipality", units.TODAY)
    parents = cached.geometry("municipality", units.TODAY)["parents"]
    rows = [
        (code, municipalities.names[code])
        for code, parent in zip(municipalities.codes, parents, strict=True)
        if parent == place.code
    ]
    return pd.DataFrame(rows, columns=["area_code", "area_name"])


def all_codes(place: Place) -> list[str]:
    """Return the code of today and those of all counties that lay wholly or partly in it."""
    walk = partial(profile.crosswalk_today, place)
    former = profiles.former_units(cached.table("counties"), "county", place.code, walk)
    return [place.code, *(unit.code for unit in former)]


def municipalities(choice: Choice, place: Place) -> None:
    """Draw the county's municipalities on the map and ranked, and name those where nothing was found."""
    text = choice.text
    measure = filters.one_of(
        choice, "fylkemaal", text("Measure"), MEASURES, "projects", lambda name: text(measures.NAMES[name])
    )
    rows = cached.facts()[cached.facts()["programme_id"].isin(PROGRAMMES)]
    everywhere = map_view.units_of("municipality", units.TODAY)
    year = placed.population_year(everywhere, rows, None)
    table = with_status(placed.participation(rows, everywhere, currency=choice.currency, year=year), measure)
    left, right = st.columns(2, gap="large")
    with left:
        map_view.draw(
            choice, table, everywhere, measure, key="county-map", focus=place.code, selects="kommune", height=560,
            title=text("Municipalities of {county}", county=place.name),
        )  # fmt: skip
    here = table[table["area_code"].isin(members(place)["area_code"])]
    here = here.assign(rank=rates.ranks(here["value"], list(here["status"])))
    with right:
        shown = here.sort_values(["rank", "area_name"], na_position="last")
        show.numbers_table(choice, shown[["rank", "area_name", *MEASURES]], key="county-ranking", height=460)
        show.download(
            choice,
            shown[["rank", "area_name", "area_code", *MEASURES]],
            name=f"kommuner-{place.code}",
            sources=["forskningsradet", "cordis_fp7"],
        )
    never = list(here.loc[here["projects"] == 0, "area_name"])
    number = numbers.decimal(len(never), choice.language)
    if never:
        st.markdown(
            text("**Nothing found in Horizon 2020 or FP7 ({number}):** {names}", number=number, names=", ".join(never))
        )
    else:
        st.markdown(text("Every municipality has taken part in Horizon 2020 or FP7."))
    show.source_line(choice, ["forskningsradet", "cordis_fp7", "population"])


def organisations(choice: Choice, place: Place) -> None:
    """Draw the largest organisations with their share of the county, and warn where one of them weighs heavily."""
    text = choice.text
    rows = place.rows[place.rows["organisation_id"].notna() & place.rows["programme_id"].isin(PROGRAMMES)]
    if rows.empty:
        st.caption(text("No organisation here is named in a loaded source."))
        return
    largest = participation.largest_organisations(rows, _LARGEST).rename(columns={choice.currency: "amount"})
    whole = int(rows[choice.currency].sum())
    largest["share_of_county_pct"] = rates.share_pct(largest["amount"], whole) if whole else pd.NA
    largest["kind"] = largest["organisation_kind"].map({kind: text(name) for kind, name in profile.KINDS.items()})
    first = largest.iloc[0]
    if pd.notna(first["share_of_county_pct"]) and first["share_of_county_pct"] > HEAVY_PCT:
        share = numbers.percent(first["share_of_county_pct"], choice.language)
        st.warning(
            text(
                "{name} alone has {share} of the county's amount. A place is where the head office is, "
                "so work done elsewhere counts here too.",
                name=str(first["organisation_name"]), share=share,
            ),
            icon=":material/domain:",
        )  # fmt: skip
    columns = ["organisation_name", "kind", "amount", "share_of_county_pct", "projects"]
    show.numbers_table(choice, largest[columns], key="county-organisations")
    show.source_line(choice, sorted(set(rows["source_id"])))


def programme_mix(choice: Choice, place: Place) -> None:
    """Draw projects per programme, each with its period, as far as the sources count them."""
    text = choice.text
    table = profile.of_programmes(choice, place)
    register = cached.table("programmes").set_index("programme_id")
    table["programme_name"] = [
        f"{cached.programme_names()[name]} ({register.loc[name, 'period_text']})" for name in table["programme_id"]
    ]
    write = measures.writer("projects", text, choice.language, choice.currency)
    drawn = bars.ranked(table, label="programme_name", value="projects", write=write)
    alt = text("Projects in {county} per programme.", county=place.name)
    st.caption(text("Projects per programme. The periods overlap, and not every programme is loaded."))
    columns = ["programme_name", "projects", "participations", "organisations"]
    show.figure(
        choice, drawn, table[columns], key="programme-mix", alt=alt, sources=sorted(set(place.rows["source_id"]))
    )
