"""One network, networks side by side, and the regional EU offices on the map."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.figures import theme
from analysis.geography import years
from analysis.registers import registers
from analysis.text import numbers
from analysis.text.links import web_address
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.map import view as map_view
from pages._shared.map.component import LegendEntry
from pages._shared.networks import board, directory
from pages._shared.networks.words import CASES, in_norway, name, official_link, themes
from pages._shared.programmes.words import CONFIDENCE, written
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, take_away, text_table
from pages._shared.show.citing import Row
from pages._shared.show.published_figure import citation
from pages._shared.show.take_away import View

SHOWN_FIRST, MOST_SIDE_BY_SIDE = 3, 5
GROUPS = {
    "professional": mark("Professional networks in the county councils"),
    "noku": mark("Norsk kulturforum and its regional branches"),
    "councils": mark("Councils of several counties"),
    "ks": mark("KS in Brussels"),
}


def one(reader: Reader, network_id: str) -> None:
    """Draw everything the register says about a network."""
    text = reader.text
    row = _rows([network_id])[0]
    back = text("Back to the list")
    st.button(back, on_click=settings.put, args=(Key.NETWORK, None), icon=":material/arrow_back:", type="tertiary")
    st.title(escaped(name(reader, row)))
    names = [str(row[column]) for column in ("network_name", "network_name_en") if registers.or_none(row[column])]
    st.caption(text("In the register: {names}", names=escaped(" · ".join(dict.fromkeys(names)))))
    lines = {text("Kind"): written(reader, row["kind"]), text("Themes"): themes(reader, row) or text("Not stated")}
    lines = {what: escaped(said) for what, said in lines.items()} | _shown(reader, row)
    if row["named_in_case"] in CASES:
        lines[text("Named in")] = text(CASES[str(row["named_in_case"])])
    st.table(
        pd.DataFrame({"what": list(lines), "said": list(lines.values())}),
        border="horizontal", hide_index=True, hide_header=True,
    )  # fmt: skip
    sure = text(CONFIDENCE.get(str(row["confidence"]), mark("not stated")))
    citing.source_line(reader, ["networks"], [text("How sure the reading is: {sure}.", sure=sure)])
    st.button(
        text("Put on the follow-up board"), key="to-board", icon=":material/playlist_add:",
        on_click=board.add, args=(reader, str(row["network_name"])),
    )  # fmt: skip


def _facts(reader: Reader, row: Row) -> dict[str, str]:
    text = reader.text
    return {
        text("Topics"): written(reader, row["topics"]),
        text("For whom"): written(reader, row["level"]),
        text("Members in Norway"): in_norway(reader, row),
        text("Members in all"): written(reader, row["members_total"]),
        text("Fee"): written(reader, row["membership_fee"]),
        text("Seat"): written(reader, row["seat"]),
        text("Founded"): written(reader, row["founded"]),
        **({} if numbers.is_missing(row["details"]) else {text("Also"): written(reader, row["details"])}),
        text("Official page"): web_address(row["official_url"]) or text("Not stated"),
        text("Source"): citation(reader, row),
    }


def _shown(reader: Reader, row: Row) -> dict[str, str]:
    """Return the facts as markdown shows them, the official page as a link."""
    facts = {what: escaped(said) for what, said in _facts(reader, row).items()}
    return facts | {reader.text("Official page"): official_link(reader, row)}


def _rows(ids: Sequence[str]) -> list[Row]:
    register = this_run.reading().table("networks").set_index("network_id", drop=False)
    return list(register.loc[list(ids)].to_dict("records"))


def european(reader: Reader) -> None:
    """Draw the European networks for culture administration, the chosen ones side by side."""
    text = reader.text
    found = registers.european_for_culture(this_run.reading().table("networks"))
    names = {str(row["network_id"]): name(reader, row) for row in found.to_dict("records")}
    st.markdown(
        text("The workshop's first track: join a European network for culture administration, ")
        + text("with several municipalities testing the same one together. Compare, and agree on one.")
    )
    default = list(names)[:SHOWN_FIRST]
    settings.recall(Key.NETWORKS_SIDE_BY_SIDE, default, settings.some_of(list(names), most=MOST_SIDE_BY_SIDE))
    chosen = st.multiselect(
        text("Side by side"), list(names), key=Key.NETWORKS_SIDE_BY_SIDE, max_selections=MOST_SIDE_BY_SIDE,
        format_func=lambda code: names.get(code, code), placeholder=text("Choose up to five networks"),
    )  # fmt: skip
    chosen = settings.keep(Key.NETWORKS_SIDE_BY_SIDE, chosen, default, settings.write_list)
    if chosen:
        rows = {names[str(row["network_id"])]: row for row in _rows(chosen)}
        shown = pd.DataFrame({escaped(called): _shown(reader, row) for called, row in rows.items()})
        st.table(shown, border="horizontal")
        side_by_side = pd.DataFrame({called: _facts(reader, row) for called, row in rows.items()})
        table = side_by_side.rename_axis(text("What")).reset_index()
        title = text("European networks side by side")
        take_away.menu(reader, View(name="nettverk-side-om-side", title=title, table=table, sources=["networks"]))
    else:
        st.info(text("Choose networks above to see them side by side."), icon=":material/compare_arrows:")
    number = str(len(found))
    st.markdown(
        f"**{text('All {number} European networks of the register with culture among their topics', number=number)}**"
    )
    st.caption(
        text("First those for municipalities, regions or public bodies, then those that the register knows most about.")
    )
    listing(reader, found)


def listing(reader: Reader, rows: pd.DataFrame) -> None:
    """Draw networks as a table that wraps."""
    text = reader.text
    columns = [
        text(words) for words in (mark("For whom"), mark("Members in Norway"), mark("Fee"), mark("Official page"))
    ]
    table = []
    for row in rows.to_dict("records"):
        facts = _shown(reader, row)
        table.append(
            {text("Network"): f"**{escaped(name(reader, row))}**", **{column: facts[column] for column in columns}}
        )
    st.table(pd.DataFrame(table), border="horizontal", hide_index=True)


def national(reader: Reader) -> None:
    """Draw the existing national networks by group, and the regional EU offices on a map."""
    text = reader.text
    groups = registers.existing_national(this_run.reading().table("networks"))
    st.markdown(
        text("The workshop's second track: use the networks that exist to share competence on international work.")
    )
    st.header(text("Regional EU offices"))
    offices(reader, groups["offices"])
    listing(reader, groups["offices"])
    for group, heading in GROUPS.items():
        st.header(text(heading))
        listing(reader, groups[group])


def offices(reader: Reader, rows: pd.DataFrame) -> None:
    """Draw which counties of today the offices' names and members name, on the map and as a table."""
    text = reader.text
    on = this_run.reading().units_of("county", years.TODAY)
    open_now = [row for row in rows.to_dict("records") if not registers.is_closed(str(row["network_name"]))]
    named = {name(reader, row): directory.named_by(row) for row in open_now}
    legend = [
        LegendEntry(text("The county is named"), theme.SEQUENTIAL[3]),
        LegendEntry(text("Single municipalities are named"), theme.SEQUENTIAL[1]),
        LegendEntry(text("Not named by any office"), theme.ZERO, "zero"),
    ]
    whole = {code for found in named.values() for code in found.counties}
    touched = {place[:2] for found in named.values() for place in found.municipalities}
    classes = [0 if code in whole else 1 if code in touched else 2 for code in on.codes]
    details = [
        ", ".join(office for office, found in named.items() if found.reaches("county", code)) for code in on.codes
    ]
    spoken = "; ".join(f"{on.names[code]}: {said}" for code, said in zip(on.codes, details, strict=True) if said)
    left, right = st.columns(2, gap="large")
    with left:
        title = text("Areas of the regional EU offices")
        pictured = map_view.draw_classes(
            reader, on, classes, legend, key="offices-map", title=title, spoken=spoken, details=details, height=620
        )
        st.caption(
            text("Drawn from the counties and municipalities that the register names; ")
            + text("an office may have members in more counties than it names.")
        )
    with right:
        words = [text("County"), text("Office that names it, or municipalities in it")]
        pairs = sorted(zip(on.codes, details, strict=True), key=lambda pair: on.names[pair[0]])
        table = pd.DataFrame([(on.names[code], said or text("Not named by any office")) for code, said in pairs])
        named_table = table.set_axis(words, axis=1)
        text_table.draw(named_table)
        view = View(
            name="europakontor", title=title, table=named_table, sources=["networks"], alt=spoken, picture=pictured,
            attribution=map_view.ATTRIBUTION,
        )  # fmt: skip
        take_away.menu(reader, view)
