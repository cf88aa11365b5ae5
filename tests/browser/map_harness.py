"""A page with nothing but the map; the browser test starts it beside its own static/ folder.

?geometry=<url> fetches another geometry; ?order=reversed sends codes in another order than the geometry's.
"""

import json
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages._shared.map import component_code
from pages._shared.map.component import WORDS, LegendEntry, MapView, UnitBox, draw

GEOMETRY = json.loads((Path(__file__).parent / "static" / "country.json").read_text(encoding="utf-8"))
LEGEND = [
    LegendEntry("1 to 9", "#d4e3f3"),
    LegendEntry("10 to 99", "#5f9bc9"),
    LegendEntry("100 or more", "#0b3d75"),
    LegendEntry("none found", "#f4efe2", "zero"),
    LegendEntry("not loaded", "#dfe3e6", "not_loaded"),
]


def keep_choice() -> None:
    st.session_state.chosen = st.session_state.map.selected


def main() -> None:
    measure = st.segmented_control("Measure", ["first", "second"], default="first")
    st.button("Nothing changes")
    codes = GEOMETRY["codes"]
    step = 0 if measure == "first" else 1
    view = MapView(
        geometry_url=st.query_params.get("geometry", "app/static/country.json"),
        near_geometry_url="app/static/near.json",
        codes=codes[::-1] if st.query_params.get("order") == "reversed" else codes,
        classes=[(position + step) % len(LEGEND) for position in range(len(codes))],
        labels=[f"{measure} {code}" for code in codes],
        details=["" if code == "0301" else f"no. {position}" for position, code in enumerate(codes)],
        estimated=[code == "5001" and measure == "second" for code in codes],
        legend=LEGEND,
        legend_title="Projects",
        selected=st.session_state.get("chosen"),
        title="Projects by municipality",
        summary="Ten municipalities.",
        attribution="© Kartverket",
        words={word: f"word {word}" for word in WORDS},
        height=600,
        own=["own rows: 2" if code in ("3403", "1151") and measure == "second" else "" for code in codes],
        boxes=[UnitBox("2100", "Svalbard", 2, "first 2100")],
    )
    answer = draw(view, key="map", on_select=keep_choice)
    st.write(f"measure: {measure}")
    st.write(f"answer: {answer}")


if get_script_run_ctx(suppress_warning=True):
    main()
else:
    app = st.App(__file__, routes=[component_code.ROUTE])
