"""Where sources disagree: both values, both sources and the difference, side by side."""

import pandas as pd
import streamlit as st

from analysis.standing import disagreements
from analysis.standing.disagreements import Origin
from analysis.text import numbers
from analysis.text.markdown import escaped
from analysis.text.reader import Reader
from analysis.text.translate import mark
from pages._shared.choosing import register_filters
from pages._shared.data import this_run
from pages._shared.session.query import Key
from pages._shared.show import citing, published_figure, take_away, text_table
from pages._shared.show.citing import Row
from pages._shared.show.take_away import View
from pages._shared.sources.words import COUNTED, KINDS

_FIRST = 8
_PLACES = ("county", "county_council", "municipality", "organisation", "network", "region", "sector")
_SHOW = {"uenig": mark("Disagree"), "enig": mark("Agree")}
_LONE = mark("Another figure is known of, but it is not among the tables.")


def draw(reader: Reader) -> None:
    """Draw all comparisons that disagree, those that agree on request, and the lists of twin towns."""
    text = reader.text
    found = this_run.reading().compared()
    apart = found[~found["agrees"]]
    st.markdown(
        text(
            "Europaprofil does not choose between sources in silence. Of {all} comparisons {apart} disagree.",
            all=reader.number(len(found)),
            apart=reader.number(len(apart)),
        )
    )
    which = register_filters.one(reader, Key.SOURCES_DISAGREEMENTS, text("Show"), _SHOW, "uenig", hide_label=True)
    kinds = {kind: name for kind, name in KINDS.items() if kind in set(found["kind"])}
    asked = register_filters.several(reader, Key.SOURCES_KINDS, text("What is compared"), kinds)
    rows = apart if which == "uenig" else found[found["agrees"]]
    rows = rows[rows["kind"].isin(asked or list(kinds))]
    _comparisons(reader, rows, cards=which == "uenig")
    st.caption(
        text(
            "Compared are figures for the same place, measure and period; a printed share with its own numbers, within "
            "one percentage point; and a printed share with the loaded rows of the same years. Where two sources list "
            "one programme, the one that counts stands first; the two are never added."
        )
    )
    _twin_towns(reader)


def _comparisons(reader: Reader, rows: pd.DataFrame, *, cards: bool) -> None:
    """Draw comparisons: those that disagree as cards with everybody who says each value, others in a short table."""
    text = reader.text
    if rows.empty:
        st.info(text("No comparison of this kind."), icon=":material/check_circle:")
        return
    records = rows.to_dict("records")
    if cards:
        for row in records:
            _card(reader, row)
    else:
        text_table.draw(pd.DataFrame([_short(reader, row) for row in records]))
    table = pd.DataFrame([_row(reader, row) for row in records])
    take_away.menu(reader, View(name="uenighet", title=text("Where sources disagree"), table=table, sources=()))


def _card(reader: Reader, row: Row) -> None:
    """Draw one disagreement: what it is about, the difference, and the two values with everybody who says them."""
    text = reader.text
    with st.container(border=True, gap="small"):
        difference = _value(reader, row, row["difference"], difference=True)
        apart = "" if difference == numbers.MISSING else f" · {text('Difference')}: **{escaped(difference)}**"
        st.markdown(f"{escaped(_about(reader, row))}{apart}")
        for column, side in zip(st.columns(2), ("", "other_"), strict=True):
            value, origins = _said(reader, row, side)
            column.markdown(f"**{escaped(value)}**" if origins or side == "" else escaped(value))
            column.caption("  \n".join(escaped(origin) for origin in origins))


def _short(reader: Reader, row: Row) -> dict[str, str]:
    text = reader.text
    (one, _), (other, _) = (_said(reader, row, side) for side in ("", "other_"))
    about = _about(reader, row)
    return {text("What is compared"): about, text("One"): one, text("Another"): other}


def _row(reader: Reader, row: Row) -> dict[str, str]:
    text = reader.text
    (one, by), (other, other_by) = (_said(reader, row, side) for side in ("", "other_"))
    return {
        text("What is compared"): _about(reader, row),
        text("One"): one,
        text("Says so"): "; ".join(by),
        text("Another"): other,
        text("Says the other"): "; ".join(other_by),
        text("Difference"): _value(reader, row, row["difference"], difference=True),
    }


def _about(reader: Reader, row: Row) -> str:
    text = reader.text
    name = _programme(reader, row)
    if row["kind"] == disagreements.COUNTS:
        return f"{name}: {text(COUNTED[str(row['indicator'])]).lower()}"
    indicator = text(str(row["indicator"]))
    place = str(row["area_name"]) if row["area_level"] in _PLACES else ""
    parts = [part for part in (place, name) if part]
    return f"{', '.join(dict.fromkeys(parts))}: {indicator}"


def _programme(reader: Reader, row: Row) -> str:
    if not numbers.is_missing(row["programme_id"]):
        return this_run.reading().programme_names(reader.language)[str(row["programme_id"])]
    return "" if numbers.is_missing(row["programme_name"]) else reader.text(str(row["programme_name"]))


def _said(reader: Reader, row: Row, side: str) -> tuple[str, list[str]]:
    """Return one side's value with its period, and everybody who says it."""
    text = reader.text
    value, said_by = row[f"{side}value"], row[f"{side}said_by"]
    if numbers.is_missing(value) and not said_by:
        return _lone(reader, row), []
    if side and numbers.is_missing(value) and not numbers.is_missing(row["other_text"]):
        return text(str(row["other_text"])), [text(str(origin.publisher)) for origin in said_by]
    written = _value(reader, row, value)
    if side and isinstance(row["parts"], tuple):
        some, of = (reader.number(part) for part in row["parts"])
        written = text("{some} of {all} municipalities: {share}", some=some, all=of, share=written)
    periods = [published_figure.period(reader, {"period_text": one}) for one in row[f"{side}period"]]
    if periods and periods != [written]:
        written = f"{written} ({'; '.join(periods)})"
    return written, list(dict.fromkeys(_origin(reader, origin) for origin in said_by))


def _lone(reader: Reader, row: Row) -> str:
    """Return what is known of the other figure: the register of programmes may have it in a remark."""
    if not numbers.is_missing(row["programme_id"]):
        remarks = this_run.reading().table("programmes").set_index("programme_id")["budget_note"]
        remark = remarks[row["programme_id"]]
        if not numbers.is_missing(remark):
            return reader.text("The register of programmes remarks: {remark}", remark=reader.text(str(remark)))
    return reader.text(_LONE)


def _value(reader: Reader, row: Row, value: object, *, difference: bool = False) -> str:
    if numbers.is_missing(value):
        return numbers.MISSING
    unit = str(row["unit"])
    number = float(str(value))
    if row["kind"] == disagreements.COUNTS:
        if unit == "cents":
            return f"{reader.whole_units(number)} {reader.text('euro')}"
        return reader.number(number)
    if unit == "year" and not difference:
        return str(int(number))
    if unit == "%":
        written = reader.number(number, decimals=0 if round(number, 1) == int(number) else 1)
        points = f"{written} {reader.text('percentage points')}"
        return points if difference else reader.percent_sign(written)
    words = reader.text("years") if unit == "year" else reader.text(unit)
    return f"{reader.published(number)}{chr(0xA0)}{words}"


def _origin(reader: Reader, origin: Origin) -> str:
    if origin.publisher is None or origin.source_title is None:
        return reader.text(this_run.reading().register()[origin.source_id].title)
    if origin.publisher == origin.source_title:
        return reader.text(origin.publisher)
    return citing.citation(reader, dict(zip(Origin._fields, origin, strict=True)))


def _twin_towns(reader: Reader) -> None:
    """Draw which twin towns Wikipedia alone names, by municipality."""
    text = reader.text
    lists = disagreements.twin_town_lists(this_run.reading().twin_town_pairs())
    st.header(text("Twin towns that one list alone names"))
    if lists.empty:
        st.info(text("No comparison of this kind."), icon=":material/check_circle:")
        return
    st.markdown(
        text(
            "Wikipedia's lists of 2023 and 2026 name {pairs} twin towns of {places} municipalities that neither "
            "Wikidata nor any other list has. Nobody has looked into which list is right; the lists are undated, and a "
            "pair may have ended.",
            pairs=reader.number(int(lists["only"].map(len).sum())),
            places=reader.number(len(lists)),
        )
    )
    table = pd.DataFrame(
        {
            text("Municipality, as listed"): lists["area_name"],
            text("Wikipedia alone"): lists["only"].map(", ".join),
            text("Named by other lists"): lists["elsewhere"].map(lambda n: reader.number(n)),
        }
    )
    whole = register_filters.switch(reader, Key.SOURCES_TWIN_TOWNS, text("Show all of them"))
    text_table.draw(table if whole else table.head(_FIRST))
    view = View(name="vennskapsbyer", title=text("Twin towns that one list alone names"), table=table,
                sources=["twin_towns", "partnerships"])  # fmt: skip
    citing.source_line(reader, view.sources)
    take_away.menu(reader, view)
