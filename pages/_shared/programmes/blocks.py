"""The blocks of one programme: what it is, its money, its place in time and in the country."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.figures import theme, timeline
from analysis.registers import named_places, registers
from analysis.text import numbers
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.data import this_run
from pages._shared.map import view as map_view
from pages._shared.map.component import LegendEntry
from pages._shared.programmes.words import (
    CONFIDENCE,
    GROUPS,
    PURPOSES,
    capital,
    figure_row,
    group_of,
    official_link,
    open_to,
    period,
    written,
)
from pages._shared.session import settings
from pages._shared.session.query import Key
from pages._shared.show import citing, show, take_away, text_table
from pages._shared.show.citing import Row
from pages._shared.show.published_figure import citation
from pages._shared.show.take_away import View

FIRST_YEAR, LAST_YEAR = 2007, 2027
REGISTERED = "nb"
"""The language in which the register names the programmes before and after another."""
_LINKS = {"predecessor": mark("Before"), "successor": mark("After")}


def about(programme_id: str) -> Row:
    """Return a programme's row of the register."""
    register = this_run.reading().table("programmes")
    return register[register["programme_id"] == programme_id].to_dict("records")[0]


def headline(reader: Reader, row: Row) -> None:
    """Draw name, other names, period and what the programme is for."""
    text = reader.text
    st.title(escaped(this_run.reading().programme_names(reader.language)[str(row["programme_id"])]))
    family = str(row["family"])
    st.markdown(f"**{text(PURPOSES[family])}** {text('(Our own words about this kind of programme.)')}")
    names = dict.fromkeys([str(row["programme_name"]), str(row["programme_name_en"])])
    parts = [text("In the register: {names}", names=" · ".join(names)), text(family), period(reader, row)]
    st.caption(escaped(" · ".join(parts)))


def facts(reader: Reader, row: Row) -> None:
    """Draw what the register says about taking part and applying."""
    text = reader.text
    lines = {
        text("Norway takes part"): written(reader, row["norway_takes_part"]),
        text("Since"): written(reader, row["norway_since"]),
        text("Norway's contribution"): written(reader, row["norwegian_contribution"]),
        text("Who can apply"): written(reader, row["who_can_apply"]),
        text("Open to"): capital(open_to(reader, row)),
        text("Norwegian regions"): written(reader, row["norwegian_regions"]),
        text("Contact point in Norway"): written(reader, row["national_contact_point"]),
        **({} if numbers.is_missing(row["part_of"]) else {text("Part of"): _wholes(reader, str(row["part_of"]))}),
        **({} if numbers.is_missing(row["details"]) else {text("Also"): written(reader, row["details"])}),
    }
    lines = {what: escaped(said) for what, said in lines.items()} | {text("Official page"): official_link(reader, row)}
    table = pd.DataFrame({"what": list(lines), "said": list(lines.values())})
    st.table(table, border="horizontal", hide_index=True, hide_header=True)


def _wholes(reader: Reader, part_of: str) -> str:
    """Return the names of the programmes that a programme is a part of."""
    names = this_run.reading().programme_names(reader.language)
    return ", ".join(names[programme_id] for programme_id in part_of.split("; "))


def budget(reader: Reader, row: Row) -> None:
    """Draw the budget of the register beside every published figure for it; where they disagree, it says so."""
    text = reader.text
    published = registers.budgets(this_run.reading().table("figures"), str(row["programme_id"]))
    st.header(text("Budget and Norway's part in it"))
    rows = []
    if not numbers.is_missing(row["total_budget_eur"]) or not numbers.is_missing(row["budget_note"]):
        note = "" if numbers.is_missing(row["budget_note"]) else text(str(row["budget_note"]))
        millions = reader.published(row["total_budget_eur"] / 1_000_000) if row["total_budget_eur"] else ""
        value = "" if numbers.is_missing(row["total_budget_eur"]) else f"{millions} {text('million EUR')}"
        rows.append(
            {
                text("What"): text("Budget in the register of programmes"),
                text("Figure"): "; ".join(part for part in (value, note) if part),
                text("Period"): period(reader, row),
                text("Source"): citation(reader, row),
            }
        )
    rows += [figure_row(reader, figure) for figure in published.to_dict("records")]
    if not rows:
        st.caption(text("No budget is registered. That does not mean that there is none."))
        return
    if registers.disagree(published):
        st.warning(text("The sources disagree; all their figures are shown."), icon=":material/compare_arrows:")
    text_table.draw(pd.DataFrame(rows))


def area_map(reader: Reader, row: Row) -> bool:
    """Draw the counties that an Interreg programme names, on the boundaries of the year it names them in.

    Returns whether it names any.
    """
    reading = this_run.reading()
    text = reader.text
    said = None if numbers.is_missing(row["norwegian_regions"]) else str(row["norwegian_regions"])
    area = named_places.area(said, reading.gazetteer())
    if not area.whole and not area.part:
        return False
    units = reading.units_of("county", area.vintage)
    legend = [
        LegendEntry(text("In the programme's area"), theme.SEQUENTIAL[3]),
        LegendEntry(text("Partly in the area"), theme.SEQUENTIAL[1]),
        LegendEntry(text("Not named"), theme.ZERO, "zero"),
    ]
    classes = [0 if code in area.whole else 1 if code in area.part else 2 for code in units.codes]
    title = text("Norwegian counties in the programme")
    names = ", ".join(units.names[code] for code in (*area.whole, *area.part))
    pictured = map_view.draw_classes(
        reader, units, classes, legend, key="programme-area", title=title, spoken=names, height=520
    )
    lines = [text("Counties as the register names them, on the boundaries of {year}.", year=str(area.vintage))]
    if area.elsewhere:
        lines.append(text("Not shown as a county: {names}.", names=", ".join(area.elsewhere)))
    st.caption(escaped(" ".join(lines)))
    table = pd.DataFrame({
        "area_code": units.codes,
        "area_name": [units.names[code] for code in units.codes],
        "status": [legend[number].label for number in classes],
    })  # fmt: skip
    view = View(
        name="programomraade", title=title, table=table, sources=[str(row["source_id"])], filters=" ".join(lines),
        alt=names, attribution=map_view.ATTRIBUTION, picture=pictured,
    )  # fmt: skip
    take_away.menu(reader, view)
    return True


def before_and_after(reader: Reader, row: Row) -> None:
    """Draw the programmes before and after this one: as buttons that open them, and on a timeline."""
    reading = this_run.reading()
    text = reader.text
    register, names = reading.table("programmes"), reading.programme_names(reader.language)
    registered = reading.programme_names(REGISTERED)
    programme_id = str(row["programme_id"])
    st.header(text("Before and after"))
    for column, label in _LINKS.items():
        found = registers.links(register, programme_id, column, registered)
        unknown = [text(link.name) for link in found if link.programme_id is None]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{text(label)}:** {escaped(', '.join(unknown)) or ('' if found else text('Not stated'))}",
                width="content",
            )
            for link in found:
                if link.programme_id:
                    st.button(
                        escaped(names[link.programme_id]), key=f"{column}-{link.programme_id}", on_click=settings.put,
                        args=(Key.PROGRAMME, link.programme_id),
                    )  # fmt: skip
    draw_timeline(reader, registers.chain(register, programme_id, registered), emphasised=programme_id)


def draw_timeline(reader: Reader, ids: Sequence[str], *, emphasised: str | None = None) -> None:
    """Draw the periods of programmes from 2007 to 2027; those without a period are listed."""
    reading = this_run.reading()
    text = reader.text
    rows = reading.table("programmes").set_index("programme_id").loc[list(ids)].reset_index()
    dated = rows[rows["period_start"].notna()]
    table = pd.DataFrame(
        {
            "id": dated["programme_id"],
            "label": dated["programme_id"].map(reading.programme_names(reader.language)),
            "start": dated["period_start"],
            "end": dated["period_end"].fillna(LAST_YEAR),
            "period": [period(reader, row) for row in dated.to_dict("records")],
            "group": [group_of(str(family)) for family in dated["family"]],
        }
    )
    words = {group: text(name) for group, name in GROUPS.items()}
    if len(table):
        drawn = timeline.spans(table, groups=words, years=(FIRST_YEAR, LAST_YEAR), emphasised=emphasised)
        spoken = "; ".join(f"{label} {span}" for label, span in zip(table["label"], table["period"], strict=True))
        listed = dated.assign(programme_name=table["label"], period=table["period"])[["programme_name", "period"]]
        view = View(
            name="tidslinje", title=text("Periods of the programmes"), table=listed,
            sources=["programmes"], alt=spoken,
        )  # fmt: skip
        show.figure(reader, drawn, view)
    names = reading.programme_names(reader.language)
    undated = [names[row_id] for row_id in rows.loc[rows["period_start"].isna(), "programme_id"]]
    if undated:
        st.caption(text("Without a period in the register: {names}.", names=escaped(", ".join(undated))))


def provenance(reader: Reader, row: Row) -> None:
    """Draw where the row of the register comes from, and how sure its reading is."""
    text = reader.text
    sure = row["confidence"]
    lines = [text("Source of the row: {source}.", source=citation(reader, row))]
    lines.append(text("How sure the reading is: {sure}.", sure=text(CONFIDENCE.get(str(sure), mark("not stated")))))
    citing.source_line(reader, [str(row["source_id"])], [" ".join(lines)])
